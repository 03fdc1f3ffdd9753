//! A script's text, and its tokens by statement. Lines and columns of tokens become
//! bytes of the file here.

use sqlparser::dialect::{Dialect as Grammar, MySqlDialect, SQLiteDialect};
use sqlparser::keywords::Keyword;
use sqlparser::tokenizer::{Location, Span as Range, Token, TokenWithSpan, Tokenizer};

use crate::catalog::Dialect;
use crate::diagnostic::{FileId, Span};

/// A text that knows where its lines begin.
pub struct Text<'a> {
    pub file: FileId,
    source: &'a str,
    lines: Vec<usize>,
}

/// What is wrong where the text is no more made of tokens.
pub struct Broken {
    pub message: String,
    pub place: Span,
}

pub fn grammar(dialect: Dialect) -> &'static dyn Grammar {
    match dialect {
        Dialect::Sqlite => &SQLiteDialect {},
        _ => &MySqlDialect {},
    }
}

impl<'a> Text<'a> {
    pub fn new(file: FileId, source: &'a str) -> Self {
        let ends = source.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            file,
            source,
            lines: std::iter::once(0).chain(ends).collect(),
        }
    }

    /// The statements, each without its semicolon, blanks and comments.
    pub fn statements(&self, dialect: Dialect) -> (Vec<Vec<TokenWithSpan>>, Option<Broken>) {
        let mut tokens = Vec::new();
        // Texts of strings stay as they are written; only names are taken out of their quotes.
        let read = Tokenizer::new(grammar(dialect), self.source)
            .tokenize_with_location_into_buf(&mut tokens);
        let broken = read.err().map(|error| {
            let start = self.offset(error.location);
            let end = start;
            Broken {
                message: error.message,
                place: Span {
                    file: self.file,
                    start,
                    end,
                },
            }
        });
        (split(tokens), broken)
    }

    /// Where a part of a statement stands.
    pub fn span(&self, range: Range) -> Span {
        Span {
            file: self.file,
            start: self.offset(range.start),
            end: self.offset(range.end),
        }
    }

    /// Where tokens stand, from the first to the last.
    pub fn span_of(&self, tokens: &[TokenWithSpan]) -> Option<Span> {
        let (first, last) = (tokens.first()?, tokens.last()?);
        Some(Span {
            file: self.file,
            start: self.offset(first.span.start),
            end: self.offset(last.span.end),
        })
    }

    /// Tokens as they are written.
    pub fn slice(&self, tokens: &[TokenWithSpan]) -> &'a str {
        let span = self.span_of(tokens);
        span.map_or("", |span| {
            let (start, end) = (span.start as usize, span.end as usize);
            self.source.get(start..end).unwrap_or_default()
        })
    }

    fn offset(&self, location: Location) -> u32 {
        let line = usize::try_from(location.line.saturating_sub(1)).unwrap_or(0);
        let start = self.lines.get(line).copied().unwrap_or(self.source.len());
        let column = usize::try_from(location.column.saturating_sub(1)).unwrap_or(0);
        let rest = &self.source[start..];
        let within = rest
            .char_indices()
            .nth(column)
            .map_or(rest.len(), |it| it.0);
        u32::try_from(start + within).unwrap_or(u32::MAX)
    }
}

/// Splits at the semicolons that are in no body of a trigger or a procedure.
fn split(tokens: Vec<TokenWithSpan>) -> Vec<Vec<TokenWithSpan>> {
    let mut statements = Vec::new();
    let mut statement: Vec<TokenWithSpan> = Vec::new();
    let mut depth = 0_usize;
    for token in tokens {
        match &token.token {
            Token::Whitespace(_) | Token::EOF => continue,
            Token::SemiColon if depth == 0 => {
                statements.push(std::mem::take(&mut statement));
                continue;
            }
            Token::Word(word) if has_body(&statement) => match word.keyword {
                Keyword::BEGIN | Keyword::CASE => depth += 1,
                Keyword::END => depth = depth.saturating_sub(1),
                _ => {}
            },
            _ => {}
        }
        statement.push(token);
    }
    statements.push(statement);
    statements.retain(|statement| !statement.is_empty());
    statements
}

/// `CREATE TRIGGER …`, `CREATE PROCEDURE …`: what may have statements inside of it.
fn has_body(statement: &[TokenWithSpan]) -> bool {
    let mut words = statement.iter().take(8).map(|token| match &token.token {
        Token::Word(word) => word.keyword,
        _ => Keyword::NoKeyword,
    });
    words.next() == Some(Keyword::CREATE)
        && words.any(|word| {
            matches!(
                word,
                Keyword::TRIGGER | Keyword::PROCEDURE | Keyword::FUNCTION | Keyword::EVENT
            )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_one_statement() {
        let source = "SELECT 'a;b'; -- c;\nCREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET b = 1; END;\nSELECT `ü`";
        let text = Text::new(FileId(0), source);
        let (statements, broken) = text.statements(Dialect::Sqlite);
        assert!(broken.is_none());
        let texts: Vec<_> = statements.iter().map(|it| text.slice(it)).collect();
        assert_eq!(texts[0], "SELECT 'a;b'");
        assert_eq!(texts[2], "SELECT `ü`");
        assert_eq!(texts.len(), 3);
    }
}

//! A walk along the tokens of a statement.

use sqlparser::tokenizer::{Span as Range, Token, TokenWithSpan};

/// Tokens, and how far we are.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'t>(pub &'t [TokenWithSpan]);

/// A name without its quotes, and where it stands.
#[derive(Debug, Clone)]
pub struct Named {
    pub name: String,
    pub range: Range,
}

impl<'t> Cursor<'t> {
    pub fn is_at_end(&self) -> bool {
        self.0.is_empty()
    }

    /// The next word, unless it is quoted.
    pub fn peek(&self) -> Option<&'t str> {
        match &self.0.first()?.token {
            Token::Word(word) if word.quote_style.is_none() => Some(&word.value),
            _ => None,
        }
    }

    pub fn is(&self, word: &str) -> bool {
        self.peek().is_some_and(|it| it.eq_ignore_ascii_case(word))
    }

    /// Steps over a word, where it is the next one.
    pub fn word(&mut self, word: &str) -> bool {
        let found = self.is(word);
        if found {
            self.skip();
        }
        found
    }

    /// Steps over words, where all of them follow.
    pub fn words(&mut self, words: &[&str]) -> bool {
        let mut ahead = *self;
        let found = words.iter().all(|word| ahead.word(word));
        if found {
            *self = ahead;
        }
        found
    }

    /// Steps over the first of the words that is next.
    pub fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.word(word))
    }

    pub fn skip(&mut self) {
        self.0 = self.0.get(1..).unwrap_or_default();
    }

    pub fn sign(&mut self, sign: &Token) -> bool {
        let found = self.0.first().is_some_and(|token| token.token == *sign);
        if found {
            self.skip();
        }
        found
    }

    /// A name; a string is one too, as both databases take it.
    pub fn name(&mut self) -> Option<Named> {
        let token = self.0.first()?;
        let name = match &token.token {
            Token::Word(word) => {
                let quote = word.quote_style.unwrap_or('`');
                word.value
                    .replace(&format!("{quote}{quote}"), &quote.to_string())
            }
            Token::DoubleQuotedString(text) | Token::SingleQuotedString(text) => text.clone(),
            _ => return None,
        };
        self.skip();
        Some(Named {
            name,
            range: token.span,
        })
    }

    /// A name that may have its database before it: `main.users`.
    pub fn qualified(&mut self) -> Option<Named> {
        let mut name = self.name()?;
        while self.sign(&Token::Period) {
            name = self.name()?;
        }
        Some(name)
    }

    /// What stands in the round brackets that come next.
    pub fn group(&mut self) -> Option<&'t [TokenWithSpan]> {
        if self.0.first()?.token != Token::LParen {
            return None;
        }
        let mut depth = 0;
        for (at, token) in self.0.iter().enumerate() {
            match token.token {
                Token::LParen => depth += 1,
                Token::RParen => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let inside = &self.0[1..at];
                self.0 = &self.0[at + 1..];
                return Some(inside);
            }
        }
        None
    }
}

/// Splits at the commas that are in no brackets.
pub fn items(tokens: &[TokenWithSpan]) -> Vec<&[TokenWithSpan]> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0_i32);
    for (at, token) in tokens.iter().enumerate() {
        match token.token {
            Token::LParen => depth += 1,
            Token::RParen => depth -= 1,
            Token::Comma if depth == 0 => {
                found.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    found.push(&tokens[start..]);
    found.retain(|item| !item.is_empty());
    found
}

/// The names of a list: `(a, b)`, without what follows each of them.
pub fn names(tokens: &[TokenWithSpan]) -> Vec<Named> {
    let items = items(tokens).into_iter();
    items.filter_map(|item| Cursor(item).name()).collect()
}

//! Arguments and expressions: the tokens of `grammar.pest` into the AST.

use std::iter::Peekable;

use pest::Parser as _;

use crate::{
    diagnostic::Span,
    prisma::ast::{Argument, Expression, Function, Identifier},
};

use super::{
    Parser, Refused,
    grammar::{Grammar, Rule},
    mistake,
};

type Pair<'s> = pest::iterators::Pair<'s, Rule>;
type Pairs<'s> = pest::iterators::Pairs<'s, Rule>;

/// Real schemas nest three or four levels; a recursive parser must stop somewhere.
const MAX_DEPTH: usize = 100;

impl<'s> Parser<'s, '_> {
    /// The arguments of an attribute, from `(` to `)`.
    pub(super) fn arguments(&mut self) -> Result<Vec<Argument<'s>>, Refused> {
        let start = self.cursor.at;
        if let Some(value) = self.only_argument() {
            return Ok(vec![Argument {
                name: None,
                span: value.span(),
                value,
            }]);
        }
        self.cursor.at = start;
        let end = self.closing_bracket(start)?;
        let mut pairs = tokens(Rule::arguments, &self.cursor.text[start..end])?;
        let list = pairs.next().ok_or(Refused)?;
        if list.as_span().end() != end - start {
            return Err(Refused);
        }
        self.cursor.at = end;
        Builder {
            parser: self,
            base: start,
        }
        .arguments(list)
    }

    /// `("users")`, `(255)`, `(Cascade)`, `(now())`: most lists are one of these,
    /// and need no grammar.
    fn only_argument(&mut self) -> Option<Expression<'s>> {
        self.cursor.at += 1;
        let start = self.cursor.at;
        let value = if let Some(literal) = self.cursor.string() {
            let span = self.span(start, self.cursor.at);
            if !self.cursor.eat(")") {
                return None;
            }
            Expression::String(self.unescape(literal, start), span)
        } else {
            let text = self.cursor.path()?;
            let name = Identifier {
                text,
                span: self.span(start, self.cursor.at),
            };
            let value = if self.cursor.eat("()") {
                Expression::Function(Function {
                    name,
                    arguments: Vec::new(),
                    span: self.span(start, self.cursor.at),
                })
            } else {
                word(name).ok()?
            };
            if !self.cursor.eat(")") {
                return None;
            }
            value
        };
        Some(value)
    }

    /// The value of a property; what follows it is not looked at.
    pub(super) fn expression(&mut self) -> Result<Expression<'s>, Refused> {
        let start = self.cursor.at;
        let end = self.value_end()?;
        let mut pairs = tokens(Rule::expression, &self.cursor.text[start..end])?.peekable();
        let first = pairs.next().ok_or(Refused)?;
        let mut builder = Builder {
            parser: self,
            base: start,
        };
        let value = builder.expression(&first, &mut pairs)?;
        self.cursor.at = value.span().end as usize;
        Ok(value)
    }

    /// An end beyond which the value that begins here does not go.
    fn value_end(&mut self) -> Result<usize, Refused> {
        let mut ahead = self.cursor;
        ahead.path();
        ahead.skip_space();
        match ahead.peek() {
            Some(b'"') => ahead.string().map(|_| ahead.at).ok_or(Refused),
            Some(b'(' | b'[' | b'{') => self.closing_bracket(ahead.at),
            _ => Ok(ahead.line_end()),
        }
    }

    /// Where the bracket ends that begins at `start`. Without that end on its line
    /// there are no arguments here, nor are there when it nests too deeply.
    fn closing_bracket(&mut self, start: usize) -> Result<usize, Refused> {
        let bytes = self.cursor.text.as_bytes();
        let mut depth = 0;
        let mut at = start;
        loop {
            match bytes.get(at).ok_or(Refused)? {
                b'(' | b'[' | b'{' => {
                    depth += 1;
                    if depth > MAX_DEPTH {
                        let place = self.span(at, at + 1);
                        self.refusal = Some(mistake::too_deep(place, MAX_DEPTH));
                        return Err(Refused);
                    }
                }
                b')' | b']' | b'}' => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(at + 1);
                    }
                }
                b'"' => {
                    let mut cursor = self.cursor;
                    cursor.at = at;
                    cursor.string().ok_or(Refused)?;
                    at = cursor.at - 1;
                }
                b'\n' | b'\r' => return Err(Refused),
                _ => {}
            }
            at += 1;
        }
    }
}

/// A constant or a number: both begin with what a name can begin with.
fn word(written: Identifier<'_>) -> Result<Expression<'_>, Refused> {
    let text = written.text;
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        return Ok(Expression::Constant(written));
    }
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if is_number(whole) && is_number(fraction) {
        Ok(Expression::Number(text, written.span))
    } else {
        Err(Refused)
    }
}

fn tokens(rule: Rule, text: &str) -> Result<Pairs<'_>, Refused> {
    Grammar::parse(rule, text).map_err(|_| Refused)
}

/// Makes nodes of tokens. pest sees a part of the text; `base` is where in the
/// file that part begins.
struct Builder<'p, 's, 'd> {
    parser: &'p mut Parser<'s, 'd>,
    base: usize,
}

impl<'s> Builder<'_, 's, '_> {
    fn arguments(&mut self, list: Pair<'s>) -> Result<Vec<Argument<'s>>, Refused> {
        let mut inner = list.into_inner().peekable();
        let mut arguments = Vec::new();
        while let Some(pair) = inner.next() {
            let mut span = self.span(&pair);
            if pair.as_rule() == Rule::nothing {
                // Only the last comma may have nothing behind it.
                if inner.peek().is_some() {
                    return Err(Refused);
                }
                self.parser
                    .line_diagnostics
                    .push(mistake::trailing_comma(span));
            } else if let Some(value) = inner.next_if(|next| next.as_rule() == Rule::value) {
                let name = self.identifier(&pair)?;
                if name.text.contains('.') {
                    return Err(Refused);
                }
                let mut value = value.into_inner().peekable();
                let Some(first) = value.next() else {
                    self.parser
                        .line_diagnostics
                        .push(mistake::missing_value(name));
                    continue;
                };
                let value = self.expression(&first, &mut value)?;
                span.end = value.span().end;
                arguments.push(Argument {
                    name: Some(name),
                    value,
                    span,
                });
            } else {
                let value = self.expression(&pair, &mut inner)?;
                arguments.push(Argument {
                    name: None,
                    span: value.span(),
                    value,
                });
            }
        }
        Ok(arguments)
    }

    /// The expression that begins with `pair`; the arguments of a function call
    /// are in `rest`.
    fn expression(
        &mut self,
        pair: &Pair<'s>,
        rest: &mut Peekable<Pairs<'s>>,
    ) -> Result<Expression<'s>, Refused> {
        let span = self.span(pair);
        Ok(match pair.as_rule() {
            Rule::string => {
                let value = self.parser.unescape(pair.as_str(), span.start as usize);
                Expression::String(value, span)
            }
            Rule::number => Expression::Number(pair.as_str(), span),
            Rule::array => {
                let mut inner = pair.clone().into_inner().peekable();
                let mut items = Vec::new();
                while let Some(item) = inner.next() {
                    items.push(self.expression(&item, &mut inner)?);
                }
                Expression::Array(items, span)
            }
            Rule::object => {
                let mut inner = pair.clone().into_inner().peekable();
                let mut members = Vec::new();
                while let (Some(name), Some(value)) = (inner.next(), inner.next()) {
                    let name = self.identifier(&name)?;
                    members.push((name, self.expression(&value, &mut inner)?));
                }
                Expression::Object(members, span)
            }
            Rule::path => match rest.next_if(|next| next.as_rule() == Rule::arguments) {
                None => word(self.identifier(pair)?)?,
                Some(list) => {
                    let written = list.as_str().trim_end().len();
                    let start = self.base + list.as_span().start();
                    Expression::Function(Function {
                        name: self.identifier(pair)?,
                        span: Span {
                            end: self.parser.span(start, start + written).end,
                            ..span
                        },
                        arguments: self.arguments(list)?,
                    })
                }
            },
            rule => unreachable!("`{rule:?}` begins no expression"),
        })
    }

    /// Behind a dot a name begins anew, which the grammar does not ask.
    fn identifier(&self, pair: &Pair<'s>) -> Result<Identifier<'s>, Refused> {
        let text = pair.as_str();
        if text.contains("._") || text.contains(".-") {
            return Err(Refused);
        }
        Ok(Identifier {
            text,
            span: self.span(pair),
        })
    }

    fn span(&self, pair: &Pair<'_>) -> Span {
        let span = pair.as_span();
        self.parser
            .span(self.base + span.start(), self.base + span.end())
    }
}

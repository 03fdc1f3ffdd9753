//! Attributes, their arguments, and expressions.

use std::{borrow::Cow, iter::Peekable};

use crate::{
    diagnostic::Span,
    prisma::ast::{Argument, Attribute, Expression, Function, Identifier},
};

use super::{Context, Pair, Pairs, Rule, string};

impl<'s> Context<'s, '_> {
    pub(super) fn identifier(&self, pair: &Pair<'s>) -> Identifier<'s> {
        Identifier {
            text: pair.as_str(),
            span: self.span(pair),
        }
    }

    pub(super) fn attribute(&mut self, pair: Pair<'s>) -> Attribute<'s> {
        let span = self.span(&pair);
        let mut inner = pair.into_inner();
        let name = self.identifier(&inner.next().expect("an attribute has a name"));
        let arguments = inner.next().map(|list| self.arguments(list));
        Attribute {
            name,
            arguments: arguments.unwrap_or_default(),
            span,
        }
    }

    fn arguments(&mut self, pair: Pair<'s>) -> Vec<Argument<'s>> {
        let mut inner = pair.into_inner().peekable();
        let mut arguments = Vec::new();
        while let Some(pair) = inner.next() {
            let mut span = self.span(&pair);
            let (name, value) = match pair.as_rule() {
                Rule::comma => {
                    self.report().trailing_comma(span);
                    continue;
                }
                Rule::label => {
                    let value = inner.next().expect("a label has a value, or nothing");
                    (Some(self.identifier(&pair)), value)
                }
                _ => (None, pair),
            };
            if value.as_rule() == Rule::nothing {
                self.report().missing_value(span, name);
                continue;
            }
            let value = self.expression(&value, &mut inner);
            span.end = value.span().end;
            arguments.push(Argument { name, value, span });
        }
        arguments
    }

    /// The expression that begins with `pair`; the arguments of a function call
    /// are in `rest`.
    pub(super) fn expression(
        &mut self,
        pair: &Pair<'s>,
        rest: &mut Peekable<Pairs<'s>>,
    ) -> Expression<'s> {
        let span = self.span(pair);
        match pair.as_rule() {
            Rule::string => Expression::String(self.string(pair), span),
            Rule::number => Expression::Number(pair.as_str(), span),
            Rule::array => Expression::Array(self.array(pair), span),
            Rule::object => Expression::Object(self.object(pair), span),
            Rule::path => {
                let name = self.identifier(pair);
                match rest.next_if(|next| next.as_rule() == Rule::arguments) {
                    None => Expression::Constant(name),
                    Some(list) => Expression::Function(Function {
                        name,
                        span: Span {
                            end: self.span(&list).end,
                            ..span
                        },
                        arguments: self.arguments(list),
                    }),
                }
            }
            rule => unreachable!("`expression` has no `{rule:?}`"),
        }
    }

    fn array(&mut self, pair: &Pair<'s>) -> Vec<Expression<'s>> {
        let mut inner = pair.clone().into_inner().peekable();
        let mut items = Vec::new();
        while let Some(item) = inner.next() {
            items.push(self.expression(&item, &mut inner));
        }
        items
    }

    fn object(&mut self, pair: &Pair<'s>) -> Vec<(Identifier<'s>, Expression<'s>)> {
        let mut inner = pair.clone().into_inner().peekable();
        let mut members = Vec::new();
        while let (Some(name), Some(value)) = (inner.next(), inner.next()) {
            let name = self.identifier(&name);
            members.push((name, self.expression(&value, &mut inner)));
        }
        members
    }

    /// The value of a string literal.
    pub(super) fn string(&mut self, pair: &Pair<'s>) -> Cow<'s, str> {
        let literal = pair.as_str();
        let start = self.base + pair.as_span().start() + 1;
        string::unescape(self, &literal[1..literal.len() - 1], start)
    }
}

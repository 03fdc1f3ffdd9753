//! Objects, arrays, and the patterns that take them apart.

use oxc_ast::ast::{
    ArrayExpression, ArrayExpressionElement, BindingPattern, BindingProperty, Expression,
    ObjectExpression, ObjectPattern, ObjectProperty, ObjectPropertyKind, PropertyKey, PropertyKind,
};
use oxc_span::{GetSpan, Span};

use super::assignment::Target;
use super::comments::Gaps;
use super::doc::{Doc, EMPTY, HARDLINE, LINE, SOFTLINE, seq};
use super::place::Place;
use super::printer::Printer;

/// What a pattern belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PatternOwner {
    Function,
    /// The only parameter of a function, hugged by its parentheses.
    Hugged,
    Default,
    Declarator,
    Other,
}

impl<'a> Printer<'a> {
    /// `{ … }`, expanded if there is a line break before the first key in the source.
    pub fn object(&self, object: &ObjectExpression<'a>) -> Doc<'a> {
        let span = object.span;
        let items = &object.properties;
        if items.is_empty() {
            return self.empty("{", "}", span);
        }
        let mut parts = Vec::with_capacity(items.len() * 3);
        for (index, item) in items.iter().enumerate() {
            let doc = match item {
                ObjectPropertyKind::ObjectProperty(property) => self.property(property),
                ObjectPropertyKind::SpreadProperty(spread) => {
                    seq!(self; "...", self.expression(&spread.argument, Place::Spread))
                }
            };
            let gaps = Gaps::of(items, index, span, GetSpan::span);
            parts.push(self.with_comments(item.span(), gaps, self.guard(item.span(), doc)));
            if index + 1 < items.len() {
                parts.extend([Doc::from(","), LINE]);
                if self.blank_line_after(item.span().end) {
                    parts.push(HARDLINE);
                }
            }
        }
        let broken = self.newline_within(span.start, items[0].span().start);
        self.braced(&parts, true, broken)
    }

    /// Parts in braces, one per line if the group is broken.
    pub fn braced(&self, parts: &[Doc<'a>], comma: bool, broken: bool) -> Doc<'a> {
        self.group_with(self.braced_content(parts, comma), broken, 0)
    }

    fn braced_content(&self, parts: &[Doc<'a>], comma: bool) -> Doc<'a> {
        let inner = self.indent(seq!(self; LINE, self.concat(parts)));
        let comma = if comma { self.if_break(",", "") } else { EMPTY };
        seq!(self; "{", inner, comma, LINE, "}")
    }

    /// Brackets around nothing but comments, if there are any.
    pub fn empty(&self, open: &'a str, close: &'a str, span: Span) -> Doc<'a> {
        let comments = self.comment_range(span.start, span.end);
        if comments.is_empty() {
            return seq!(self; open, close);
        }
        let line = self.comments[comments]
            .iter()
            .any(|comment| comment.is_line());
        let dangling = self.dangling_comments(span);
        let inner = self.indent(seq!(self; SOFTLINE, dangling));
        self.group_with(seq!(self; open, inner, SOFTLINE, close), line, 0)
    }

    fn property(&self, property: &ObjectProperty<'a>) -> Doc<'a> {
        if property.shorthand {
            return self.expression(&property.value, Place::Other);
        }
        let key = self.key(&property.key, property.computed);
        match (&property.value, property.kind) {
            (Expression::FunctionExpression(function), kind)
                if property.method || kind != PropertyKind::Init =>
            {
                let start = match kind {
                    PropertyKind::Get => "get ",
                    PropertyKind::Set => "set ",
                    PropertyKind::Init if function.r#async => "async ",
                    PropertyKind::Init => "",
                };
                let generator = if function.generator { "*" } else { "" };
                let types = self.type_parameters(function.type_parameters.as_deref());
                let head = self.head((&**function).into(), false).unwrap_or(EMPTY);
                let body = match &function.body {
                    Some(body) => seq!(self; " ", self.function_body(body)),
                    None => Doc::from(";"),
                };
                seq!(self; start, generator, key, types, head, body)
            }
            _ => self.assigned(Target::Property(property), key, ":", &property.value),
        }
    }

    /// A key, without quotes where it needs none.
    pub fn key(&self, key: &PropertyKey<'a>, computed: bool) -> Doc<'a> {
        let doc = match key {
            PropertyKey::StaticIdentifier(name) => Doc::from(name.name.as_str()),
            PropertyKey::PrivateIdentifier(name) => seq!(self; "#", name.name.as_str()),
            PropertyKey::StringLiteral(string) if !computed => {
                let value = string.value.as_str();
                let raw = self.slice(string.span);
                if is_plain_name(value) && raw[1..raw.len() - 1] == *value {
                    Doc::from(self.arena.alloc_str(value) as &str)
                } else {
                    self.string_literal(string.span)
                }
            }
            _ => match key.as_expression() {
                Some(expression) => self.expression(expression, Place::Other),
                None => EMPTY,
            },
        };
        if computed {
            seq!(self; "[", doc, "]")
        } else {
            doc
        }
    }

    pub fn array(&self, array: &ArrayExpression<'a>) -> Doc<'a> {
        let (span, items) = (array.span, &array.elements);
        if items.is_empty() {
            return self.empty("[", "]", span);
        }
        if self.fills(array) {
            let numbers: Vec<_> = items
                .iter()
                .filter_map(ArrayExpressionElement::as_expression)
                .map(|number| self.expression(number, Place::Other))
                .collect();
            let inner = self.indent(seq!(self; SOFTLINE, self.fill(&numbers)));
            return self.group(seq!(self; "[", inner, SOFTLINE, "]"));
        }
        let mut parts = Vec::with_capacity(items.len() * 3);
        for (index, item) in items.iter().enumerate() {
            let doc = match item {
                ArrayExpressionElement::SpreadElement(spread) => {
                    seq!(self; "...", self.expression(&spread.argument, Place::Spread))
                }
                _ => match item.as_expression() {
                    Some(element) => self.expression(element, Place::Other),
                    None => EMPTY,
                },
            };
            let gaps = Gaps::of(items, index, span, GetSpan::span);
            let doc = self.with_comments(item.span(), gaps, doc);
            parts.push(self.group(doc));
            if index + 1 < items.len() {
                parts.extend([Doc::from(","), LINE]);
                if !item.is_elision() && self.blank_line_after(item.span().end) {
                    parts.push(SOFTLINE);
                }
            }
        }
        let comma = match items.last() {
            Some(ArrayExpressionElement::Elision(_)) => Doc::from(","),
            _ => self.if_break(",", ""),
        };
        self.bracketed(&parts, comma, is_table(items))
    }

    /// Parts in brackets, one per line if the group is broken.
    pub fn bracketed(&self, parts: &[Doc<'a>], comma: Doc<'a>, broken: bool) -> Doc<'a> {
        let inner = self.indent(seq!(self; SOFTLINE, self.concat(parts), comma));
        self.group_with(seq!(self; "[", inner, SOFTLINE, "]"), broken, 0)
    }

    /// Whether an array holds nothing but numbers: as many go on a line as there is room for.
    pub fn fills(&self, array: &ArrayExpression<'a>) -> bool {
        !array.elements.is_empty()
            && array.elements.iter().all(|element| match element {
                ArrayExpressionElement::NumericLiteral(_) => true,
                ArrayExpressionElement::UnaryExpression(unary) => {
                    matches!(unary.operator.as_str(), "+" | "-")
                        && matches!(unary.argument, Expression::NumericLiteral(_))
                }
                _ => false,
            })
            && !self.has_comments(array.span.start, array.span.end)
    }

    pub fn pattern(&self, pattern: &BindingPattern<'a>, owner: PatternOwner) -> Doc<'a> {
        match pattern {
            BindingPattern::BindingIdentifier(name) => Doc::from(name.name.as_str()),
            BindingPattern::ObjectPattern(pattern) => self.object_pattern(pattern, owner, EMPTY),
            BindingPattern::ArrayPattern(pattern) => {
                let mut docs: Vec<_> = pattern
                    .elements
                    .iter()
                    .map(|element| match element {
                        Some(element) => self.group(self.pattern(element, PatternOwner::Other)),
                        None => EMPTY,
                    })
                    .collect();
                let elided = matches!(pattern.elements.last(), Some(None));
                let comma = match &pattern.rest {
                    Some(rest) => {
                        let rest = self.pattern(&rest.argument, PatternOwner::Other);
                        docs.push(seq!(self; "...", rest));
                        EMPTY
                    }
                    None if elided => Doc::from(","),
                    None => self.if_break(",", ""),
                };
                if docs.is_empty() {
                    return Doc::from("[]");
                }
                let parts = self.join(&[Doc::from(","), LINE], &docs);
                self.bracketed(&[parts], comma, false)
            }
            BindingPattern::AssignmentPattern(pattern) => {
                let left = self.pattern(&pattern.left, PatternOwner::Default);
                seq!(self; left, " = ", self.expression(&pattern.right, Place::Other))
            }
        }
    }

    /// `{ a, b: c }` with the type that may follow it: they break together.
    pub fn object_pattern(
        &self,
        pattern: &ObjectPattern<'a>,
        owner: PatternOwner,
        annotation: Doc<'a>,
    ) -> Doc<'a> {
        let items = &pattern.properties;
        if items.is_empty() && pattern.rest.is_none() {
            return seq!(self; "{}", annotation);
        }
        let mut parts = Vec::new();
        let more = pattern.rest.is_some();
        for (index, item) in items.iter().enumerate() {
            let mut outer = pattern.span;
            if let Some(rest) = &pattern.rest {
                outer.end = rest.span.start;
            }
            let last = index + 1 == items.len();
            let gaps = Gaps {
                leads: !last || more,
                ..Gaps::of(items, index, outer, GetSpan::span)
            };
            parts.push(self.with_comments(item.span, gaps, self.binding_property(item)));
            if !last || more {
                parts.extend([Doc::from(","), LINE]);
                if self.blank_line_after(item.span.end) {
                    parts.push(HARDLINE);
                }
            }
        }
        if let Some(rest) = &pattern.rest {
            parts.push(seq!(self; "...", self.pattern(&rest.argument, PatternOwner::Other)));
        }
        let nested = items.iter().any(|item| {
            matches!(
                item.value,
                BindingPattern::ObjectPattern(_) | BindingPattern::ArrayPattern(_)
            )
        });
        let broken = nested && matches!(owner, PatternOwner::Declarator | PatternOwner::Other);
        let content = seq!(self; self.braced_content(&parts, !more), annotation);
        if owner == PatternOwner::Hugged || (owner == PatternOwner::Declarator && !broken) {
            return content;
        }
        self.group_with(content, broken, 0)
    }

    fn binding_property(&self, property: &BindingProperty<'a>) -> Doc<'a> {
        if property.shorthand {
            return self.pattern(&property.value, PatternOwner::Other);
        }
        let key = self.key(&property.key, property.computed);
        let value = self.pattern(&property.value, PatternOwner::Other);
        seq!(self; key, ": ", value)
    }
}

/// Several objects or arrays, each with several elements: a table, one row per line.
fn is_table(items: &[ArrayExpressionElement<'_>]) -> bool {
    let objects = items.iter().all(|item| {
        matches!(item, ArrayExpressionElement::ObjectExpression(object) if object.properties.len() > 1)
    });
    let arrays = || {
        items.iter().all(|item| {
            matches!(item, ArrayExpressionElement::ArrayExpression(array) if array.elements.len() > 1)
        })
    };
    items.len() > 1 && (objects || arrays())
}

/// A name as of ECMAScript 5, in ASCII: it needs no quotes.
pub fn is_plain_name(name: &str) -> bool {
    let is_start = |byte: u8| byte.is_ascii_alphabetic() || byte == b'_' || byte == b'$';
    name.bytes().next().is_some_and(is_start)
        && name
            .bytes()
            .all(|byte| is_start(byte) || byte.is_ascii_digit())
}

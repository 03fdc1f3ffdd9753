//! Functions: parameters, arrows, bodies.

use oxc_ast::ast::{
    ArrowFunctionBody, ArrowFunctionExpression, BindingPattern, Expression, FormalParameter,
    FormalParameters, Function, FunctionBody, TSThisParameter, TSTypeAnnotation,
    TSTypeParameterDeclaration,
};
use oxc_span::GetSpan;

use super::comments::Gaps;
use super::doc::{Doc, EMPTY, HARDLINE, LINE, SOFTLINE, seq};
use super::object::PatternOwner;
use super::place::Place;
use super::printer::Printer;
use super::types::TypePlace;

/// Whether the parentheses of a call hug an argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hug {
    None,
    First,
    Last,
}

/// The head of anything that can be called.
#[derive(Clone, Copy)]
pub struct Signature<'b, 'a> {
    pub type_parameters: Option<&'b TSTypeParameterDeclaration<'a>>,
    pub this: Option<&'b TSThisParameter<'a>>,
    pub params: &'b FormalParameters<'a>,
    pub return_type: Option<&'b TSTypeAnnotation<'a>>,
}

impl<'b, 'a> From<&'b Function<'a>> for Signature<'b, 'a> {
    fn from(function: &'b Function<'a>) -> Self {
        Signature {
            type_parameters: function.type_parameters.as_deref(),
            this: function.this_param.as_deref(),
            params: &function.params,
            return_type: function.return_type.as_deref(),
        }
    }
}

impl<'b, 'a> From<&'b ArrowFunctionExpression<'a>> for Signature<'b, 'a> {
    fn from(arrow: &'b ArrowFunctionExpression<'a>) -> Self {
        Signature {
            type_parameters: arrow.type_parameters.as_deref(),
            this: None,
            params: &arrow.params,
            return_type: arrow.return_type.as_deref(),
        }
    }
}

impl Signature<'_, '_> {
    fn count(&self) -> usize {
        self.params.items.len()
            + usize::from(self.this.is_some())
            + usize::from(self.params.rest.is_some())
    }

    /// Whether the parentheses hug the only parameter: a pattern, or one with an object type.
    fn hugs(&self, printer: &Printer<'_>) -> bool {
        if self.count() != 1 || printer.has_comments(self.params.span.start, self.params.span.end) {
            return false;
        }
        let Some(param) = self.params.items.first() else {
            return false;
        };
        let pattern = matches!(
            param.pattern,
            BindingPattern::ObjectPattern(_) | BindingPattern::ArrayPattern(_)
        );
        match &param.initializer {
            Some(value) => {
                pattern
                    && match &**value {
                        Expression::Identifier(_) => true,
                        Expression::ObjectExpression(object) => object.properties.is_empty(),
                        Expression::ArrayExpression(array) => array.elements.is_empty(),
                        _ => false,
                    }
            }
            None => {
                pattern
                    || param.type_annotation.as_ref().is_some_and(|annotation| {
                        super::types::is_object(&annotation.type_annotation)
                    })
            }
        }
    }

    /// Whether the parameters stay together, so that the return type breaks first.
    pub fn groups_parameters(&self, return_type: &Doc<'_>) -> bool {
        let Some(annotation) = self.return_type else {
            return false;
        };
        let plain = self.type_parameters.is_none_or(|parameters| match parameters.params.as_slice() {
            [] => true,
            [one] => one.constraint.is_none() && one.default.is_none(),
            _ => false,
        });
        plain
            && self.count() == 1
            && (super::types::is_object(&annotation.type_annotation) || return_type.will_break())
    }
}

impl<'a> Printer<'a> {
    /// `<T>(a, b)`; nothing if they are to be flat and cannot.
    pub fn parameters(&self, signature: Signature<'_, 'a>, types: bool, flat: bool) -> Option<Doc<'a>> {
        let type_parameters = match types {
            true => self.type_parameters(signature.type_parameters),
            false => EMPTY,
        };
        let params = signature.params;
        if signature.count() == 0 {
            return Some(seq!(self; type_parameters, "()"));
        }
        let hugs = signature.hugs(self);
        let mut docs = Vec::new();
        let mut ends = Vec::new();
        if let Some(this) = signature.this {
            let annotation = self.type_annotation(this.type_annotation.as_deref());
            docs.push(seq!(self; "this", annotation));
            ends.push(this.span.end);
        }
        for (index, item) in params.items.iter().enumerate() {
            let mut outer = params.span;
            if let Some(rest) = &params.rest {
                outer.end = rest.span.start;
            }
            let gaps = Gaps {
                leads: index + 1 < params.items.len() || params.rest.is_some(),
                ..Gaps::of(&params.items, index, outer, GetSpan::span)
            };
            let doc = self.parameter(item, hugs);
            docs.push(self.with_comments(item.span, gaps, doc));
            ends.push(item.span.end);
        }
        if let Some(rest) = &params.rest {
            let pattern = self.pattern(&rest.rest.argument, PatternOwner::Function);
            let annotation = self.type_annotation(rest.type_annotation.as_deref());
            docs.push(seq!(self; "...", pattern, annotation));
            ends.push(rest.span.end);
        }
        let mut parts = Vec::with_capacity(docs.len() * 2);
        for (index, doc) in docs.iter().enumerate() {
            parts.push(*doc);
            if index + 1 == docs.len() {
                break;
            }
            parts.push(Doc::from(","));
            if self.blank_line_after(ends[index]) {
                parts.extend([HARDLINE, HARDLINE]);
            } else {
                parts.push(LINE);
            }
        }
        let inner = self.concat(&parts);
        if flat {
            if type_parameters.will_break() || inner.will_break() {
                return None;
            }
            let types = self.flat(type_parameters);
            return Some(self.group(seq!(self; types, "(", self.flat(inner), ")")));
        }
        if hugs {
            return Some(seq!(self; type_parameters, "(", inner, ")"));
        }
        let comma = match params.rest {
            Some(_) => EMPTY,
            None => self.if_break(",", ""),
        };
        let inner = self.indent(seq!(self; SOFTLINE, inner));
        Some(seq!(self; type_parameters, "(", inner, comma, SOFTLINE, ")"))
    }

    fn parameter(&self, param: &FormalParameter<'a>, hugged: bool) -> Doc<'a> {
        if !param.decorators.is_empty()
            || param.accessibility.is_some()
            || param.readonly
            || param.r#override
        {
            return self.verbatim(param.span);
        }
        let owner = match param.initializer {
            Some(_) => PatternOwner::Default,
            None if hugged => PatternOwner::Hugged,
            None => PatternOwner::Function,
        };
        let pattern = self.pattern(&param.pattern, owner);
        let optional = if param.optional { "?" } else { "" };
        let annotation = match &param.type_annotation {
            Some(annotation) => {
                let place = if hugged { TypePlace::Hugged } else { TypePlace::Other };
                seq!(self; ": ", self.ts_type(&annotation.type_annotation, place))
            }
            None => EMPTY,
        };
        let default = match &param.initializer {
            Some(value) => seq!(self; " = ", self.expression(value, Place::Other)),
            None => EMPTY,
        };
        seq!(self; pattern, optional, annotation, default)
    }

    /// The parameters and the return type of a function or a method.
    pub fn head(&self, signature: Signature<'_, 'a>, flat: bool) -> Option<Doc<'a>> {
        let params = self.parameters(signature, false, flat)?;
        let return_type = self.type_annotation(signature.return_type);
        let params = match signature.groups_parameters(&return_type) {
            true => self.group(params),
            false => params,
        };
        Some(self.group(seq!(self; params, return_type)))
    }

    pub fn function(&self, function: &Function<'a>) -> Doc<'a> {
        self.function_both_ways(function, false).0
    }

    /// A function on its own, and hugged by the parentheses of a call.
    pub fn function_both_ways(&self, function: &Function<'a>, flat: bool) -> (Doc<'a>, Option<Doc<'a>>) {
        let start = seq!(self;
            if function.declare { "declare " } else { "" },
            if function.r#async { "async " } else { "" },
            if function.generator { "function* " } else { "function " },
            function.id.as_ref().map_or("", |id| id.name.as_str()),
            self.type_parameters(function.type_parameters.as_deref()),
        );
        let body = match &function.body {
            Some(body) => seq!(self; " ", self.function_body(body)),
            None => Doc::from(";"),
        };
        let whole = |flat: bool| {
            let head = self.head(function.into(), flat)?;
            Some(seq!(self; start, head, body))
        };
        let doc = whole(false).unwrap_or(EMPTY);
        (doc, if flat { whole(true) } else { Some(doc) })
    }

    pub fn function_body(&self, body: &FunctionBody<'a>) -> Doc<'a> {
        self.block(body.span, &body.directives, &body.statements)
    }

    pub fn arrow(&self, arrow: &ArrowFunctionExpression<'a>, place: Place) -> Doc<'a> {
        if let ArrowFunctionBody::ArrowFunctionExpression(_) = arrow.body {
            return self.arrow_chain(arrow, place);
        }
        let body = self.arrow_body(&arrow.body);
        self.arrow_with(arrow, body, Hug::None).unwrap_or(EMPTY)
    }

    /// An arrow function on its own, and hugged by the parentheses of a call.
    pub fn arrow_both_ways(
        &self,
        arrow: &ArrowFunctionExpression<'a>,
        hug: Hug,
    ) -> (Doc<'a>, Option<Doc<'a>>) {
        if let ArrowFunctionBody::ArrowFunctionExpression(inner) = &arrow.body {
            let alone = self.arrow_chain(arrow, Place::Argument);
            let (_, hugged) = self.arrow_both_ways(inner, hug);
            return (alone, hugged.and_then(|inner| self.arrow_with(arrow, inner, hug)));
        }
        let body = self.arrow_body(&arrow.body);
        let alone = self.arrow_with(arrow, body, Hug::None).unwrap_or(EMPTY);
        (alone, self.arrow_with(arrow, body, hug))
    }

    fn arrow_with(
        &self,
        arrow: &ArrowFunctionExpression<'a>,
        body: Doc<'a>,
        hug: Hug,
    ) -> Option<Doc<'a>> {
        let head = self.arrow_head(arrow, hug != Hug::None)?;
        let body = self.group(self.arrow_tail(&arrow.body, body, hug, false));
        Some(self.group(seq!(self; self.group(head), " =>", body)))
    }

    fn arrow_head(&self, arrow: &ArrowFunctionExpression<'a>, flat: bool) -> Option<Doc<'a>> {
        let signature = Signature::from(arrow);
        let mut return_type = match signature.return_type {
            Some(annotation) => {
                let inner = self.ts_type(&annotation.type_annotation, TypePlace::ArrowReturn);
                seq!(self; ": ", inner)
            }
            None => EMPTY,
        };
        if flat {
            if return_type.will_break() {
                return None;
            }
            return_type = self.flat(return_type);
        }
        let params = self.parameters(signature, true, flat)?;
        let start = if arrow.r#async { "async " } else { "" };
        let head = self.group(seq!(self; params, return_type));
        Some(seq!(self; start, head))
    }

    fn arrow_body(&self, body: &ArrowFunctionBody<'a>) -> Doc<'a> {
        match body {
            ArrowFunctionBody::FunctionBody(body) => self.function_body(body),
            ArrowFunctionBody::ObjectExpression(object) => {
                seq!(self; "(", self.object(object), ")")
            }
            _ => {
                let Some(body) = body.as_expression() else {
                    return EMPTY;
                };
                self.protect_start(body, false);
                let doc = self.expression(body, Place::Body);
                match body {
                    Expression::SequenceExpression(_) => seq!(self; "(", doc, ")"),
                    _ => doc,
                }
            }
        }
    }

    /// The body after the arrow: on the same line, or indented on the next.
    fn arrow_tail(
        &self,
        body: &ArrowFunctionBody<'a>,
        doc: Doc<'a>,
        hug: Hug,
        chain_breaks: bool,
    ) -> Doc<'a> {
        let (comma, space) = match hug {
            Hug::Last => (self.if_break(",", ""), SOFTLINE),
            _ => (EMPTY, EMPTY),
        };
        let Some(expression) = body.as_expression() else {
            return seq!(self; " ", doc);
        };
        match expression {
            Expression::ConditionalExpression(_)
                if !chain_breaks
                    && !matches!(
                        super::place::leftmost(expression),
                        Expression::ObjectExpression(_)
                    ) =>
            {
                let inner = self.indent(seq!(self; SOFTLINE, doc));
                let open = self.if_break("", "(");
                let close = self.if_break("", ")");
                seq!(self; " ", self.group(seq!(self; open, inner, close, comma, space)))
            }
            Expression::ArrayExpression(_)
            | Expression::ObjectExpression(_)
            | Expression::SequenceExpression(_)
            | Expression::ArrowFunctionExpression(_) => seq!(self; " ", doc),
            _ if self.is_hanging_template(expression) => seq!(self; " ", doc),
            _ => {
                let inner = self.indent(seq!(self; LINE, doc));
                seq!(self; inner, comma, space)
            }
        }
    }

    /// `a => b => c`.
    fn arrow_chain(&self, arrow: &ArrowFunctionExpression<'a>, place: Place) -> Doc<'a> {
        let mut heads = Vec::new();
        let mut breaks = false;
        let mut next = arrow;
        let last = loop {
            heads.push(self.arrow_head(next, false).unwrap_or(EMPTY));
            let signature = Signature::from(next);
            breaks |= (signature.return_type.is_some() && signature.count() > 0)
                || signature.type_parameters.is_some()
                || next.params.items.iter().any(|param| {
                    !param.pattern.is_binding_identifier() || param.initializer.is_some()
                });
            match &next.body {
                ArrowFunctionBody::ArrowFunctionExpression(inner) => next = inner,
                body => break body,
            }
        };
        let assigned = matches!(place, Place::Assigned(_));
        let callee = matches!(place, Place::Callee | Place::CalleeOf(_) | Place::NewCallee);
        let separator = [Doc::from(" =>"), LINE];
        let heads = match place {
            Place::Argument | Place::Operand { .. } => {
                let rest = self.join(&separator, &heads[1..]);
                let rest = self.indent(seq!(self; LINE, rest));
                seq!(self; heads[0], " =>", rest)
            }
            _ if assigned || callee => self.join(&separator, &heads),
            _ => self.indent(self.join(&separator, &heads)),
        };
        let heads = self.group_with(heads, breaks, 0);
        let body = self.arrow_body(last);
        let tail = self.arrow_tail(last, body, Hug::None, breaks);
        let id = self.group_id();
        let heads = match assigned || callee {
            true => self.indent(seq!(self; SOFTLINE, heads)),
            false => heads,
        };
        let heads = self.group_with(heads, false, id);
        let tail = self.indent_if_group_breaks(tail, id);
        let end = match callee {
            true => self.if_group_breaks(id, SOFTLINE, EMPTY),
            false => EMPTY,
        };
        self.group(seq!(self; heads, " =>", tail, end))
    }
}

//! Functions: parameters, arrows, bodies.

use oxc_ast::ast::{
    ArrowFunctionExpression, BindingPattern, Expression, FormalParameter, FormalParameters,
    Function, FunctionBody, TSThisParameter, TSTypeAnnotation, TSTypeParameterDeclaration,
};
use oxc_span::GetSpan;

use super::comments::Gaps;
use super::doc::{Doc, EMPTY, HARDLINE, LINE, SOFTLINE, seq};
use super::object::PatternOwner;
use super::place::Place;
use super::printer::Printer;
use super::types::TypePlace;

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
    pub fn count(&self) -> usize {
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
        let plain =
            self.type_parameters
                .is_none_or(|parameters| match parameters.params.as_slice() {
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
    pub fn parameters(
        &self,
        signature: Signature<'_, 'a>,
        types: bool,
        flat: bool,
    ) -> Option<Doc<'a>> {
        let type_parameters = if types {
            self.type_parameters(signature.type_parameters)
        } else {
            EMPTY
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
        let optional = if param.optional { "?" } else { "" };
        let annotation = match &param.type_annotation {
            Some(annotation) => {
                let place = if hugged {
                    TypePlace::Hugged
                } else {
                    TypePlace::Other
                };
                seq!(self; ": ", self.ts_type(&annotation.type_annotation, place))
            }
            None => EMPTY,
        };
        let default = match &param.initializer {
            Some(value) => seq!(self; " = ", self.expression(value, Place::Other)),
            None => EMPTY,
        };
        let annotation = seq!(self; optional, annotation);
        match &param.pattern {
            BindingPattern::ObjectPattern(pattern) => {
                seq!(self; self.object_pattern(pattern, owner, annotation), default)
            }
            pattern => seq!(self; self.pattern(pattern, owner), annotation, default),
        }
    }

    /// The parameters and the return type of a function or a method.
    pub fn head(&self, signature: Signature<'_, 'a>, flat: bool) -> Option<Doc<'a>> {
        let params = self.parameters(signature, false, flat)?;
        let return_type = self.type_annotation(signature.return_type);
        let params = if signature.groups_parameters(&return_type) {
            self.group(params)
        } else {
            params
        };
        Some(self.group(seq!(self; params, return_type)))
    }

    pub fn function(&self, function: &Function<'a>) -> Doc<'a> {
        self.function_both_ways(function, false).0
    }

    /// A function on its own, and hugged by the parentheses of a call.
    pub fn function_both_ways(
        &self,
        function: &Function<'a>,
        flat: bool,
    ) -> (Doc<'a>, Option<Doc<'a>>) {
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
}

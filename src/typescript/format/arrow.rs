//! Arrow functions: their bodies follow on the line of the arrow, or indented on the next.

use oxc_ast::ast::{ArrowFunctionBody, ArrowFunctionExpression, Expression};

use super::doc::{Doc, EMPTY, LINE, SOFTLINE, seq};
use super::function::Signature;
use super::hug::Hug;
use super::place::Place;
use super::printer::Printer;
use super::types::TypePlace;

impl<'a> Printer<'a> {
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
            return (
                alone,
                hugged.and_then(|inner| self.arrow_with(arrow, inner, hug)),
            );
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
        let heads = if assigned || callee {
            self.indent(seq!(self; SOFTLINE, heads))
        } else {
            heads
        };
        let heads = self.group_with(heads, false, id);
        let tail = self.indent_if_group_breaks(tail, id);
        let end = if callee {
            self.if_group_breaks(id, SOFTLINE, EMPTY)
        } else {
            EMPTY
        };
        self.group(seq!(self; heads, " =>", tail, end))
    }
}

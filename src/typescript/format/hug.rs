//! Which argument, if any, the parentheses of a call hug: a function, an object or an array that
//! opens on the line of the call.

use oxc_ast::ast::{
    Argument, ArrowFunctionBody, ArrowFunctionExpression, ChainElement, Expression, TSType,
};
use oxc_span::{GetSpan, Span};

use super::printer::Printer;
use super::simple::is_simple;

/// Whether the parentheses of a call hug an argument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Hug {
    None,
    First,
    Last,
}

impl<'a> Printer<'a> {
    pub fn hugged(&self, arguments: &[Argument<'a>], span: Span) -> Hug {
        if self.hugs_first(arguments) {
            let from = self.comment_range(span.start, arguments[0].span().start);
            return if from.is_empty() {
                Hug::First
            } else {
                Hug::None
            };
        }
        let Some(last) = arguments.last().and_then(Argument::as_expression) else {
            return Hug::None;
        };
        let before = arguments
            .len()
            .checked_sub(2)
            .map(|index| &arguments[index]);
        let same_kind = before.is_some_and(|before| {
            before.as_expression().is_some_and(|before| {
                std::mem::discriminant(before) == std::mem::discriminant(last)
            })
        });
        let dependencies = arguments.len() == 2
            && matches!(before, Some(Argument::ArrowFunctionExpression(_)))
            && matches!(last, Expression::ArrayExpression(_));
        let fills = arguments.len() > 1
            && matches!(last, Expression::ArrayExpression(array) if self.fills(array));
        let from = before.map_or(span.start, |before| before.span().end);
        let commented = self.has_comments(from, last.span().start)
            || self.has_comments(last.span().end, span.end);
        if self.may_hug(last, false) && !same_kind && !dependencies && !fills && !commented {
            Hug::Last
        } else {
            Hug::None
        }
    }

    fn hugs_first(&self, arguments: &[Argument<'a>]) -> bool {
        let [first, second] = arguments else {
            return false;
        };
        let Some(second) = second.as_expression() else {
            return false;
        };
        let block = match first {
            Argument::FunctionExpression(_) => true,
            Argument::ArrowFunctionExpression(arrow) => {
                matches!(arrow.body, ArrowFunctionBody::FunctionBody(_))
            }
            _ => false,
        };
        block
            && !matches!(
                second,
                Expression::FunctionExpression(_)
                    | Expression::ArrowFunctionExpression(_)
                    | Expression::ConditionalExpression(_)
            )
            && is_hopefully_short(second)
            && !self.may_hug(second, false)
    }

    fn may_hug(&self, argument: &Expression<'a>, in_arrow_chain: bool) -> bool {
        match argument {
            Expression::ObjectExpression(object) => {
                !object.properties.is_empty()
                    || self.has_comments(object.span.start, object.span.end)
            }
            Expression::ArrayExpression(array) => {
                !array.elements.is_empty() || self.has_comments(array.span.start, array.span.end)
            }
            Expression::TSAsExpression(cast) => self.may_hug(&cast.expression, false),
            Expression::TSSatisfiesExpression(cast) => self.may_hug(&cast.expression, false),
            Expression::TSTypeAssertion(cast) => self.may_hug(&cast.expression, false),
            Expression::FunctionExpression(_) => true,
            Expression::ArrowFunctionExpression(arrow) => self.may_hug_arrow(arrow, in_arrow_chain),
            _ => false,
        }
    }

    fn may_hug_arrow(&self, arrow: &ArrowFunctionExpression<'a>, in_arrow_chain: bool) -> bool {
        let Some(body) = arrow.body.as_expression() else {
            return true;
        };
        match strip_wrappers(body) {
            Some(Expression::CallExpression(_)) => return !in_arrow_chain,
            None => return !in_arrow_chain && ends_in_call(body),
            _ => {}
        }
        match body {
            Expression::ObjectExpression(_) | Expression::ArrayExpression(_) => true,
            Expression::ArrowFunctionExpression(_) => self.may_hug(body, true),
            Expression::ConditionalExpression(_) => !in_arrow_chain,
            _ => false,
        }
    }
}

/// The expression inside `!`; none for an optional chain.
fn strip_wrappers<'b, 'a>(expression: &'b Expression<'a>) -> Option<&'b Expression<'a>> {
    match expression {
        Expression::TSNonNullExpression(inner) => strip_wrappers(&inner.expression),
        Expression::ChainExpression(_) => None,
        _ => Some(expression),
    }
}

fn ends_in_call(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::TSNonNullExpression(inner) => ends_in_call(&inner.expression),
        Expression::ChainExpression(chain) => {
            matches!(chain.expression, ChainElement::CallExpression(_))
        }
        _ => matches!(expression, Expression::CallExpression(_)),
    }
}

fn is_hopefully_short(argument: &Expression<'_>) -> bool {
    match argument {
        Expression::TSAsExpression(cast) => {
            is_short_type(&cast.type_annotation) && is_simple(&cast.expression, 1)
        }
        Expression::TSSatisfiesExpression(cast) => {
            is_short_type(&cast.type_annotation) && is_simple(&cast.expression, 1)
        }
        Expression::CallExpression(call) if call.arguments.len() > 1 => false,
        Expression::NewExpression(new) if new.arguments.len() > 1 => false,
        Expression::BinaryExpression(binary) => {
            is_simple(&binary.left, 1) && is_simple(&binary.right, 1)
        }
        Expression::LogicalExpression(logical) => {
            is_simple(&logical.left, 1) && is_simple(&logical.right, 1)
        }
        Expression::RegExpLiteral(_) => true,
        _ => is_simple(argument, 2),
    }
}

fn is_short_type(ts_type: &TSType<'_>) -> bool {
    match ts_type {
        TSType::TSArrayType(array) => is_short_type(&array.element_type),
        TSType::TSTypeReference(reference) => match &reference.type_arguments {
            Some(arguments) => {
                arguments.params.len() == 1 && super::types::is_simple(&arguments.params[0])
            }
            None => true,
        },
        _ => super::types::is_simple(ts_type),
    }
}

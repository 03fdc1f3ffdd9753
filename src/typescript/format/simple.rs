//! Arguments so simple that a chain of calls with them may stay on one line.

use oxc_ast::ast::{
    Argument, ChainElement, Expression, MemberExpression, ObjectPropertyKind, UnaryOperator,
};

/// Whether an argument is so simple that a chain with it may stay on one line.
pub fn is_simple_argument(argument: &Argument<'_>, depth: usize) -> bool {
    argument
        .as_expression()
        .is_some_and(|expression| is_simple(expression, depth))
}

pub fn is_simple(expression: &Expression<'_>, depth: usize) -> bool {
    use Expression as E;
    if depth == 0 {
        return false;
    }
    let calls = |callee: &Expression<'_>, arguments: &[Argument<'_>]| {
        is_simple(callee, depth)
            && arguments.len() <= depth
            && arguments
                .iter()
                .all(|argument| is_simple_argument(argument, depth - 1))
    };
    match expression {
        E::RegExpLiteral(regex) => regex.regex.pattern.text.len() <= 5,
        E::StringLiteral(_)
        | E::NumericLiteral(_)
        | E::BooleanLiteral(_)
        | E::NullLiteral(_)
        | E::BigIntLiteral(_)
        | E::Identifier(_)
        | E::ThisExpression(_)
        | E::Super(_)
        | E::UpdateExpression(_) => true,
        E::TemplateLiteral(template) => {
            template
                .quasis
                .iter()
                .all(|quasi| !quasi.value.raw.contains('\n'))
                && template
                    .expressions
                    .iter()
                    .all(|part| is_simple(part, depth - 1))
        }
        E::ObjectExpression(object) => object.properties.iter().all(|property| match property {
            ObjectPropertyKind::ObjectProperty(property) => {
                !property.computed && (property.shorthand || is_simple(&property.value, depth - 1))
            }
            ObjectPropertyKind::SpreadProperty(_) => false,
        }),
        E::ArrayExpression(array) => array.elements.iter().all(|element| {
            element.is_elision()
                || element
                    .as_expression()
                    .is_some_and(|element| is_simple(element, depth - 1))
        }),
        E::ImportExpression(import) => {
            usize::from(import.options.is_some()) < depth && is_simple(&import.source, depth - 1)
        }
        E::CallExpression(call) => calls(&call.callee, &call.arguments),
        E::NewExpression(new) => calls(&new.callee, &new.arguments),
        E::ChainExpression(chain) => match &chain.expression {
            ChainElement::CallExpression(call) => calls(&call.callee, &call.arguments),
            element => element.as_member_expression().is_some_and(|member| {
                is_simple(member.object(), depth) && member_index_is_simple(member, depth)
            }),
        },
        E::TSNonNullExpression(inner) => is_simple(&inner.expression, depth),
        E::UnaryExpression(unary) => {
            matches!(
                unary.operator,
                UnaryOperator::LogicalNot
                    | UnaryOperator::UnaryNegation
                    | UnaryOperator::UnaryPlus
                    | UnaryOperator::BitwiseNot
            ) && is_simple(&unary.argument, depth)
        }
        _ => expression.as_member_expression().is_some_and(|member| {
            is_simple(member.object(), depth) && member_index_is_simple(member, depth)
        }),
    }
}

fn member_index_is_simple(member: &MemberExpression<'_>, depth: usize) -> bool {
    match member {
        MemberExpression::ComputedMemberExpression(member) => is_simple(&member.expression, depth),
        _ => true,
    }
}

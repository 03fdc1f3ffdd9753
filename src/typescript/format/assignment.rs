//! `left = right`, `key: value`, `type X = Y`: where such a pair breaks.

use oxc_ast::ast::{
    AssignmentExpression, AssignmentTarget, BindingPattern, CallExpression, ChainElement,
    Expression, ObjectProperty, PropertyDefinition, TSType, TSTypeAliasDeclaration,
    VariableDeclarator,
};
use oxc_span::GetSpan;

use super::binary::{self, Operator};
use super::chain::Chain;
use super::doc::{Doc, LINE, seq};
use super::place::Place;
use super::printer::Printer;
use super::types::{TypePlace, hugs_union, single};

/// How the right side follows the left one.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// On the next line, if both do not fit on one.
    BreakAfterOperator,
    /// On the same line always.
    NeverBreakAfterOperator,
    /// On the next line, if its first part does not fit on this one.
    Fluid,
    /// On the same line; the left side breaks by itself.
    BreakLeft,
    /// One of several assignments in a row.
    Chain,
    /// The last of several assignments in a row.
    ChainTail,
}

/// What is assigned to.
#[derive(Clone, Copy)]
pub enum Target<'b, 'a> {
    Declarator(&'b VariableDeclarator<'a>),
    Assignment(&'b AssignmentExpression<'a>, Place),
    Property(&'b ObjectProperty<'a>),
    Member(&'b PropertyDefinition<'a>),
}

impl Target<'_, '_> {
    /// Where the left side ends.
    fn end(self) -> u32 {
        match self {
            Target::Declarator(declarator) => match &declarator.type_annotation {
                Some(annotation) => annotation.span.end,
                None => declarator.id.span().end,
            },
            Target::Assignment(assignment, _) => assignment.left.span().end,
            Target::Property(property) => property.key.span().end,
            Target::Member(property) => match &property.type_annotation {
                Some(annotation) => annotation.span.end,
                None => property.key.span().end,
            },
        }
    }
}

/// The longest argument that makes a call not worth breaking.
const SHORT_ARGUMENT: usize = 20;
/// A key narrower than this gains nothing from a value on the next line.
const SHORT_KEY: u32 = 5;

impl<'a> Printer<'a> {
    /// `left operator right`, by a layout.
    pub fn pair(
        &self,
        layout: Layout,
        left: Doc<'a>,
        operator: &'a str,
        right: Doc<'a>,
    ) -> Doc<'a> {
        let operator = Doc::from(operator);
        match layout {
            Layout::BreakAfterOperator => {
                let right = self.group(self.indent(seq!(self; LINE, right)));
                self.group(seq!(self; self.group(left), operator, right))
            }
            Layout::NeverBreakAfterOperator => {
                self.group(seq!(self; self.group(left), operator, " ", right))
            }
            Layout::Fluid => {
                let id = self.group_id();
                let line = self.group_with(self.indent(LINE), false, id);
                let right = self.indent_if_group_breaks(right, id);
                self.group(seq!(self; self.group(left), operator, line, right))
            }
            Layout::BreakLeft => self.group(seq!(self; left, operator, " ", self.group(right))),
            Layout::Chain => seq!(self; self.group(left), operator, LINE, right),
            Layout::ChainTail => {
                let right = self.indent(seq!(self; LINE, right));
                seq!(self; self.group(left), operator, right)
            }
        }
    }

    /// `left operator right` in the layout that both sides ask for.
    pub fn assigned(
        &self,
        target: Target<'_, 'a>,
        left: Doc<'a>,
        operator: &'a str,
        right: &Expression<'a>,
    ) -> Doc<'a> {
        let mut layout = self.layout_of(target, &left, right);
        let (start, end) = (target.end(), right.span().start);
        if !self.has_comments(start, end) {
            let right = self.expression(right, Place::Assigned(layout));
            return self.pair(layout, left, operator, right);
        }
        let comments = self.leading_comments(start, false, end);
        if comments.will_break() {
            layout = Layout::BreakAfterOperator;
        }
        let right = self.expression(right, Place::Assigned(layout));
        self.pair(layout, left, operator, seq!(self; comments, right))
    }

    fn layout_of(&self, target: Target<'_, 'a>, left: &Doc<'a>, right: &Expression<'a>) -> Layout {
        if let Some(layout) = chain_layout(target, right) {
            return layout;
        }
        if is_call_of(right, "require") {
            return Layout::NeverBreakAfterOperator;
        }
        let left_breaks = left.can_break();
        if breaks_left(target, right, left_breaks) {
            return Layout::BreakLeft;
        }
        let short_key =
            matches!(target, Target::Property(_)) && !left_breaks && left.width < SHORT_KEY;
        if self.breaks_after_operator(right, short_key) {
            return Layout::BreakAfterOperator;
        }
        let stays = short_key
            || matches!(
                right,
                Expression::TemplateLiteral(_)
                    | Expression::TaggedTemplateExpression(_)
                    | Expression::BooleanLiteral(_)
                    | Expression::NumericLiteral(_)
                    | Expression::ClassExpression(_)
            );
        if !left_breaks && stays {
            return Layout::NeverBreakAfterOperator;
        }
        Layout::Fluid
    }

    fn breaks_after_operator(&self, right: &Expression<'a>, short_key: bool) -> bool {
        let breaks_as_binary =
            |e: &Expression<'a>| Operator::of(e).is_some() && !binary::inlines_right(e);
        if breaks_as_binary(right) {
            return true;
        }
        match right {
            Expression::SequenceExpression(_) => return true,
            Expression::ConditionalExpression(conditional) => {
                return breaks_as_binary(&conditional.test);
            }
            _ if short_key => return false,
            _ => {}
        }
        let mut inner = right;
        loop {
            inner = match inner {
                Expression::UnaryExpression(unary) => &unary.argument,
                Expression::AwaitExpression(awaited) => &awaited.argument,
                Expression::TSNonNullExpression(non_null) => &non_null.expression,
                _ => break,
            };
        }
        matches!(inner, Expression::StringLiteral(_)) || self.breaks_poorly(inner, false)
    }

    /// Whether an expression is a chain of members and calls that has no good place to break.
    fn breaks_poorly(&self, expression: &Expression<'a>, deep: bool) -> bool {
        match expression {
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.call_breaks_poorly(call),
                element => element
                    .as_member_expression()
                    .is_some_and(|member| self.breaks_poorly(member.object(), true)),
            },
            Expression::TSNonNullExpression(inner) => self.breaks_poorly(&inner.expression, true),
            Expression::CallExpression(call) => self.call_breaks_poorly(call),
            Expression::Identifier(_) | Expression::ThisExpression(_) => deep,
            _ => expression
                .as_member_expression()
                .is_some_and(|member| self.breaks_poorly(member.object(), true)),
        }
    }

    fn call_breaks_poorly(&self, call: &CallExpression<'a>) -> bool {
        let short = match call.arguments.as_slice() {
            [] => true,
            [one] => one
                .as_expression()
                .is_some_and(|argument| self.is_short_argument(argument, SHORT_ARGUMENT)),
            _ => false,
        };
        let simple_types = call.type_arguments.as_ref().is_none_or(|arguments| {
            arguments.params.len() == 1
                && !matches!(
                    arguments.params[0],
                    TSType::TSUnionType(_)
                        | TSType::TSIntersectionType(_)
                        | TSType::TSTypeLiteral(_)
                )
        });
        short
            && simple_types
            && !Chain::of(call, self).is_some_and(|chain| chain.is_long(self, false))
            && self.breaks_poorly(&call.callee, true)
    }

    fn is_short_argument(&self, argument: &Expression<'a>, most: usize) -> bool {
        match argument {
            Expression::ThisExpression(_)
            | Expression::NumericLiteral(_)
            | Expression::BooleanLiteral(_)
            | Expression::NullLiteral(_)
            | Expression::BigIntLiteral(_) => true,
            Expression::Identifier(identifier) => identifier.name.len() <= most,
            Expression::StringLiteral(string) => {
                super::literal::quote(self.slice(string.span))
                    .encode_utf16()
                    .count()
                    <= most
            }
            Expression::RegExpLiteral(regex) => regex.regex.pattern.text.len() <= most,
            Expression::TemplateLiteral(template) => {
                let text = self.slice(template.quasis[0].span);
                template.expressions.is_empty() && text.len() <= most && !text.contains('\n')
            }
            Expression::UnaryExpression(unary) => self.is_short_argument(&unary.argument, most),
            Expression::CallExpression(call) => match &call.callee {
                Expression::Identifier(callee) => {
                    call.arguments.is_empty() && callee.name.len() <= most - 2
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// `type X<T> = Y`.
    pub fn alias(&self, alias: &TSTypeAliasDeclaration<'a>) -> Doc<'a> {
        let declare = if alias.declare {
            "declare type "
        } else {
            "type "
        };
        let parameters = self.type_parameters(alias.type_parameters.as_deref());
        let left = seq!(self; declare, alias.id.name.as_str(), parameters);
        let right = single(&alias.type_annotation);
        let complex = alias.type_parameters.as_ref().is_some_and(|parameters| {
            parameters.params.len() > 1
                && parameters
                    .params
                    .iter()
                    .any(|parameter| parameter.constraint.is_some() || parameter.default.is_some())
        });
        let layout = match right {
            TSType::TSUnionType(union) if !hugs_union(self, union) => Layout::BreakAfterOperator,
            TSType::TSConditionalType(conditional)
                if is_generic(&conditional.check_type) || is_generic(&conditional.extends_type) =>
            {
                Layout::BreakAfterOperator
            }
            _ if complex => Layout::BreakLeft,
            _ => Layout::Fluid,
        };
        let right = self.ts_type(right, TypePlace::Alias(layout));
        seq!(self; self.pair(layout, left, " =", right), ";")
    }
}

/// The layout of an assignment that is one of several in a row.
fn chain_layout(target: Target<'_, '_>, right: &Expression<'_>) -> Option<Layout> {
    let assigns =
        |expression: &Expression<'_>| matches!(expression, Expression::AssignmentExpression(_));
    if let Target::Assignment(_, Place::Assigned(outer)) = target {
        if assigns(right) {
            return Some(Layout::Chain);
        }
        if outer == Layout::Chain {
            return Some(Layout::ChainTail);
        }
    }
    match right {
        Expression::AssignmentExpression(inner) if assigns(&inner.right) => {
            Some(Layout::BreakAfterOperator)
        }
        _ => None,
    }
}

/// Whether it is the left side that breaks: a complex pattern or type.
fn breaks_left(target: Target<'_, '_>, right: &Expression<'_>, left_breaks: bool) -> bool {
    match target {
        Target::Declarator(declarator) => {
            has_complex_pattern(&declarator.id)
                || has_complex_type(declarator)
                || (left_breaks && matches!(right, Expression::ArrowFunctionExpression(_)))
        }
        Target::Assignment(assignment, _) => match &assignment.left {
            AssignmentTarget::ObjectAssignmentTarget(pattern) => {
                pattern.properties.len() > 2
                    && pattern.properties.iter().any(|property| {
                        use oxc_ast::ast::AssignmentTargetProperty as P;
                        match property {
                            P::AssignmentTargetPropertyIdentifier(one) => one.init.is_some(),
                            P::AssignmentTargetPropertyProperty(_) => true,
                        }
                    })
            }
            _ => false,
        },
        Target::Property(_) | Target::Member(_) => false,
    }
}

fn has_complex_pattern(pattern: &BindingPattern<'_>) -> bool {
    let BindingPattern::ObjectPattern(pattern) = pattern else {
        return false;
    };
    pattern.properties.len() + usize::from(pattern.rest.is_some()) > 2
        && pattern.properties.iter().any(|property| {
            !property.shorthand || matches!(property.value, BindingPattern::AssignmentPattern(_))
        })
}

fn has_complex_type(declarator: &VariableDeclarator<'_>) -> bool {
    let arguments = |ts_type: &TSType<'_>| match ts_type {
        TSType::TSTypeReference(reference) => reference
            .type_arguments
            .as_ref()
            .map_or(0, |arguments| arguments.params.len()),
        _ => 0,
    };
    let Some(annotation) = &declarator.type_annotation else {
        return false;
    };
    let TSType::TSTypeReference(reference) = &annotation.type_annotation else {
        return false;
    };
    reference.type_arguments.as_ref().is_some_and(|list| {
        list.params.len() > 1
            && list
                .params
                .iter()
                .any(|param| arguments(param) > 0 || matches!(param, TSType::TSConditionalType(_)))
    })
}

fn is_call_of(expression: &Expression<'_>, name: &str) -> bool {
    matches!(expression, Expression::CallExpression(call)
        if matches!(&call.callee, Expression::Identifier(callee) if callee.name == name))
}

fn is_generic(ts_type: &TSType<'_>) -> bool {
    match ts_type {
        TSType::TSFunctionType(function) => function.type_parameters.is_some(),
        TSType::TSTypeReference(reference) => reference.type_arguments.is_some(),
        _ => false,
    }
}

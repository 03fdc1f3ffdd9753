//! Where an expression stands, as far as that decides its parentheses and its layout.

use oxc_ast::ast::{BinaryOperator, Expression, LogicalOperator, UnaryOperator};
use oxc_span::GetSpan;

use super::assignment::Layout;
use super::binary::{self, Operator};
use super::printer::Printer;

/// What an expression is to the node around it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// A statement of its own.
    Statement,
    /// What is returned or thrown.
    Return,
    /// The condition of an `if` or a loop.
    Test,
    /// The right side of an assignment, a declaration or a property.
    Assigned(Layout),
    /// The body of an arrow function.
    Body,
    Argument,
    /// The argument of `Boolean()`.
    Coerced,
    Callee,
    /// The callee of a call with that many arguments, when it is a call itself.
    CalleeOf(usize),
    NewCallee,
    /// What a member is taken of.
    Object,
    Tag,
    Unary(UnaryOperator),
    Await,
    Spread,
    /// The left side of `as`, itself assigned or returned if it `indents`.
    Cast {
        indents: bool,
    },
    NonNull,
    /// A part of `a ? b : c`.
    Branch {
        part: Part,
        outer: BranchOuter,
    },
    /// A side of a binary or logical expression.
    Operand {
        parent: Operator,
        right: bool,
    },
    Template,
    Default,
    Other,
}

/// A part of `a ? b : c`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Part {
    Test,
    Consequent,
    Alternate,
}

/// What stands around a conditional expression.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum BranchOuter {
    ReturnOrCall,
    Other,
}

impl Place {
    fn is_head(self) -> bool {
        matches!(
            self,
            Place::Callee | Place::CalleeOf(_) | Place::NewCallee | Place::Object | Place::Tag
        )
    }
}

impl Printer<'_> {
    /// Whether prettier puts an expression in parentheses there.
    pub fn needs_parens(&self, expression: &Expression<'_>, place: Place) -> bool {
        use Expression as E;
        match expression {
            E::Identifier(_)
            | E::StringLiteral(_)
            | E::CallExpression(_)
            | E::StaticMemberExpression(_)
            | E::ArrayExpression(_)
            | E::TaggedTemplateExpression(_)
            | E::TemplateLiteral(_) => place == Place::NewCallee && has_call(expression),
            E::NumericLiteral(_) => place == Place::Object,
            E::ObjectExpression(object) => self.is_ambiguous(object.span),
            E::FunctionExpression(function) => {
                matches!(
                    place,
                    Place::Callee | Place::NewCallee | Place::Tag | Place::Default
                ) || self.is_ambiguous(function.span)
            }
            E::ClassExpression(class) => {
                matches!(place, Place::NewCallee | Place::Default) || self.is_ambiguous(class.span)
            }
            E::ArrowFunctionExpression(_) => match place {
                Place::Unary(_)
                | Place::Await
                | Place::Cast { .. }
                | Place::NonNull
                | Place::Operand { .. }
                | Place::Branch {
                    part: Part::Test, ..
                } => true,
                _ => place.is_head(),
            },
            E::SequenceExpression(_) => !matches!(place, Place::Statement | Place::Body),
            E::AssignmentExpression(_) => match place {
                Place::Statement => self.starts_with_object_pattern(expression),
                Place::Assigned(_) | Place::Argument | Place::Other | Place::Template => false,
                _ => true,
            },
            E::ConditionalExpression(_) => match place {
                Place::Unary(_)
                | Place::Spread
                | Place::Operand { .. }
                | Place::Cast { .. }
                | Place::NonNull
                | Place::Await
                | Place::Branch {
                    part: Part::Test, ..
                } => true,
                _ => place.is_head(),
            },
            E::AwaitExpression(_) | E::YieldExpression(_) => match place {
                Place::Unary(_)
                | Place::Spread
                | Place::Cast { .. }
                | Place::NonNull
                | Place::Operand { .. }
                | Place::Branch {
                    part: Part::Test, ..
                } => true,
                _ => place.is_head(),
            },
            E::UnaryExpression(unary) => match place {
                Place::Unary(outer) => outer == unary.operator && is_sign(outer),
                Place::Operand {
                    parent,
                    right: false,
                } => match parent {
                    Operator::Binary(operator) => {
                        matches!(
                            operator,
                            BinaryOperator::Exponential
                                | BinaryOperator::In
                                | BinaryOperator::Instanceof
                        )
                    }
                    Operator::Logical(_) => false,
                },
                Place::NonNull => true,
                _ => place.is_head(),
            },
            E::UpdateExpression(_) | E::ChainExpression(_) => {
                place.is_head() || place == Place::NonNull
            }
            E::BinaryExpression(_)
            | E::LogicalExpression(_)
            | E::TSAsExpression(_)
            | E::TSSatisfiesExpression(_) => Self::binary_needs_parens(expression, place),
            _ => self.in_source_parens(expression, place),
        }
    }

    fn binary_needs_parens(expression: &Expression<'_>, place: Place) -> bool {
        let operator = Operator::of(expression);
        match place {
            Place::Cast { .. } => operator.is_some(),
            Place::Branch { .. } => match operator {
                None => true,
                Some(operator) => operator == Operator::Logical(LogicalOperator::Coalesce),
            },
            Place::Spread | Place::Await | Place::NonNull | Place::Unary(_) => true,
            Place::Operand { parent, right } => match operator {
                None => true,
                Some(operator) => binary::operand_needs_parens(parent, operator, right),
            },
            _ => place.is_head(),
        }
    }

    /// An expression that the printer does not know keeps the parentheses it has.
    fn in_source_parens(&self, expression: &Expression<'_>, place: Place) -> bool {
        if matches!(
            expression,
            Expression::BooleanLiteral(_)
                | Expression::NullLiteral(_)
                | Expression::BigIntLiteral(_)
                | Expression::RegExpLiteral(_)
                | Expression::ThisExpression(_)
                | Expression::Super(_)
                | Expression::NewExpression(_)
                | Expression::ImportExpression(_)
                | Expression::ImportMeta(_)
                | Expression::ComputedMemberExpression(_)
                | Expression::PrivateFieldExpression(_)
                | Expression::TSNonNullExpression(_)
        ) {
            return place == Place::NewCallee && has_call(expression);
        }
        let span = expression.span();
        let before = self.source[..span.start as usize].trim_end();
        let after = self.source[span.end as usize..].trim_start();
        !matches!(place, Place::Argument) && before.ends_with('(') && after.starts_with(')')
    }

    /// Marks what the expression starts with, if it would be taken for a block or a declaration.
    pub fn protect_start(&self, expression: &Expression<'_>, functions: bool) {
        let first = leftmost(expression);
        let ambiguous = match first {
            Expression::ObjectExpression(_) => true,
            Expression::FunctionExpression(_) | Expression::ClassExpression(_) => functions,
            _ => false,
        };
        if ambiguous {
            self.ambiguous.borrow_mut().push(first.span());
        }
    }

    fn is_ambiguous(&self, span: oxc_span::Span) -> bool {
        self.ambiguous.borrow().contains(&span)
    }

    fn starts_with_object_pattern(&self, expression: &Expression<'_>) -> bool {
        self.slice(expression.span()).starts_with('{')
    }
}

fn is_sign(operator: UnaryOperator) -> bool {
    matches!(
        operator,
        UnaryOperator::UnaryPlus | UnaryOperator::UnaryNegation
    )
}

/// Whether `new` would take a call in this expression for its own.
fn has_call(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::CallExpression(_) | Expression::ImportExpression(_) => true,
        Expression::TaggedTemplateExpression(tagged) => has_call(&tagged.tag),
        Expression::TSNonNullExpression(inner) => has_call(&inner.expression),
        _ => expression
            .as_member_expression()
            .is_some_and(|member| has_call(member.object())),
    }
}

/// The expression that the text of an expression starts with.
pub fn leftmost<'b, 'a>(expression: &'b Expression<'a>) -> &'b Expression<'a> {
    let next = match expression {
        Expression::CallExpression(call) => &call.callee,
        Expression::TaggedTemplateExpression(tagged) => &tagged.tag,
        Expression::BinaryExpression(binary) => &binary.left,
        Expression::LogicalExpression(logical) => &logical.left,
        Expression::ConditionalExpression(conditional) => &conditional.test,
        Expression::TSAsExpression(cast) => &cast.expression,
        Expression::TSSatisfiesExpression(cast) => &cast.expression,
        Expression::TSNonNullExpression(inner) => &inner.expression,
        Expression::SequenceExpression(sequence) => &sequence.expressions[0],
        _ => match expression.as_member_expression() {
            Some(member) => member.object(),
            None => return expression,
        },
    };
    leftmost(next)
}

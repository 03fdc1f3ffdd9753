//! Binary and logical expressions: operators of one precedence break together.

use oxc_ast::ast::{BinaryOperator, Expression, LogicalOperator};

use super::doc::{Doc, LINE, SOFTLINE, seq};
use super::place::{BranchOuter, Place};
use super::printer::Printer;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Binary(BinaryOperator),
    Logical(LogicalOperator),
}

impl Operator {
    pub fn of(expression: &Expression<'_>) -> Option<Self> {
        match expression {
            Expression::BinaryExpression(binary) => Some(Operator::Binary(binary.operator)),
            Expression::LogicalExpression(logical) => Some(Operator::Logical(logical.operator)),
            _ => None,
        }
    }

    fn text(self) -> &'static str {
        match self {
            Operator::Binary(operator) => operator.as_str(),
            Operator::Logical(operator) => operator.as_str(),
        }
    }

    fn precedence(self) -> u8 {
        use BinaryOperator as B;
        match self {
            Operator::Logical(LogicalOperator::Coalesce) => 1,
            Operator::Logical(LogicalOperator::Or) => 2,
            Operator::Logical(LogicalOperator::And) => 3,
            Operator::Binary(operator) => match operator {
                B::BitwiseOR => 4,
                B::BitwiseXOR => 5,
                B::BitwiseAnd => 6,
                B::Equality | B::Inequality | B::StrictEquality | B::StrictInequality => 7,
                B::LessThan
                | B::LessEqualThan
                | B::GreaterThan
                | B::GreaterEqualThan
                | B::In
                | B::Instanceof => 8,
                B::ShiftLeft | B::ShiftRight | B::ShiftRightZeroFill => 9,
                B::Addition | B::Subtraction => 10,
                B::Multiplication | B::Division | B::Remainder => 11,
                B::Exponential => 12,
            },
        }
    }

    /// Whether `a op b self c` is printed as one list of three.
    fn flattens(self, left: Operator) -> bool {
        let precedence = self.precedence();
        precedence == left.precedence()
            && match precedence {
                12 | 7 | 9 => false,
                11 => self == left && self != Operator::Binary(BinaryOperator::Remainder),
                _ => true,
            }
    }

    fn is_bitwise(self) -> bool {
        matches!(self.precedence(), 4..=6 | 9)
    }
}

/// Whether an operand that is binary itself stands in parentheses.
pub fn operand_needs_parens(parent: Operator, operand: Operator, right: bool) -> bool {
    if let (Operator::Logical(parent), Operator::Logical(operand)) = (parent, operand) {
        return parent != operand;
    }
    let (outer, inner) = (parent.precedence(), operand.precedence());
    let is_sum = outer == 10;
    outer > inner
        || (outer == inner && (right || !parent.flattens(operand)))
        || (operand == Operator::Binary(BinaryOperator::Remainder) && is_sum)
        || parent.is_bitwise()
}

/// The two sides of a binary or logical expression.
fn sides<'b, 'a>(expression: &'b Expression<'a>) -> Option<[&'b Expression<'a>; 2]> {
    match expression {
        Expression::BinaryExpression(binary) => Some([&binary.left, &binary.right]),
        Expression::LogicalExpression(logical) => Some([&logical.left, &logical.right]),
        _ => None,
    }
}

/// Whether the right side, an object or an array, follows the operator on its line.
pub fn inlines_right(expression: &Expression<'_>) -> bool {
    let Expression::LogicalExpression(logical) = expression else {
        return false;
    };
    is_filled_literal(&logical.right)
}

fn is_filled_literal(expression: &Expression<'_>) -> bool {
    match expression {
        Expression::ObjectExpression(object) => !object.properties.is_empty(),
        Expression::ArrayExpression(array) => !array.elements.is_empty(),
        _ => false,
    }
}

impl<'a> Printer<'a> {
    pub fn binary(&self, expression: &Expression<'a>, place: Place) -> Doc<'a> {
        let mut parts = Vec::new();
        self.operands(expression, place, &mut parts);
        let all = self.concat(&parts);
        match place {
            Place::Test => return all,
            Place::Callee | Place::NewCallee | Place::Unary(_) | Place::Object => {
                let inner = self.indent(seq!(self; SOFTLINE, all));
                return self.group(seq!(self; inner, SOFTLINE));
            }
            Place::Return
            | Place::Body
            | Place::Template
            | Place::Coerced
            | Place::Branch {
                outer: BranchOuter::Other,
                ..
            } => return self.group(all),
            _ => {}
        }
        let inlines = inlines_right(expression);
        let flattens = sides(expression)
            .zip(Operator::of(expression))
            .and_then(|([left, _], operator)| Some(operator.flattens(Operator::of(left)?)))
            .unwrap_or(false);
        let assigned = matches!(place, Place::Assigned(_));
        if (inlines && !flattens) || (!inlines && assigned) {
            return self.group(all);
        }
        let rest = self.indent(self.concat(&parts[1..]));
        self.group(seq!(self; parts[0], rest))
    }

    /// The operands and operators of one precedence, in order.
    fn operands(&self, expression: &Expression<'a>, place: Place, parts: &mut Vec<Doc<'a>>) {
        let (Some([left, right]), Some(parent)) = (sides(expression), Operator::of(expression))
        else {
            return;
        };
        let nested = Operator::of(left);
        if nested.is_some_and(|nested| parent.flattens(nested)) {
            // The place says only that this is the left side of an operator of the same kind.
            let place = match place {
                Place::Test => Place::Test,
                _ => Place::Operand {
                    parent,
                    right: false,
                },
            };
            self.operands(left, place, parts);
        } else {
            let doc = self.expression(
                left,
                Place::Operand {
                    parent,
                    right: false,
                },
            );
            parts.push(self.group(doc));
        }
        let same_kind = |other: Option<Operator>| {
            other.is_some_and(|other| {
                matches!(other, Operator::Logical(_)) == matches!(parent, Operator::Logical(_))
            })
        };
        let outer = match place {
            Place::Operand { parent, .. } => Some(parent),
            _ => None,
        };
        let in_test = place == Place::Test && matches!(parent, Operator::Logical(_));
        let alone = !in_test
            && !same_kind(outer)
            && !same_kind(Operator::of(left))
            && !same_kind(Operator::of(right));
        self.right_operand(parent, right, alone, parts);
    }

    /// An operator and its right side. `a || (b || c)` is printed as `a || b || c`.
    fn right_operand(
        &self,
        parent: Operator,
        right: &Expression<'a>,
        alone: bool,
        parts: &mut Vec<Doc<'a>>,
    ) {
        let logical = matches!(parent, Operator::Logical(_));
        if let Some([left, last]) = sides(right)
            && logical
            && Operator::of(right) == Some(parent)
        {
            self.right_operand(parent, left, alone, parts);
            return self.right_operand(parent, last, alone, parts);
        }
        let place = Place::Operand {
            parent,
            right: true,
        };
        let doc = self.expression(right, place);
        let inlines = logical && is_filled_literal(right);
        let separator = if inlines { Doc::from(" ") } else { LINE };
        let side = seq!(self; parent.text(), separator, doc);
        parts.push(Doc::from(" "));
        parts.push(if alone { self.group(side) } else { side });
    }
}

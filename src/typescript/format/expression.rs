//! Expressions: each kind to the function that prints it.

use oxc_ast::ast::{
    AssignmentExpression, ChainElement, ConditionalExpression, Expression, MemberExpression,
    SimpleAssignmentTarget, TSType, UnaryExpression,
};
use oxc_span::GetSpan;

use super::assignment::Target;
use super::chain::Chain;
use super::doc::{Doc, EMPTY, LINE, SOFTLINE, seq};
use super::place::{BranchOuter, Part, Place};
use super::printer::Printer;
use super::types::TypePlace;

impl<'a> Printer<'a> {
    /// An expression as it is printed where it stands, in parentheses if it needs them.
    pub fn expression(&self, expression: &Expression<'a>, place: Place) -> Doc<'a> {
        let doc = self.bare_expression(expression, place);
        if self.needs_parens(expression, place) {
            return seq!(self; "(", doc, ")");
        }
        doc
    }

    fn bare_expression(&self, expression: &Expression<'a>, place: Place) -> Doc<'a> {
        use Expression as E;
        match expression {
            E::Identifier(name) => Doc::from(name.name.as_str()),
            E::StringLiteral(string) => self.string_literal(string.span),
            E::NumericLiteral(number) => self.number_literal(number.span),
            E::BigIntLiteral(number) => self.bigint_literal(number.span),
            E::RegExpLiteral(regex) => self.regex_literal(regex.span),
            E::BooleanLiteral(_) | E::NullLiteral(_) | E::ThisExpression(_) | E::Super(_) => {
                Doc::from(self.slice(expression.span()))
            }
            E::TemplateLiteral(template) => self.template(template),
            E::TaggedTemplateExpression(tagged) => {
                let tag = self.expression(&tagged.tag, Place::Tag);
                let types = self.type_arguments(tagged.type_arguments.as_deref());
                seq!(self; tag, types, self.template(&tagged.quasi))
            }
            E::ObjectExpression(object) => self.object(object),
            E::ArrayExpression(array) => self.array(array),
            E::CallExpression(call) => self.call(call, place),
            E::NewExpression(new) => self.new_expression(new),
            E::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => self.call(call, place),
                ChainElement::TSNonNullExpression(inner) => {
                    seq!(self; self.expression(&inner.expression, Place::NonNull), "!")
                }
                element => match element.as_member_expression() {
                    Some(member) => self.member(member, place),
                    None => self.verbatim(chain.span),
                },
            },
            E::ArrowFunctionExpression(arrow) => self.arrow(arrow, place),
            E::FunctionExpression(function) => self.function(function),
            E::ClassExpression(class) => self.class(class),
            E::BinaryExpression(_) | E::LogicalExpression(_) => self.binary(expression, place),
            E::ConditionalExpression(conditional) => self.conditional(conditional, place),
            E::AssignmentExpression(assignment) => self.assignment(assignment, place),
            E::UnaryExpression(unary) => self.unary(unary),
            E::UpdateExpression(update) => {
                let target = self.simple_target(&update.argument);
                if update.prefix {
                    seq!(self; update.operator.as_str(), target)
                } else {
                    seq!(self; target, update.operator.as_str())
                }
            }
            E::AwaitExpression(awaited) => {
                let argument = self.expression(&awaited.argument, Place::Await);
                let doc = seq!(self; "await ", argument);
                if matches!(place, Place::Callee | Place::CalleeOf(_) | Place::Object) {
                    let inner = self.indent(seq!(self; SOFTLINE, doc));
                    return self.group(seq!(self; inner, SOFTLINE));
                }
                doc
            }
            E::YieldExpression(yielded) => {
                let start = if yielded.delegate { "yield*" } else { "yield" };
                match &yielded.argument {
                    Some(argument) => {
                        seq!(self; start, " ", self.expression(argument, Place::Other))
                    }
                    None => Doc::from(start),
                }
            }
            E::SequenceExpression(sequence) => {
                let docs: Vec<_> = sequence
                    .expressions
                    .iter()
                    .map(|expression| self.expression(expression, Place::Other))
                    .collect();
                self.group(self.join(&[Doc::from(","), LINE], &docs))
            }
            E::TSAsExpression(cast) => {
                self.cast(&cast.expression, " as ", &cast.type_annotation, place)
            }
            E::TSSatisfiesExpression(cast) => self.cast(
                &cast.expression,
                " satisfies ",
                &cast.type_annotation,
                place,
            ),
            E::TSNonNullExpression(inner) => {
                seq!(self; self.expression(&inner.expression, Place::NonNull), "!")
            }
            E::TSInstantiationExpression(inner) => {
                let types = self.type_arguments(Some(&inner.type_arguments));
                seq!(self; self.expression(&inner.expression, Place::Callee), types)
            }
            E::ImportExpression(import) if import.options.is_none() && import.phase.is_none() => {
                let source = self.expression(&import.source, Place::Argument);
                seq!(self; "import(", source, ")")
            }
            _ => match expression.as_member_expression() {
                Some(member) => self.member(member, place),
                None => self.verbatim(expression.span()),
            },
        }
    }

    fn cast(
        &self,
        expression: &Expression<'a>,
        keyword: &'a str,
        ts_type: &TSType<'a>,
        place: Place,
    ) -> Doc<'a> {
        let indents = matches!(
            place,
            Place::Assigned(_) | Place::Return | Place::Unary(_) | Place::Await
        );
        let inner = self.expression(expression, Place::Cast { indents });
        let doc = seq!(self; inner, keyword, self.ts_type(ts_type, TypePlace::Other));
        if matches!(
            place,
            Place::Callee | Place::CalleeOf(_) | Place::NewCallee | Place::Object
        ) {
            let inner = self.indent(seq!(self; SOFTLINE, doc));
            return self.group(seq!(self; inner, SOFTLINE));
        }
        doc
    }

    fn unary(&self, unary: &UnaryExpression<'a>) -> Doc<'a> {
        let operator = unary.operator.as_str();
        let space = if operator.ends_with(|char: char| char.is_ascii_lowercase()) {
            " "
        } else {
            ""
        };
        let argument = self.expression(&unary.argument, Place::Unary(unary.operator));
        seq!(self; operator, space, argument)
    }

    fn member(&self, member: &MemberExpression<'a>, place: Place) -> Doc<'a> {
        let object = member.object();
        let object_doc = self.expression(object, Place::Object);
        let lookup = match member {
            MemberExpression::ComputedMemberExpression(member) => {
                return seq!(self; object_doc, self.computed_lookup(member));
            }
            MemberExpression::StaticMemberExpression(member) => {
                let dot = if member.optional { "?." } else { "." };
                seq!(self; dot, member.property.name.as_str())
            }
            MemberExpression::PrivateFieldExpression(member) => {
                let dot = if member.optional { "?.#" } else { ".#" };
                seq!(self; dot, member.field.name.as_str())
            }
        };
        let called = match object {
            Expression::CallExpression(call) => {
                !call.arguments.is_empty()
                    || Chain::of(call, self).is_some_and(|chain| chain.is_long(self, false))
            }
            _ => false,
        };
        let inlines = matches!(place, Place::NewCallee)
            || (matches!(object, Expression::Identifier(_)) && place != Place::Object)
            || (called && matches!(place, Place::Assigned(_)));
        if inlines {
            return seq!(self; object_doc, lookup);
        }
        let lookup = self.group(self.indent(seq!(self; SOFTLINE, lookup)));
        seq!(self; object_doc, lookup)
    }

    fn assignment(&self, assignment: &AssignmentExpression<'a>, place: Place) -> Doc<'a> {
        let left = match assignment.left.as_simple_assignment_target() {
            Some(target) => self.simple_target(target),
            None => self.verbatim(assignment.left.span()),
        };
        let operator = match assignment.operator.as_str() {
            "=" => " =",
            other => self.arena.alloc_concat_strs_array([" ", other]),
        };
        let target = Target::Assignment(assignment, place);
        self.assigned(target, left, operator, &assignment.right)
    }

    fn simple_target(&self, target: &SimpleAssignmentTarget<'a>) -> Doc<'a> {
        match target {
            SimpleAssignmentTarget::AssignmentTargetIdentifier(name) => {
                Doc::from(name.name.as_str())
            }
            _ => match target.as_member_expression() {
                Some(member) => self.member(member, Place::Other),
                None => self.verbatim(target.span()),
            },
        }
    }

    /// `a ? b : c`.
    fn conditional(&self, conditional: &ConditionalExpression<'a>, place: Place) -> Doc<'a> {
        let outer = match place {
            Place::Return
            | Place::Argument
            | Place::Coerced
            | Place::Callee
            | Place::CalleeOf(_) => BranchOuter::ReturnOrCall,
            _ => BranchOuter::Other,
        };
        let print = |expression, part| self.expression(expression, Place::Branch { part, outer });
        let test = print(&conditional.test, Part::Test);
        let consequent = print(&conditional.consequent, Part::Consequent);
        let alternate = print(&conditional.alternate, Part::Alternate);
        let nested = matches!(conditional.consequent, Expression::ConditionalExpression(_));
        let parts = self.branches(consequent, alternate, nested);
        let part = match place {
            Place::Branch { part, .. } => Some(part),
            _ => None,
        };
        match part {
            Some(Part::Consequent) => return seq!(self; test, parts),
            Some(Part::Alternate) => return seq!(self; self.indent(test), parts),
            _ => {}
        }
        let close = if place == Place::Object {
            SOFTLINE
        } else {
            EMPTY
        };
        let doc = self.group(seq!(self; test, self.indent(parts), close));
        if part == Some(Part::Test) || place == (Place::Cast { indents: true }) {
            let inner = self.indent(seq!(self; SOFTLINE, doc));
            return self.group(seq!(self; inner, SOFTLINE));
        }
        doc
    }

    /// `? b : c` of an expression or a type.
    pub fn branches(&self, consequent: Doc<'a>, alternate: Doc<'a>, nested: bool) -> Doc<'a> {
        let (open, close) = if nested {
            (self.if_break("", "("), self.if_break("", ")"))
        } else {
            (EMPTY, EMPTY)
        };
        let consequent = self.indent(consequent);
        let alternate = self.indent(alternate);
        seq!(self; LINE, "? ", open, consequent, close, LINE, ": ", alternate)
    }
}

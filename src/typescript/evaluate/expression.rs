//! Expressions.

use oxc_ast::ast::{
    Argument, ArrayExpression, ArrayExpressionElement, BinaryExpression, BinaryOperator,
    ChainElement, Expression, LogicalOperator, ObjectExpression, ObjectPropertyKind, PropertyKey,
    PropertyKind, TemplateLiteral, UnaryOperator,
};
use oxc_span::GetSpan;

use crate::typescript::value::{Entry, Object, Shape, Value};

use super::{Evaluator, scope::Scope};

impl<'a> Evaluator<'a> {
    pub(super) fn expression(
        &self,
        expression: &'a Expression<'a>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let place = scope.place(expression.span());
        self.deeper(place, || self.worth(expression, scope))
    }

    fn worth(&self, expression: &'a Expression<'a>, scope: &Scope<'a>) -> Value<'a> {
        let place = scope.place(expression.span());
        match expression {
            Expression::BooleanLiteral(one) => Value::Boolean(one.value),
            Expression::NullLiteral(_) => Value::Null,
            Expression::NumericLiteral(one) => Value::Number(one.value),
            Expression::BigIntLiteral(one) => Value::BigInt(one.value.to_string()),
            Expression::StringLiteral(one) => Value::string(&one.value),
            Expression::TemplateLiteral(one) => self.template(one, scope),
            Expression::Identifier(id) => {
                let name = id.name.as_str();
                scope
                    .get(name)
                    .unwrap_or_else(|| self.name(scope.file(), name, place))
            }
            Expression::ArrayExpression(one) => self.array(one, scope),
            Expression::ObjectExpression(one) => self.object(one, scope),
            Expression::ArrowFunctionExpression(one) => scope.arrow(one),
            Expression::FunctionExpression(one) => scope.function(one),
            Expression::TSAsExpression(one) => self.expression(&one.expression, scope),
            Expression::TSSatisfiesExpression(one) => self.expression(&one.expression, scope),
            Expression::TSTypeAssertion(one) => self.expression(&one.expression, scope),
            Expression::TSNonNullExpression(one) => self.expression(&one.expression, scope),
            Expression::TSInstantiationExpression(one) => self.expression(&one.expression, scope),
            Expression::ParenthesizedExpression(one) => self.expression(&one.expression, scope),
            Expression::AwaitExpression(one) => self.expression(&one.argument, scope),
            Expression::ChainExpression(chain) => match &chain.expression {
                ChainElement::CallExpression(call) => {
                    let callee = self.expression(&call.callee, scope);
                    let arguments = self.arguments(&call.arguments, scope);
                    self.invoke(&callee, arguments, place)
                }
                ChainElement::TSNonNullExpression(one) => self.expression(&one.expression, scope),
                ChainElement::StaticMemberExpression(one) => {
                    let object = self.expression(&one.object, scope);
                    self.member(&object, &one.property.name, place)
                }
                ChainElement::ComputedMemberExpression(one) => {
                    self.computed(&one.object, &one.expression, scope)
                }
                ChainElement::PrivateFieldExpression(_) => Value::unknown("a private field", place),
            },
            Expression::CallExpression(call) => {
                let callee = self.expression(&call.callee, scope);
                let arguments = self.arguments(&call.arguments, scope);
                self.invoke(&callee, arguments, place)
            }
            Expression::StaticMemberExpression(one) => {
                let object = self.expression(&one.object, scope);
                self.member(&object, &one.property.name, place)
            }
            Expression::ComputedMemberExpression(one) => {
                self.computed(&one.object, &one.expression, scope)
            }
            other => self.operation(other, scope),
        }
    }

    fn operation(&self, expression: &'a Expression<'a>, scope: &Scope<'a>) -> Value<'a> {
        let place = scope.place(expression.span());
        match expression {
            Expression::NewExpression(one) => {
                let callee = self.expression(&one.callee, scope);
                let arguments = self.arguments(&one.arguments, scope);
                match callee {
                    Value::Unknown(_) => callee,
                    callee => Value::term(Shape::New(callee, arguments), place),
                }
            }
            Expression::TaggedTemplateExpression(one) => {
                let tag = self.expression(&one.tag, scope);
                if let Value::Unknown(_) = tag {
                    return tag;
                }
                let cooked = |quasi: &oxc_ast::ast::TemplateElement<'a>| {
                    quasi.value.cooked.unwrap_or(quasi.value.raw).to_string()
                };
                let texts = one.quasi.quasis.iter().map(cooked).collect();
                let values = one.quasi.expressions.iter();
                let values = values.map(|value| self.expression(value, scope)).collect();
                Value::term(Shape::Tagged { tag, texts, values }, place)
            }
            Expression::ConditionalExpression(one) => {
                match self.expression(&one.test, scope).truth() {
                    Some(true) => self.expression(&one.consequent, scope),
                    Some(false) => self.expression(&one.alternate, scope),
                    None => Value::unknown("a choice that depends on what runs", place),
                }
            }
            Expression::LogicalExpression(one) => {
                let left = self.expression(&one.left, scope);
                let takes_left = match one.operator {
                    LogicalOperator::Or => left.truth(),
                    LogicalOperator::And => left.truth().map(|truth| !truth),
                    LogicalOperator::Coalesce => match left {
                        Value::Undefined | Value::Null => Some(false),
                        Value::Term(_) | Value::Unknown(_) => None,
                        _ => Some(true),
                    },
                };
                match takes_left {
                    Some(true) => left,
                    Some(false) => self.expression(&one.right, scope),
                    None => Value::unknown("a choice that depends on what runs", place),
                }
            }
            Expression::UnaryExpression(one) => {
                let value = self.expression(&one.argument, scope);
                match (one.operator, value) {
                    (UnaryOperator::UnaryNegation, Value::Number(number)) => Value::Number(-number),
                    (UnaryOperator::UnaryNegation, Value::BigInt(digits)) => {
                        Value::BigInt(format!("-{digits}"))
                    }
                    (UnaryOperator::UnaryPlus, Value::Number(number)) => Value::Number(number),
                    (UnaryOperator::LogicalNot, value) => match value.truth() {
                        Some(truth) => Value::Boolean(!truth),
                        None => Value::unknown("a choice that depends on what runs", place),
                    },
                    (_, Value::Unknown(why)) => Value::Unknown(why),
                    _ => Value::unknown("an expression", place),
                }
            }
            Expression::BinaryExpression(one) => self.binary(one, scope),
            Expression::SequenceExpression(one) => match one.expressions.last() {
                Some(last) => self.expression(last, scope),
                None => Value::Undefined,
            },
            _ => Value::unknown(
                "an expression that cannot be read without running it",
                place,
            ),
        }
    }

    fn template(&self, one: &'a TemplateLiteral<'a>, scope: &Scope<'a>) -> Value<'a> {
        let mut text = String::new();
        for (i, quasi) in one.quasis.iter().enumerate() {
            text.push_str(quasi.value.cooked.as_deref().unwrap_or(&quasi.value.raw));
            let Some(expression) = one.expressions.get(i) else {
                continue;
            };
            let value = self.expression(expression, scope);
            match value.text() {
                Some(part) => text.push_str(&part),
                None => return unknown_in("a template", value, scope.place(expression.span())),
            }
        }
        Value::string(&text)
    }

    fn binary(&self, one: &'a BinaryExpression<'a>, scope: &Scope<'a>) -> Value<'a> {
        let place = scope.place(one.span);
        let left = self.expression(&one.left, scope);
        let right = self.expression(&one.right, scope);
        match (one.operator, &left, &right) {
            (_, Value::Unknown(_), _) => left,
            (_, _, Value::Unknown(_)) => right,
            (operator, Value::Number(a), Value::Number(b)) => match operator {
                BinaryOperator::Addition => Value::Number(a + b),
                BinaryOperator::Subtraction => Value::Number(a - b),
                BinaryOperator::Multiplication => Value::Number(a * b),
                BinaryOperator::Division => Value::Number(a / b),
                BinaryOperator::Exponential => Value::Number(a.powf(*b)),
                BinaryOperator::LessThan => Value::Boolean(a < b),
                BinaryOperator::GreaterThan => Value::Boolean(a > b),
                #[expect(clippy::float_cmp, reason = "as JavaScript compares")]
                BinaryOperator::StrictEquality | BinaryOperator::Equality => Value::Boolean(a == b),
                _ => Value::unknown("an expression", place),
            },
            (operator, left, right) => match (operator, left.text(), right.text()) {
                (BinaryOperator::Addition, Some(a), Some(b)) => Value::string(&(a + &b)),
                (BinaryOperator::StrictEquality | BinaryOperator::Equality, Some(a), Some(b)) => {
                    Value::Boolean(a == b)
                }
                (
                    BinaryOperator::StrictInequality | BinaryOperator::Inequality,
                    Some(a),
                    Some(b),
                ) => Value::Boolean(a != b),
                _ => Value::unknown("an expression that depends on what runs", place),
            },
        }
    }

    fn computed(
        &self,
        object: &'a Expression<'a>,
        key: &'a Expression<'a>,
        scope: &Scope<'a>,
    ) -> Value<'a> {
        let place = scope.place(key.span());
        let object = self.expression(object, scope);
        let key = self.expression(key, scope);
        match key.text() {
            Some(key) => self.member(&object, &key, place),
            None => unknown_in("a name", key, place),
        }
    }

    fn array(&self, one: &'a ArrayExpression<'a>, scope: &Scope<'a>) -> Value<'a> {
        let mut items = Vec::with_capacity(one.elements.len());
        for element in &one.elements {
            match element {
                ArrayExpressionElement::SpreadElement(spread) => {
                    self.spread(&spread.argument, &mut items, scope);
                }
                ArrayExpressionElement::Elision(_) => items.push(Value::Undefined),
                other => items.push(self.expression(other.to_expression(), scope)),
            }
        }
        Value::Array(items.into())
    }

    pub(super) fn arguments(
        &self,
        arguments: &'a [Argument<'a>],
        scope: &Scope<'a>,
    ) -> Vec<Value<'a>> {
        let mut values = Vec::with_capacity(arguments.len());
        for argument in arguments {
            match argument {
                Argument::SpreadElement(spread) => {
                    self.spread(&spread.argument, &mut values, scope);
                }
                other => values.push(self.expression(other.to_expression(), scope)),
            }
        }
        values
    }

    fn spread(&self, argument: &'a Expression<'a>, items: &mut Vec<Value<'a>>, scope: &Scope<'a>) {
        match self.expression(argument, scope) {
            Value::Array(more) => items.extend(more.iter().cloned()),
            other => items.push(unknown_in("a list", other, scope.place(argument.span()))),
        }
    }

    fn object(&self, one: &'a ObjectExpression<'a>, scope: &Scope<'a>) -> Value<'a> {
        let mut object = Object::default();
        for property in &one.properties {
            let place = scope.place(property.span());
            match property {
                ObjectPropertyKind::ObjectProperty(property) => {
                    if property.kind != PropertyKind::Init {
                        continue;
                    }
                    let Some(key) = self.key(&property.key, scope) else {
                        let reason = "an entry whose name depends on what runs".to_owned();
                        object
                            .unread
                            .push(crate::typescript::value::Unreadable { reason, place });
                        continue;
                    };
                    let value = self.expression(&property.value, scope);
                    object.set(Entry { key, value, place });
                }
                ObjectPropertyKind::SpreadProperty(spread) => {
                    let value = self.expression(&spread.argument, scope);
                    match self.entries(&value) {
                        Some(more) => {
                            for entry in more.entries {
                                object.set(entry);
                            }
                            object.unread.extend(more.unread);
                        }
                        // `...(condition && { … })`
                        None if value.truth() == Some(false) => {}
                        None => {
                            let why = unknown_in("the entries", value, place);
                            if let Value::Unknown(why) = why {
                                object.unread.push((*why).clone());
                            }
                        }
                    }
                }
            }
        }
        Value::Object(object.into())
    }

    pub(super) fn key(&self, key: &'a PropertyKey<'a>, scope: &Scope<'a>) -> Option<String> {
        match key {
            PropertyKey::StaticIdentifier(id) => Some(id.name.to_string()),
            PropertyKey::PrivateIdentifier(_) => None,
            other => self.expression(other.to_expression(), scope).text(),
        }
    }
}

/// Why something that needs a constant cannot be read.
fn unknown_in<'a>(what: &str, value: Value<'a>, place: crate::diagnostic::Span) -> Value<'a> {
    match value {
        Value::Unknown(_) => value,
        _ => Value::unknown(format!("{what} that depends on what runs"), place),
    }
}

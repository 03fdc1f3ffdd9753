//! Calls of the project's own functions.

use oxc_ast::ast::{ArrowFunctionBody, BindingPattern, FormalParameters, Statement};

use crate::diagnostic::Span;
use crate::typescript::value::{Object, Shape, Value};

use super::{Closure, Code, Evaluator, MOST_CALLS, builtin::global, scope::Scope};

/// How a run of statements ended.
enum End<'a> {
    Return(Value<'a>),
    /// It came to its end.
    Through,
}

impl<'a> Evaluator<'a> {
    /// What a call is worth.
    pub fn invoke(&self, callee: &Value<'a>, arguments: Vec<Value<'a>>, place: Span) -> Value<'a> {
        match callee {
            Value::Function(closure) => self.call(closure, &arguments, place),
            Value::Term(term) => {
                if let Shape::Member(object, method) = &term.shape
                    && let Some(value) = self.method(object, method, &arguments, place)
                {
                    return value;
                }
                if let Shape::Import { module, name } = &term.shape
                    && module.is_empty()
                    && let Some(value) = global(name, &arguments)
                {
                    return value;
                }
                Value::term(Shape::Call(callee.clone(), arguments), place)
            }
            Value::Unknown(_) => callee.clone(),
            _ => Value::unknown("a call of what is no function", place),
        }
    }

    /// Calls a function of the project; missing arguments are `undefined`.
    pub fn call(&self, closure: &Closure<'a>, arguments: &[Value<'a>], place: Span) -> Value<'a> {
        let calls = self.calls.get();
        if calls > MOST_CALLS {
            return Value::unknown("code that runs for too long", place);
        }
        self.calls.set(calls + 1);
        self.deeper(place, || {
            let scope = closure.scope.inner();
            match closure.code {
                Code::Arrow(arrow) => {
                    self.parameters(&arrow.params, arguments, &scope);
                    match &arrow.body {
                        ArrowFunctionBody::FunctionBody(body) => {
                            self.body(&body.statements, &scope)
                        }
                        other => self.expression(other.to_expression(), &scope),
                    }
                }
                Code::Function(function) => {
                    self.parameters(&function.params, arguments, &scope);
                    match &function.body {
                        Some(body) => self.body(&body.statements, &scope),
                        None => Value::unknown("a function without a body", place),
                    }
                }
            }
        })
    }

    fn parameters(
        &self,
        parameters: &'a FormalParameters<'a>,
        arguments: &[Value<'a>],
        scope: &Scope<'a>,
    ) {
        for (i, parameter) in parameters.items.iter().enumerate() {
            let mut value = arguments.get(i).cloned().unwrap_or(Value::Undefined);
            if let (Value::Undefined, Some(default)) = (&value, &parameter.initializer) {
                value = self.expression(default, scope);
            }
            self.bind(&parameter.pattern, value, scope);
        }
        if let Some(rest) = &parameters.rest {
            let from = parameters.items.len().min(arguments.len());
            let rest_of = Value::Array(arguments[from..].to_vec().into());
            self.bind(&rest.rest.argument, rest_of, scope);
        }
    }

    /// Gives the names of a pattern their values.
    pub(super) fn bind(
        &self,
        pattern: &'a BindingPattern<'a>,
        value: Value<'a>,
        scope: &Scope<'a>,
    ) {
        match pattern {
            BindingPattern::BindingIdentifier(id) => scope.set(id.name.as_str(), value),
            BindingPattern::AssignmentPattern(default) => {
                let value = match value {
                    Value::Undefined => self.expression(&default.right, scope),
                    value => value,
                };
                self.bind(&default.left, value, scope);
            }
            BindingPattern::ObjectPattern(object) => {
                let mut taken = Vec::new();
                for property in &object.properties {
                    let place = scope.place(property.span);
                    let one = match self.key(&property.key, scope) {
                        Some(key) => {
                            let one = self.member(&value, &key, place);
                            taken.push(key);
                            one
                        }
                        None => Value::unknown("a name that depends on what runs", place),
                    };
                    self.bind(&property.value, one, scope);
                }
                if let Some(rest) = &object.rest {
                    let place = scope.place(rest.span);
                    let rest_of = match self.entries(&value) {
                        Some(all) => {
                            let left = all.entries.into_iter();
                            let left = left.filter(|entry| !taken.contains(&entry.key));
                            Value::Object(
                                Object {
                                    entries: left.collect(),
                                    unread: all.unread,
                                }
                                .into(),
                            )
                        }
                        None => Value::unknown("the rest of what cannot be read", place),
                    };
                    self.bind(&rest.argument, rest_of, scope);
                }
            }
            BindingPattern::ArrayPattern(array) => {
                for (i, element) in array.elements.iter().enumerate() {
                    if let Some(element) = element {
                        let place = scope.place(array.span);
                        let one = self.member(&value, &i.to_string(), place);
                        self.bind(element, one, scope);
                    }
                }
                if let Some(rest) = &array.rest {
                    let rest_of = match &value {
                        Value::Array(items) => {
                            let from = array.elements.len().min(items.len());
                            Value::Array(items[from..].to_vec().into())
                        }
                        _ => Value::unknown("the rest of a list", scope.place(rest.span)),
                    };
                    self.bind(&rest.argument, rest_of, scope);
                }
            }
        }
    }

    fn body(&self, statements: &'a [Statement<'a>], scope: &Scope<'a>) -> Value<'a> {
        match self.statements(statements, scope) {
            End::Return(value) => value,
            End::Through => Value::Undefined,
        }
    }

    fn statements(&self, statements: &'a [Statement<'a>], scope: &Scope<'a>) -> End<'a> {
        for statement in statements {
            if let Statement::FunctionDeclaration(function) = statement
                && let Some(id) = &function.id
            {
                scope.set(id.name.as_str(), scope.function(function));
            }
        }
        for statement in statements {
            if let End::Return(value) = self.statement(statement, scope) {
                return End::Return(value);
            }
        }
        End::Through
    }

    fn statement(&self, statement: &'a Statement<'a>, scope: &Scope<'a>) -> End<'a> {
        use oxc_span::GetSpan;
        let place = scope.place(statement.span());
        match statement {
            Statement::ReturnStatement(one) => End::Return(match &one.argument {
                Some(argument) => self.expression(argument, scope),
                None => Value::Undefined,
            }),
            Statement::VariableDeclaration(variables) => {
                for declarator in &variables.declarations {
                    let value = match &declarator.init {
                        Some(init) => self.expression(init, scope),
                        None => Value::unknown("a variable that is set later", place),
                    };
                    self.bind(&declarator.id, value, scope);
                }
                End::Through
            }
            Statement::BlockStatement(block) => self.statements(&block.body, &scope.inner()),
            Statement::IfStatement(one) => match self.expression(&one.test, scope).truth() {
                Some(true) => self.statement(&one.consequent, scope),
                Some(false) => match &one.alternate {
                    Some(other) => self.statement(other, scope),
                    None => End::Through,
                },
                None => End::Return(Value::unknown(
                    "a function whose result depends on what runs",
                    place,
                )),
            },
            Statement::FunctionDeclaration(_)
            | Statement::EmptyStatement(_)
            | Statement::TSTypeAliasDeclaration(_)
            | Statement::TSInterfaceDeclaration(_) => End::Through,
            // It could change what was read before, and so the result.
            _ => End::Return(Value::unknown(
                "a function that does more than return a value",
                place,
            )),
        }
    }
}

//! Reads what an expression is worth without running it.
//!
//! Constants, objects, spreads, templates, functions of the project and the
//! commonest methods of strings, lists and `Object` are worked out; a use of a
//! package becomes a term; all else is unknown, with its place.

mod builtin;
mod call;
mod expression;
mod scope;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;

use oxc_ast::ast::{ArrowFunctionExpression, Function, TSEnumDeclaration, TSEnumMemberName};
use oxc_span::Span as OxcSpan;

use crate::diagnostic::{FileId, Span};

use super::modules::{Declared, Library, Meaning, Space};
use super::value::{Entry, Object, Shape, Value};

pub use builtin::json;
use scope::Scope;

/// A function of the project, with what it sees.
#[derive(Clone)]
pub struct Closure<'a> {
    code: Code<'a>,
    scope: Scope<'a>,
}

#[derive(Clone, Copy)]
enum Code<'a> {
    Arrow(&'a ArrowFunctionExpression<'a>),
    Function(&'a Function<'a>),
}

impl std::fmt::Debug for Closure<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Closure")
    }
}

/// Works out values in the modules of a library.
#[derive(Debug)]
pub struct Evaluator<'a> {
    pub library: Library<'a>,
    /// The values of names at the top of modules; `None` while one is worked out.
    names: RefCell<HashMap<(FileId, &'a str), Option<Value<'a>>>>,
    depth: Cell<usize>,
    calls: Cell<usize>,
}

/// How deep expressions and calls may stand in each other.
const MOST_DEPTH: usize = 160;
/// How many calls of the project's own functions one reading may make.
const MOST_CALLS: usize = 300_000;

impl<'a> Evaluator<'a> {
    pub fn new(library: Library<'a>) -> Self {
        Self {
            library,
            names: RefCell::default(),
            depth: Cell::new(0),
            calls: Cell::new(0),
        }
    }

    /// What a module exports under a name.
    pub fn export(&self, file: FileId, name: &str) -> Value<'a> {
        let place = Span {
            file,
            start: 0,
            end: 0,
        };
        self.meaning(self.library.export(file, name, Space::Value), name, place)
    }

    /// What a name at the top of a module stands for.
    pub fn name(&self, file: FileId, name: &str, place: Span) -> Value<'a> {
        self.meaning(self.library.lookup(file, name, Space::Value), name, place)
    }

    fn meaning(&self, meaning: Meaning<'a>, name: &str, place: Span) -> Value<'a> {
        match meaning {
            Meaning::Declared(module, name, declared) => self.declared(module.file, name, declared),
            Meaning::Package { module, name } => Value::import(module, name, place),
            Meaning::Namespace(file) => Value::Namespace(file),
            Meaning::Unbound if name == "undefined" => Value::Undefined,
            Meaning::Unbound => Value::import("", name, place),
            Meaning::Missing(module) => Value::unknown(
                format!("`{name}`, which `\"{module}\"` does not bring"),
                place,
            ),
        }
    }

    fn declared(&self, file: FileId, name: &'a str, declared: Declared<'a>) -> Value<'a> {
        let key = (file, name);
        match self.names.borrow().get(&key) {
            Some(Some(value)) => return value.clone(),
            Some(None) => {
                let place = place_of(file, declared);
                return Value::unknown(format!("`{name}`, which needs itself"), place);
            }
            None => {}
        }
        self.names.borrow_mut().insert(key, None);
        let scope = Scope::top(file);
        let value = match declared {
            Declared::Variable(declarator) => match &declarator.init {
                None => Value::unknown(
                    format!("`{name}`, which has no value here"),
                    place_of(file, declared),
                ),
                Some(init) => {
                    let whole = self.expression(init, &scope);
                    let inner = scope.inner();
                    self.bind(&declarator.id, whole, &inner);
                    inner.get(name).unwrap_or(Value::Undefined)
                }
            },
            Declared::Function(function) => scope.function(function),
            Declared::Default(expression) => self.expression(expression, &scope),
            Declared::Enum(one) => self.script_enum(one, &scope),
            Declared::Class => {
                Value::unknown(format!("the class `{name}`"), place_of(file, declared))
            }
            Declared::Alias(_) | Declared::Interface(_) | Declared::Import { .. } => {
                unreachable!("a value is not looked up among types, and imports are followed")
            }
        };
        self.names.borrow_mut().insert(key, Some(value.clone()));
        value
    }

    /// `enum Role { Admin = "ADMIN", User = "USER" }` as an object.
    fn script_enum(&self, one: &'a TSEnumDeclaration<'a>, scope: &Scope<'a>) -> Value<'a> {
        let mut object = Object::default();
        let mut next = Some(0.0);
        for member in &one.body.members {
            let key = match &member.id {
                TSEnumMemberName::Identifier(id) => id.name.to_string(),
                TSEnumMemberName::String(text) | TSEnumMemberName::ComputedString(text) => {
                    text.value.to_string()
                }
                TSEnumMemberName::ComputedTemplateString(text) => text
                    .quasis
                    .first()
                    .map_or_else(String::new, |quasi| quasi.value.raw.to_string()),
            };
            let place = scope.place(member.span);
            let value = match (&member.initializer, next) {
                (Some(init), _) => self.expression(init, scope),
                (None, Some(number)) => Value::Number(number),
                (None, None) => Value::unknown(format!("the value of `{key}`"), place),
            };
            next = match value {
                Value::Number(number) => Some(number + 1.0),
                _ => None,
            };
            object.set(Entry { key, value, place });
        }
        Value::Object(object.into())
    }

    /// `object.name`
    pub fn member(&self, object: &Value<'a>, name: &str, place: Span) -> Value<'a> {
        match object {
            Value::Object(entries) => match entries.get(name) {
                Some(value) => value.clone(),
                None => match entries.unread.first() {
                    Some(unread) => Value::unknown(unread.reason.clone(), unread.place),
                    None => Value::Undefined,
                },
            },
            Value::Namespace(file) => self.export(*file, name),
            Value::Array(items) => match name.parse::<usize>() {
                Ok(index) => items.get(index).cloned().unwrap_or(Value::Undefined),
                Err(_) if name == "length" =>
                {
                    #[expect(clippy::cast_precision_loss, reason = "a list in code is short")]
                    Value::Number(items.len() as f64)
                }
                Err(_) => Value::term(Shape::Member(object.clone(), name.to_owned()), place),
            },
            Value::Term(term) => match &term.shape {
                Shape::Import { module, name: star } if star == "*" => {
                    Value::import(module, name, place)
                }
                _ => Value::term(Shape::Member(object.clone(), name.to_owned()), place),
            },
            Value::Unknown(_) => object.clone(),
            // `config?.precision`; without the question mark it would not have run.
            Value::Undefined | Value::Null => Value::Undefined,
            _ => Value::term(Shape::Member(object.clone(), name.to_owned()), place),
        }
    }

    /// The entries of an object, or of all that a file exports.
    pub fn entries(&self, value: &Value<'a>) -> Option<Object<'a>> {
        match value {
            Value::Object(object) => Some(Object {
                entries: object.entries.clone(),
                unread: object.unread.clone(),
            }),
            Value::Namespace(file) => {
                let place = Span {
                    file: *file,
                    start: 0,
                    end: 0,
                };
                let entry = |name: &str| Entry {
                    key: name.to_owned(),
                    value: self.export(*file, name),
                    place,
                };
                let names = self.library.exports(*file);
                Some(Object {
                    entries: names.into_iter().map(entry).collect(),
                    unread: Vec::new(),
                })
            }
            _ => None,
        }
    }

    /// Does `work` one level deeper, unless that is too deep.
    fn deeper(&self, place: Span, work: impl FnOnce() -> Value<'a>) -> Value<'a> {
        let depth = self.depth.get();
        if depth > MOST_DEPTH {
            return Value::unknown("code that is nested too deep", place);
        }
        self.depth.set(depth + 1);
        let value = work();
        self.depth.set(depth);
        value
    }
}

fn place_of(file: FileId, declared: Declared<'_>) -> Span {
    let span = match declared {
        Declared::Variable(one) => one.span,
        Declared::Function(one) => one.span,
        Declared::Enum(one) => one.span,
        Declared::Alias(one) => one.span,
        Declared::Interface(one) => one.span,
        Declared::Default(one) => oxc_span::GetSpan::span(one),
        Declared::Class | Declared::Import { .. } => OxcSpan::default(),
    };
    scope::place(file, span)
}

//! A setting's value as it was written, with its place: what JSON and a
//! `generator` block have in common.

use std::collections::BTreeMap;

use jsonc_parser::ast;

use crate::diagnostic::{FileId, Span};
use crate::typescript::names::is_identifier;

/// A value and its place.
#[derive(Debug)]
pub struct Value {
    pub span: Span,
    pub kind: Kind,
}

#[derive(Debug)]
pub enum Kind {
    Text(String),
    List(Vec<Value>),
    Map(Vec<Entry>),
    /// What no setting is: `a number`, `true or false`, `null`
    Other(&'static str),
}

impl Kind {
    /// `a string`
    pub fn in_words(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
            Self::Other(kind) => kind,
        }
    }
}

/// `"out": "src/db"`
#[derive(Debug)]
pub struct Entry {
    pub name: String,
    /// The place of the name.
    pub span: Span,
    pub value: Value,
}

/// Why a value does not fit its key.
#[derive(Debug)]
pub struct Misfit {
    pub span: Span,
    pub reason: Reason,
}

#[derive(Debug)]
pub enum Reason {
    WrongType {
        found: &'static str,
        wanted: &'static str,
    },
    UnknownValue {
        found: String,
        known: Vec<&'static str>,
    },
    /// An entry of a list that should be `User = people`.
    NotAPair { found: String },
    /// The name of an export that TypeScript would not take.
    NotAnIdentifier { found: String },
}

impl Value {
    pub fn from_json(value: &ast::Value, file: FileId) -> Self {
        let (range, kind) = match value {
            ast::Value::StringLit(text) => (text.range, Kind::Text(text.value.to_string())),
            ast::Value::Array(list) => (
                list.range,
                Kind::List(
                    list.elements
                        .iter()
                        .map(|it| Self::from_json(it, file))
                        .collect(),
                ),
            ),
            ast::Value::Object(object) => (
                object.range,
                Kind::Map(
                    object
                        .properties
                        .iter()
                        .map(|property| Entry {
                            name: property.name.as_str().to_owned(),
                            span: match &property.name {
                                ast::ObjectPropName::String(name) => span(file, name.range),
                                ast::ObjectPropName::Word(name) => span(file, name.range),
                            },
                            value: Self::from_json(&property.value, file),
                        })
                        .collect(),
                ),
            ),
            ast::Value::NumberLit(number) => (number.range, Kind::Other("a number")),
            ast::Value::BooleanLit(boolean) => (boolean.range, Kind::Other("true or false")),
            ast::Value::NullKeyword(null) => (null.range, Kind::Other("null")),
        };
        Self {
            span: span(file, range),
            kind,
        }
    }

    pub fn text(&self) -> Result<&str, Misfit> {
        match &self.kind {
            Kind::Text(text) => Ok(text),
            _ => Err(self.wrong_type("a string")),
        }
    }

    /// One of the values that are known by name.
    pub fn choice<T: Copy>(&self, known: &[(&'static str, T)]) -> Result<T, Misfit> {
        let text = self.text()?;
        match known.iter().find(|(name, _)| *name == text) {
            Some((_, value)) => Ok(*value),
            None => Err(Misfit {
                span: self.span,
                reason: Reason::UnknownValue {
                    found: text.to_owned(),
                    known: known.iter().map(|(name, _)| *name).collect(),
                },
            }),
        }
    }

    pub fn choices<T: Copy>(&self, known: &[(&'static str, T)]) -> Result<Vec<T>, Misfit> {
        match &self.kind {
            Kind::List(list) => list.iter().map(|it| it.choice(known)).collect(),
            _ => Err(self.wrong_type("a list of strings")),
        }
    }

    /// From a model's name to the name of an export: an object, or, in a
    /// `generator` block, a list of `"User = people"`.
    pub fn export_names(&self) -> Result<BTreeMap<String, String>, Misfit> {
        let named = |model: &str, name: &str, span| {
            if is_identifier(name) {
                Ok((model.to_owned(), name.to_owned()))
            } else {
                Err(Misfit {
                    span,
                    reason: Reason::NotAnIdentifier {
                        found: name.to_owned(),
                    },
                })
            }
        };
        match &self.kind {
            Kind::Map(entries) => entries
                .iter()
                .map(|it| named(&it.name, it.value.text()?, it.value.span))
                .collect(),
            Kind::List(list) => list
                .iter()
                .map(|it| match it.text()?.split_once('=') {
                    Some((model, name)) => named(model.trim(), name.trim(), it.span),
                    None => Err(Misfit {
                        span: it.span,
                        reason: Reason::NotAPair {
                            found: it.text()?.to_owned(),
                        },
                    }),
                })
                .collect(),
            Kind::Text(_) | Kind::Other(_) => Err(self.wrong_type("a map from names to names")),
        }
    }

    pub fn wrong_type(&self, wanted: &'static str) -> Misfit {
        Misfit {
            span: self.span,
            reason: Reason::WrongType {
                found: self.kind.in_words(),
                wanted,
            },
        }
    }
}

/// A range of the JSON parser as a place of ours. A config of more than 4 GB is
/// refused before it is parsed.
pub fn span(file: FileId, range: jsonc_parser::common::Range) -> Span {
    let at = |offset| u32::try_from(offset).unwrap_or(u32::MAX);
    Span {
        file,
        start: at(range.start),
        end: at(range.end),
    }
}

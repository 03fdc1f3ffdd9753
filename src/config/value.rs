//! A setting's value as it was written, with its place: what JSON and a
//! `generator` block have in common.

use jsonc_parser::ast;

use crate::diagnostic::{FileId, Span};

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
    Flag(bool),
    /// As it is written.
    Number(String),
    /// What no setting is: `null`, `a function call`
    Other(&'static str),
}

impl Kind {
    /// `a string`
    pub fn in_words(&self) -> &'static str {
        match self {
            Self::Text(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
            Self::Flag(_) => "true or false",
            Self::Number(_) => "a number",
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
    /// A key of an object that is a value.
    UnknownKey {
        found: String,
        known: Vec<&'static str>,
    },
    /// A name that a map has already.
    Twice { found: String },
    /// An entry of a list that should be `User = people`.
    NotAPair { found: String },
    /// The name of an export that TypeScript would not take.
    NotAnIdentifier { found: String },
    /// A file that we cannot write: why.
    NotAFile { found: String, why: &'static str },
    /// No type of TypeScript: what its parser says.
    NotAType { found: String, error: String },
    /// Text that does not parse: what the parser says.
    NotTypeScript { error: String },
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
            ast::Value::NumberLit(number) => (number.range, Kind::Number(number.value.to_owned())),
            ast::Value::BooleanLit(boolean) => (boolean.range, Kind::Flag(boolean.value)),
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

    pub fn list(&self, wanted: &'static str) -> Result<&[Self], Misfit> {
        match &self.kind {
            Kind::List(list) => Ok(list),
            _ => Err(self.wrong_type(wanted)),
        }
    }

    pub fn misfit(&self, reason: Reason) -> Misfit {
        Misfit {
            span: self.span,
            reason,
        }
    }

    pub fn wrong_type(&self, wanted: &'static str) -> Misfit {
        self.misfit(Reason::WrongType {
            found: self.kind.in_words(),
            wanted,
        })
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

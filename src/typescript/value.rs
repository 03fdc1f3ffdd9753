//! What an expression is worth when it is read and not run: a constant, or a
//! **term**, which is a use of something that a package brings and that only
//! whoever knows the package understands: `text("id").notNull()`.

use std::rc::Rc;

use crate::diagnostic::{FileId, Span};

use super::evaluate::Closure;

#[derive(Debug, Clone)]
pub enum Value<'a> {
    Undefined,
    Null,
    Boolean(bool),
    Number(f64),
    /// The digits of `10n`.
    BigInt(String),
    String(Rc<str>),
    Array(Rc<Vec<Value<'a>>>),
    Object(Rc<Object<'a>>),
    /// All exports of a file: `import * as schema from "./schema"`.
    Namespace(FileId),
    Function(Rc<Closure<'a>>),
    /// Two terms are the same thing when they are the same allocation.
    Term(Rc<Term<'a>>),
    /// It cannot be said without running the code.
    Unknown(Rc<Unreadable>),
}

/// Code that we do not understand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// What stands there: `` a value of `process.env` ``
    pub reason: String,
    pub place: Span,
}

#[derive(Debug, Default)]
pub struct Object<'a> {
    pub entries: Vec<Entry<'a>>,
    /// Spreads of what cannot be read: there may be more entries.
    pub unread: Vec<Unreadable>,
}

#[derive(Debug, Clone)]
pub struct Entry<'a> {
    pub key: String,
    pub value: Value<'a>,
    pub place: Span,
}

#[derive(Debug)]
pub struct Term<'a> {
    pub shape: Shape<'a>,
    pub place: Span,
}

#[derive(Debug)]
pub enum Shape<'a> {
    /// A name of a package; a global one has an empty `module`.
    Import {
        module: String,
        name: String,
    },
    Member(Value<'a>, String),
    Call(Value<'a>, Vec<Value<'a>>),
    New(Value<'a>, Vec<Value<'a>>),
    /// `` sql`lower(${email})` ``: one more text than values.
    Tagged {
        tag: Value<'a>,
        texts: Vec<String>,
        values: Vec<Value<'a>>,
    },
}

impl<'a> Value<'a> {
    #[must_use]
    pub fn term(shape: Shape<'a>, place: Span) -> Self {
        Self::Term(Rc::new(Term { shape, place }))
    }

    /// All of a package, as a name stands for it.
    #[must_use]
    pub fn import(module: &str, name: &str, place: Span) -> Self {
        let (module, name) = (module.to_owned(), name.to_owned());
        Self::term(Shape::Import { module, name }, place)
    }

    #[must_use]
    pub fn unknown(reason: impl Into<String>, place: Span) -> Self {
        let reason = reason.into();
        Self::Unknown(Rc::new(Unreadable { reason, place }))
    }

    #[must_use]
    pub fn string(text: &str) -> Self {
        Self::String(text.into())
    }

    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    #[must_use]
    pub fn as_object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Whether it counts as true; `None` where that cannot be said.
    #[must_use]
    pub fn truth(&self) -> Option<bool> {
        match self {
            Self::Undefined | Self::Null => Some(false),
            Self::Boolean(value) => Some(*value),
            Self::Number(value) => Some(*value != 0.0),
            Self::BigInt(digits) => Some(digits != "0"),
            Self::String(text) => Some(!text.is_empty()),
            Self::Array(_) | Self::Object(_) | Self::Function(_) | Self::Namespace(_) => Some(true),
            Self::Term(_) | Self::Unknown(_) => None,
        }
    }

    /// As a template or `String()` prints it; `None` for what is no simple constant.
    #[must_use]
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Undefined => Some("undefined".to_owned()),
            Self::Null => Some("null".to_owned()),
            Self::Boolean(value) => Some(value.to_string()),
            Self::Number(value) => Some(number_text(*value)),
            Self::BigInt(digits) => Some(digits.clone()),
            Self::String(text) => Some(text.to_string()),
            Self::Array(_)
            | Self::Object(_)
            | Self::Namespace(_)
            | Self::Function(_)
            | Self::Term(_)
            | Self::Unknown(_) => None,
        }
    }
}

impl<'a> Object<'a> {
    /// The value of the last entry called `key`.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Value<'a>> {
        let entry = self.entries.iter().rev().find(|entry| entry.key == key)?;
        Some(&entry.value)
    }

    /// Sets an entry; one that is there keeps its place, as in JavaScript.
    pub fn set(&mut self, entry: Entry<'a>) {
        match self.entries.iter_mut().find(|old| old.key == entry.key) {
            Some(old) => *old = entry,
            None => self.entries.push(entry),
        }
    }
}

/// A number as JavaScript prints it.
#[must_use]
pub fn number_text(value: f64) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let magnitude = value.abs();
    if value.is_finite() && !(1e-6..1e21).contains(&magnitude) {
        let text = format!("{value:e}");
        return match text.split_once('e') {
            Some((digits, exponent)) if !exponent.starts_with('-') => {
                format!("{digits}e+{exponent}")
            }
            _ => text,
        };
    }
    value.to_string()
}

#[cfg(test)]
mod tests {
    use super::number_text;

    #[test]
    fn numbers_are_spelled_as_javascript_does() {
        for (value, text) in [
            (1.0, "1"),
            (1.5, "1.5"),
            (-0.0, "0"),
            (1e21, "1e+21"),
            (1e-7, "1e-7"),
            (123_456_789.0, "123456789"),
        ] {
            assert_eq!(number_text(value), text);
        }
    }
}

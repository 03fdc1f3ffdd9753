//! Values as they are written into values of the types that we work with.

use std::fmt;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, IntoDeserializer};

use crate::config::value::{Kind, Misfit, Reason, Value};
use crate::diagnostic::Located;
use crate::drizzle::{BigIntMode, DateMode, DecimalMode};
use crate::kysely::{Driver, EnumForm};
use crate::target::{TARGETS, Target};
use crate::typescript::format::format;
use crate::typescript::specifier::ImportExtension;
use crate::typescript::styles::{ColumnStyle, EnumStyle, TableStyle};

/// What a setting can be.
pub trait FromValue: Sized {
    fn from_value(value: &Value) -> Result<Self, Misfit>;
}

impl FromValue for String {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        value.text().map(str::to_owned)
    }
}

/// A `generator` block has no booleans: there it is `"true"`.
impl FromValue for bool {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        match &value.kind {
            Kind::Flag(flag) => Ok(*flag),
            Kind::Text(text) if text == "true" => Ok(true),
            Kind::Text(text) if text == "false" => Ok(false),
            _ => Err(value.wrong_type("true or false")),
        }
    }
}

/// A `generator` block may have it as `"10"`.
impl FromValue for u32 {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let (Kind::Number(text) | Kind::Text(text)) = &value.kind else {
            return Err(value.wrong_type("a whole number"));
        };
        let wrong = || value.wrong_type("a whole number that is not negative");
        text.parse().map_err(|_| wrong())
    }
}

/// An enum of ours, whose variants serde knows by name.
trait Choice: DeserializeOwned {}

impl Choice for TableStyle {}
impl Choice for EnumStyle {}
impl Choice for ColumnStyle {}
impl Choice for BigIntMode {}
impl Choice for DateMode {}
impl Choice for DecimalMode {}
impl Choice for Driver {}
impl Choice for EnumForm {}
impl Choice for ImportExtension {}

impl<T: Choice> FromValue for T {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let text = value.text()?;
        let variant: StrDeserializer<'_, NoVariant> = text.into_deserializer();
        T::deserialize(variant).map_err(|NoVariant { known }| {
            value.misfit(Reason::UnknownValue {
                found: text.to_owned(),
                known: known.to_vec(),
            })
        })
    }
}

/// What serde says of a text that is no variant.
#[derive(Debug)]
struct NoVariant {
    known: &'static [&'static str],
}

impl fmt::Display for NoVariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "none of {:?}", self.known)
    }
}

impl std::error::Error for NoVariant {}

impl de::Error for NoVariant {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self { known: &[] }
    }

    fn unknown_variant(_: &str, known: &'static [&'static str]) -> Self {
        Self { known }
    }
}

/// `["drizzle", "zod"]`
pub type TargetList = Vec<&'static Target>;

impl FromValue for TargetList {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let list = value.list("a list of strings")?;
        list.iter()
            .map(|it| {
                let name = it.text()?;
                Target::find(name).ok_or_else(|| {
                    it.misfit(Reason::UnknownValue {
                        found: name.to_owned(),
                        known: TARGETS.iter().map(|target| target.name).collect(),
                    })
                })
            })
            .collect()
    }
}

/// Names of the schema, each with its place: `["Audit", "Session"]`
pub type NameList = Vec<Located<String>>;

impl FromValue for NameList {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let list = value.list("a list of strings")?;
        list.iter().map(|it| Ok(located(it.text()?, it))).collect()
    }
}

/// The name of a file of ours, without a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileName(pub Located<String>);

impl FromValue for FileName {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let name = value.text()?;
        let why = if name.contains(['/', '\\']) {
            "it names a folder, too"
        } else if name.contains(char::is_control) {
            "it has a control character"
        } else if name.ends_with(".d.ts") {
            "a declaration file holds no values"
        } else if name.strip_suffix(".ts").is_none_or(str::is_empty) {
            "it does not end in `.ts`"
        } else {
            return Ok(Self(located(name, value)));
        };
        Err(value.misfit(Reason::NotAFile {
            found: name.to_owned(),
            why,
        }))
    }
}

/// Lines for the top of every file: comments, directives, imports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Banner(pub Located<String>);

impl FromValue for Banner {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        let text = match &value.kind {
            Kind::Text(text) => text.clone(),
            Kind::List(lines) => {
                let lines: Result<Vec<&str>, Misfit> = lines.iter().map(Value::text).collect();
                lines?.join("\n")
            }
            _ => return Err(value.wrong_type("a text, or a list of lines")),
        };
        match format(&text) {
            Ok(_) => Ok(Self(located(text.trim(), value))),
            Err(error) => Err(value.misfit(Reason::NotTypeScript {
                error: error.message,
            })),
        }
    }
}

fn located(text: &str, value: &Value) -> Located<String> {
    Located {
        value: text.to_owned(),
        span: value.span,
    }
}

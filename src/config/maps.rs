//! Values that are maps: from names of the schema to names or types in code.

use std::collections::BTreeMap;

use crate::catalog::CodeType;
use crate::config::read::FromValue;
use crate::config::value::{Entry, Kind, Misfit, Reason, Value};
use crate::diagnostic::Located;
use crate::typescript::names::{is_identifier, is_reserved};
use crate::typescript::type_imports::{check_type, leading_name};

/// From a name of the schema to the name of an export: an object, or, in a
/// `generator` block, a list of `"User = people"`.
pub type ExportNames = BTreeMap<String, Located<String>>;

impl FromValue for ExportNames {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        pairs(value, "a map from names to names", |value, name| {
            if is_identifier(name) && !is_reserved(name) {
                Ok(name.to_owned())
            } else {
                Err(value.misfit(Reason::NotAnIdentifier {
                    found: name.to_owned(),
                }))
            }
        })
    }
}

/// From a column or a scalar to a type: `{ "type": "Money", "from": "../money" }`,
/// or only `"string"`; in a `generator` block a list of `"User.balance = Money from ../money"`.
pub type CodeTypes = BTreeMap<String, Located<CodeType>>;

impl FromValue for CodeTypes {
    fn from_value(value: &Value) -> Result<Self, Misfit> {
        const WANTED: &str = "a map from names to types";
        match &value.kind {
            Kind::Map(entries) => once(entries.iter().map(|Entry { name, value, span }| {
                let value = Located {
                    value: code_type(value)?,
                    span: *span,
                };
                Ok((name.clone(), value))
            })),
            _ => pairs(value, WANTED, |value, text| {
                match text.rsplit_once(" from ") {
                    Some((ty, module)) => checked_type(value, ty.trim(), Some(module.trim())),
                    None => checked_type(value, text, None),
                }
            }),
        }
    }
}

fn code_type(value: &Value) -> Result<CodeType, Misfit> {
    const WANTED: &str = "a type, or an object of `type` and `from`";
    let entries = match &value.kind {
        Kind::Text(text) => return checked_type(value, text, None),
        Kind::Map(entries) => entries,
        _ => return Err(value.wrong_type(WANTED)),
    };
    let (mut ty, mut module) = (None, None);
    for Entry { name, value, span } in entries {
        match name.as_str() {
            "type" => ty = Some(value),
            "from" => module = Some(value.text()?),
            _ => {
                return Err(Misfit {
                    span: *span,
                    reason: Reason::UnknownKey {
                        found: name.clone(),
                        known: vec!["type", "from"],
                    },
                });
            }
        }
    }
    let ty = ty.ok_or_else(|| value.wrong_type(WANTED))?;
    checked_type(ty, ty.text()?, module)
}

fn checked_type(value: &Value, text: &str, module: Option<&str>) -> Result<CodeType, Misfit> {
    let text = text.trim();
    let not_a_type = |error: String| {
        Err(value.misfit(Reason::NotAType {
            found: text.to_owned(),
            error,
        }))
    };
    if let Err(error) = check_type(text) {
        return not_a_type(error.message);
    }
    if module.is_some() && !is_identifier(leading_name(text)) {
        return not_a_type("it does not begin with the name that is to be imported".to_owned());
    }
    Ok(CodeType {
        text: text.to_owned(),
        module: module.map(str::to_owned),
    })
}

/// An object from names to texts, or a list of `"name = text"`.
fn pairs<T>(
    value: &Value,
    wanted: &'static str,
    read: impl Fn(&Value, &str) -> Result<T, Misfit>,
) -> Result<BTreeMap<String, Located<T>>, Misfit> {
    let pair = |name: &str, text: &str, value: &Value, span| {
        let value = read(value, text)?;
        Ok((name.to_owned(), Located { value, span }))
    };
    match &value.kind {
        Kind::Map(entries) => {
            let entries = entries.iter();
            once(entries.map(|it| pair(&it.name, it.value.text()?, &it.value, it.span)))
        }
        Kind::List(list) => once(list.iter().map(|it| match it.text()?.split_once('=') {
            Some((name, text)) => pair(name.trim(), text.trim(), it, it.span),
            None => Err(it.misfit(Reason::NotAPair {
                found: it.text()?.to_owned(),
            })),
        })),
        Kind::Text(_) | Kind::Flag(_) | Kind::Number(_) | Kind::Other(_) => {
            Err(value.wrong_type(wanted))
        }
    }
}

/// The pairs as a map, in which no name is there twice.
fn once<T>(
    pairs: impl Iterator<Item = Result<(String, Located<T>), Misfit>>,
) -> Result<BTreeMap<String, Located<T>>, Misfit> {
    let mut map = BTreeMap::new();
    for pair in pairs {
        let (name, value) = pair?;
        let span = value.span;
        if map.insert(name.clone(), value).is_some() {
            return Err(Misfit {
                span,
                reason: Reason::Twice { found: name },
            });
        }
    }
    Ok(map)
}

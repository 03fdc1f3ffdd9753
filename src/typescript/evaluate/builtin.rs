//! The functions and methods of JavaScript itself that schemas use.

use crate::diagnostic::Span;
use crate::typescript::value::{Entry, Object, Shape, Value, number_text};

use super::Evaluator;

impl<'a> Evaluator<'a> {
    /// `object.method(arguments)`; `None` for what is not known.
    pub(super) fn method(
        &self,
        object: &Value<'a>,
        method: &str,
        arguments: &[Value<'a>],
        place: Span,
    ) -> Option<Value<'a>> {
        match object {
            Value::Array(items) => self.list(items, method, arguments, place),
            Value::String(text) => string(text, method, arguments),
            Value::Number(number) if method == "toString" => {
                Some(Value::string(&number_text(*number)))
            }
            Value::Term(term) => match &term.shape {
                Shape::Import { module, name } if module.is_empty() && name == "Object" => {
                    self.of_object(method, arguments, place)
                }
                Shape::Import { module, name } if module.is_empty() && name == "JSON" => {
                    let text = json(arguments.first()?)?;
                    (method == "stringify").then(|| Value::string(&text))
                }
                _ => None,
            },
            _ => None,
        }
    }

    /// `Object.values(Role)`
    fn of_object(&self, method: &str, arguments: &[Value<'a>], place: Span) -> Option<Value<'a>> {
        let first = arguments.first()?;
        if method == "freeze" {
            return Some(first.clone());
        }
        if method == "fromEntries" {
            let Value::Array(pairs) = first else {
                return None;
            };
            let mut object = Object::default();
            for pair in pairs.iter() {
                let key = self.member(pair, "0", place).text()?;
                let value = self.member(pair, "1", place);
                object.set(Entry { key, value, place });
            }
            return Some(Value::Object(object.into()));
        }
        if method == "assign" {
            let mut all = Object::default();
            for argument in arguments {
                let more = self.entries(argument)?;
                more.entries.into_iter().for_each(|entry| all.set(entry));
                all.unread.extend(more.unread);
            }
            return Some(Value::Object(all.into()));
        }
        let object = self.entries(first)?;
        if let Some(unread) = object.unread.first() {
            return Some(Value::unknown(unread.reason.clone(), unread.place));
        }
        let entries = object.entries.into_iter();
        let items: Vec<Value<'a>> = match method {
            "keys" => entries.map(|entry| Value::string(&entry.key)).collect(),
            "values" => entries.map(|entry| entry.value).collect(),
            "entries" => entries
                .map(|entry| Value::Array(vec![Value::string(&entry.key), entry.value].into()))
                .collect(),
            _ => return None,
        };
        Some(Value::Array(items.into()))
    }

    fn list(
        &self,
        items: &[Value<'a>],
        method: &str,
        arguments: &[Value<'a>],
        place: Span,
    ) -> Option<Value<'a>> {
        let each = |item: &Value<'a>, i: usize| {
            let function = arguments.first()?;
            #[expect(clippy::cast_precision_loss, reason = "a list in code is short")]
            let index = Value::Number(i as f64);
            Some(self.invoke(function, vec![item.clone(), index], place))
        };
        let result = match method {
            "map" => {
                let mut mapped = Vec::with_capacity(items.len());
                for (i, item) in items.iter().enumerate() {
                    mapped.push(each(item, i)?);
                }
                mapped
            }
            "filter" => {
                let mut kept = Vec::new();
                for (i, item) in items.iter().enumerate() {
                    if each(item, i)?.truth()? {
                        kept.push(item.clone());
                    }
                }
                kept
            }
            "concat" => {
                let mut all = items.to_vec();
                for argument in arguments {
                    match argument {
                        Value::Array(more) => all.extend(more.iter().cloned()),
                        Value::Unknown(_) | Value::Term(_) => return None,
                        one => all.push(one.clone()),
                    }
                }
                all
            }
            "slice" => {
                let bound = |i: usize, or: usize| match arguments.get(i) {
                    None | Some(Value::Undefined) => Some(or),
                    #[expect(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "a place in a list"
                    )]
                    Some(Value::Number(n)) if *n >= 0.0 => Some((*n as usize).min(items.len())),
                    Some(_) => None,
                };
                let (from, to) = (bound(0, 0)?, bound(1, items.len())?);
                items.get(from..to.max(from))?.to_vec()
            }
            "flat" => {
                let mut all = Vec::new();
                for item in items {
                    match item {
                        Value::Array(more) => all.extend(more.iter().cloned()),
                        one => all.push(one.clone()),
                    }
                }
                all
            }
            "join" => {
                let between = match arguments.first() {
                    None => ",",
                    Some(text) => text.as_str()?,
                };
                let texts: Option<Vec<String>> = items.iter().map(Value::text).collect();
                return Some(Value::string(&texts?.join(between)));
            }
            _ => return None,
        };
        Some(Value::Array(result.into()))
    }
}

/// `String(x)`
pub fn global<'a>(name: &str, arguments: &[Value<'a>]) -> Option<Value<'a>> {
    let first = arguments.first()?;
    match name {
        "String" => Some(Value::string(&first.text()?)),
        "Number" => Some(Value::Number(first.text()?.trim().parse().ok()?)),
        "BigInt" => {
            let digits = first.text()?;
            let is_whole = digits
                .strip_prefix('-')
                .unwrap_or(&digits)
                .bytes()
                .all(|b| b.is_ascii_digit());
            is_whole.then_some(Value::BigInt(digits))
        }
        _ => None,
    }
}

fn string<'a>(text: &str, method: &str, arguments: &[Value<'a>]) -> Option<Value<'a>> {
    let argument = |i: usize| arguments.get(i).and_then(Value::as_str);
    let result = match method {
        "toLowerCase" => text.to_lowercase(),
        "toUpperCase" => text.to_uppercase(),
        "trim" => text.trim().to_owned(),
        "toString" => text.to_owned(),
        "concat" => {
            let more: Option<Vec<String>> = arguments.iter().map(Value::text).collect();
            format!("{text}{}", more?.concat())
        }
        "replace" => text.replacen(argument(0)?, argument(1)?, 1),
        "replaceAll" => text.replace(argument(0)?, argument(1)?),
        "startsWith" => return Some(Value::Boolean(text.starts_with(argument(0)?))),
        "endsWith" => return Some(Value::Boolean(text.ends_with(argument(0)?))),
        "includes" => return Some(Value::Boolean(text.contains(argument(0)?))),
        "split" => {
            let items: Vec<_> = text.split(argument(0)?).map(Value::string).collect();
            return Some(Value::Array(items.into()));
        }
        _ => return None,
    };
    Some(Value::string(&result))
}

/// What `JSON.stringify` prints; `None` for what is no constant.
#[must_use]
pub fn json(value: &Value<'_>) -> Option<String> {
    match value {
        Value::Null => Some("null".to_owned()),
        Value::Boolean(_) | Value::Number(_) => value.text(),
        Value::String(text) => Some(serde_json::Value::from(&**text).to_string()),
        Value::Array(items) => {
            let items: Option<Vec<String>> = items.iter().map(json).collect();
            Some(format!("[{}]", items?.join(",")))
        }
        Value::Object(object) if object.unread.is_empty() => {
            let mut parts = Vec::new();
            for entry in &object.entries {
                if matches!(entry.value, Value::Undefined) {
                    continue;
                }
                let key = serde_json::Value::from(entry.key.as_str());
                parts.push(format!("{key}:{}", json(&entry.value)?));
            }
            Some(format!("{{{}}}", parts.join(",")))
        }
        _ => None,
    }
}

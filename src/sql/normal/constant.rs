//! The text of a constant → the constant in the normal form of its type.

use serde_json::Value;

use crate::catalog::{ColumnType, Literal, TypeName};

use super::{fold::plain_name, node::Node, temporal};

pub use temporal::interval;

/// A constant of an expression, from its text and its type.
pub fn typed(text: &str, ty: &ColumnType) -> Node {
    if ty.list {
        let element = ColumnType {
            list: false,
            ..ty.clone()
        };
        return match array_items(text) {
            Some(items) => Node::Array(
                items
                    .into_iter()
                    .map(|item| item.map_or(Node::Null, |item| typed(&item, &element)))
                    .collect(),
            ),
            None => Node::String(text.to_owned()),
        };
    }
    match literal(text, ty) {
        Literal::Number(digits) => Node::Number(digits),
        Literal::Boolean(value) => Node::Boolean(value),
        Literal::Bytes(bytes) => Node::String(hex(&bytes)),
        Literal::String(text)
        | Literal::Enum(text)
        | Literal::Json(text)
        | Literal::DateTime(text) => Node::String(text),
        Literal::List(_) => Node::String(text.to_owned()),
    }
}

/// A literal in normal form, from its text and the type of its column; a text that
/// the type does not take stays a string.
pub fn literal(text: &str, ty: &ColumnType) -> Literal {
    let string = || Literal::String(text.to_owned());
    match &ty.name {
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => {
            Literal::Enum(text.to_owned())
        }
        TypeName::Plain { .. } => match plain_name(ty) {
            "smallint" | "integer" | "bigint" | "numeric" | "real" | "double precision" | "int"
            | "tinyint" | "mediumint" | "decimal" | "float" | "double" => {
                number(text).map_or_else(string, Literal::Number)
            }
            "money" | "smallmoney" => {
                let digits = text.replace(['$', ','], "");
                number(&digits).map_or_else(string, Literal::Number)
            }
            "boolean" => boolean(text).map_or_else(string, Literal::Boolean),
            "json" | "jsonb" => Literal::Json(json(text)),
            "bytea" => bytes(text).map_or_else(string, Literal::Bytes),
            "uuid" => Literal::String(text.to_ascii_lowercase()),
            "interval" => Literal::DateTime(interval(text)),
            name @ ("date" | "timestamp" | "timestamptz" | "time" | "timetz" | "datetime") => {
                Literal::DateTime(temporal::point(text, name))
            }
            // SQL Server's: only the last has a time zone.
            "datetime2" | "smalldatetime" => Literal::DateTime(temporal::point(text, "timestamp")),
            "datetimeoffset" => Literal::DateTime(temporal::point(text, "timestamptz")),
            _ => string(),
        },
    }
}

/// A literal of a catalog in the normal form of its column's type.
pub fn normal(value: Literal, ty: &ColumnType) -> Literal {
    let element = ColumnType {
        list: false,
        ..ty.clone()
    };
    match value {
        Literal::List(items) => Literal::List(
            items
                .into_iter()
                .map(|item| normal(item, &element))
                .collect(),
        ),
        Literal::String(text) if ty.list => match array_items(&text) {
            Some(items) => Literal::List(
                items
                    .into_iter()
                    .flatten()
                    .map(|item| literal(&item, &element))
                    .collect(),
            ),
            None => Literal::String(text),
        },
        Literal::Bytes(bytes) => Literal::Bytes(bytes),
        Literal::Boolean(value) if plain_name(ty) == "boolean" => Literal::Boolean(value),
        Literal::Boolean(value) if plain_name(ty).contains("int") => {
            Literal::Number(u8::from(value).to_string())
        }
        Literal::Boolean(value) => Literal::Boolean(value),
        Literal::Number(text)
        | Literal::String(text)
        | Literal::Enum(text)
        | Literal::Json(text)
        | Literal::DateTime(text) => literal(&text, ty),
    }
}

/// `-01.50` is `-1.5`; `None` when it is no number.
pub fn number(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, digits) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest.trim_start()),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (digits, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    if all.is_empty() || !all.bytes().all(|b| b.is_ascii_digit()) || exponent.abs() > 40 {
        return None;
    }
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let padded = format!(
        "{}{all}{}",
        zeros(-point),
        zeros(point - i32::try_from(all.len()).ok()?)
    );
    let (whole, fraction) = padded.split_at(usize::try_from(point).unwrap_or(0));
    let whole = whole.trim_start_matches('0');
    let fraction = fraction.trim_end_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(match (whole, fraction) {
        ("0", "") => "0".to_owned(),
        (whole, "") => format!("{sign}{whole}"),
        (whole, fraction) => format!("{sign}{whole}.{fraction}"),
    })
}

/// A `jsonpath` as `PostgreSQL` prints its keys, without spaces: `$[*]?(@."name"=="a")`.
pub fn json_path(text: &str) -> String {
    let is_key = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let mut path = String::with_capacity(text.len());
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = match first {
            '"' => string_end(rest),
            c if is_key(c) => rest.find(|c| !is_key(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (token, after) = rest.split_at(end);
        rest = after.trim_start();
        let is_member = path.ends_with('.') && first.is_alphabetic() && !rest.starts_with('(');
        if is_member {
            path.push_str(&format!("\"{token}\""));
        } else {
            if path.ends_with(is_key) && is_key(first) {
                path.push(' ');
            }
            path.push_str(token);
        }
    }
    path
}

fn string_end(text: &str) -> usize {
    let mut chars = text.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn boolean(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "t" | "true" | "y" | "yes" | "on" | "1" => Some(true),
        "f" | "false" | "n" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}

/// JSON by its value: sorted keys, no blanks, numbers in normal form.
fn json(text: &str) -> String {
    match serde_json::from_str::<Value>(text) {
        Ok(value) => sorted(value).to_string(),
        Err(_) => text.to_owned(),
    }
}

fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut entries: Vec<_> = map.into_iter().collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(
                entries
                    .into_iter()
                    .map(|(key, it)| (key, sorted(it)))
                    .collect(),
            )
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        Value::Number(digits) => {
            let normal = number(&digits.to_string()).and_then(|text| text.parse().ok());
            Value::Number(normal.unwrap_or(digits))
        }
        Value::Null | Value::Bool(_) | Value::String(_) => value,
    }
}

/// `\x48` and the older `H\000\\`.
fn bytes(text: &str) -> Option<Vec<u8>> {
    if let Some(digits) = text.strip_prefix("\\x") {
        let digits: Vec<u8> = digits
            .bytes()
            .filter(|b| !b.is_ascii_whitespace())
            .collect();
        return digits
            .chunks(2)
            .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
            .collect();
    }
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, more)) = rest.split_first() {
        rest = more;
        if *first != b'\\' {
            bytes.push(*first);
        } else if let Some(more) = rest.strip_prefix(b"\\") {
            bytes.push(b'\\');
            rest = more;
        } else {
            let octal = std::str::from_utf8(rest.get(..3)?).ok()?;
            bytes.push(u8::from_str_radix(octal, 8).ok()?);
            rest = &rest[3..];
        }
    }
    Some(bytes)
}

pub fn hex(bytes: &[u8]) -> String {
    let digits: Vec<_> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let digits = digits.concat();
    format!("\\x{digits}")
}

/// The items of `{a,"b c",NULL}`; `None` when it is not a list of one dimension.
pub fn array_items(text: &str) -> Option<Vec<Option<String>>> {
    let inside = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    let mut items = Vec::new();
    let mut chars = inside.chars().peekable();
    if inside.trim().is_empty() {
        return Some(items);
    }
    loop {
        let mut item = String::new();
        let mut was_quoted = false;
        while let Some(c) = chars.next_if(|c| *c != ',') {
            match c {
                '{' | '}' => return None,
                '\\' => item.push(chars.next()?),
                '"' => {
                    was_quoted = true;
                    loop {
                        match chars.next()? {
                            '"' => break,
                            '\\' => item.push(chars.next()?),
                            c => item.push(c),
                        }
                    }
                }
                c => item.push(c),
            }
        }
        let trimmed = if was_quoted {
            item
        } else {
            item.trim().to_owned()
        };
        let is_null = !was_quoted && trimmed.eq_ignore_ascii_case("null");
        items.push((!is_null).then_some(trimmed));
        if chars.next().is_none() {
            return Some(items);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_a_number_are_one() {
        for (text, normal) in [
            ("1.0", "1"),
            ("-0.50", "-0.5"),
            ("-0", "0"),
            (".5", "0.5"),
            ("1e3", "1000"),
            ("1.5e-2", "0.015"),
            ("007", "7"),
        ] {
            assert_eq!(number(text).as_deref(), Some(normal), "{text}");
        }
        assert_eq!(number("Infinity"), None);
    }

    #[test]
    fn an_array_is_taken_apart() {
        let items = array_items(r#"{a,"b, \"c\"",NULL,"NULL"}"#).unwrap();
        let text = |text: &str| Some(text.to_owned());
        assert_eq!(items, [text("a"), text("b, \"c\""), None, text("NULL")]);
        assert_eq!(array_items("{{1},{2}}"), None);
    }

    #[test]
    fn json_is_compared_by_value() {
        assert_eq!(json(r#"{"b": 1.0, "a": [ ]}"#), r#"{"a":[],"b":1}"#);
    }
}

//! Defaults in the spellings that drizzle-kit compares as equal to Prisma's.
//!
//! drizzle-kit compares defaults as text after its own reading of the database:
//! which spelling it takes in silence was measured with 0.31.

use serde_json::Value;

use crate::{
    catalog::{Column, Literal, TypeName},
    sql::postgres,
    typescript::quote,
};

use super::{
    super::super::default::{hex, number, sql, sql_string},
    types::Values,
};

/// The argument of `.default(…)`.
pub fn literal(literal: &Literal, values: Values, column: &Column) -> String {
    match (literal, values) {
        // PostgreSQL keeps such a number as a quoted constant with a cast.
        (Literal::Number(digits), Values::Number | Values::Sql) if is_quoted(digits) => {
            sql(&sql_string(digits))
        }
        (Literal::Number(digits), Values::Number) => number(digits).unwrap_or_else(|| sql(digits)),
        (Literal::Number(digits), Values::Text) => quote::string(digits),
        (Literal::Number(digits), Values::QuotedSql) => sql(&sql_string(digits)),
        (Literal::String(text), Values::Text | Values::Number) | (Literal::Enum(text), _) => {
            quote::string(text)
        }
        (Literal::Boolean(value), _) => value.to_string(),
        (Literal::Json(text), _) => {
            let cast = postgres::print_type(&column.ty);
            sql(&format!("{}::{cast}", sql_string(&json(text, &cast))))
        }
        (other, _) => sql(&sql_literal(other, column)),
    }
}

/// Negative, or a whole number of more than 32 bits.
fn is_quoted(digits: &str) -> bool {
    digits.starts_with('-')
        || digits
            .parse::<i128>()
            .is_ok_and(|n| i32::try_from(n).is_err())
}

/// A literal as SQL: what Prisma writes into its migration.
fn sql_literal(literal: &Literal, column: &Column) -> String {
    match literal {
        Literal::Number(digits) => digits.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::String(text)
        | Literal::Enum(text)
        | Literal::Json(text)
        | Literal::DateTime(text) => sql_string(text),
        Literal::Bytes(all) => bytes(all),
        Literal::List(items) => {
            let items: Vec<String> = items.iter().map(|item| sql_literal(item, column)).collect();
            format!("ARRAY[{}]::{}", items.join(", "), list_type(column))
        }
    }
}

/// `'\x00ff'`
pub fn bytes(bytes: &[u8]) -> String {
    format!("'\\x{}'", hex(bytes))
}

/// The type that an array literal is cast to: `TEXT[]`, `"auth"."Role"[]`.
fn list_type(column: &Column) -> String {
    match &column.ty.name {
        TypeName::Enum(name) => {
            let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            match &name.schema {
                Some(schema) => format!("{}.{}[]", quoted(schema), quoted(&name.name)),
                None => format!("{}[]", quoted(&name.name)),
            }
        }
        TypeName::Labels(_) | TypeName::Composite(_) => {
            unreachable!("PostgreSQL's enums have names")
        }
        TypeName::Plain { name, arguments } => {
            let arguments = match arguments.as_slice() {
                [] => String::new(),
                list => format!("({})", list.join(",")),
            };
            format!("{}{arguments}[]", name.to_ascii_uppercase())
        }
    }
}

/// JSON text as drizzle-kit reads it back: without spaces, and for `jsonb` with
/// its keys in jsonb's own order, shorter ones first.
fn json(text: &str, cast: &str) -> String {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        return text.to_owned();
    };
    if cast.starts_with("jsonb") {
        jsonb(&value, "")
    } else {
        text.to_owned()
    }
}

/// In jsonb's own order of keys, with `space` behind commas and colons.
pub fn jsonb(value: &Value, space: &str) -> String {
    let comma = format!(",{space}");
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| jsonb(item, space)).collect();
            format!("[{}]", items.join(&comma))
        }
        Value::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by_key(|(key, _)| (key.len(), key.as_bytes()));
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| {
                    let key = Value::from(key.as_str());
                    format!("{key}:{space}{}", jsonb(value, space))
                })
                .collect();
            format!("{{{}}}", entries.join(&comma))
        }
        scalar => scalar.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jsonb_has_its_own_order() {
        assert_eq!(
            json(r#"{"bb": [1, 2], "a": "x", "c": {}}"#, "jsonb"),
            r#"{"a":"x","c":{},"bb":[1,2]}"#
        );
    }
}

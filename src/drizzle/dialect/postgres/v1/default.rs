//! Defaults in the spellings that drizzle-kit 1.0 compares as equal to Prisma's.
//!
//! The kit takes what `PostgreSQL` prints of a default and what the file says as
//! texts, both without a cast at the end: which spelling it takes in silence was
//! measured with 1.0.0-rc.5.

use crate::{
    catalog::{Column, ColumnType, Literal, TypeName},
    sql::{normal, postgres},
    typescript::quote,
};

use super::super::{
    super::super::default::{number, sql, sql_string},
    default::{bytes, jsonb},
    types::Values,
};

/// The argument of `.default(…)`.
pub fn literal(literal: &Literal, values: Values, column: &Column) -> String {
    match (literal, values) {
        // A number that JavaScript would print otherwise is SQL: `1.0` is `1` there.
        (Literal::Number(digits), Values::Number) => number(digits)
            .filter(|text| text == digits)
            .unwrap_or_else(|| sql(digits)),
        (Literal::Number(digits), Values::BigInt) => format!("{digits}n"),
        (Literal::Number(digits), Values::Text) => quote::string(digits),
        (Literal::Number(digits), Values::QuotedSql) => sql(&sql_string(digits)),
        (Literal::Number(digits), Values::Sql) => sql(digits),
        // The kit doubles the backslashes of a text.
        (Literal::String(text), Values::Text | Values::Number) if !text.contains('\\') => {
            quote::string(text)
        }
        (Literal::Enum(text), _) => quote::string(text),
        (Literal::Boolean(value), _) => value.to_string(),
        (Literal::Json(_), _) => {
            let cast = postgres::print_type(&column.ty);
            sql(&format!("{}::{cast}", constant(literal, &column.ty)))
        }
        (Literal::List(items), _) => sql(&list(items, &column.ty)),
        (other, _) => sql(&constant(other, &column.ty)),
    }
}

/// A text as a constant: `'2024-02-29 12:00:00'`
fn constant(literal: &Literal, ty: &ColumnType) -> String {
    let name = ty.plain_name().unwrap_or_default();
    match literal {
        Literal::Number(text) | Literal::String(text) | Literal::Enum(text) => sql_string(text),
        Literal::DateTime(text) => sql_string(&normal::point(text, name)),
        Literal::Json(text) => sql_string(&json(text, name)),
        Literal::Bytes(all) => bytes(all),
        Literal::Boolean(value) => value.to_string(),
        Literal::List(items) => list(items, ty),
    }
}

/// `ARRAY['a'::text, 'b'::text]`, as `PostgreSQL` prints what Prisma writes as
/// `ARRAY['a', 'b']::TEXT[]`.
fn list(items: &[Literal], ty: &ColumnType) -> String {
    let ty = ColumnType {
        list: false,
        ..ty.clone()
    };
    let name = type_name(&ty);
    if items.is_empty() {
        return match &ty.name {
            TypeName::Plain {
                name: bare,
                arguments,
            } if !arguments.is_empty() => {
                let bare = match bare.as_str() {
                    "char" => "bpchar".to_owned(),
                    "bit" => "\"bit\"".to_owned(),
                    bare => postgres::print_type(&ColumnType::plain(bare, Vec::new())),
                };
                format!("(ARRAY[]::{bare}[])::{name}[]")
            }
            _ => format!("ARRAY[]::{name}[]"),
        };
    }
    let items: Vec<String> = items
        .iter()
        .map(|item| match item {
            Literal::Number(digits) => number_in_list(digits, &ty, &name),
            Literal::Boolean(value) => value.to_string(),
            other => format!("{}::{name}", constant(other, &ty)),
        })
        .collect();
    format!("ARRAY[{}]", items.join(", "))
}

/// `1`, `(1)::bigint`, `1.50::numeric(65,30)`: a number has a type of its own, from
/// which it is cast.
fn number_in_list(digits: &str, ty: &ColumnType, name: &str) -> String {
    let own = match digits.parse::<i128>() {
        Ok(whole) if i32::try_from(whole).is_ok() => "integer",
        Ok(whole) if i64::try_from(whole).is_ok() => "bigint",
        _ => "numeric",
    };
    let is_plain = !digits.starts_with('-') && (own == "integer" || digits.contains('.'));
    let bare = if is_plain {
        digits.to_owned()
    } else {
        sql_string(digits)
    };
    let is_of_own = matches!(&ty.name, TypeName::Plain { name, .. } if name == own);
    match (is_of_own, is_plain) {
        (true, true) if name == own => bare,
        (true, _) => format!("{bare}::{name}"),
        (false, true) => format!("({bare})::{name}"),
        (false, false) => format!("({bare}::{own})::{name}"),
    }
}

fn type_name(ty: &ColumnType) -> String {
    let TypeName::Enum(name) = &ty.name else {
        return postgres::print_type(ty);
    };
    let quoted = |text: &str| {
        if postgres::is_plain_identifier(text) {
            text.to_owned()
        } else {
            format!("\"{}\"", text.replace('"', "\"\""))
        }
    };
    match &name.schema {
        Some(schema) => format!("{}.{}", quoted(schema), quoted(&name.name)),
        None => quoted(&name.name),
    }
}

/// JSON as `PostgreSQL` prints it: `jsonb` in its own order of keys.
fn json(text: &str, name: &str) -> String {
    match serde_json::from_str(text) {
        Ok(value) if name == "jsonb" => jsonb(&value, " "),
        _ => text.to_owned(),
    }
}

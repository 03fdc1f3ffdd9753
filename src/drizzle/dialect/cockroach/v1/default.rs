//! Defaults in the spellings that drizzle-kit 1.0 compares as equal to Prisma's.
//!
//! The kit takes what `CockroachDB` prints of a default and what the file says as
//! texts, both without a cast at the end: read in the source of 1.0.0-rc.5
//! (`src/dialects/cockroach/grammar.ts`), no server was asked.

use crate::{
    catalog::{Column, ColumnType, Literal, TypeName},
    sql::normal,
    typescript::quote,
};

use super::{
    super::super::{
        super::default::{self, number, sql_string},
        postgres,
    },
    types::{self, Values},
};

/// The argument of `.default(…)`.
pub fn literal(literal: &Literal, values: Values, column: &Column) -> String {
    match (literal, values) {
        (Literal::Number(digits), Values::Number) => {
            number(digits).unwrap_or_else(|| default::sql(digits))
        }
        (Literal::Number(digits), Values::BigInt) => format!("{digits}n"),
        (Literal::Number(digits), Values::Text) => quote::string(digits),
        (Literal::String(text), Values::Text) | (Literal::Enum(text), _) => quote::string(text),
        (Literal::Boolean(value), _) => value.to_string(),
        (other, _) => default::sql(&constant(other, &column.ty)),
    }
}

/// A literal as SQL.
fn constant(literal: &Literal, ty: &ColumnType) -> String {
    match literal {
        Literal::Number(digits) => digits.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::String(text) | Literal::Enum(text) | Literal::Json(text) => sql_string(text),
        Literal::DateTime(text) => match ty.plain_name() {
            Some(name) => sql_string(&normal::point(text, name)),
            None => sql_string(text),
        },
        Literal::Bytes(bytes) => postgres::bytes(bytes),
        Literal::List(items) => {
            let items: Vec<String> = items.iter().map(|item| constant(item, ty)).collect();
            format!("ARRAY[{}]::{}", items.join(", "), list_type(ty))
        }
    }
}

/// The type that an array literal is cast to: `string[]`, `"auth"."Role"[]`.
fn list_type(ty: &ColumnType) -> String {
    let TypeName::Enum(name) = &ty.name else {
        return format!("{}[]", types::print(ty));
    };
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let schema = name.schema.as_deref().map(quoted);
    let schema = schema.map_or_else(String::new, |schema| format!("{schema}."));
    format!("{schema}{}[]", quoted(&name.name))
}

/// The kit knows the current time by its name in lower case.
pub fn expression(text: &str) -> String {
    if text == "CURRENT_TIMESTAMP" {
        default::sql("current_timestamp")
    } else {
        default::sql(text)
    }
}

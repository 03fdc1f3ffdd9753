//! Defaults in the spellings that drizzle-kit 1.0 compares as equal to Prisma's.
//!
//! The kit takes what SQL Server prints of a default, in its parentheses, and what the
//! file says as texts: read in the source of 1.0.0-rc.5
//! (`src/dialects/mssql/grammar.ts`), no server was asked.

use crate::{catalog::Literal, typescript::quote};

use super::{
    super::super::default::{self, hex, is_zero, number, sql_string},
    types::Values,
};

/// The argument of `.default(…)`.
pub fn literal(literal: &Literal, values: Values) -> String {
    match (literal, values) {
        (Literal::Number(digits), Values::Boolean) => (!is_zero(digits)).to_string(),
        (Literal::Number(digits), Values::Number) => number(digits)
            .filter(|text| text == digits)
            .unwrap_or_else(|| default::sql(&format!("(({digits}))"))),
        (Literal::Number(digits), Values::BigInt) => format!("{digits}n"),
        (Literal::Number(digits), Values::Text) => quote::string(digits),
        (Literal::Number(digits), Values::Sql) => default::sql(&format!("(({digits}))")),
        // The kit doubles backslashes.
        (Literal::String(text) | Literal::Enum(text), Values::Text) if !text.contains('\\') => {
            quote::string(text)
        }
        (Literal::Boolean(value), Values::Boolean) => value.to_string(),
        (other, _) => default::sql(&constant(other)),
    }
}

fn constant(literal: &Literal) -> String {
    match literal {
        Literal::Number(digits) => digits.clone(),
        Literal::Boolean(value) => u8::from(*value).to_string(),
        Literal::String(text)
        | Literal::Enum(text)
        | Literal::Json(text)
        | Literal::DateTime(text) => sql_string(text),
        Literal::Bytes(bytes) => {
            format!("0x{}", hex(bytes).to_ascii_uppercase())
        }
        Literal::List(_) => unreachable!("SQL Server has no lists"),
    }
}

/// The server keeps the current time by another name.
pub fn expression(text: &str) -> String {
    if text == "CURRENT_TIMESTAMP" {
        default::sql("getdate()")
    } else {
        default::sql(text)
    }
}

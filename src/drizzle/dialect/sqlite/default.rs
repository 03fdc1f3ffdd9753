//! Defaults in the spellings that drizzle-kit compares as equal to Prisma's.
//!
//! The kit prints a number, a text and a boolean of the file as SQL does, and other
//! SQL as it is; of the database it reads these three as they are, and everything
//! else in brackets (drizzle-kit 0.31, `sqliteSerializer.ts`).

use crate::{
    catalog::{Column, Literal},
    typescript::quote,
};

use super::super::super::{
    default::{hex, number, sql, sql_string},
    options::{BigIntMode, DecimalMode, Options},
};

/// The argument of `.default(…)`.
pub fn literal(literal: &Literal, column: &Column, options: &Options) -> String {
    // An enum is a text.
    let ty = column.ty.plain_name().unwrap_or("text");
    match (literal, ty) {
        (Literal::Number(digits), "integer" | "real") => {
            number(digits).unwrap_or_else(|| sql(digits))
        }
        (Literal::Number(digits), "bigint") if options.bigint == BigIntMode::Number => {
            number(digits).unwrap_or_else(|| sql(digits))
        }
        (Literal::Number(digits), "decimal") if options.decimal == DecimalMode::Number => {
            number(digits).unwrap_or_else(|| sql(digits))
        }
        // A row holds a `bigint`, or a text of digits.
        (Literal::Number(digits), _) => sql(digits),
        (Literal::String(text) | Literal::Enum(text), "text") => quote::string(text),
        (Literal::Boolean(value), _) => value.to_string(),
        (
            Literal::String(text)
            | Literal::Enum(text)
            | Literal::Json(text)
            | Literal::DateTime(text),
            _,
        ) => sql(&sql_string(text)),
        (Literal::Bytes(bytes), _) => sql(&format!("(x'{}')", hex(bytes))),
        (Literal::List(_), _) => unreachable!("SQLite has no lists"),
    }
}

/// SQL in one pair of brackets, which `SQLite` wants around all that is no constant.
pub fn expression(text: &str) -> String {
    if is_in_brackets(text) {
        sql(text)
    } else {
        sql(&format!("({text})"))
    }
}

/// Whether the first bracket is closed by the last one.
fn is_in_brackets(text: &str) -> bool {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if open == c => quote = None,
            (None, '\'' | '"' | '`') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (Some(_) | None, _) => {}
        }
        let is_last = at + c.len_utf8() == text.len();
        if depth == 0 && !is_last {
            return false;
        }
    }
    text.ends_with(')')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_expression_is_in_one_pair_of_brackets() {
        assert_eq!(expression("CURRENT_TIMESTAMP"), "sql`(CURRENT_TIMESTAMP)`");
        assert_eq!(expression("(1 + 2)"), "sql`(1 + 2)`");
        assert_eq!(expression("(1) + (2)"), "sql`((1) + (2))`");
        assert_eq!(expression("(1 || ')(')"), "sql`(1 || ')(')`");
    }
}

//! Defaults in the spellings that drizzle-kit 1.0 compares as equal to Prisma's.
//!
//! The kit writes SQL in brackets, which makes an expression of a constant; so what can be
//! a constant of JavaScript is one. Read in the source of 1.0.0-rc.5
//! (`src/dialects/mysql/grammar.ts`).

use crate::{
    catalog::{Column, Literal},
    sql::mysql,
    typescript::quote,
};

use super::{
    super::{
        super::super::default::sql,
        default::{self, padded},
        types::Values as ValuesOfV0,
    },
    types::Values,
};

/// The argument of `.default(…)`.
pub fn literal(literal: &Literal, values: Values, column: &Column) -> String {
    match (literal, values) {
        (Literal::Number(digits), Values::BigInt) => format!("{digits}n"),
        (Literal::Number(digits), Values::As(ValuesOfV0::QuotedDigits)) => {
            sql(&format!("({})", padded(digits, column)))
        }
        // The kit doubles quotes and backslashes.
        (Literal::String(text) | Literal::Enum(text), Values::As(ValuesOfV0::Text)) => {
            quote::string(text)
        }
        (Literal::DateTime(text), Values::As(ValuesOfV0::Text)) => quote::string(text),
        (Literal::DateTime(text), Values::Date) => {
            date(text).unwrap_or_else(|| sql(&mysql::string(text)))
        }
        (other, Values::As(values)) => default::literal(other, values, column),
        (other, Values::BigInt | Values::Date) => sql(&default::sql_literal(other)),
    }
}

/// The kit takes what is in brackets for an expression, of which `ON UPDATE` is no part.
pub fn expression(text: &str) -> (String, String) {
    let Some((value, update)) = text.split_once(" ON UPDATE CURRENT_TIMESTAMP") else {
        return (sql(text), String::new());
    };
    let digits = update.trim_matches(['(', ')']);
    let config = if digits.is_empty() {
        String::new()
    } else {
        format!("{{ fsp: {digits} }}")
    };
    (sql(value), format!(".onUpdateNow({config})"))
}

/// `2024-02-29 12:00:00.120`, which is in UTC; `None` for more digits than a `Date` has.
fn date(text: &str) -> Option<String> {
    let (day, clock) = text.split_once(' ').unwrap_or((text, ""));
    let is_of = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(byte, of)| match of {
                b'0' => byte.is_ascii_digit(),
                of => byte == of,
            })
    };
    if !is_of(day, "0000-00-00") {
        return None;
    }
    let (seconds, fraction) = clock.split_once('.').unwrap_or((clock, ""));
    let text = if clock.is_empty() {
        day.to_owned()
    } else if is_of(seconds, "00:00:00") && fraction.len() <= 3 {
        let dot = if fraction.is_empty() { "" } else { "." };
        format!("{day}T{seconds}{dot}{fraction}Z")
    } else {
        return None;
    };
    Some(format!("new Date({})", quote::string(&text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_three_digits_of_a_second() {
        let date = |text| date(text);
        assert_eq!(
            date("2024-02-29").as_deref(),
            Some("new Date(\"2024-02-29\")")
        );
        assert_eq!(
            date("2024-02-29 12:00:00.5").as_deref(),
            Some("new Date(\"2024-02-29T12:00:00.5Z\")")
        );
        assert_eq!(date("2024-02-29 12:00:00.000001"), None);
        assert_eq!(date("0"), None);
    }
}

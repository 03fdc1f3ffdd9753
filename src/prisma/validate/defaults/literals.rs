//! Values that are written out: of the right kind, and spelt right.

use crate::{
    diagnostic::{Diagnostic, nearest},
    prisma::{
        ast::{Enum, Expression},
        types::Scalar,
        validate::lookup::{kind, listed},
    },
};

use super::{CODE, literal_text};

/// What is wrong with a default of an enum field.
pub fn enum_value(e: &Enum<'_>, value: &Expression<'_>) -> Option<Diagnostic> {
    let values = || e.values.iter().map(|value| value.name.text);
    let Expression::Constant(name) = value else {
        let help = match value {
            Expression::String(text, _) if values().any(|value| value == text) => {
                format!("write it without quotes: `{text}`")
            }
            _ if e.values.len() <= 8 => {
                format!("use {}", listed(values()).replace(" and ", " or "))
            }
            _ => format!("use a value of `{}`", e.name.text),
        };
        return Some(
            Diagnostic::error(
                CODE,
                format!(
                    "a value of the enum `{}` belongs here, not {}",
                    e.name.text,
                    kind(value)
                ),
            )
            .help(help),
        );
    };
    if values().any(|value| value == name.text) {
        return None;
    }
    let help = match nearest(name.text, values()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("add the value to the enum `{}`", e.name.text),
    };
    Some(
        Diagnostic::error(
            "prisma/unknown-enum-value",
            format!("the enum `{}` has no value `{}`", e.name.text, name.text),
        )
        .at(name.span, "")
        .help(help),
    )
}

/// What is wrong with the kind of a default of a scalar field.
pub fn scalar_value(scalar: Scalar, value: &Expression<'_>) -> Option<Diagnostic> {
    match (scalar, value) {
        (
            Scalar::String | Scalar::Json | Scalar::Bytes | Scalar::DateTime | Scalar::Decimal,
            Expression::String(..),
        )
        | (
            Scalar::Int | Scalar::BigInt | Scalar::Float | Scalar::Decimal,
            Expression::Number(..),
        ) => None,
        (Scalar::Boolean, Expression::Constant(word)) => {
            let valid = matches!(word.text, "true" | "false");
            (!valid).then(|| {
                misspelt(word.text, "a truth value", "write `true` or `false`").at(word.span, "")
            })
        }
        _ => Some(wrong_kind(scalar, value)),
    }
}

/// What is wrong with the text of a default that is of the right kind.
pub fn spelling(scalar: Scalar, value: &Expression<'_>) -> Option<Diagnostic> {
    let (text, valid, what, help) = match (scalar, value) {
        (Scalar::Int | Scalar::BigInt, Expression::Number(digits, _)) => (
            *digits,
            digits.parse::<i64>().is_ok(),
            "a whole number of 64 bits",
            "write digits only",
        ),
        (Scalar::Json, Expression::String(text, _)) => (
            text.as_ref(),
            literal_text::is_json(text),
            "JSON",
            "write JSON in quotes, with its own quotes escaped: `\"{\\\"a\\\": 1}\"`",
        ),
        (Scalar::Bytes, Expression::String(text, _)) => (
            text.as_ref(),
            literal_text::is_base64(text),
            "base64",
            "write the bytes in base64, such as `\"aGVsbG8=\"`",
        ),
        (Scalar::DateTime, Expression::String(text, _)) => (
            text.as_ref(),
            literal_text::is_date_time(text),
            "a moment of RFC 3339",
            "write date, time and zone, such as `\"2024-01-31T12:00:00Z\"`",
        ),
        (Scalar::Decimal, Expression::String(text, _)) => (
            text.as_ref(),
            literal_text::is_decimal(text),
            "a decimal number",
            "write digits, such as `\"1.50\"`",
        ),
        _ => return None,
    };
    (!valid).then(|| misspelt(text, what, help).at(value.span(), ""))
}

fn misspelt(text: &str, what: &str, help: &str) -> Diagnostic {
    Diagnostic::error(CODE, format!("`{text}` is not {what}")).help(help)
}

fn wrong_kind(scalar: Scalar, value: &Expression<'_>) -> Diagnostic {
    let help = match (scalar, value) {
        (Scalar::String | Scalar::DateTime, Expression::Constant(word)) => {
            format!("write it in quotes: `\"{}\"`", word.text)
        }
        (Scalar::String, Expression::Number(digits, _)) => {
            format!("write it in quotes: `\"{digits}\"`")
        }
        (
            Scalar::Int | Scalar::BigInt | Scalar::Float | Scalar::Boolean,
            Expression::String(text, _),
        ) => format!("write it without quotes: `{text}`"),
        _ => "give a literal of the field's type, or a function such as `now()`".to_owned(),
    };
    Diagnostic::error(
        CODE,
        format!(
            "{} is no value of the type `{}`",
            kind(value),
            scalar.name()
        ),
    )
    .help(help)
}

//! Defaults in the spellings that drizzle-kit compares as equal to Prisma's.
//!
//! drizzle-kit compares defaults as text after its own reading of the database:
//! which spelling it takes in silence was measured with 0.31 and `MySQL` 9.7.

use crate::{
    catalog::{Column, Literal, TypeName},
    sql::mysql,
    typescript::quote,
};

use super::{
    super::super::default::{hex, is_zero, number, sql},
    types::Values,
};

/// The argument of `.default(…)`.
pub fn literal(literal: &Literal, values: Values, column: &Column) -> String {
    match (literal, values) {
        (Literal::Number(digits), Values::Number) => number(digits).unwrap_or_else(|| sql(digits)),
        (Literal::Number(digits), Values::Boolean) => (!is_zero(digits)).to_string(),
        (Literal::Number(digits), Values::Digits) => quote::string(&padded(digits, column)),
        (Literal::Number(digits), Values::QuotedDigits) => {
            sql(&format!("'{}'", padded(digits, column)))
        }
        (Literal::Number(digits), Values::Text) => quote::string(digits),
        (Literal::Number(digits), _) => sql(digits),
        (Literal::Boolean(value), Values::Boolean) => value.to_string(),
        // drizzle-kit doubles quotes, and leaves backslashes, which escape there.
        (Literal::String(text) | Literal::Enum(text), Values::Text) => {
            quote::string(&text.replace('\\', "\\\\"))
        }
        (other, Values::BracketedSql) => sql(&format!("({})", sql_literal(other))),
        (other, _) => sql(&sql_literal(other)),
    }
}

pub fn sql_literal(literal: &Literal) -> String {
    match literal {
        Literal::Number(digits) => digits.clone(),
        Literal::Boolean(value) => value.to_string(),
        Literal::String(text)
        | Literal::Enum(text)
        | Literal::Json(text)
        | Literal::DateTime(text) => mysql::string(text),
        Literal::Bytes(bytes) => {
            format!("(x'{}')", hex(bytes))
        }
        Literal::List(_) => unreachable!("MySQL has no lists"),
    }
}

/// A decimal with all digits of its type's scale, as the database lists it.
pub fn padded(digits: &str, column: &Column) -> String {
    let scale = match &column.ty.name {
        TypeName::Plain { arguments, .. } => arguments.get(1),
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => None,
    };
    let scale: usize = scale.and_then(|scale| scale.parse().ok()).unwrap_or(0);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    match (fraction.len().max(scale), whole) {
        (0, whole) => whole.to_owned(),
        (len, whole) => format!("{whole}.{fraction:0<len$}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::ColumnType;

    #[test]
    fn a_decimal_has_the_digits_of_its_scale() {
        let arguments = vec!["10".to_owned(), "2".to_owned()];
        let column = Column::new("price", ColumnType::plain("decimal", arguments), false);
        assert_eq!(padded("1.5", &column), "1.50");
        assert_eq!(padded("-0", &column), "-0.00");
        assert_eq!(padded("1.2340", &column), "1.234");
    }
}

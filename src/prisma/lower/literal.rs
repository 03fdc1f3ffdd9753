//! The constants that `@default(…)` takes.

use crate::{
    catalog::{Dialect, Literal},
    prisma::{ast::Expression, types::Scalar},
};

use super::{scope::Referent, table::label};

pub fn lower(
    value: &Expression<'_>,
    referent: Referent<'_, '_>,
    dialect: Dialect,
) -> Option<Literal> {
    Some(match (value, referent) {
        (Expression::Array(items, _), _) => Literal::List(
            items
                .iter()
                .filter_map(|item| lower(item, referent, dialect))
                .collect(),
        ),
        (Expression::Number(digits, _), _) => Literal::Number((*digits).to_owned()),
        (Expression::String(text, _), Referent::Scalar(scalar)) => match scalar {
            Scalar::Json => Literal::Json(text.to_string()),
            Scalar::Bytes => Literal::Bytes(decode_base64(text)?),
            Scalar::DateTime => Literal::DateTime(date_time(text, dialect)),
            Scalar::Decimal => Literal::Number(text.to_string()),
            _ => Literal::String(text.to_string()),
        },
        (Expression::String(text, _), _) => Literal::String(text.to_string()),
        (Expression::Constant(name), Referent::Enum(e)) => {
            let value = e.values.iter().find(|value| value.name.text == name.text)?;
            Literal::Enum(label(value).to_owned())
        }
        (Expression::Constant(name), _) => Literal::Boolean(name.text.parse().ok()?),
        (Expression::Function(_) | Expression::Object(..), _) => return None,
    })
}

/// RFC 3339 as Prisma prints it into SQL: `2024-01-02T03:04:05Z` is
/// `2024-01-02 03:04:05 +00:00`, and for `MySQL` `2024-01-02T03:04:05+00:00`.
fn date_time(text: &str, dialect: Dialect) -> String {
    let Some((date, time)) = text.split_once(['T', 't', ' ']) else {
        return text.to_owned();
    };
    let zone = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at(zone);
    let zone = if zone.eq_ignore_ascii_case("z") {
        "+00:00"
    } else {
        zone
    };
    match dialect {
        Dialect::MySql => format!("{date}T{clock}{zone}"),
        _ => format!("{date} {clock} {zone}"),
    }
}

/// The digits of bytes: `68656c6c6f`
pub fn hex(bytes: &[u8]) -> String {
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        digits.push_str(&format!("{byte:02x}"));
    }
    digits
}

/// Standard base64, with its padding.
fn decode_base64(text: &str) -> Option<Vec<u8>> {
    let digits = text.trim_end_matches('=');
    if !text.len().is_multiple_of(4) || text.len() - digits.len() > 2 {
        return None;
    }
    let mut bytes = Vec::with_capacity(digits.len() * 3 / 4);
    let (mut bits, mut held) = (0_u32, 0);
    for digit in digits.bytes() {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(value);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from(bits >> held & 0xFF).expect("eight bits"));
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_decoded() {
        assert_eq!(decode_base64("aGVsbG8="), Some(b"hello".to_vec()));
        assert_eq!(decode_base64(""), Some(Vec::new()));
        assert_eq!(decode_base64("aGVsbG8"), None);
        assert_eq!(decode_base64("a%=="), None);
    }

    #[test]
    fn a_date_is_written_as_prisma_does() {
        assert_eq!(
            date_time("2020-01-01T00:00:00.123+02:00", Dialect::Postgres),
            "2020-01-01 00:00:00.123 +02:00"
        );
    }
}

//! `@default(…)`: what the database fills in, and what the client does.

use crate::{
    catalog::{ClientDefault, ColumnType, Default, Dialect, Literal, TypeName},
    prisma::{
        ast::{Expression, Field, Function},
        lookup::{attribute, text},
        types::Scalar,
    },
    sql::{expression::parse_default, mysql},
};

use super::{scope::Referent, table::label};

#[derive(Default)]
pub struct Defaults {
    pub database: Option<crate::catalog::Default>,
    pub client: Option<ClientDefault>,
}

pub fn lower(
    field: &Field<'_>,
    referent: Referent<'_, '_>,
    ty: &ColumnType,
    dialect: Dialect,
) -> Defaults {
    let Some(value) =
        attribute(&field.attributes, "default").and_then(|a| a.named_or_first("value"))
    else {
        return Defaults::default();
    };
    match value {
        Expression::Function(function) => lower_function(function, ty, dialect),
        value => Defaults {
            database: literal(value, referent)
                .and_then(|literal| made(literal, ty, dialect))
                .map(Default::Literal),
            client: None,
        },
    }
}

/// The constant that the database gets. On `MySQL` none of JSON or bytes, which of old it
/// could not have, so that Prisma's client fills them in; Prisma leaves a text's
/// backslashes, which escape there, and a time zone, which the server takes off.
///
/// Source: prisma-engines `sql-schema-connector/src/flavour/mysql/renderer.rs`.
fn made(literal: Literal, ty: &ColumnType, dialect: Dialect) -> Option<Literal> {
    match (dialect, literal) {
        (Dialect::MySql, Literal::Json(_) | Literal::Bytes(_)) => None,
        (Dialect::MySql, Literal::String(text)) => Some(Literal::String(mysql::unescaped(&text))),
        (Dialect::MySql, Literal::DateTime(text)) => {
            Some(Literal::DateTime(mysql::point(&text, ty)))
        }
        (_, literal) => Some(literal),
    }
}

fn lower_function(function: &Function<'_>, ty: &ColumnType, dialect: Dialect) -> Defaults {
    let database = |default| Defaults {
        database: Some(default),
        client: None,
    };
    let client = |default| Defaults {
        database: None,
        client: Some(default),
    };
    let argument = || function.first().and_then(small_number);
    match function.name.text {
        // A number that is not in a row, and so no sequence of the column.
        "autoincrement" if dialect == Dialect::Cockroach => {
            database(Default::Expression("unique_rowid()".to_owned()))
        }
        "autoincrement" | "sequence" => database(Default::AutoIncrement),
        "now" => database(Default::Expression(now(dialect, ty))),
        "dbgenerated" => database(
            match function.arguments.first().and_then(|a| text(&a.value)) {
                Some(sql) if !sql.is_empty() => parse_default(sql, ty),
                _ => Default::Unknown,
            },
        ),
        "uuid" => client(ClientDefault::Uuid {
            version: argument().unwrap_or(4),
        }),
        "cuid" => client(ClientDefault::Cuid {
            version: argument().unwrap_or(1),
        }),
        "ulid" => client(ClientDefault::Ulid),
        "nanoid" => client(ClientDefault::Nanoid { length: argument() }),
        _ => Defaults::default(),
    }
}

/// `CURRENT_TIMESTAMP`; on `MySQL` with the precision of its column.
fn now(dialect: Dialect, ty: &ColumnType) -> String {
    match (dialect, &ty.name) {
        (Dialect::MySql, TypeName::Plain { arguments, .. }) if !arguments.is_empty() => {
            format!("CURRENT_TIMESTAMP({})", arguments.join(","))
        }
        _ => "CURRENT_TIMESTAMP".to_owned(),
    }
}

fn small_number(expression: &Expression<'_>) -> Option<u8> {
    match expression {
        Expression::Number(text, _) => text.parse().ok(),
        _ => None,
    }
}

fn literal(value: &Expression<'_>, referent: Referent<'_, '_>) -> Option<Literal> {
    Some(match (value, referent) {
        (Expression::Array(items, _), _) => Literal::List(
            items
                .iter()
                .filter_map(|item| literal(item, referent))
                .collect(),
        ),
        (Expression::Number(digits, _), _) => Literal::Number((*digits).to_owned()),
        (Expression::String(text, _), Referent::Scalar(scalar)) => match scalar {
            Scalar::Json => Literal::Json(text.to_string()),
            Scalar::Bytes => Literal::Bytes(decode_base64(text)?),
            Scalar::DateTime => Literal::DateTime(date_time(text)),
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
/// `2024-01-02 03:04:05 +00:00`.
fn date_time(text: &str) -> String {
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
    format!("{date} {clock} {zone}")
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
            date_time("2020-01-01T00:00:00.123+02:00"),
            "2020-01-01 00:00:00.123 +02:00"
        );
    }
}

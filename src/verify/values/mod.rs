//! Values to try, by the type of the column: as text that says the same to every
//! client. The first one of a list is plain; the others are at the edges of what the
//! type holds.
//!
//! Only what `PostgreSQL`, Prisma and a `Date` of JavaScript can all say is tried: no
//! NaN, no microseconds, no years before 1000.

mod number;
mod other;
mod text;
mod time;

pub use number::DOUBLE_OF_17_DIGITS;

/// The values to try for a type that is no enum and no list; empty where none is known.
pub fn cases(name: &str, arguments: &[String]) -> Vec<String> {
    let first = arguments.first().and_then(|text| text.parse().ok());
    match name {
        "text" | "citext" => text::cases(None),
        "varchar" => text::cases(first),
        "char" => text::fixed(first.unwrap_or(1)),
        "smallint" | "integer" | "bigint" | "oid" => number::integers(name),
        "real" | "double precision" => number::floats(name),
        "numeric" => number::decimals(number::Digits::of(arguments)),
        "money" => number::money(),
        "timestamp" | "timestamptz" => time::moments(first),
        "date" => time::dates(),
        "time" => time::times(first),
        "timetz" => time::times_with_zone(first),
        _ => other::cases(name, first),
    }
}

/// The value with the number `n` in a series of different ones, for a unique column;
/// `None` where the type has no more. They are unlikely to be in the table already.
pub fn distinct(name: &str, arguments: &[String], n: u32) -> Option<String> {
    let first = arguments.first().and_then(|text| text.parse().ok());
    match name {
        "text" | "citext" => text::distinct(None, n),
        "varchar" => text::distinct(first, n),
        "char" => text::distinct_fixed(first.unwrap_or(1), n),
        "smallint" | "integer" | "bigint" | "oid" => number::distinct_integer(name, n),
        "real" | "double precision" => Some(number::distinct_float(n)),
        "numeric" => number::distinct_decimal(number::Digits::of(arguments), n),
        "money" => Some(format!("{}.25", 1000 + n)),
        "timestamp" | "timestamptz" => Some(time::distinct_moment(first, n)),
        "date" => Some(time::distinct_date(n)),
        "time" => time::distinct_time(n),
        "timetz" => time::distinct_time(n).map(|time| format!("{time}+00")),
        _ => other::distinct(name, first, n),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    const TYPES: [&str; 21] = [
        "text",
        "citext",
        "varchar(9)",
        "varchar(40)",
        "char(12)",
        "integer",
        "bigint",
        "oid",
        "real",
        "double precision",
        "numeric(65,30)",
        "numeric(10,2)",
        "money",
        "timestamp(3)",
        "timestamptz(6)",
        "date",
        "time(3)",
        "timetz(3)",
        "uuid",
        "bytea",
        "inet",
    ];

    fn split(ty: &str) -> (&str, Vec<String>) {
        let (name, rest) = ty.split_once('(').unwrap_or((ty, ""));
        let rest = rest.trim_end_matches(')');
        let arguments = rest.split(',').filter(|text| !text.is_empty());
        (name, arguments.map(str::to_owned).collect())
    }

    #[test]
    fn a_series_has_no_value_twice() {
        for ty in TYPES {
            let (name, arguments) = split(ty);
            let values: BTreeSet<String> = (0..300)
                .map(|n| distinct(name, &arguments, n).unwrap_or_else(|| panic!("{ty} {n}")))
                .collect();
            assert_eq!(values.len(), 300, "{ty}");
        }
    }

    #[test]
    fn the_values_to_try_are_different_and_no_longer_than_the_type() {
        for ty in TYPES {
            let (name, arguments) = split(ty);
            let values = cases(name, &arguments);
            let different: BTreeSet<&String> = values.iter().collect();
            assert!(values.len() > 1, "{ty}");
            assert_eq!(different.len(), values.len(), "{ty}: {values:?}");
            if let ("varchar" | "char", Some(length)) = (name, arguments.first()) {
                let length: usize = length.parse().unwrap();
                let longest = values.iter().map(|text| text.chars().count()).max();
                assert_eq!(longest, Some(length), "{ty}: {values:?}");
            }
        }
    }

    #[test]
    fn a_small_type_ends() {
        assert_eq!(distinct("boolean", &[], 1), Some("true".to_owned()));
        assert_eq!(distinct("boolean", &[], 2), None);
        assert_eq!(
            distinct("varchar", &["1".to_owned()], 35).as_deref(),
            Some("z")
        );
        assert_eq!(distinct("varchar", &["1".to_owned()], 36), None);
        assert_eq!(
            distinct("numeric", &["1".to_owned(), "0".to_owned()], 9),
            None
        );
    }
}

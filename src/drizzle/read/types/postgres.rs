//! `drizzle-orm/pg-core` 0.2x to 0.45, and what 1.0 adds.

use crate::{catalog::ColumnType, sql::postgres::plain_type};

use super::{Config, Typed, usual};

pub fn typed(function: &str, config: Config<'_, '_>) -> Option<Typed> {
    let plain = |name: &str| Typed::plain(plain_type(name, Vec::new()));
    let with = |name: &str, keys: &[&str]| Typed::plain(usual(plain_type(name, config.list(keys))));
    let sequence = |name: &str| Typed {
        not_null: true,
        sequence: true,
        ..plain(name)
    };
    let zoned = |name: &str, zoned: &str| {
        let name = if config.flag("withTimezone") {
            zoned
        } else {
            name
        };
        with(name, &["precision"])
    };
    Some(match function {
        "smallserial" => sequence("smallint"),
        "serial" => sequence("integer"),
        "bigserial" => sequence("bigint"),
        "smallint" | "integer" | "bigint" | "real" | "boolean" | "text" | "uuid" | "json"
        | "jsonb" | "date" | "inet" | "cidr" | "macaddr" | "macaddr8" | "point" | "line"
        | "bytea" => plain(function),
        "doublePrecision" => plain("double precision"),
        "numeric" | "decimal" => with("numeric", &["precision", "scale"]),
        "varchar" | "char" => with(function, &["length"]),
        "timestamp" => zoned("timestamp", "timestamptz"),
        "time" => zoned("time", "timetz"),
        "interval" => {
            let name = match config.text("fields") {
                Some(fields) => format!("interval {fields}"),
                None => "interval".to_owned(),
            };
            with(&name, &["precision"])
        }
        "vector" | "halfvec" | "sparsevec" | "bit" => with(function, &["dimensions"]),
        "geometry" => Typed::plain(ColumnType::plain("geometry", geometry(config))),
        _ => return None,
    })
}

/// `Point,4326`, as `PostGIS` spells it.
fn geometry(config: Config<'_, '_>) -> Vec<String> {
    let kind = config.text("type").unwrap_or_else(|| "point".to_owned());
    let mut letters = kind.chars();
    let kind: String = letters
        .next()
        .into_iter()
        .flat_map(char::to_uppercase)
        .chain(letters)
        .collect();
    std::iter::once(kind).chain(config.text("srid")).collect()
}

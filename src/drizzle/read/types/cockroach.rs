//! `drizzle-orm/cockroach-core` 1.0.

use crate::sql::cockroach::plain_type;

use super::{Config, Typed, usual};

pub fn typed(function: &str, config: Config<'_, '_>) -> Option<Typed> {
    let with = |name: &str, keys: &[&str]| Typed::plain(usual(plain_type(name, config.list(keys))));
    let zoned = |name: &str, zoned: &str| {
        let is_zoned = config.flag("withTimezone");
        with(if is_zoned { zoned } else { name }, &["precision"])
    };
    Some(match function {
        "int2" | "smallint" => with("smallint", &[]),
        "int4" => with("integer", &[]),
        "int8" | "bigint" => with("bigint", &[]),
        "bool" | "boolean" => with("boolean", &[]),
        "float" | "doublePrecision" => with("double precision", &[]),
        "decimal" | "numeric" => with("numeric", &["precision", "scale"]),
        "string" | "text" => with("text", &["length"]),
        "varchar" | "char" | "bit" | "varbit" => with(function, &["length"]),
        "real" | "uuid" | "jsonb" | "date" | "inet" => with(function, &[]),
        "timestamp" => zoned("timestamp", "timestamptz"),
        "time" => zoned("time", "timetz"),
        "interval" => {
            let name = match config.text("fields") {
                Some(fields) => format!("interval {fields}"),
                None => "interval".to_owned(),
            };
            with(&name, &["precision"])
        }
        "vector" => with("vector", &["dimensions"]),
        "geometry" => {
            let mut arguments = vec!["point".to_owned()];
            arguments.extend(config.text("srid"));
            Typed::plain(plain_type("geometry", arguments))
        }
        _ => return None,
    })
}

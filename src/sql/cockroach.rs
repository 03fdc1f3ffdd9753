//! `CockroachDB`: the normal spelling of its types.
//!
//! A type that `PostgreSQL` has, too, has the name that it has there: `STRING` is
//! `text`, `STRING(20)` is `varchar(20)`, `INT4` is `integer`, `BYTES` is `bytea`.
//! `CockroachDB` takes both names for the same type.

use crate::catalog::{ColumnType, TypeName};

use super::postgres;

pub use super::postgres::{DEFAULT_SCHEMA, MAX_IDENTIFIER_BYTES};

/// Reads a type as SQL writes it: `STRING(20)`, `INT8[]`.
#[must_use]
pub fn parse_type(text: &str) -> ColumnType {
    // An `INT` without a size has 64 bits, unless the server is set otherwise.
    let text = match text.trim().to_ascii_lowercase().as_str() {
        "int" | "integer" | "int64" => "int8",
        "int[]" | "integer[]" | "int64[]" => "int8[]",
        _ => text,
    };
    normal_type(postgres::parse_type(text))
}

/// A type that was read as one of `PostgreSQL`, in its normal spelling.
#[must_use]
pub fn normal_type(ty: ColumnType) -> ColumnType {
    let ColumnType { name, list } = ty;
    match name {
        TypeName::Plain { name, arguments } => ColumnType {
            list,
            ..plain_type(own_name(&name), arguments)
        },
        name => ColumnType { name, list },
    }
}

/// A type by its normal name. A `text` with a length is a `varchar`.
#[must_use]
pub fn plain_type(name: &str, arguments: Vec<String>) -> ColumnType {
    let name = match name {
        "text" if !arguments.is_empty() => "varchar",
        name => name,
    };
    postgres::plain_type(name, arguments)
}

/// `PostgreSQL`'s name of a type that only `CockroachDB` spells so.
fn own_name(name: &str) -> &str {
    match name {
        "string" => "text",
        "bytes" | "blob" => "bytea",
        "serial2" => "smallserial",
        "serial4" => "serial",
        "serial8" => "bigserial",
        name => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_type_is_one_type() {
        for (a, b) in [
            ("STRING", "text"),
            ("STRING(20)", "character varying(20)"),
            ("INT8[]", "bigint[]"),
            ("INT", "INT8"),
            ("INT4", "int4"),
            ("BYTES", "bytea"),
            ("FLOAT4", "real"),
            ("DECIMAL(65,30)", "numeric(65, 30)"),
        ] {
            assert_eq!(parse_type(a), parse_type(b), "{a}");
        }
        assert_ne!(parse_type("STRING(20)"), parse_type("STRING"));
    }
}

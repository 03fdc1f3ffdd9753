//! Prisma's types on `PostgreSQL`.
//!
//! Source: prisma-engines `psl-core/src/builtin_connectors/postgres_datamodel_connector`.

use heck::ToSnakeCase;

use crate::{catalog::ColumnType, sql::postgres::plain_type};

use super::Scalar;

pub fn default_type(scalar: Scalar) -> ColumnType {
    let (name, arguments): (_, &[&str]) = match scalar {
        Scalar::String => ("text", &[]),
        Scalar::Boolean => ("boolean", &[]),
        Scalar::Int => ("integer", &[]),
        Scalar::BigInt => ("bigint", &[]),
        Scalar::Float => ("double precision", &[]),
        Scalar::Decimal => ("numeric", &["65", "30"]),
        Scalar::DateTime => ("timestamp", &["3"]),
        Scalar::Json => ("jsonb", &[]),
        Scalar::Bytes => ("bytea", &[]),
    };
    ColumnType::plain(name, arguments.iter().map(|&a| a.to_owned()).collect())
}

/// What stands behind `@db.`, and the type's normal name.
pub const NATIVE_TYPES: [(&str, &str); 26] = [
    ("SmallInt", "smallint"),
    ("Integer", "integer"),
    ("BigInt", "bigint"),
    ("Decimal", "numeric"),
    ("Money", "money"),
    ("Inet", "inet"),
    ("Oid", "oid"),
    ("Citext", "citext"),
    ("Real", "real"),
    ("DoublePrecision", "double precision"),
    ("VarChar", "varchar"),
    ("Char", "char"),
    ("Text", "text"),
    ("ByteA", "bytea"),
    ("Timestamp", "timestamp"),
    ("Timestamptz", "timestamptz"),
    ("Date", "date"),
    ("Time", "time"),
    ("Timetz", "timetz"),
    ("Boolean", "boolean"),
    ("Bit", "bit"),
    ("VarBit", "varbit"),
    ("Uuid", "uuid"),
    ("Xml", "xml"),
    ("Json", "json"),
    ("JsonB", "jsonb"),
];

pub fn native_type(name: &str, arguments: Vec<String>) -> Option<ColumnType> {
    let (_, sql) = NATIVE_TYPES.iter().find(|(native, _)| *native == name)?;
    Some(plain_type(sql, arguments))
}

/// `JsonbPathOps` is `jsonb_path_ops`, `TimestampTzMinMaxMultiOps` is
/// `timestamptz_minmax_multi_ops`.
pub fn operator_class(name: &str) -> String {
    name.to_snake_case()
        .replace("min_max", "minmax")
        .replace("_tz", "tz")
        .replace("var_bit", "varbit")
}

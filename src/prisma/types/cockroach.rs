//! Prisma's types on `CockroachDB`, in `PostgreSQL`'s spelling where the type is the same.
//!
//! Source: prisma-engines `psl-core/src/builtin_connectors/cockroach_datamodel_connector`.

use crate::{catalog::ColumnType, sql::cockroach::plain_type};

use super::{Scalar, postgres};

pub fn default_type(scalar: Scalar) -> ColumnType {
    // `STRING` is `text`, `INT4` is `integer`, `BYTES` is `bytea` …
    postgres::default_type(scalar)
}

/// What stands behind `@db.`, and the type's normal name; `String` with a length
/// is `varchar`.
pub const NATIVE_TYPES: [(&str, &str); 22] = [
    ("Bit", "bit"),
    ("Bool", "boolean"),
    ("Bytes", "bytea"),
    ("Char", "char"),
    ("Date", "date"),
    ("Decimal", "numeric"),
    ("Float4", "real"),
    ("Float8", "double precision"),
    ("Inet", "inet"),
    ("Int2", "smallint"),
    ("Int4", "integer"),
    ("Int8", "bigint"),
    ("JsonB", "jsonb"),
    ("Oid", "oid"),
    ("CatalogSingleChar", "\"char\""),
    ("String", "text"),
    ("Time", "time"),
    ("Timestamp", "timestamp"),
    ("Timestamptz", "timestamptz"),
    ("Timetz", "timetz"),
    ("Uuid", "uuid"),
    ("VarBit", "varbit"),
];

pub fn native_type(name: &str, arguments: Vec<String>) -> Option<ColumnType> {
    let (_, sql) = NATIVE_TYPES.iter().find(|(native, _)| *native == name)?;
    Some(plain_type(sql, arguments))
}

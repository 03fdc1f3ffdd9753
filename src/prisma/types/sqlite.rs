//! Prisma's types on `SQLite`.
//!
//! Source: prisma-engines `psl-core/src/builtin_connectors/sqlite_datamodel_connector`.

use crate::catalog::ColumnType;

use super::Scalar;

pub fn default_type(scalar: Scalar) -> ColumnType {
    let name = match scalar {
        Scalar::String => "text",
        Scalar::Boolean => "boolean",
        Scalar::Int => "integer",
        Scalar::BigInt => "bigint",
        Scalar::Float => "real",
        Scalar::Decimal => "decimal",
        Scalar::DateTime => "datetime",
        Scalar::Json => "jsonb",
        Scalar::Bytes => "blob",
    };
    ColumnType::plain(name, Vec::new())
}

//! Prisma's types on `MongoDB`, by the aliases that BSON's types have there.
//!
//! Source: prisma-engines `psl-core/src/builtin_connectors/mongodb/mongodb_types.rs`.

use crate::catalog::ColumnType;

use super::Scalar;

/// Any value that BSON has: what Prisma calls `Json`.
pub const JSON: &str = "json";

pub fn default_type(scalar: Scalar) -> ColumnType {
    let name = match scalar {
        Scalar::String => "string",
        Scalar::Boolean => "bool",
        Scalar::Int | Scalar::BigInt => "long",
        Scalar::Float => "double",
        // Prisma has no decimals here.
        Scalar::Decimal => "decimal",
        Scalar::DateTime => "date",
        Scalar::Json => JSON,
        Scalar::Bytes => "binData",
    };
    ColumnType::plain(name, Vec::new())
}

/// What stands behind `@db.`, and the type's alias.
pub const NATIVE_TYPES: [(&str, &str); 10] = [
    ("String", "string"),
    ("Double", "double"),
    ("BinData", "binData"),
    ("ObjectId", "objectId"),
    ("Bool", "bool"),
    ("Date", "date"),
    ("Int", "int"),
    ("Timestamp", "timestamp"),
    ("Long", "long"),
    ("Json", JSON),
];

pub fn native_type(name: &str) -> Option<ColumnType> {
    let (_, alias) = NATIVE_TYPES.iter().find(|(native, _)| *native == name)?;
    Some(ColumnType::plain(alias, Vec::new()))
}

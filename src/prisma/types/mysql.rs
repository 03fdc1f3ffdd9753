//! Prisma's types on `MySQL` and `MariaDB`.
//!
//! Source: prisma-engines `psl-core/src/builtin_connectors/mysql_datamodel_connector`.

use crate::{catalog::ColumnType, sql::mysql::plain_type};

use super::Scalar;

pub fn default_type(scalar: Scalar) -> ColumnType {
    let (name, arguments): (_, &[&str]) = match scalar {
        Scalar::String => ("varchar", &["191"]),
        Scalar::Boolean => ("tinyint", &["1"]),
        Scalar::Int => ("int", &[]),
        Scalar::BigInt => ("bigint", &[]),
        Scalar::Float => ("double", &[]),
        Scalar::Decimal => ("decimal", &["65", "30"]),
        Scalar::DateTime => ("datetime", &["3"]),
        Scalar::Json => ("json", &[]),
        Scalar::Bytes => ("longblob", &[]),
    };
    ColumnType::plain(name, arguments.iter().map(|&a| a.to_owned()).collect())
}

/// What stands behind `@db.`, and the type's normal name.
pub const NATIVE_TYPES: [(&str, &str); 32] = [
    ("Int", "int"),
    ("UnsignedInt", "int unsigned"),
    ("SmallInt", "smallint"),
    ("UnsignedSmallInt", "smallint unsigned"),
    ("TinyInt", "tinyint"),
    ("UnsignedTinyInt", "tinyint unsigned"),
    ("MediumInt", "mediumint"),
    ("UnsignedMediumInt", "mediumint unsigned"),
    ("BigInt", "bigint"),
    ("UnsignedBigInt", "bigint unsigned"),
    ("Decimal", "decimal"),
    ("Float", "float"),
    ("Double", "double"),
    ("Bit", "bit"),
    ("Char", "char"),
    ("VarChar", "varchar"),
    ("Binary", "binary"),
    ("VarBinary", "varbinary"),
    ("TinyBlob", "tinyblob"),
    ("Blob", "blob"),
    ("MediumBlob", "mediumblob"),
    ("LongBlob", "longblob"),
    ("TinyText", "tinytext"),
    ("Text", "text"),
    ("MediumText", "mediumtext"),
    ("LongText", "longtext"),
    ("Date", "date"),
    ("Time", "time"),
    ("DateTime", "datetime"),
    ("Timestamp", "timestamp"),
    ("Year", "year"),
    ("Json", "json"),
];

pub fn native_type(scalar: Scalar, name: &str, arguments: Vec<String>) -> Option<ColumnType> {
    // It is written `BOOLEAN`, which is another spelling of `TINYINT(1)`.
    if (scalar, name) == (Scalar::Boolean, "TinyInt") {
        return Some(default_type(scalar));
    }
    let (_, sql) = NATIVE_TYPES.iter().find(|(native, _)| *native == name)?;
    Some(plain_type(sql, arguments))
}

//! Prisma's types on `MySQL` and `MariaDB`.
//!
//! Source: prisma-engines `psl-core/src/builtin_connectors/mysql_datamodel_connector`.

use crate::{
    catalog::ColumnType,
    sql::mysql::{parse_type, print_type},
};

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

/// In the normal spelling. A `Boolean @db.TinyInt` is a `BOOLEAN`, as Prisma makes it,
/// and an `Int` of the same type is none.
pub fn native_type(scalar: Scalar, name: &str, arguments: Vec<String>) -> Option<ColumnType> {
    if name == "TinyInt" && scalar == Scalar::Boolean {
        return Some(default_type(scalar));
    }
    let (_, sql) = NATIVE_TYPES.iter().find(|(native, _)| *native == name)?;
    Some(parse_type(&print_type(&ColumnType::plain(sql, arguments))))
}

pub fn scalar_of(name: &str, arguments: &[String]) -> Option<Scalar> {
    Some(match name.trim_end_matches(" unsigned") {
        "varchar" | "char" | "tinytext" | "text" | "mediumtext" | "longtext" => Scalar::String,
        "tinyint" | "bit" if arguments == ["1"] => Scalar::Boolean,
        "int" | "smallint" | "tinyint" | "mediumint" | "year" => Scalar::Int,
        "bigint" => Scalar::BigInt,
        "float" | "double" => Scalar::Float,
        "decimal" => Scalar::Decimal,
        "date" | "time" | "datetime" | "timestamp" => Scalar::DateTime,
        "json" => Scalar::Json,
        "bit" | "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => {
            Scalar::Bytes
        }
        _ => return None,
    })
}

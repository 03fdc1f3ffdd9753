//! Prisma's types on SQL Server.
//!
//! Source: prisma-engines `psl-core/src/builtin_connectors/mssql_datamodel_connector`.

use crate::{catalog::ColumnType, sql::sqlserver::plain_type};

use super::Scalar;

pub fn default_type(scalar: Scalar) -> ColumnType {
    let (name, arguments): (_, &[&str]) = match scalar {
        // Prisma refuses `Json` here, and has the type of a text for it.
        Scalar::String | Scalar::Json => ("nvarchar", &["1000"]),
        Scalar::Boolean => ("bit", &[]),
        Scalar::Int => ("int", &[]),
        Scalar::BigInt => ("bigint", &[]),
        Scalar::Float => ("float", &["53"]),
        Scalar::Decimal => ("decimal", &["32", "16"]),
        Scalar::DateTime => ("datetime2", &[]),
        Scalar::Bytes => ("varbinary", &["max"]),
    };
    plain_type(name, arguments.iter().map(|&a| a.to_owned()).collect())
}

/// What stands behind `@db.`, and the type's normal name.
pub const NATIVE_TYPES: [(&str, &str); 27] = [
    ("TinyInt", "tinyint"),
    ("SmallInt", "smallint"),
    ("Int", "int"),
    ("BigInt", "bigint"),
    ("Decimal", "decimal"),
    ("Money", "money"),
    ("SmallMoney", "smallmoney"),
    ("Bit", "bit"),
    ("Float", "float"),
    ("Real", "real"),
    ("Date", "date"),
    ("Time", "time"),
    ("DateTime", "datetime"),
    ("DateTime2", "datetime2"),
    ("DateTimeOffset", "datetimeoffset"),
    ("SmallDateTime", "smalldatetime"),
    ("Char", "char"),
    ("NChar", "nchar"),
    ("VarChar", "varchar"),
    ("Text", "text"),
    ("NVarChar", "nvarchar"),
    ("NText", "ntext"),
    ("Binary", "binary"),
    ("VarBinary", "varbinary"),
    ("Image", "image"),
    ("Xml", "xml"),
    ("UniqueIdentifier", "uniqueidentifier"),
];

pub fn native_type(name: &str, arguments: Vec<String>) -> Option<ColumnType> {
    let (_, sql) = NATIVE_TYPES.iter().find(|(native, _)| *native == name)?;
    Some(plain_type(sql, arguments))
}

//! SQL Server: `drizzle-orm/mssql-core` 1.0. Version 0.45 has no module for it.

mod default;
mod limits;
mod types;

use crate::catalog::Column;

use super::{
    super::{
        index,
        options::{DateMode, Options},
        page::EnumForm,
    },
    Core, KeyName, Limits,
};

pub static V1: Core = Core {
    module: "drizzle-orm/mssql-core",
    table: "mssqlTable",
    view: "mssqlView",
    materialized_view: None,
    schema: Some("mssqlSchema"),
    // The database has none, and Prisma refuses them.
    enums: EnumForm::Labels {
        builder: "nvarchar",
        config: |labels| format!("{{ enum: {labels} }}"),
    },
    any_column: "AnyMsSqlColumn",
    extra: "MsSqlTableExtraConfigValue",
    not_null: &[],
    names: NAMES,
    builder: |column, options| types::builder(column, options).0,
    literal: |literal, column, options| {
        default::literal(literal, types::builder(column, options).1)
    },
    expression: |text| (default::expression(text), String::new()),
    is_key_inline: |_, name| name == KeyName::Default,
    primary_key: |_| ".primaryKey()",
    sequence: ".identity()",
    key_name: |key, _| (key.name.clone(), limits::of_key(key)),
    now,
    has_index_methods: false,
    index_column: index::in_sql,
    limit_of_column: |_| "",
    limit_of_index: limits::of_index,
    limit_of_enum: |_| "",
    limits: Limits {
        nested: None,
        key_order: "",
        referenced_unique: "",
    },
};

const NAMES: &[&str] = &[
    "bigint",
    "binary",
    "bit",
    "char",
    "check",
    "customType",
    "date",
    "datetime",
    "datetime2",
    "datetimeoffset",
    "decimal",
    "float",
    "foreignKey",
    "index",
    "int",
    "mssqlSchema",
    "mssqlTable",
    "mssqlView",
    "nchar",
    "ntext",
    "numeric",
    "nvarchar",
    "primaryKey",
    "real",
    "smallint",
    "text",
    "time",
    "tinyint",
    "unique",
    "uniqueIndex",
    "varbinary",
    "varchar",
    "AnyMsSqlColumn",
    "MsSqlTableExtraConfigValue",
];

fn now(column: &Column, options: &Options) -> &'static str {
    match (column.ty.plain_name(), options.date) {
        (Some("time"), DateMode::String) => "new Date().toISOString().slice(11, 23)",
        (_, DateMode::String) => "new Date().toISOString()",
        (_, DateMode::Date) => "new Date()",
    }
}

//! `MySQL` and `MariaDB`: `drizzle-orm/mysql-core` 0.45 and 1.0.

mod default;
mod limits;
mod types;
mod v1;

use crate::{
    catalog::{Column, Name, PrimaryKey},
    sql::mysql::MAX_IDENTIFIER_BYTES,
};

pub use v1::V1;

use super::{
    super::{
        default::sql,
        index,
        options::{DateMode, Options},
        page::EnumForm,
    },
    Core,
};

pub static V0: Core = Core {
    module: "drizzle-orm/mysql-core",
    table: "mysqlTable",
    view: "mysqlView",
    materialized_view: None,
    schema: None,
    enums: EnumForm::Labels {
        builder: "mysqlEnum",
        config: str::to_owned,
    },
    any_column: "AnyMySqlColumn",
    extra: "MySqlTableExtraConfigValue",
    // `serial` is so, which Prisma does not make.
    not_null: &[],
    names: NAMES,
    builder: |column, options| types::builder(column, options).0,
    literal: |literal, column, options| {
        let values = types::builder(column, options).1;
        default::literal(literal, values, column)
    },
    expression: |text| (sql(text), String::new()),
    is_key_inline: |_, _| true,
    primary_key: |_| ".primaryKey()",
    sequence: ".autoincrement()",
    key_name,
    now,
    has_index_methods: false,
    index_column: index::in_sql,
    limit_of_column: |_| "",
    limit_of_index: limits::of_index,
    limit_of_enum: limits::of_enum,
    limits: limits::LIMITS,
};

const NAMES: &[&str] = &[
    "bigint",
    "binary",
    "boolean",
    "char",
    "customType",
    "date",
    "datetime",
    "decimal",
    "double",
    "float",
    "foreignKey",
    "index",
    "int",
    "json",
    "longtext",
    "mediumint",
    "mediumtext",
    "mysqlEnum",
    "mysqlTable",
    "mysqlView",
    "primaryKey",
    "real",
    "serial",
    "smallint",
    "text",
    "time",
    "timestamp",
    "tinyint",
    "tinytext",
    "unique",
    "uniqueIndex",
    "varbinary",
    "varchar",
    "year",
    "AnyMySqlColumn",
    "MySqlTableExtraConfigValue",
];

/// The database calls every primary key `PRIMARY`. drizzle-kit reads the key by its
/// table and columns, and `MySQL` refuses a name that is too long all the same.
fn key_name(key: &PrimaryKey, table: &Name) -> (Option<String>, &'static str) {
    let name = format!("{}_{}", table.name, key.columns.join("_"));
    let limit = if name.len() > MAX_IDENTIFIER_BYTES {
        limits::LONG_KEY_NAME
    } else {
        ""
    };
    (Some(name), limit)
}

/// In the spelling that the database takes, which is not that of ISO 8601.
fn now(column: &Column, options: &Options) -> &'static str {
    match (column.ty.plain_name(), options.date) {
        (Some("time"), _) => "new Date().toISOString().slice(11, 23)",
        (Some("date"), DateMode::String) => "new Date().toISOString().slice(0, 10)",
        (_, DateMode::String) => "new Date().toISOString().slice(0, 23).replace(\"T\", \" \")",
        (_, DateMode::Date) => "new Date()",
    }
}

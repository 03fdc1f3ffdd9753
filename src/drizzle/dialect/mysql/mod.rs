//! `MySQL` and `MariaDB`: `drizzle-orm/mysql-core` 0.45 and 1.0.

mod default;
mod limits;
mod types;
mod v1;

use crate::{
    catalog::{Column, Index, IndexColumn, IndexTarget, Name, Order, PrimaryKey, Table},
    sql::mysql::MAX_IDENTIFIER_BYTES,
};

pub use v1::V1;

use super::{
    super::{
        default::sql,
        options::{DateMode, Options},
        page::{EnumForm, FilePage},
        table::access,
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
    index,
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
    match (types::name(column), options.date) {
        (Some("time"), _) => "new Date().toISOString().slice(11, 23)",
        (Some("date"), DateMode::String) => "new Date().toISOString().slice(0, 10)",
        (_, DateMode::String) => "new Date().toISOString().slice(0, 23).replace(\"T\", \" \")",
        (_, DateMode::Date) => "new Date()",
    }
}

/// ``.on(t.role, sql`${t.name}(100) DESC`)``
fn index(index: &Index, table: &Table, file: &mut FilePage<'_>) -> String {
    let Index {
        name: _,
        unique: _,
        // drizzle-kit can say none: see the limits.
        method: _,
        columns,
        // A Prisma schema for MySQL says nothing of these.
        predicate: _,
        constraint: _,
        include: _,
        nulls_not_distinct: _,
        parameters: _,
        place: _,
    } = index;
    let columns: Vec<String> = columns
        .iter()
        .map(|column| index_column(column, table, file))
        .collect();
    format!(".on({})", columns.join(", "))
}

fn index_column(column: &IndexColumn, table: &Table, file: &mut FilePage<'_>) -> String {
    let IndexColumn {
        target,
        order,
        length,
        // A Prisma schema for MySQL says nothing of these.
        operator_class: _,
        nulls: _,
        operator: _,
    } = column;
    let column = match target {
        IndexTarget::Column(name) => format!("t{}", access(table, name, file)),
        IndexTarget::Expression(expression) => return file.sql(sql(expression)),
    };
    let length = length.map_or_else(String::new, |length| format!("({length})"));
    let order = match order {
        Order::Ascending => "",
        Order::Descending => " DESC",
    };
    if length.is_empty() && order.is_empty() {
        column
    } else {
        file.sql(format!("sql`${{{column}}}{length}{order}`"))
    }
}

//! SQL Server: `drizzle-orm/mssql-core` 1.0. Version 0.45 has no module for it.

mod default;
mod limits;
mod types;

use crate::catalog::{Column, Index, IndexColumn, IndexTarget, Order, Table};

use super::{
    super::{
        default::sql,
        options::{DateMode, Options},
        page::{EnumForm, FilePage},
        table::access,
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
    index,
    limit_of_column: |_| "",
    limit_of_index: limits::of_index,
    limit_of_enum: |_| "",
    limits: Limits {
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
    match (types::name(column), options.date) {
        (Some("time"), DateMode::String) => "new Date().toISOString().slice(11, 23)",
        (_, DateMode::String) => "new Date().toISOString()",
        (_, DateMode::Date) => "new Date()",
    }
}

/// ``.on(t.kind, sql`${t.at} DESC`)``
fn index(index: &Index, table: &Table, file: &mut FilePage<'_>) -> String {
    let Index {
        name: _,
        unique: _,
        // Drizzle has no word for it: see the limits.
        method: _,
        columns,
        predicate,
        // What builds it says so.
        constraint: _,
        // A Prisma schema for SQL Server says nothing of these.
        include: _,
        nulls_not_distinct: _,
        parameters: _,
        place: _,
    } = index;
    let columns: Vec<String> = columns
        .iter()
        .map(|column| index_column(column, table, file))
        .collect();
    let mut text = format!(".on({})", columns.join(", "));
    if let Some(predicate) = predicate {
        let predicate = file.sql(sql(predicate));
        text.push_str(&format!(".where({predicate})"));
    }
    text
}

fn index_column(column: &IndexColumn, table: &Table, file: &mut FilePage<'_>) -> String {
    let IndexColumn {
        target,
        order,
        // A Prisma schema for SQL Server says nothing of these.
        operator_class: _,
        nulls: _,
        length: _,
        operator: _,
    } = column;
    let column = match target {
        IndexTarget::Column(name) => format!("t{}", access(table, name, file)),
        IndexTarget::Expression(expression) => return file.sql(sql(expression)),
    };
    if *order == Order::Descending {
        file.sql(format!("sql`${{{column}}} DESC`"))
    } else {
        column
    }
}

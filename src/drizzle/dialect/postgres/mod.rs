//! `PostgreSQL`: `drizzle-orm/pg-core` 0.45 and 1.0.

mod default;
mod limits;
mod types;
mod v1;

use crate::{
    catalog::{Column, Dialect, IndexColumn, Name, Order, PrimaryKey, TypeName},
    sql::{names, postgres::is_plain_identifier},
    typescript::quote,
};

pub use default::bytes;
pub use v1::V1;

use super::{
    super::{
        default::sql,
        options::{DateMode, Options},
        page::EnumForm,
    },
    Core,
};

pub static V0: Core = Core {
    module: "drizzle-orm/pg-core",
    table: "pgTable",
    view: "pgView",
    materialized_view: Some("pgMaterializedView"),
    schema: Some("pgSchema"),
    enums: EnumForm::Type("pgEnum"),
    any_column: "AnyPgColumn",
    extra: "PgTableExtraConfigValue",
    // `bigserial` is so only in one of its modes.
    not_null: &["serial", "smallserial"],
    names: NAMES,
    builder: |column, options| types::builder(column, options).0,
    literal: |literal, column, options| {
        let values = types::builder(column, options).1;
        default::literal(literal, values, column)
    },
    expression: |text| (sql(text), String::new()),
    // drizzle-kit 0.31 does not read such a name: see `limits`.
    is_key_inline: |_, _| true,
    primary_key: |_| ".primaryKey()",
    sequence: "",
    key_name,
    now,
    has_index_methods: true,
    index_column,
    limit_of_column: |column| match &column.ty.name {
        TypeName::Enum(name) if column.ty.list && !is_plain_identifier(&name.name) => {
            limits::ENUM_LIST
        }
        _ => "",
    },
    limit_of_index: |_| "",
    limit_of_enum: |_| "",
    limits: limits::LIMITS,
};

const NAMES: &[&str] = &[
    "bigint",
    "bigserial",
    "bit",
    "boolean",
    "char",
    "cidr",
    "customType",
    "date",
    "decimal",
    "doublePrecision",
    "foreignKey",
    "geometry",
    "halfvec",
    "index",
    "inet",
    "integer",
    "interval",
    "json",
    "jsonb",
    "line",
    "macaddr",
    "macaddr8",
    "numeric",
    "pgEnum",
    "pgSchema",
    "pgTable",
    "pgView",
    "point",
    "primaryKey",
    "real",
    "serial",
    "smallint",
    "smallserial",
    "sparsevec",
    "text",
    "time",
    "timestamp",
    "unique",
    "uniqueIndex",
    "uuid",
    "varchar",
    "vector",
    "AnyPgColumn",
];

fn key_name(key: &PrimaryKey, table: &Name) -> (Option<String>, &'static str) {
    let is_default = |own: &String| *own == names::primary_key(Dialect::Postgres, &table.name);
    // One that stands at its column has no name.
    let limit = if key.columns.len() == 1 && !key.name.as_ref().is_none_or(is_default) {
        limits::KEY_NAME
    } else {
        ""
    };
    (key.name.clone(), limit)
}

fn now(column: &Column, options: &Options) -> &'static str {
    if matches!(column.ty.plain_name(), Some("time" | "timetz")) {
        "new Date().toISOString().slice(11, 23)"
    } else if options.date == DateMode::String {
        "new Date().toISOString()"
    } else {
        "new Date()"
    }
}

/// `t.name.desc().nullsFirst().op("text_pattern_ops")`
fn index_column(mut column: String, part: &IndexColumn) -> String {
    let IndexColumn {
        target: _,
        order,
        operator_class,
        // A Prisma schema for PostgreSQL says nothing of these.
        nulls: _,
        length: _,
        operator: _,
    } = part;
    match order {
        Order::Ascending => {}
        // drizzle-kit's plain `.desc()` puts NULLs last, PostgreSQL's first.
        Order::Descending => column.push_str(".desc().nullsFirst()"),
    }
    if let Some(class) = operator_class {
        column.push_str(&format!(".op({})", quote::string(class)));
    }
    column
}

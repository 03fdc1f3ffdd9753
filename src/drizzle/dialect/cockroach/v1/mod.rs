//! `CockroachDB`: `drizzle-orm/cockroach-core` 1.0.

mod default;
mod types;

use super::{
    super::{super::page::EnumForm, Core, KeyName, Limits},
    V0, limits,
};

pub static V1: Core = Core {
    module: "drizzle-orm/cockroach-core",
    table: "cockroachTable",
    view: "cockroachView",
    materialized_view: Some("cockroachMaterializedView"),
    schema: Some("cockroachSchema"),
    enums: EnumForm::Type("cockroachEnum"),
    any_column: "AnyCockroachColumn",
    extra: "CockroachTableExtraConfigValue",
    not_null: &[],
    names: NAMES,
    builder: |column, options| types::builder(column, options).0,
    literal: |literal, column, options| {
        let values = types::builder(column, options).1;
        default::literal(literal, values, column)
    },
    expression: |text| (default::expression(text), String::new()),
    is_key_inline: |_, name| name == KeyName::Default,
    key_name: |key, _| (key.name.clone(), ""),
    limit_of_index: limits::of_index,
    limits: Limits {
        nested: None,
        key_order: "",
        referenced_unique: "",
    },
    ..V0
};

const NAMES: &[&str] = &[
    "bigint",
    "bit",
    "bool",
    "boolean",
    "char",
    "check",
    "cockroachEnum",
    "cockroachMaterializedView",
    "cockroachSchema",
    "cockroachSequence",
    "cockroachTable",
    "cockroachView",
    "customType",
    "date",
    "decimal",
    "doublePrecision",
    "float",
    "foreignKey",
    "geometry",
    "index",
    "inet",
    "int2",
    "int4",
    "int8",
    "interval",
    "jsonb",
    "numeric",
    "primaryKey",
    "real",
    "smallint",
    "string",
    "text",
    "time",
    "timestamp",
    "unique",
    "uniqueIndex",
    "uuid",
    "varbit",
    "varchar",
    "vector",
    "AnyCockroachColumn",
];

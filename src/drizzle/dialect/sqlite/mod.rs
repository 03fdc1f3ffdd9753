//! `SQLite`: `drizzle-orm/sqlite-core` 0.45 and 1.0.

mod default;
mod types;

use crate::{
    catalog::{Column, Default, Literal},
    sql::sqlite::Dates,
};

use super::{
    super::{
        default::{sql, sql_string},
        index,
        options::{DateMode, Options},
        page::EnumForm,
    },
    Core, Limits,
};

pub static V0: Core = Core {
    module: "drizzle-orm/sqlite-core",
    table: "sqliteTable",
    view: "sqliteView",
    materialized_view: None,
    schema: None,
    enums: EnumForm::Labels {
        builder: "text",
        config: |labels| format!("{{ enum: {labels} }}"),
    },
    any_column: "AnySQLiteColumn",
    extra: "SQLiteTableExtraConfigValue",
    not_null: &[],
    names: NAMES,
    builder: types::builder,
    literal: default::literal,
    is_key_inline: |_, _| true,
    primary_key: |column| {
        if column.default == Some(Default::AutoIncrement) {
            ".primaryKey({ autoIncrement: true })"
        } else {
            ".primaryKey()"
        }
    },
    sequence: "",
    expression: |text| (default::expression(text), String::new()),
    key_name: |_, _| (None, ""),
    now,
    has_index_methods: false,
    index_column: index::in_sql,
    limit_of_column: |_| "",
    limit_of_index: |_| "",
    limit_of_enum: |_| "",
    limits: LIMITS,
};

/// `json_array` of every column.
const LIMITS: Limits = Limits {
    key_order: "",
    referenced_unique: "",
    nested: Some((
        127,
        "// libSQL cannot nest a row of more than 127 columns: with `with`, name fewer in `columns`.\n",
    )),
};

/// `json_object` of every column and its name.
const LIMITS_OF_V1: Limits = Limits {
    nested: Some((
        63,
        "// libSQL cannot nest a row of more than 63 columns as drizzle-orm 1.0 asks: with `with`, name fewer in `columns`.\n",
    )),
    ..LIMITS
};

pub static V1: Core = Core {
    // drizzle-kit 1.0 leaves NOT NULL away where the key stands at its column, and
    // SQLite takes NULL in every key but the number of the row.
    is_key_inline: |column, _| column.default == Some(Default::AutoIncrement),
    // It knows no `true` of such a column, and doubles the backslashes of a text.
    literal: |literal, column, options| match literal {
        Literal::Boolean(value) => sql(&value.to_string()),
        Literal::String(text) if text.contains('\\') => sql(&sql_string(text)),
        other => default::literal(other, column, options),
    },
    limits: LIMITS_OF_V1,
    ..V0
};

const NAMES: &[&str] = &[
    "blob",
    "customType",
    "foreignKey",
    "index",
    "integer",
    "numeric",
    "primaryKey",
    "real",
    "sqliteTable",
    "sqliteView",
    "text",
    "unique",
    "uniqueIndex",
    "AnySQLiteColumn",
    "SQLiteTableExtraConfigValue",
];

fn now(_: &Column, options: &Options) -> &'static str {
    match (options.date, options.sqlite_dates) {
        (DateMode::Date, _) => "new Date()",
        (DateMode::String, Dates::Iso8601) => "new Date().toISOString().replace(\"Z\", \"+00:00\")",
        (DateMode::String, Dates::UnixEpochMs) => "new Date().toISOString()",
    }
}

//! What differs between the modules of drizzle-orm for the databases: one
//! [`Core`] for each, with its table of types, its spellings of defaults and its
//! limits. Everything else in this language is the same for all of them.

mod cockroach;
mod mysql;
mod postgres;
mod sqlite;
mod sqlserver;

use crate::{
    catalog::{Column, Dialect, Enum, Index, IndexColumn, Literal, Name, PrimaryKey},
    typescript::quote,
};

use super::{
    options::{DecimalMode, Options, Version},
    page::EnumForm,
};

/// One of drizzle-orm's modules for a database.
pub struct Core {
    /// `drizzle-orm/pg-core`
    pub module: &'static str,
    /// `pgTable`
    pub table: &'static str,
    /// `pgView`
    pub view: &'static str,
    /// `pgMaterializedView`, where the database has such views.
    pub materialized_view: Option<&'static str>,
    /// `pgSchema`, where a table can be in a schema.
    pub schema: Option<&'static str>,
    pub enums: EnumForm,
    /// The type of a column of any table: `AnyPgColumn`.
    pub any_column: &'static str,
    /// The type of what stands behind a table's columns: `PgTableExtraConfigValue`.
    pub extra: &'static str,
    /// The builders whose columns Drizzle takes for NOT NULL by themselves.
    pub not_null: &'static [&'static str],
    /// Everything that the module gives to a file, and the globals that ours uses:
    /// no table takes one of these names, whether the file uses it or not, so that
    /// a new column renames no table.
    pub names: &'static [&'static str],
    /// How a column is built.
    pub builder: fn(&Column, &Options) -> Builder,
    /// The argument of `.default(…)` for a constant of the column.
    pub literal: fn(&Literal, &Column, &Options) -> String,
    /// The same for an expression, `` sql`now()` ``, and what is chained behind it.
    pub expression: fn(&str) -> (String, String),
    /// Whether a primary key of one column stands at its column, where it has the
    /// database's own name for keys, or another one.
    pub is_key_inline: fn(&Column, KeyName) -> bool,
    /// What makes a column the primary key: `.primaryKey()`.
    pub primary_key: fn(&Column) -> &'static str,
    /// What makes a column count by itself that is no identity, where its builder does
    /// not: `.autoincrement()`.
    pub sequence: &'static str,
    /// The name of a primary key where it stands behind the columns, and what
    /// drizzle-kit cannot do with it.
    pub key_name: fn(&PrimaryKey, &Name) -> (Option<String>, &'static str),
    /// The current time as a row holds it, for `@updatedAt`.
    pub now: fn(&Column, &Options) -> &'static str,
    /// Whether an index can say its method: `.using("gin", t.tags)`.
    pub has_index_methods: bool,
    /// A column of an index, from what it is by itself: `t.email`, `t.email.desc()`.
    pub index_column: fn(String, &IndexColumn) -> String,
    /// What drizzle-kit cannot do with a column of the database.
    pub limit_of_column: fn(&Column) -> &'static str,
    /// The same for an index.
    pub limit_of_index: fn(&Index) -> &'static str,
    /// The same for an enum.
    pub limit_of_enum: fn(&Enum) -> &'static str,
    pub limits: Limits,
}

/// The name of a primary key in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyName {
    /// The one that the database gives by itself, or none.
    Default,
    Own,
}

/// What Drizzle cannot do: comments with their newline, empty where it can.
pub struct Limits {
    /// A composite key whose columns are not in the table's order.
    pub key_order: &'static str,
    /// A unique index that a foreign key needs.
    pub referenced_unique: &'static str,
    /// A row of more columns than this, where it is nested in another one.
    pub nested: Option<(usize, &'static str)>,
}

/// How a column is built.
pub enum Builder {
    /// `varchar("email", { length: 255 })`
    Core {
        /// What to import.
        function: &'static str,
        /// The second argument.
        config: Option<String>,
    },
    /// A type that Drizzle lacks.
    Custom(CustomType),
    /// By the column's enum.
    Enum,
}

/// The constant for a type that Drizzle lacks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct CustomType {
    /// What it would like to be called, in any style; it also orders the constants.
    pub wish: String,
    /// `customType<{ data: Buffer }>({ dataType: () => "bytea" })`
    pub definition: String,
    /// What is to be said of it: a comment with its newline, or nothing.
    pub limit: &'static str,
}

impl Builder {
    /// `varchar("email", { length: 255 })`, from what is in its braces.
    fn core(function: &'static str, entries: &[String]) -> Self {
        Self::Core {
            function,
            config: object(entries),
        }
    }
}

/// `{ length: 255 }`, where there is something to say.
fn object(entries: &[String]) -> Option<String> {
    (!entries.is_empty()).then(|| format!("{{ {} }}", entries.join(", ")))
}

/// What the builder of a decimal is told: its mode, precision and scale.
fn decimal_entries(arguments: &[String], options: &Options) -> Vec<String> {
    let mode = match options.decimal {
        DecimalMode::String => None,
        DecimalMode::Number => Some("mode: \"number\"".to_owned()),
    };
    let arguments = ["precision", "scale"].iter().zip(arguments);
    let arguments = arguments.map(|(key, value)| format!("{key}: {value}"));
    mode.into_iter().chain(arguments).collect()
}

/// A type by its SQL, whose values are passed on as they are; `limit` says what is to
/// be said of the SQL.
fn custom_type(sql: String, data: &str, limit: fn(&str) -> &'static str) -> CustomType {
    CustomType {
        definition: format!(
            "customType<{{ data: {data} }}>({{ dataType: () => {} }})",
            quote::string(&sql)
        ),
        limit: limit(&sql),
        wish: sql,
    }
}

/// The module for a database, of one of drizzle-orm's versions, where there is one.
pub fn find(dialect: Dialect, version: Version) -> Option<&'static Core> {
    match (dialect, version) {
        (Dialect::Postgres, Version::V0) => Some(&postgres::V0),
        (Dialect::Postgres, Version::V1) => Some(&postgres::V1),
        (Dialect::MySql, Version::V0) => Some(&mysql::V0),
        (Dialect::MySql, Version::V1) => Some(&mysql::V1),
        (Dialect::Sqlite, Version::V0) => Some(&sqlite::V0),
        (Dialect::Sqlite, Version::V1) => Some(&sqlite::V1),
        (Dialect::Cockroach, Version::V0) => Some(&cockroach::V0),
        (Dialect::Cockroach, Version::V1) => Some(&cockroach::V1),
        (Dialect::SqlServer, Version::V1) => Some(&sqlserver::V1),
        (Dialect::SqlServer | Dialect::Mongo, _) => None,
    }
}

/// The same, of a catalog that the target is written for.
///
/// # Panics
/// Where there is none.
pub fn of(dialect: Dialect, version: Version) -> &'static Core {
    find(dialect, version).expect("the target is written for its own databases alone")
}

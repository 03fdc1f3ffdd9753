//! Prisma's scalar types, and what each database makes of them.

mod cockroach;
mod mongo;
mod mysql;
pub mod native;
mod postgres;
mod sqlite;
mod sqlserver;

use crate::{
    catalog::{ColumnType, Dialect, TypeName},
    sql,
};

/// The scalar types of the Prisma schema language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scalar {
    String,
    Boolean,
    Int,
    BigInt,
    Float,
    Decimal,
    DateTime,
    Json,
    Bytes,
}

impl Scalar {
    pub const ALL: [(&'static str, Self); 9] = [
        ("String", Self::String),
        ("Boolean", Self::Boolean),
        ("Int", Self::Int),
        ("BigInt", Self::BigInt),
        ("Float", Self::Float),
        ("Decimal", Self::Decimal),
        ("DateTime", Self::DateTime),
        ("Json", Self::Json),
        ("Bytes", Self::Bytes),
    ];

    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(text, _)| *text == name)
            .map(|(_, scalar)| *scalar)
    }

    /// # Panics
    /// Never: all scalars are in the list.
    #[must_use]
    pub fn name(self) -> &'static str {
        let found = Self::ALL.iter().find(|(_, scalar)| *scalar == self);
        found.expect("all scalars are in the list").0
    }
}

/// The type of a column whose field names no native type.
#[must_use]
pub fn default_type(dialect: Dialect, scalar: Scalar) -> ColumnType {
    match dialect {
        Dialect::Postgres => postgres::default_type(scalar),
        Dialect::MySql => mysql::default_type(scalar),
        Dialect::Sqlite => sqlite::default_type(scalar),
        Dialect::Cockroach => cockroach::default_type(scalar),
        Dialect::SqlServer => sqlserver::default_type(scalar),
        Dialect::Mongo => mongo::default_type(scalar),
    }
}

/// The scalar whose columns can have a type of the database; `None` for a type
/// that is none of Prisma's, and for enums.
#[must_use]
pub fn scalar_of(dialect: Dialect, ty: &ColumnType) -> Option<Scalar> {
    match (dialect, &ty.name) {
        (Dialect::Postgres, TypeName::Plain { name, .. }) => postgres::scalar_of(name),
        (Dialect::MySql, TypeName::Plain { name, arguments }) => mysql::scalar_of(name, arguments),
        (Dialect::Sqlite, TypeName::Plain { name, .. }) => sqlite::scalar_of(name),
        (Dialect::Cockroach, TypeName::Plain { name, .. }) => cockroach::scalar_of(name),
        (Dialect::SqlServer, TypeName::Plain { name, .. }) => sqlserver::scalar_of(name),
        (Dialect::Mongo, TypeName::Plain { name, .. }) => mongo::scalar_of(name),
        (_, TypeName::Enum(_) | TypeName::Labels(_)) => None,
    }
}

/// The type behind `@db.NAME(arguments)` of a scalar; `None` when the database has no
/// such native type.
#[must_use]
pub fn native_type(
    dialect: Dialect,
    scalar: Scalar,
    name: &str,
    arguments: Vec<String>,
) -> Option<ColumnType> {
    match dialect {
        Dialect::Postgres => postgres::native_type(name, arguments),
        Dialect::MySql => mysql::native_type(scalar, name, arguments),
        Dialect::Sqlite => None,
        Dialect::Cockroach => cockroach::native_type(name, arguments),
        Dialect::SqlServer => sqlserver::native_type(name, arguments),
        Dialect::Mongo => mongo::native_type(name),
    }
}

/// The type that `Unsupported("…")` names.
#[must_use]
pub fn parse(dialect: Dialect, text: &str) -> ColumnType {
    match dialect {
        Dialect::Postgres => sql::postgres::parse_type(text),
        Dialect::MySql => sql::mysql::parse_type(text),
        Dialect::Sqlite => sql::sqlite::parse_type(text),
        Dialect::Cockroach => sql::cockroach::parse_type(text),
        Dialect::SqlServer => sql::sqlserver::parse_type(text),
        Dialect::Mongo => ColumnType::plain(text, Vec::new()),
    }
}

/// The SQL name of a Prisma operator class (`JsonbPathOps` is `jsonb_path_ops`).
#[must_use]
pub fn operator_class(dialect: Dialect, name: &str) -> String {
    match dialect {
        Dialect::Postgres | Dialect::Cockroach => postgres::operator_class(name),
        // None of these has operator classes: `validate` refuses them.
        Dialect::MySql | Dialect::Sqlite | Dialect::SqlServer | Dialect::Mongo => name.to_owned(),
    }
}

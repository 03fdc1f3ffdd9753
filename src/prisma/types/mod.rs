//! Prisma's scalar types, and what each database makes of them.

mod mysql;
pub mod native;
mod postgres;
mod sqlite;

use crate::catalog::{ColumnType, Dialect, TypeName};

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
        (_, TypeName::Enum(_) | TypeName::Labels(_)) => None,
    }
}

/// The type behind `@db.NAME(arguments)`; `None` when the database has no such native type.
#[must_use]
pub fn native_type(dialect: Dialect, name: &str, arguments: Vec<String>) -> Option<ColumnType> {
    match dialect {
        Dialect::Postgres => postgres::native_type(name, arguments),
        Dialect::MySql => mysql::native_type(name, arguments),
        Dialect::Sqlite => None,
    }
}

/// The SQL name of a Prisma operator class (`JsonbPathOps` is `jsonb_path_ops`).
#[must_use]
pub fn operator_class(dialect: Dialect, name: &str) -> String {
    match dialect {
        Dialect::Postgres => postgres::operator_class(name),
        // Neither has operator classes: `validate` refuses them.
        Dialect::MySql | Dialect::Sqlite => name.to_owned(),
    }
}

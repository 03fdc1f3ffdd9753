//! The values of a column as a row holds them, and the Zod schema of them: one file
//! for each kind of row.

mod mongo;
mod mysql;
mod postgres;
mod sqlite;

use crate::catalog::{Column, Dialect, TypeName};

use super::options::Options;

/// A browser has no `Buffer`, which is an `Uint8Array`.
const BUFFER: &str = "z.custom<Buffer>((value) => value instanceof Uint8Array)";

/// The schema of a decimal number as text: what the database takes for one.
pub fn numeric(dialect: Dialect) -> &'static str {
    match dialect {
        // It has an infinity, too.
        Dialect::Postgres | Dialect::Cockroach => postgres::NUMERIC,
        Dialect::MySql | Dialect::Sqlite | Dialect::SqlServer | Dialect::Mongo => {
            r"z.string().regex(/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i)"
        }
    }
}

/// The schema of a value that is there and is no list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `z.string().max(255)`
    Schema(String),
    /// A decimal number as text, whose pattern the file defines once.
    Numeric,
    /// A label of the column's enum.
    Enum,
    /// A composite type.
    Composite,
}

/// The databases whose rows have schemas: what Drizzle selects, and of `MongoDB` what
/// Prisma's client returns.
pub const MODELS: &[Dialect] = &[
    Dialect::Postgres,
    Dialect::MySql,
    Dialect::Sqlite,
    Dialect::Cockroach,
    Dialect::Mongo,
];

/// The schema for a column that holds no JSON.
///
/// # Panics
/// For a database that is not among [`MODELS`].
pub fn value(dialect: Dialect, column: &Column, options: &Options) -> Value {
    let (name, arguments) = match &column.ty.name {
        TypeName::Plain { name, arguments } => (name, arguments),
        TypeName::Composite(_) => return Value::Composite,
        TypeName::Enum(_) | TypeName::Labels(_) => return Value::Enum,
    };
    match dialect {
        // CockroachDB's types have the names and the values of PostgreSQL's.
        Dialect::Postgres | Dialect::Cockroach => postgres::value(name, arguments, options),
        Dialect::MySql => mysql::value(name, arguments, options),
        Dialect::Sqlite => sqlite::value(name, arguments, options),
        Dialect::Mongo => Value::Schema(mongo::value(name, column.notes.scalar).to_owned()),
        Dialect::SqlServer => {
            unreachable!("rows of {} have no schemas", dialect.in_words())
        }
    }
}

//! What the databases have in common, and one file per dialect.

pub mod cockroach;
pub mod ddl;
pub mod expression;
pub mod mysql;
pub mod names;
pub mod normal;
pub mod operator_class;
pub mod postgres;
pub mod print;
pub mod quote;
pub mod sqlite;
pub mod sqlserver;

use crate::catalog::{Column, Dialect, Table};

/// Whether the database has a value for a column that an insert leaves out and
/// that may not be NULL.
#[must_use]
pub fn fills_in(dialect: Dialect, table: &Table, column: &Column) -> bool {
    column.default.is_some()
        || column.generated.is_some()
        || dialect == Dialect::Sqlite && sqlite::is_row_id(table, column)
}

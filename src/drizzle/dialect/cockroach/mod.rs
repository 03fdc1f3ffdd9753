//! `CockroachDB`: `drizzle-orm/pg-core` 0.45, which has no module for it, and
//! `drizzle-orm/cockroach-core` 1.0.

mod limits;
mod v1;

use crate::catalog::{IndexColumn, Order};

pub use v1::V1;

use super::{Core, Limits, postgres};

/// Drivers see a `PostgreSQL`, and so does drizzle-orm 0.45.
pub static V0: Core = Core {
    index_column,
    limit_of_column: limits::of_column,
    limits: Limits {
        nested: None,
        // Both are what drizzle-kit's push misreads of a `PostgreSQL`.
        key_order: "",
        referenced_unique: postgres::V0.limits.referenced_unique,
    },
    ..postgres::V0
};

/// `t.at.desc()`
fn index_column(mut column: String, part: &IndexColumn) -> String {
    let IndexColumn {
        target: _,
        order,
        // NULLs have one place there, which is not said: the first of what ascends.
        nulls: _,
        // A Prisma schema for CockroachDB says nothing of these.
        operator_class: _,
        length: _,
        operator: _,
    } = part;
    if *order == Order::Descending {
        column.push_str(".desc()");
    }
    column
}

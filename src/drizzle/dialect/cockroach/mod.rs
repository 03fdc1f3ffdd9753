//! `CockroachDB`: `drizzle-orm/pg-core` 0.45, which has no module for it, and
//! `drizzle-orm/cockroach-core` 1.0.

mod limits;
mod v1;

use crate::{
    catalog::{Index, IndexColumn, IndexTarget, Order, Table},
    typescript::quote,
};

pub use v1::V1;

use super::{
    super::{default::sql, page::FilePage, table::access},
    Core, Limits, postgres,
};

/// Drivers see a `PostgreSQL`, and so does drizzle-orm 0.45.
pub static V0: Core = Core {
    index,
    limit_of_column: limits::of_column,
    limits: Limits {
        // Both are what drizzle-kit's push misreads of a `PostgreSQL`.
        key_order: "",
        referenced_unique: postgres::V0.limits.referenced_unique,
    },
    ..postgres::V0
};

/// `.using("gin", t.data)`
fn index(index: &Index, table: &Table, file: &mut FilePage<'_>) -> String {
    let Index {
        name: _,
        unique: _,
        method,
        columns,
        predicate,
        // A Prisma schema says nothing of these.
        constraint: _,
        include: _,
        nulls_not_distinct: _,
        parameters: _,
        place: _,
    } = index;
    let columns: Vec<String> = columns
        .iter()
        .map(|column| index_column(column, table, file))
        .collect();
    let columns = columns.join(", ");
    let mut text = match method {
        Some(method) => format!(".using({}, {columns})", quote::string(method)),
        None => format!(".on({columns})"),
    };
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
        // NULLs have one place there, which is not said: the first of what ascends.
        nulls: _,
        // A Prisma schema for CockroachDB says nothing of these.
        operator_class: _,
        length: _,
        operator: _,
    } = column;
    let mut text = match target {
        IndexTarget::Column(name) => format!("t{}", access(table, name, file)),
        IndexTarget::Expression(expression) => file.sql(sql(expression)),
    };
    if *order == Order::Descending {
        text.push_str(".desc()");
    }
    text
}

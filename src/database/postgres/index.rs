//! A row about an index, as an [`Index`].

use crate::catalog::{Constraint, Index, IndexColumn, IndexTarget, Nulls, Order};

use super::rows::{IndexRow, KeyRow};

/// `None` when a part of it went away meanwhile.
pub fn index(row: IndexRow) -> Option<Index> {
    let columns = row.keys?.into_iter().map(key);
    let include = row.include.unwrap_or_default().into_iter();
    let mut parameters: Vec<_> = row
        .parameters
        .iter()
        .flatten()
        .map(|p| parameter(p))
        .collect();
    parameters.sort();
    Some(Index {
        name: Some(row.name),
        unique: row.unique,
        constraint: row.constraint.map(|kind| match kind {
            'x' => Constraint::Exclusion,
            _ => Constraint::Unique,
        }),
        method: (row.method != "btree").then_some(row.method),
        columns: columns.collect::<Option<_>>()?,
        include: include.collect::<Option<_>>()?,
        predicate: row.predicate,
        nulls_not_distinct: row.nulls_not_distinct,
        parameters,
        place: None,
    })
}

fn key(row: KeyRow) -> Option<IndexColumn> {
    let target = match (row.column, row.expression) {
        (Some(column), _) => IndexTarget::Column(column),
        (None, Some(expression)) => IndexTarget::Expression(expression),
        (None, None) => return None,
    };
    let (order, nulls) = match (row.descending?, row.nulls_first?) {
        (false, false) => (Order::Ascending, None),
        (false, true) => (Order::Ascending, Some(Nulls::First)),
        (true, true) => (Order::Descending, None),
        (true, false) => (Order::Descending, Some(Nulls::Last)),
    };
    Some(IndexColumn {
        target,
        order,
        nulls,
        operator_class: match row.class_options {
            // Options are said of a class by name, though it be the type's own.
            Some(options) => row
                .class_name
                .map(|class| format!("{class}({})", options.join(", "))),
            None => row.class,
        },
        length: None,
        operator: row.operator,
    })
}

/// `m=16`
fn parameter(text: &str) -> (String, String) {
    let (key, value) = text.split_once('=').unwrap_or((text, ""));
    (key.to_ascii_lowercase(), value.to_owned())
}

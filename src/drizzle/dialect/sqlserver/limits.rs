//! What drizzle-orm 1.0 cannot express: the comments that say so where it matters.
//!
//! `docs/limits.md` has the reasons.

use crate::catalog::{Constraint, Index, Order, PrimaryKey};

/// It has no word for either.
const NONCLUSTERED: &str =
    "// In the database this key is not clustered, for which Drizzle has no word.\n";
const CLUSTERED: &str =
    "// In the database this index is clustered, for which Drizzle has no word.\n";

/// Its constraints take columns alone.
const UNIQUE_ORDER: &str =
    "// In the database this index is a constraint, which has no order in Drizzle.\n";

pub fn of_key(key: &PrimaryKey) -> &'static str {
    if key.method.is_some() {
        NONCLUSTERED
    } else {
        ""
    }
}

pub fn of_index(index: &Index) -> &'static str {
    let mut columns = index.columns.iter();
    if index.method.as_deref() == Some("clustered") {
        CLUSTERED
    } else if index.constraint == Some(Constraint::Unique)
        && columns.any(|column| column.order == Order::Descending)
    {
        UNIQUE_ORDER
    } else {
        ""
    }
}

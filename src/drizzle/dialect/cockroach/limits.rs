//! What drizzle-orm and drizzle-kit cannot express: the comments that say so where it
//! matters.
//!
//! `docs/limits.md` has the reasons.

use crate::catalog::{Column, Index, Order};

/// It has no word for it in either version.
const VIRTUAL: &str =
    "// In the database the numbers are not stored (`VIRTUAL`), for which Drizzle has no word.\n";

/// It writes a unique index into its table as a constraint, which has no order.
const UNIQUE_ORDER: &str = "// drizzle-kit makes this index without its order.\n";

pub fn of_column(column: &Column) -> &'static str {
    if column.sequence.iter().any(|(word, _)| *word == "virtual") {
        VIRTUAL
    } else {
        ""
    }
}

/// Of drizzle-kit 1.0.
pub fn of_index(index: &Index) -> &'static str {
    let has_order = |index: &Index| {
        let mut columns = index.columns.iter();
        columns.any(|column| column.order == Order::Descending)
    };
    let is_in_table = index.unique && index.method.is_none() && index.predicate.is_none();
    if is_in_table && has_order(index) {
        UNIQUE_ORDER
    } else {
        ""
    }
}

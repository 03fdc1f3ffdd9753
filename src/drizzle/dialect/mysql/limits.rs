//! What drizzle-kit cannot express: the comments that say so where it matters.
//!
//! `docs/limits.md` has the reasons.

use crate::catalog::{Enum, Index, Order};

use super::super::Limits;

pub const LIMITS: Limits = Limits {
    nested: None,
    // It reads the columns of keys in their own order.
    key_order: "",
    // A unique index is made with its table, before any foreign key.
    referenced_unique: "",
};

/// 0.31 reads the key by a name of its table and columns: told another one, its push
/// drops the key, and makes it again only many statements later.
pub const LONG_KEY_NAME: &str = "// drizzle-kit gives this key a name of more than 64 bytes, with which MySQL makes no table.\n";

/// 0.31 reads the columns alone, and quotes the whole of what it makes in their place.
const PART_OF_COLUMN: &str = "// `drizzle-kit push` drops this index and cannot make it again: it misreads lengths and `DESC`.\n";

/// It has no word for a method.
const FULLTEXT: &str =
    "// A FULLTEXT index in the database, which drizzle-kit would make an ordinary one.\n";

/// 0.31 takes the labels apart at every comma, and the list at its brackets.
const LABELS: &str =
    "// drizzle-kit misreads labels with a comma or a bracket: it cannot make such a column.\n";

/// The same in 1.0, which can make what it drops.
const PART_OF_COLUMN_IN_V1: &str =
    "// `drizzle-kit push` makes this index again: it misreads lengths and `DESC`.\n";

/// Of drizzle-kit 0.31.
pub fn of_index(index: &Index) -> &'static str {
    limit_of_index(index, PART_OF_COLUMN)
}

/// Of drizzle-kit 1.0.
pub fn of_index_in_v1(index: &Index) -> &'static str {
    limit_of_index(index, PART_OF_COLUMN_IN_V1)
}

fn limit_of_index(index: &Index, part: &'static str) -> &'static str {
    let mut columns = index.columns.iter();
    if index.method.as_deref() == Some("fulltext") {
        FULLTEXT
    } else if columns.any(|it| it.length.is_some() || it.order == Order::Descending) {
        part
    } else {
        ""
    }
}

pub fn of_enum(e: &Enum) -> &'static str {
    if e.values
        .iter()
        .any(|value| value.label.contains([',', '(', ')']))
    {
        LABELS
    } else {
        ""
    }
}

//! What drizzle-kit 0.31 cannot express: the comments that say so where it matters.
//!
//! `docs/limits.md` has the reasons.

use crate::catalog::{Enum, Index, Order};

use super::super::Limits;

pub const LIMITS: Limits = Limits {
    // It reads the columns of keys in their own order.
    key_order: "",
    // A unique index is made with its table, before any foreign key.
    referenced_unique: "",
};

/// It reads the key by a name of its table and columns: told another one, its push
/// drops the key, and makes it again only many statements later.
pub const LONG_KEY_NAME: &str = "// drizzle-kit gives this key a name of more than 64 bytes, with which MySQL makes no table.\n";

/// It reads the columns alone, and quotes the whole of what it makes in their place.
const PART_OF_COLUMN: &str = "// `drizzle-kit push` drops this index and cannot make it again: it misreads lengths and `DESC`.\n";

/// It has no word for a method.
const FULLTEXT: &str =
    "// A FULLTEXT index in the database, which drizzle-kit would make an ordinary one.\n";

/// It takes the labels apart at every comma, and the list at its brackets.
const LABELS: &str =
    "// drizzle-kit misreads labels with a comma or a bracket: it cannot make such a column.\n";

pub fn of_index(index: &Index) -> &'static str {
    if index.method.as_deref() == Some("fulltext") {
        FULLTEXT
    } else if index
        .columns
        .iter()
        .any(|column| column.length.is_some() || column.order == Order::Descending)
    {
        PART_OF_COLUMN
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

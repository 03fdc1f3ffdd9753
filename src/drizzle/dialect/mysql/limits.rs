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
    // Every key is called `PRIMARY`.
    key_name: "",
};

/// It gives the key a name of its table and columns, and looks for that name.
pub const LONG_KEY_NAME: &str =
    "// The name of this key is cut, which `drizzle-kit push` overlooks: it makes the key again.\n";

/// It quotes the whole of what an index has, where it makes one again.
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

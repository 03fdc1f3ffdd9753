//! What drizzle-kit 0.31 cannot express: the comments that say so where it matters.
//!
//! `docs/limits.md` has the reasons.

/// It reads the columns of a key in the order of the table.
pub const KEY_ORDER: &str =
    "// `drizzle-kit push` misreads the order of these columns and makes the key again.\n";

/// It makes foreign keys before indexes.
pub const REFERENCED_UNIQUE: &str =
    "// drizzle-kit makes the foreign keys that need this index before it, and overlooks it.\n";

/// It misreads the type of such a column.
pub const ENUM_LIST: &str =
    "// `drizzle-kit push` misreads a list of enums and sets the same type again.\n";

/// It does not read the name of a key of one column: told the name, its push
/// drops the key, and makes it again only many statements later.
pub const KEY_NAME: &str =
    "// In the database this key has a name of its own, which `drizzle-kit push` would overlook.\n";

//! What drizzle-kit 0.31 cannot express: the comments that say so where it matters.
//!
//! `docs/limits.md` has the reasons.

use crate::sql::postgres;

use super::super::Limits;

pub const LIMITS: Limits = Limits {
    key_order: KEY_ORDER,
    referenced_unique: REFERENCED_UNIQUE,
    nested: Some((
        100,
        "// PostgreSQL cannot nest a row of more than 100 columns as drizzle-orm 0.45 asks: with `with`, name fewer in `columns`.\n",
    )),
};

/// It reads the columns of a key in the order of the table.
const KEY_ORDER: &str =
    "// `drizzle-kit push` misreads the order of these columns and makes the key again.\n";

/// It makes foreign keys before indexes.
const REFERENCED_UNIQUE: &str =
    "// drizzle-kit makes the foreign keys that need this index before it, and overlooks it.\n";

/// It misreads the type of such a column.
pub const ENUM_LIST: &str =
    "// `drizzle-kit push` misreads a list of enums and sets the same type again.\n";

/// It does not read the name of a key of one column: told the name, its push
/// drops the key, and makes it again only many statements later.
pub const KEY_NAME: &str =
    "// In the database this key has a name of its own, which `drizzle-kit push` would overlook.\n";

/// It quotes every type as one name that does not begin like one it knows.
const QUOTED_TYPE: &str =
    "// drizzle-kit takes all of this type for its name, and cannot make such a column.\n";

/// How the types begin that drizzle-kit 0.31 prints as they are (`parseType` in its source).
const KNOWN_TO_KIT: &[&str] = &[
    "uuid",
    "smallint",
    "integer",
    "bigint",
    "boolean",
    "text",
    "varchar",
    "serial",
    "bigserial",
    "decimal",
    "numeric",
    "real",
    "json",
    "time",
    "date",
    "interval",
    "double precision",
    "char",
    "vector",
    "geometry",
    "halfvec",
    "sparsevec",
    "bit",
];

/// What is to be said of a type that Drizzle lacks.
pub fn of_type(sql: &str) -> &'static str {
    let is_known = KNOWN_TO_KIT.iter().any(|known| sql.starts_with(known));
    if is_known || postgres::is_plain_identifier(sql) {
        ""
    } else {
        QUOTED_TYPE
    }
}

//! `better-sqlite3` 12: what `SQLite` keeps for the types that Prisma declares.
//!
//! `SQLite` keeps a value as it suits the column: a text that is a number becomes
//! one in a column whose type it does not know, as `DECIMAL` and `JSONB`.

use crate::catalog::Dialect;

use super::profile::{List, Profile, Row, Value, row};

/// A number, which is not exact beyond 2^53.
const INT8: Value = Value::Split {
    helper: "Int8",
    select: "number",
    insert: "bigint | number",
};
pub const NUMERIC: Value = Value::Split {
    helper: "Numeric",
    select: "number",
    insert: "number | string",
};

pub static PROFILE: Profile = Profile {
    name: "better-sqlite3",
    dialects: &[Dialect::Sqlite],
    rows: &[
        // It binds no boolean.
        row(&["integer", "real", "boolean"], Value::Plain("number")),
        row(&["bigint"], INT8),
        row(&["decimal"], NUMERIC),
        row(&["text"], Value::Plain("string")),
        row(
            &["datetime"],
            Value::Stored {
                text: "string",
                number: "number",
            },
        ),
        row(&["jsonb"], Value::JsonText),
        row(&["blob"], Value::Plain("Buffer")),
    ],
    enum_list: List::Each,
    others: |name| by_affinity(name, Value::Plain("Buffer")),
};

/// A type that is none of Prisma's, by the words in it, as `SQLite` has it.
///
/// Source: `https://sqlite.org/datatype3.html`, "Determination Of Column Affinity".
pub fn by_affinity(name: &str, blob: Value) -> Row {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    let value = if has(&["int"]) {
        Value::Plain("number")
    } else if has(&["char", "clob", "text"]) {
        Value::Plain("string")
    } else if has(&["blob"]) {
        blob
    } else if has(&["real", "floa", "doub"]) {
        Value::Plain("number")
    } else {
        Value::Plain("number | string")
    };
    row(&[], value)
}

//! `@libsql/client` below `@libsql/kysely-libsql`: as `better-sqlite3`, but it binds
//! booleans and dates, and returns bytes as an `ArrayBuffer`.
//!
//! Source: `@libsql/client` 0.18, `lib-esm/sqlite3.js`.

use crate::catalog::Dialect;

use super::{
    better_sqlite3::{NUMERIC, by_affinity},
    profile::{List, Profile, Value, row},
};

const BOOL: Value = Value::Split {
    helper: "Bool",
    select: "number",
    insert: "boolean | number",
};
/// A number; it refuses to read one beyond 2^53.
const INT8: Value = Value::Split {
    helper: "Int8",
    select: "number",
    insert: "bigint | number",
};
const BYTES: Value = Value::Split {
    helper: "Bytes",
    select: "ArrayBuffer",
    insert: "ArrayBuffer | Uint8Array",
};

pub static PROFILE: Profile = Profile {
    name: "libsql",
    dialects: &[Dialect::Sqlite],
    rows: &[
        row(&["integer", "real"], Value::Plain("number")),
        row(&["boolean"], BOOL),
        row(&["bigint"], INT8),
        row(&["decimal"], NUMERIC),
        row(&["text"], Value::Plain("string")),
        row(
            &["datetime"],
            Value::Stored {
                text: "string",
                number: "Date | number",
            },
        ),
        row(&["jsonb"], Value::JsonText),
        row(&["blob"], BYTES),
    ],
    enum_list: List::Each,
    others: |name| by_affinity(name, BYTES),
};

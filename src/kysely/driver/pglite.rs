//! `@electric-sql/pglite`: `PostgreSQL` in the process, with parsers of its own.
//!
//! Source: `@electric-sql/pglite` 0.5, `src/types.ts`. It learns of the lists of the
//! types that are there when a database is opened, or by `refreshArrayTypes()`.

use crate::catalog::Dialect;

use super::{
    pg::{NUMERIC, TIMESTAMP},
    profile::{JsonInsert, List, Profile, Value, row},
};

/// A number, and a `bigint` where a number would not be exact.
const INT8: Value = Value::Split {
    helper: "Int8",
    select: "bigint | number",
    insert: "bigint | number | string",
};

pub static PROFILE: Profile = Profile {
    name: "pglite",
    dialects: &[Dialect::Postgres],
    rows: &[
        row(
            &["smallint", "integer", "oid", "real", "double precision"],
            Value::Plain("number"),
        ),
        row(&["bigint"], INT8),
        row(&["numeric", "money"], NUMERIC),
        row(&["boolean"], Value::Plain("boolean")),
        row(&["timestamp", "timestamptz", "date"], TIMESTAMP),
        row(&["json", "jsonb"], Value::Json(JsonInsert::Value)),
        row(&["bytea"], Value::Plain("Uint8Array")),
    ],
    enum_list: List::Each,
    others: |_| row(&[], Value::Plain("string")),
};

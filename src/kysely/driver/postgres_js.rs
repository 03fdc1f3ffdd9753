//! `postgres` 3 (postgres.js), which asks the server for the types of lists.
//!
//! Source: `postgres` 3.4, `src/types.js` and `fetchArrayTypes` in `src/connection.js`.
//! It takes the type of an array that it is given from the first element, and so
//! does not take those of booleans, dates and bytes.

use crate::catalog::Dialect;

use super::{
    pg::{INT8, NUMERIC, TIMESTAMP},
    profile::{JsonInsert, List, Profile, Value, row},
};

/// In a list, a `bigint` would pass for one that is no list.
const INT8_IN_LIST: Value = Value::Split {
    helper: "Int8",
    select: "string",
    insert: "number | string",
};
const TIMESTAMP_IN_LIST: Value = Value::Split {
    helper: "Timestamp",
    select: "Date",
    insert: "string",
};

pub static PROFILE: Profile = Profile {
    name: "postgres.js",
    dialects: &[Dialect::Postgres],
    rows: &[
        row(
            &["smallint", "integer", "oid", "real", "double precision"],
            Value::Plain("number"),
        ),
        row(&["bigint"], INT8).with_list(List::Of(INT8_IN_LIST)),
        row(&["numeric", "money"], NUMERIC),
        row(&["boolean"], Value::Plain("boolean")).with_list(List::FromText),
        row(&["timestamp", "timestamptz", "date"], TIMESTAMP)
            .with_list(List::Of(TIMESTAMP_IN_LIST)),
        row(&["json", "jsonb"], Value::Json(JsonInsert::Value)),
        row(&["bytea"], Value::Plain("Buffer")).with_list(List::FromText),
    ],
    enum_list: List::Each,
    others: |_| row(&[], Value::Plain("string")),
};

//! `pg` 8 as `orm-clients.ts` sets it up: what its parsers make of `PostgreSQL`'s
//! types, and `pg`'s own of the others. A list is a list of what a single value is.
//!
//! Source: `templates/clients/postgres.ts`.

use crate::catalog::Dialect;

use super::{
    pg::{CIRCLE, NUMERIC, POINT, TIMESTAMP},
    profile::{JsonInsert, List, Profile, Row, Value, row},
};

const INT8: Value = Value::Split {
    helper: "Int8",
    select: "bigint",
    insert: "bigint | number | string",
};

pub static PROFILE: Profile = Profile {
    name: "clients",
    dialects: &[Dialect::Postgres],
    rows: ROWS,
    enum_list: List::Each,
    others: |_| row(&[], Value::Plain("string")),
};

const ROWS: &[Row] = &[
    row(
        &["smallint", "integer", "oid", "real", "double precision"],
        Value::Plain("number"),
    ),
    row(&["bigint"], INT8),
    row(&["numeric", "money"], NUMERIC),
    row(&["boolean"], Value::Plain("boolean")),
    row(&["timestamp", "timestamptz", "date"], TIMESTAMP),
    row(&["json", "jsonb"], Value::Json(JsonInsert::Value)),
    row(&["bytea"], Value::Plain("Buffer")),
    row(&["point"], POINT),
    row(&["circle"], CIRCLE),
    // Another character than a comma divides them.
    row(&["box"], Value::Plain("string")).with_list(List::Text),
];

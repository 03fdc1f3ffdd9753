//! `pg` 8: what node-postgres makes of `PostgreSQL`'s types; Neon's driver has its
//! parsers in it.
//!
//! Source: `pg-types` 2, `lib/textParsers.js`: a type without a parser there
//! arrives as text, a list of it too.

use crate::catalog::Dialect;

use super::profile::{JsonInsert, List, Profile, Row, Value, row};

pub const TIMESTAMP: Value = Value::Split {
    helper: "Timestamp",
    select: "Date",
    insert: "Date | string",
};
pub const INT8: Value = Value::Split {
    helper: "Int8",
    select: "string",
    insert: "bigint | number | string",
};
pub const NUMERIC: Value = Value::Split {
    helper: "Numeric",
    select: "string",
    insert: "number | string",
};
/// A list of `numeric` is read into numbers, which loses digits.
const NUMERIC_IN_LIST: Value = Value::Split {
    helper: "Numeric",
    select: "number",
    insert: "number | string",
};
const INTERVAL: Value = Value::Split {
    helper: "Interval",
    select: "{ years?: number; months?: number; days?: number; hours?: number; minutes?: number; seconds?: number; milliseconds?: number }",
    insert: "string",
};
pub const POINT: Value = Value::Split {
    helper: "Point",
    select: "{ x: number; y: number }",
    insert: "string",
};
pub const CIRCLE: Value = Value::Split {
    helper: "Circle",
    select: "{ x: number; y: number; radius: number }",
    insert: "string",
};

pub static PROFILE: Profile = Profile {
    name: "pg",
    dialects: &[Dialect::Postgres, Dialect::Cockroach],
    rows: ROWS,
    enum_list: List::Text,
    others,
};

pub static NEON: Profile = Profile {
    name: "neon",
    dialects: &[Dialect::Postgres],
    rows: ROWS,
    enum_list: List::Text,
    others,
};

const ROWS: &[Row] = &[
    row(
        &["smallint", "integer", "oid", "real", "double precision"],
        Value::Plain("number"),
    ),
    row(&["bigint"], INT8),
    row(&["numeric"], NUMERIC).with_list(List::Of(NUMERIC_IN_LIST)),
    row(&["money"], NUMERIC),
    row(&["boolean"], Value::Plain("boolean")),
    row(
        &[
            "char", "varchar", "text", "uuid", "inet", "cidr", "macaddr", "numrange", "time",
            "timetz",
        ],
        Value::Plain("string"),
    ),
    row(&["timestamp", "timestamptz", "date"], TIMESTAMP),
    row(&["json", "jsonb"], Value::Json(JsonInsert::Value)),
    row(&["bytea"], Value::Plain("Buffer")),
    row(&["interval"], INTERVAL),
    row(&["point"], POINT),
    row(&["circle"], CIRCLE).with_list(List::Of(Value::Plain("string"))),
];

fn others(_: &str) -> Row {
    row(&[], Value::Plain("string")).with_list(List::Text)
}

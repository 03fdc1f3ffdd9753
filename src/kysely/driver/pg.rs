//! `pg` 8: what node-postgres makes of `PostgreSQL`'s types.
//!
//! Source: `pg-types` 2, `lib/textParsers.js`: a type without a parser there
//! arrives as text, a list of it too.

use crate::catalog::{ColumnType, TypeName};

use super::Value;

const TIMESTAMP: Value = Value::Split {
    helper: "Timestamp",
    select: "Date",
    insert: "Date | string",
};
const INT8: Value = Value::Split {
    helper: "Int8",
    select: "string",
    insert: "bigint | number | string",
};
const NUMERIC: Value = Value::Split {
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
const POINT: Value = Value::Split {
    helper: "Point",
    select: "{ x: number; y: number }",
    insert: "string",
};
const CIRCLE: Value = Value::Split {
    helper: "Circle",
    select: "{ x: number; y: number; radius: number }",
    insert: "string",
};

pub fn value(ty: &ColumnType) -> Value {
    let TypeName::Plain { name, .. } = &ty.name else {
        return Value::Enum;
    };
    match name.as_str() {
        "smallint" | "integer" | "oid" | "real" | "double precision" => Value::Plain("number"),
        "bigint" => INT8,
        "numeric" if ty.list => NUMERIC_IN_LIST,
        "numeric" | "money" => NUMERIC,
        "boolean" => Value::Plain("boolean"),
        "timestamp" | "timestamptz" | "date" => TIMESTAMP,
        "json" | "jsonb" => Value::Json,
        "bytea" => Value::Plain("Buffer"),
        "interval" => INTERVAL,
        "point" => POINT,
        "circle" if !ty.list => CIRCLE,
        _ => Value::Plain("string"),
    }
}

/// The types whose lists have a parser.
pub fn reads_lists(ty: &ColumnType) -> bool {
    let TypeName::Plain { name, .. } = &ty.name else {
        return false;
    };
    matches!(
        name.as_str(),
        "smallint"
            | "integer"
            | "bigint"
            | "oid"
            | "real"
            | "double precision"
            | "numeric"
            | "money"
            | "boolean"
            | "char"
            | "varchar"
            | "text"
            | "bytea"
            | "uuid"
            | "inet"
            | "cidr"
            | "macaddr"
            | "numrange"
            | "point"
            | "date"
            | "time"
            | "timetz"
            | "timestamp"
            | "timestamptz"
            | "interval"
            | "json"
            | "jsonb"
    )
}

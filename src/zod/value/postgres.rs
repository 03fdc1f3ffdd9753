//! The values of a `PostgreSQL` type as a row of Drizzle's holds them.

use crate::zod::options::{BigIntValue, DateValue, DecimalValue, Options};

use super::{BUFFER, Value};

/// The schema for a type that holds no JSON.
pub fn value(name: &str, arguments: &[String], options: &Options) -> Value {
    let length = arguments.first();
    let max = || length.map_or_else(String::new, |n| format!(".max({n})"));
    let schema = match name {
        "smallint" => "z.int().min(-32768).max(32767)".to_owned(),
        "integer" => "z.int32()".to_owned(),
        "oid" => "z.uint32()".to_owned(),
        "bigint" => match options.bigint {
            BigIntValue::BigInt => "z.int64()",
            BigIntValue::Number => "z.int()",
        }
        .to_owned(),
        "real" => "z.float32()".to_owned(),
        "double precision" => "z.number()".to_owned(),
        "numeric" => match options.decimal {
            DecimalValue::String => return Value::Numeric,
            DecimalValue::Number => "z.number()",
        }
        .to_owned(),
        "boolean" => "z.boolean()".to_owned(),
        "varchar" | "char" => format!("z.string(){}", max()),
        // Any 128 bits are one; `z.uuid()` wants those of RFC 9562.
        "uuid" => "z.guid()".to_owned(),
        "bit" => bits(&length.map_or("*".to_owned(), |n| format!("{{{n}}}"))),
        "varbit" => bits(&length.map_or("*".to_owned(), |n| format!("{{0,{n}}}"))),
        "date" | "timestamp" | "timestamptz" => match options.date {
            DateValue::Date => "z.date()",
            DateValue::String => "z.string()",
        }
        .to_owned(),
        "vector" | "halfvec" if length.is_some() => {
            let dimensions = length.map_or_else(String::new, |n| format!(".length({n})"));
            format!("z.array(z.number()){dimensions}")
        }
        "bytea" => BUFFER.to_owned(),
        _ => "z.string()".to_owned(),
    };
    Value::Schema(schema)
}

fn bits(repeat: &str) -> String {
    format!("z.string().regex(/^[01]{repeat}$/)")
}

/// What `PostgreSQL` takes for a number, and prints as one.
pub const NUMERIC: &str =
    r"z.string().regex(/^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[+-]?infinity|nan)$/i)";

//! The values of a type that Prisma declares on `SQLite` as a row of Drizzle's holds them.

use crate::zod::options::{BigIntValue, DateValue, DecimalValue, Options};

use super::{BUFFER, Value};

/// The schema for a type that holds no JSON.
pub fn value(name: &str, arguments: &[String], options: &Options) -> Value {
    let schema = match name {
        _ if !arguments.is_empty() => "z.unknown()",
        "integer" => "z.int()",
        "bigint" => match options.bigint {
            BigIntValue::BigInt => "z.int64()",
            BigIntValue::Number => "z.int()",
        },
        "real" => "z.number()",
        "decimal" => match options.decimal {
            DecimalValue::String => return Value::Numeric,
            DecimalValue::Number => "z.number()",
        },
        "boolean" => "z.boolean()",
        "datetime" => match options.date {
            DateValue::Date => "z.date()",
            DateValue::String => "z.string()",
        },
        "blob" => BUFFER,
        "text" => "z.string()",
        // Whatever the driver returns.
        _ => "z.unknown()",
    };
    Value::Schema(schema.to_owned())
}

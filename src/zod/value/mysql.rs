//! The values of a `MySQL` type as a row of Drizzle's holds them.
//!
//! Ranges: `https://dev.mysql.com/doc/refman/8.4/en/integer-types.html`

use crate::zod::options::{BigIntValue, DateValue, DecimalValue, Options};

use super::{BUFFER, Value};

/// The schema for a type that holds no JSON.
pub fn value(name: &str, arguments: &[String], options: &Options) -> Value {
    let (base, is_unsigned) = match name.strip_suffix(" unsigned") {
        Some(base) => (base, true),
        None => (name, false),
    };
    let length = arguments.first();
    let is_one = arguments == ["1"];
    let schema = match base {
        "tinyint" if is_one && !is_unsigned => "z.boolean()".to_owned(),
        "tinyint" => whole(is_unsigned, 8),
        "smallint" => whole(is_unsigned, 16),
        "mediumint" => whole(is_unsigned, 24),
        "int" if is_unsigned => "z.uint32()".to_owned(),
        "int" => "z.int32()".to_owned(),
        "bigint" => match (options.bigint, is_unsigned) {
            (BigIntValue::BigInt, false) => "z.int64()",
            (BigIntValue::BigInt, true) => "z.uint64()",
            (BigIntValue::Number, false) => "z.int()",
            (BigIntValue::Number, true) => "z.int().min(0)",
        }
        .to_owned(),
        "year" => "z.int()".to_owned(),
        "float" | "double" => "z.number()".to_owned(),
        "decimal" => match options.decimal {
            DecimalValue::String => return Value::Numeric,
            DecimalValue::Number => "z.number()".to_owned(),
        },
        "char" | "varchar" => {
            let max = length.map_or_else(String::new, |n| format!(".max({n})"));
            format!("z.string(){max}")
        }
        "date" | "datetime" | "timestamp" => match options.date {
            DateValue::Date => "z.date()",
            DateValue::String => "z.string()",
        }
        .to_owned(),
        "bit" if is_one => "z.boolean()".to_owned(),
        "bit" | "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob" | "longblob" => {
            BUFFER.to_owned()
        }
        "geometry" | "point" | "linestring" | "polygon" | "multipoint" | "multilinestring"
        | "multipolygon" | "geometrycollection" => "z.unknown()".to_owned(),
        _ => "z.string()".to_owned(),
    };
    Value::Schema(schema)
}

/// A whole number of so many bits.
fn whole(is_unsigned: bool, bits: u32) -> String {
    let (min, max) = if is_unsigned {
        (0, (1_i64 << bits) - 1)
    } else {
        (-(1_i64 << (bits - 1)), (1_i64 << (bits - 1)) - 1)
    };
    format!("z.int().min({min}).max({max})")
}

//! The types of `CockroachDB` and the builders of `drizzle-orm/cockroach-core` 1.0 for
//! them.

use crate::{
    catalog::{Column, ColumnType, TypeName},
    sql::postgres,
};

use super::super::super::{
    super::options::{BigIntMode, DateMode, DecimalMode, Options},
    Builder, custom_type, decimal_entries,
};

/// How a default of the type is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// `0`, `true`
    Number,
    /// `0n`
    BigInt,
    /// `"0"`
    Text,
    /// Only as SQL.
    Sql,
}

/// The builder for a column, and how it takes values.
pub fn builder(column: &Column, options: &Options) -> (Builder, Values) {
    let TypeName::Plain { name, arguments } = &column.ty.name else {
        return (Builder::Enum, Values::Text);
    };
    let core = |function, entries: Vec<String>| Builder::core(function, &entries);
    let entry = |key| arguments.first().map(|value| format!("{key}: {value}"));
    let text = |function| {
        let entries = entry("length").into_iter().collect();
        (core(function, entries), Values::Text)
    };
    let zone = |zoned: bool| zoned.then(|| "withTimezone: true".to_owned());
    match name.as_str() {
        "smallint" => (core("int2", Vec::new()), Values::Number),
        "integer" => (core("int4", Vec::new()), Values::Number),
        "bigint" => {
            let (mode, values) = match options.bigint {
                BigIntMode::BigInt => ("bigint", Values::BigInt),
                BigIntMode::Number => ("number", Values::Number),
            };
            (core("int8", vec![format!("mode: \"{mode}\"")]), values)
        }
        "real" => (core("real", Vec::new()), Values::Number),
        "double precision" => (core("float", Vec::new()), Values::Number),
        "numeric" => {
            let values = match options.decimal {
                DecimalMode::String => Values::Text,
                DecimalMode::Number => Values::Number,
            };
            (core("decimal", decimal_entries(arguments, options)), values)
        }
        "boolean" => (core("bool", Vec::new()), Values::Number),
        // `STRING(20)` is a `varchar` by another name.
        "text" | "varchar" => text("string"),
        "char" => text("char"),
        "bit" => text("bit"),
        "varbit" => text("varbit"),
        "uuid" => (core("uuid", Vec::new()), Values::Text),
        "inet" => (core("inet", Vec::new()), Values::Text),
        "jsonb" => (core("jsonb", Vec::new()), Values::Sql),
        "date" => {
            let mode = (options.date == DateMode::Date).then(|| "mode: \"date\"".to_owned());
            (core("date", mode.into_iter().collect()), Values::Sql)
        }
        "timestamp" | "timestamptz" => {
            let mode = (options.date == DateMode::String).then(|| "mode: \"string\"".to_owned());
            let entries = mode.into_iter().chain(entry("precision"));
            let entries = entries.chain(zone(name == "timestamptz")).collect();
            (core("timestamp", entries), Values::Sql)
        }
        "time" | "timetz" => {
            let entries = entry("precision").into_iter();
            let entries = entries.chain(zone(name == "timetz")).collect();
            (core("time", entries), Values::Sql)
        }
        "vector" if !arguments.is_empty() => {
            let entries = entry("dimensions").into_iter().collect();
            (core("vector", entries), Values::Sql)
        }
        other => {
            let data = match other {
                "bytea" => "Buffer",
                "oid" => "number",
                _ => "string",
            };
            let custom = custom_type(print(&column.ty), data, |_| "");
            (Builder::Custom(custom), Values::Sql)
        }
    }
}

/// The element's type in the words of `CockroachDB`: `bytes`, `string(20)`.
pub fn print(ty: &ColumnType) -> String {
    let element = ColumnType {
        list: false,
        ..ty.clone()
    };
    let TypeName::Plain { name, arguments } = &element.name else {
        return postgres::print_type(&element);
    };
    let own = match name.as_str() {
        "smallint" => "int2",
        "integer" => "int4",
        "bigint" => "int8",
        "real" => "float4",
        "double precision" => "float8",
        "numeric" => "decimal",
        "boolean" => "bool",
        "text" | "varchar" => "string",
        "bytea" => "bytes",
        other => other,
    };
    match arguments.as_slice() {
        [] => own.to_owned(),
        list => format!("{own}({})", list.join(",")),
    }
}

//! The types of `PostgreSQL` and the builders of `drizzle-orm/pg-core` 0.45 for them.

use crate::{
    catalog::{Column, ColumnType, Default, TypeName},
    sql::postgres,
};

use super::{
    super::{
        super::options::{BigIntMode, DateMode, DecimalMode, Options},
        Builder, CustomType, custom_type, decimal_entries, object,
    },
    limits,
};

/// How a default of the type is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// `0`
    Number,
    /// `"0"`
    Text,
    /// `0n`
    BigInt,
    /// As SQL, a number in quotes: `` sql`'0'` ``
    QuotedSql,
    /// Only as SQL.
    Sql,
}

/// The builder for a column, and how it takes values.
pub fn builder(column: &Column, options: &Options) -> (Builder, Values) {
    let TypeName::Plain { name, arguments } = &column.ty.name else {
        return (Builder::Enum, Values::Text);
    };
    let core = |function, config| Builder::Core { function, config };
    let first = arguments.first();
    let length = || first.map(|n| format!("{{ length: {n} }}"));
    let dimensions = || first.map(|n| format!("{{ dimensions: {n} }}"));
    // An identity says so itself.
    let sequence = column.default == Some(Default::AutoIncrement) && column.identity.is_none();
    let bigint = || {
        let mode = match options.bigint {
            BigIntMode::BigInt => "bigint",
            BigIntMode::Number => "number",
        };
        Some(format!("{{ mode: \"{mode}\" }}"))
    };
    match name.as_str() {
        "smallint" if sequence => (core("smallserial", None), Values::Number),
        "integer" if sequence => (core("serial", None), Values::Number),
        "bigint" if sequence => (core("bigserial", bigint()), Values::Number),
        "smallint" => (core("smallint", None), Values::Number),
        "integer" => (core("integer", None), Values::Number),
        "bigint" => {
            // drizzle-kit 0.31 cannot print a bigint (drizzle-orm#1879).
            let values = match options.bigint {
                BigIntMode::BigInt => Values::Sql,
                BigIntMode::Number => Values::Number,
            };
            (core("bigint", bigint()), values)
        }
        "real" => (core("real", None), Values::Number),
        "double precision" => (core("doublePrecision", None), Values::Number),
        "numeric" => {
            // drizzle-kit 0.31 compares the default as text, which a number is not.
            let values = match options.decimal {
                DecimalMode::String => Values::Text,
                DecimalMode::Number => Values::QuotedSql,
            };
            (
                core("numeric", object(&decimal_entries(arguments, options))),
                values,
            )
        }
        "boolean" => (core("boolean", None), Values::Number),
        "text" => (core("text", None), Values::Text),
        "varchar" => (core("varchar", length()), Values::Text),
        "char" => (core("char", length()), Values::Text),
        "uuid" => (core("uuid", None), Values::Text),
        "inet" => (core("inet", None), Values::Text),
        "cidr" => (core("cidr", None), Values::Text),
        "json" => (core("json", None), Values::Sql),
        "jsonb" => (core("jsonb", None), Values::Sql),
        "date" => (core("date", date(options)), Values::Sql),
        "timestamp" => (
            core("timestamp", timestamp(first, false, options)),
            Values::Sql,
        ),
        "timestamptz" => (
            core("timestamp", timestamp(first, true, options)),
            Values::Sql,
        ),
        "time" => (core("time", time(first, false)), Values::Sql),
        "timetz" => (core("time", time(first, true)), Values::Sql),
        "vector" if first.is_some() => (core("vector", dimensions()), Values::Sql),
        "halfvec" if first.is_some() => (core("halfvec", dimensions()), Values::Sql),
        "sparsevec" if first.is_some() => (core("sparsevec", dimensions()), Values::Sql),
        "bytea" => (Builder::Custom(bytes(column.ty.list)), Values::Sql),
        other => {
            let data = match other {
                "oid" => "number",
                _ => "string",
            };
            let element = ColumnType {
                list: false,
                ..column.ty.clone()
            };
            let sql = postgres::print_type(&element);
            let values = if data == "string" {
                Values::Text
            } else {
                Values::Sql
            };
            (
                Builder::Custom(custom_type(sql, data, limits::of_type)),
                values,
            )
        }
    }
}

/// Bytes, which are text in the JSON of nested rows. drizzle-orm 0.45 makes the text of
/// a list itself, and of a Buffer in it none that is bytes.
fn bytes(in_list: bool) -> CustomType {
    let from = "fromDriver: (value) => typeof value === \"string\" ? Buffer.from(value.slice(2), \"hex\") : value";
    let to = "toDriver: (value) => `\\\\x${value.toString(\"hex\")}`";
    let (wish, to) = if in_list {
        ("bytea in list", format!("{to}, "))
    } else {
        ("bytea", String::new())
    };
    CustomType {
        wish: wish.to_owned(),
        definition: format!(
            "customType<{{ data: Buffer; driverData: Buffer | string }}>({{ dataType: () => \"bytea\", {to}{from} }})"
        ),
        limit: "",
    }
}

fn date(options: &Options) -> Option<String> {
    match options.date {
        DateMode::Date => Some("{ mode: \"date\" }".to_owned()),
        DateMode::String => None,
    }
}

fn timestamp(precision: Option<&String>, zone: bool, options: &Options) -> Option<String> {
    let mut entries = Vec::new();
    if options.date == DateMode::String {
        entries.push("mode: \"string\"".to_owned());
    }
    time_of_day(entries, precision, zone)
}

fn time(precision: Option<&String>, zone: bool) -> Option<String> {
    time_of_day(Vec::new(), precision, zone)
}

fn time_of_day(mut entries: Vec<String>, precision: Option<&String>, zone: bool) -> Option<String> {
    entries.extend(precision.map(|p| format!("precision: {p}")));
    if zone {
        entries.push("withTimezone: true".to_owned());
    }
    object(&entries)
}

//! The types that Prisma declares on `SQLite` and what builds them.
//!
//! `SQLite` keeps numbers, texts and bytes alone, whatever a column's type is called.
//! `drizzle-orm/sqlite-core` has builders for those; the other names are types of the
//! file's own, which read what every client of the database may have written.

use crate::{
    catalog::{Column, TypeName},
    sql::sqlite::{Dates, print_type},
    typescript::quote,
};

use super::super::{
    super::options::{BigIntMode, DateMode, DecimalMode, Options},
    Builder, CustomType, custom_type,
};

/// The builder for a column.
pub fn builder(column: &Column, options: &Options) -> Builder {
    let TypeName::Plain { name, arguments } = &column.ty.name else {
        return Builder::Enum;
    };
    let core = |function, config: Option<&str>| Builder::Core {
        function,
        config: config.map(str::to_owned),
    };
    if !arguments.is_empty() {
        return other(column);
    }
    match name.as_str() {
        "integer" => core("integer", None),
        "real" => core("real", None),
        "text" => core("text", None),
        "blob" => core("blob", Some("{ mode: \"buffer\" }")),
        "bigint" => custom(column, &bigint(options)),
        "decimal" => custom(column, &decimal(options)),
        "boolean" => custom(
            column,
            &Value {
                data: "boolean",
                driver_data: "number",
                from_driver: "Boolean",
                to_driver: "Number",
            },
        ),
        "datetime" => custom(column, &datetime(options)),
        // The database keeps the text of a number as a number.
        "jsonb" => custom(
            column,
            &Value {
                data: "unknown",
                driver_data: "unknown",
                from_driver: "(value) => typeof value === \"string\" ? JSON.parse(value) : value",
                to_driver: "(value) => JSON.stringify(value)",
            },
        ),
        _ => other(column),
    }
}

/// A value of a type that Drizzle lacks: what a row holds, what the driver does, and
/// how one is made of the other; empty where it is passed on.
struct Value {
    data: &'static str,
    driver_data: &'static str,
    from_driver: &'static str,
    to_driver: &'static str,
}

fn bigint(options: &Options) -> Value {
    let (data, from_driver) = match options.bigint {
        BigIntMode::BigInt => ("bigint", "BigInt"),
        BigIntMode::Number => ("number", "Number"),
    };
    Value {
        data,
        driver_data: "bigint | number",
        from_driver,
        to_driver: "",
    }
}

/// The database keeps it as a number, as far as a double holds its digits.
fn decimal(options: &Options) -> Value {
    let (data, from_driver) = match options.decimal {
        DecimalMode::String => ("string", "String"),
        DecimalMode::Number => ("number", "Number"),
    };
    Value {
        data,
        driver_data: "number | string",
        from_driver,
        to_driver: "",
    }
}

/// Reads every spelling that Prisma has had, and the one of `CURRENT_TIMESTAMP`, which
/// is UTC without saying so; writes the one that the options say.
fn datetime(options: &Options) -> Value {
    let (data, from_driver) = match options.date {
        DateMode::Date => (
            "Date",
            "(value) => new Date(/^\\S+ [\\d:.]+$/.test(`${value}`) ? `${value}Z`.replace(\" \", \"T\") : value)",
        ),
        DateMode::String => match options.sqlite_dates {
            Dates::Iso8601 => ("string", "String"),
            Dates::UnixEpochMs => (
                "string",
                "(value) => typeof value === \"number\" ? new Date(value).toISOString() : value",
            ),
        },
    };
    let to_driver = match (options.date, options.sqlite_dates) {
        (DateMode::Date, Dates::Iso8601) => {
            "(value) => value.toISOString().replace(\"Z\", \"+00:00\")"
        }
        (DateMode::Date, Dates::UnixEpochMs) => "(value) => value.getTime()",
        (DateMode::String, Dates::Iso8601) => "",
        (DateMode::String, Dates::UnixEpochMs) => "(value) => Date.parse(value)",
    };
    Value {
        data,
        driver_data: "number | string",
        from_driver,
        to_driver,
    }
}

fn custom(column: &Column, value: &Value) -> Builder {
    let Value {
        data,
        driver_data,
        from_driver,
        to_driver,
    } = value;
    let sql = print_type(&column.ty);
    let mut definition = format!(
        "customType<{{ data: {data}; driverData: {driver_data} }}>({{\ndataType: () => {}, fromDriver: {from_driver}",
        quote::string(&sql)
    );
    if !to_driver.is_empty() {
        definition.push_str(&format!(", toDriver: {to_driver}"));
    }
    definition.push_str(" })");
    Builder::Custom(CustomType {
        wish: sql,
        definition,
        limit: "",
    })
}

/// A type that Prisma does not declare: whatever the driver returns.
fn other(column: &Column) -> Builder {
    Builder::Custom(custom_type(print_type(&column.ty), "unknown", |_| ""))
}

//! The types of `MySQL` and the builders of `drizzle-orm/mysql-core` 0.45 for them.

use crate::{
    catalog::{Column, TypeName},
    sql::mysql,
};

use super::super::{
    super::options::{BigIntMode, DateMode, DecimalMode, Options},
    Builder, CustomType, custom_type, decimal_entries,
};

/// How a default of the type is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// `0`
    Number,
    /// `true`
    Boolean,
    /// `"a"`
    Text,
    /// As SQL in brackets, which alone `MySQL` takes of such a type: `` sql`('a')` ``
    BracketedSql,
    /// `"1.50"`: every digit of the type's scale.
    Digits,
    /// The same as SQL: `` sql`'1.50'` ``
    QuotedDigits,
    /// Only as SQL.
    Sql,
}

/// The builder for a column, and how it takes values.
pub fn builder(column: &Column, options: &Options) -> (Builder, Values) {
    let TypeName::Plain { name, arguments } = &column.ty.name else {
        return (Builder::Enum, Values::Text);
    };
    let (base, is_unsigned) = match name.strip_suffix(" unsigned") {
        Some(base) => (base, true),
        None => (name.as_str(), false),
    };
    let core = |function, entries: Vec<String>| Builder::core(function, &entries);
    let unsigned = || is_unsigned.then(|| "unsigned: true".to_owned());
    let number = |function| core(function, unsigned().into_iter().collect());
    let entry = |key| arguments.first().map(|value| format!("{key}: {value}"));
    let text_mode = || (options.date == DateMode::String).then(|| "mode: \"string\"".to_owned());
    match base {
        "tinyint" if arguments == &["1"] && !is_unsigned => {
            (core("boolean", Vec::new()), Values::Boolean)
        }
        "tinyint" => (number("tinyint"), Values::Number),
        "smallint" => (number("smallint"), Values::Number),
        "mediumint" => (number("mediumint"), Values::Number),
        "int" => (number("int"), Values::Number),
        "float" if arguments.is_empty() => (number("float"), Values::Number),
        "double" if arguments.is_empty() => (number("double"), Values::Number),
        "year" => (core("year", Vec::new()), Values::Number),
        "bigint" => {
            // drizzle-kit 0.31 cannot print a bigint (drizzle-orm#1879).
            let (mode, values) = match options.bigint {
                BigIntMode::BigInt => ("bigint", Values::Sql),
                BigIntMode::Number => ("number", Values::Number),
            };
            let mode = format!("mode: \"{mode}\"");
            let entries = std::iter::once(mode).chain(unsigned()).collect();
            (core("bigint", entries), values)
        }
        "decimal" => {
            let values = match options.decimal {
                DecimalMode::String => Values::Digits,
                DecimalMode::Number => Values::QuotedDigits,
            };
            let entries = decimal_entries(arguments, options).into_iter();
            (core("decimal", entries.chain(unsigned()).collect()), values)
        }
        "char" => (
            core("char", entry("length").into_iter().collect()),
            Values::Text,
        ),
        "varchar" => (
            core("varchar", entry("length").into_iter().collect()),
            Values::Text,
        ),
        "text" => (core("text", Vec::new()), Values::Text),
        "tinytext" => (core("tinytext", Vec::new()), Values::BracketedSql),
        "mediumtext" => (core("mediumtext", Vec::new()), Values::BracketedSql),
        "longtext" => (core("longtext", Vec::new()), Values::BracketedSql),
        "json" => (core("json", Vec::new()), Values::BracketedSql),
        "date" => (date(options), Values::Sql),
        "time" => (
            core("time", entry("fsp").into_iter().collect()),
            Values::Sql,
        ),
        "datetime" => {
            let entries = text_mode().into_iter().chain(entry("fsp")).collect();
            (core("datetime", entries), Values::Sql)
        }
        "timestamp" => {
            let entries = text_mode().into_iter().chain(entry("fsp")).collect();
            (core("timestamp", entries), Values::Sql)
        }
        // Prisma's `Boolean` may be one bit.
        "bit" if arguments == &["1"] => (Builder::Custom(one_bit()), Values::Boolean),
        _ => {
            let data = match base {
                "bit" | "binary" | "varbinary" | "tinyblob" | "blob" | "mediumblob"
                | "longblob" => "Buffer",
                "float" | "double" => "number",
                // Points are objects, other shapes are lists of them.
                "geometry" | "point" | "linestring" | "polygon" | "multipoint"
                | "multilinestring" | "multipolygon" | "geometrycollection" => "unknown",
                _ => "string",
            };
            let custom = custom_type(mysql::print_type(&column.ty), data, |_| "");
            (Builder::Custom(custom), Values::Sql)
        }
    }
}

fn custom(wish: &str, definition: String) -> CustomType {
    CustomType {
        wish: wish.to_owned(),
        definition,
        limit: "",
    }
}

fn one_bit() -> CustomType {
    let definition = "customType<{ data: boolean; driverData: Buffer }>({\ndataType: () => \"bit(1)\", fromDriver: (value) => value[0] === 1 })";
    custom("bit(1)", definition.to_owned())
}

/// A day. Drizzle's own `date` gives the driver a `Date`, which writes the day that
/// it is in the process's time zone: the day before, to the west of Greenwich.
fn date(options: &Options) -> Builder {
    match options.date {
        DateMode::Date => Builder::Custom(custom(
            "date",
            "customType<{ data: Date; driverData: string }>({\ndataType: () => \"date\", toDriver: (value) => value.toISOString().slice(0, 10), fromDriver: (value) => new Date(value) })".to_owned(),
        )),
        DateMode::String => Builder::Core {
            function: "date",
            config: Some("{ mode: \"string\" }".to_owned()),
        },
    }
}

//! The types of SQL Server and the builders of `drizzle-orm/mssql-core` 1.0 for them.

use crate::{
    catalog::{Column, TypeName},
    typescript::quote,
};

use super::super::{
    super::options::{BigIntMode, DateMode, DecimalMode, Options},
    Builder, CustomType, decimal_entries,
};

/// How a default of the type is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// `0`
    Number,
    /// `0n`
    BigInt,
    /// `true`
    Boolean,
    /// `"a"`, `"0"`
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
    let length = || {
        let of = |length: &String| match length.as_str() {
            "max" => "length: \"max\"".to_owned(),
            digits => format!("length: {digits}"),
        };
        arguments.first().map(of).into_iter().collect()
    };
    let mode = || (options.date == DateMode::String).then(|| "mode: \"string\"".to_owned());
    let time = || {
        let precision = arguments.first().map(|value| format!("precision: {value}"));
        mode().into_iter().chain(precision).collect()
    };
    match name.as_str() {
        "tinyint" => (core("tinyint", Vec::new()), Values::Number),
        "smallint" => (core("smallint", Vec::new()), Values::Number),
        "int" => (core("int", Vec::new()), Values::Number),
        "bigint" => {
            let (mode, values) = match options.bigint {
                BigIntMode::BigInt => ("bigint", Values::BigInt),
                BigIntMode::Number => ("number", Values::Number),
            };
            (core("bigint", vec![format!("mode: \"{mode}\"")]), values)
        }
        "bit" => (core("bit", Vec::new()), Values::Boolean),
        "real" => (core("real", Vec::new()), Values::Number),
        "float" => (core("float", Vec::new()), Values::Number),
        "decimal" => {
            let values = match options.decimal {
                DecimalMode::String => Values::Text,
                DecimalMode::Number => Values::Number,
            };
            (core("decimal", decimal_entries(arguments, options)), values)
        }
        "char" => (core("char", length()), Values::Text),
        "nchar" => (core("nchar", length()), Values::Text),
        "varchar" => (core("varchar", length()), Values::Text),
        "nvarchar" => (core("nvarchar", length()), Values::Text),
        "text" => (core("text", Vec::new()), Values::Text),
        "ntext" => (core("ntext", Vec::new()), Values::Text),
        "binary" => (core("binary", length()), Values::Sql),
        "varbinary" => (core("varbinary", length()), Values::Sql),
        "date" => (core("date", mode().into_iter().collect()), Values::Sql),
        "datetime" => (core("datetime", mode().into_iter().collect()), Values::Sql),
        "time" => (core("time", time()), Values::Sql),
        "datetime2" => (core("datetime2", time()), Values::Sql),
        "datetimeoffset" => (core("datetimeoffset", time()), Values::Sql),
        other => (Builder::Custom(custom(other, arguments)), Values::Sql),
    }
}

/// A type that Drizzle lacks, with its values as the driver has them. In a nested row,
/// which comes as JSON, the codec makes of them what they are elsewhere.
fn custom(name: &str, arguments: &[String]) -> CustomType {
    let sql = match arguments {
        [] => name.to_owned(),
        list => format!("{name}({})", list.join(",")),
    };
    let (data, codec) = match name {
        "money" | "smallmoney" => ("number", ""),
        "smalldatetime" => ("Date", ", codec: \"datetime\""),
        "image" | "timestamp" => ("Buffer", ", codec: \"varbinary\""),
        "sql_variant" => ("unknown", ""),
        _ => ("string", ""),
    };
    CustomType {
        definition: format!(
            "customType<{{ data: {data} }}>({{ dataType: () => {}{codec} }})",
            quote::string(&sql)
        ),
        limit: "",
        wish: sql,
    }
}

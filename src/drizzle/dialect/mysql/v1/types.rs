//! The types of `MySQL` and the builders of `drizzle-orm/mysql-core` 1.0 for them, where
//! they differ from 0.45.

use crate::{
    catalog::{Column, TypeName},
    sql::mysql,
    typescript::quote,
};

use super::super::{
    super::{
        super::options::{BigIntMode, DateMode, Options},
        Builder, CustomType,
    },
    types::{self, Values as ValuesOfV0},
};

/// How a default of the type is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// As 0.45 has it.
    As(ValuesOfV0),
    /// `0n`
    BigInt,
    /// `new Date("2024-02-29T12:00:00.000Z")`
    Date,
}

/// The builder for a column, and how it takes values.
pub fn builder(column: &Column, options: &Options) -> (Builder, Values) {
    let core = |function, config: Option<&str>| Builder::Core {
        function,
        config: config.map(str::to_owned),
    };
    let (builder, values) = types::builder(column, options);
    let TypeName::Plain { name, .. } = &column.ty.name else {
        return (builder, Values::As(values));
    };
    let is_date = options.date == DateMode::Date;
    match name.as_str() {
        "bigint" | "bigint unsigned" if options.bigint == BigIntMode::BigInt => {
            (builder, Values::BigInt)
        }
        "tinyblob" => (core("tinyblob", None), Values::As(ValuesOfV0::Sql)),
        "blob" => (core("blob", None), Values::As(ValuesOfV0::Sql)),
        "mediumblob" => (core("mediumblob", None), Values::As(ValuesOfV0::Sql)),
        "longblob" => (core("longblob", None), Values::As(ValuesOfV0::Sql)),
        // 1.0 writes the day in UTC.
        "date" if is_date => (core("date", None), Values::Date),
        "datetime" | "timestamp" if is_date => (builder, Values::Date),
        // The kit brackets a text where the type takes no other.
        "tinytext" | "mediumtext" | "longtext" | "date" | "datetime" | "timestamp" | "time" => {
            (builder, Values::As(ValuesOfV0::Text))
        }
        "bit" | "binary" | "varbinary" => (Builder::Custom(bytes(column)), Values::As(values)),
        _ => (builder, Values::As(values)),
    }
}

/// Bytes for which Drizzle has no builder that keeps them. In a nested row, which comes
/// as JSON, the codec makes of them what they are elsewhere.
fn bytes(column: &Column) -> CustomType {
    let sql = mysql::print_type(&column.ty);
    let data_type = quote::string(&sql);
    // Prisma's `Boolean` may be one bit.
    let definition = if sql == "bit(1)" {
        "customType<{ data: boolean; driverData: Buffer }>({\ndataType: () => \"bit(1)\", codec: \"blob:buffer\", fromDriver: (value) => value[0] === 1 })".to_owned()
    } else {
        format!(
            "customType<{{ data: Buffer }}>({{ dataType: () => {data_type}, codec: \"blob:buffer\" }})"
        )
    };
    CustomType {
        wish: sql,
        definition,
        limit: "",
    }
}

//! What a user may choose of the Drizzle file.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::{
    diagnostic::Located,
    sql::sqlite::Dates,
    typescript::{
        specifier::Specifier,
        styles::{ColumnStyle, EnumStyle, TableStyle},
    },
};

/// Every field has its default in [`Default`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    pub version: Version,
    pub bigint: BigIntMode,
    pub date: DateMode,
    pub decimal: DecimalMode,
    pub sqlite_dates: Dates,
    pub table_style: TableStyle,
    pub enum_style: EnumStyle,
    pub column_style: ColumnStyle,
    /// The constant of a table or an enum by the name of the model or enum, over the style.
    pub names: BTreeMap<String, Located<String>>,
    pub json_module: Specifier,
}

/// The drizzle-orm that the file is written for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Version {
    /// With `relations()`.
    #[default]
    #[serde(rename = "0.45")]
    V0,
    /// With `defineRelations()`.
    #[serde(rename = "1.0")]
    V1,
}

/// What a `bigint` column is in TypeScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum BigIntMode {
    /// `bigint`, which keeps every digit, as Prisma's client does.
    #[default]
    BigInt,
    /// `number`, which is exact up to 2^53.
    Number,
}

/// What a date or a timestamp is in TypeScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DateMode {
    /// `Date`, as Prisma's client has it.
    #[default]
    Date,
    /// The text that the database sends.
    String,
}

/// What a `numeric` column is in TypeScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum DecimalMode {
    /// The digits as text, which keeps every one.
    #[default]
    String,
    /// `number`, which is exact up to 15 digits.
    Number,
}

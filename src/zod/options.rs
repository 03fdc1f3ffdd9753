//! What a user may choose of the Zod files.

use crate::typescript::{
    specifier::{ImportExtension, Specifier},
    styles::ColumnStyle,
};

/// What holds of the Zod files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// Whether there is a `zod-models.ts`.
    pub models: Models,
    /// The user's own file.
    pub json_module: Specifier,
    /// `zod-schemas.ts`, for `zod-models.ts`.
    pub zod_module: Specifier,
    /// As Drizzle's file has it.
    pub column_style: ColumnStyle,
    /// As Drizzle's file has it.
    pub bigint: BigIntValue,
    /// As Drizzle's file has it.
    pub date: DateValue,
    /// As Drizzle's file has it.
    pub decimal: DecimalValue,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            models: Models::default(),
            json_module: Specifier::default(),
            zod_module: Specifier::of("zod-schemas.ts", ImportExtension::default()),
            column_style: ColumnStyle::default(),
            bigint: BigIntValue::default(),
            date: DateValue::default(),
            decimal: DecimalValue::default(),
        }
    }
}

/// Whether every model has schemas of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Models {
    /// There is no such file.
    #[default]
    None,
    /// Every model has them.
    All,
}

/// What a row of Drizzle's holds of a `bigint` column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BigIntValue {
    /// `bigint`
    #[default]
    BigInt,
    /// `number`
    Number,
}

/// What a row of Drizzle's holds of a date or a timestamp.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateValue {
    /// `Date`
    #[default]
    Date,
    /// The text that the database sends.
    String,
}

/// What a row of Drizzle's holds of a `numeric` column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalValue {
    /// The text that the database sends.
    #[default]
    String,
    /// `number`
    Number,
}

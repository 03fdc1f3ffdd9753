//! What a user may choose of the Drizzle file.

use std::collections::BTreeMap;

use crate::typescript::names::TableStyle;

/// Every field has its default in [`Default`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    pub bigint: BigIntMode,
    pub date: DateMode,
    pub table_style: TableStyle,
    /// The constant of a table by its model's name, over the style.
    pub table_names: BTreeMap<String, String>,
}

/// What a `bigint` column is in TypeScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BigIntMode {
    /// `bigint`, which keeps every digit, as Prisma's client does.
    #[default]
    BigInt,
    /// `number`, which is exact up to 2^53.
    Number,
}

/// What a date or a timestamp is in TypeScript.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateMode {
    /// `Date`, as Prisma's client has it.
    #[default]
    Date,
    /// The text that the database sends.
    String,
}

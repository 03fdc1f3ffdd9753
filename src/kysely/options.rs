//! What a user may choose of the Kysely file.

use serde::Deserialize;

use crate::{
    catalog::{Column, Dialect},
    sql::sqlite::Dates,
    typescript::specifier::Specifier,
};

use super::{Driver, driver::Value};

/// Every field has its default in [`Default`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    /// The driver that the user chose.
    pub driver: Option<Driver>,
    /// Whether Kysely is one of the clients of `orm-clients.ts`.
    pub on_clients: bool,
    pub sqlite_dates: Dates,
    pub enums: EnumForm,
    pub keys: KeyStyle,
    pub rows: RowTypes,
    pub json_module: Specifier,
}

impl Options {
    /// The chosen driver, or that of the clients' file, or the usual one of the database.
    ///
    /// # Panics
    /// When Kysely has no such database: then there is nothing to write.
    #[must_use]
    pub fn driver(&self, dialect: Dialect) -> Driver {
        let of_clients = || Driver::of_clients(dialect).filter(|_| self.on_clients);
        let usual = || Driver::of(dialect).first().copied();
        self.driver
            .or_else(of_clients)
            .or_else(usual)
            .expect("a database of Kysely's has a driver")
    }

    /// What a column of the database holds.
    pub(super) fn value(&self, dialect: Dialect, column: &Column) -> Value {
        self.driver(dialect).value(column, self.sqlite_dates)
    }
}

/// What an enum becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum EnumForm {
    /// A constant object of its values, and the union of them as a type.
    #[default]
    Object,
    /// The union alone, which leaves nothing in the compiled code.
    Union,
    /// An `enum` of TypeScript.
    Enum,
}

/// What tables and columns are called in `DB`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum KeyStyle {
    /// As in the database.
    #[default]
    Database,
    /// In camelCase, for Kysely's `CamelCasePlugin`.
    Camel,
}

/// Which types of a table are exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RowTypes {
    /// The table: `User`.
    #[default]
    Table,
    /// The table as `UserTable`, and its rows: `User`, `NewUser` and `UserUpdate`.
    Wrapped,
}

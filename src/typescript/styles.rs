//! The styles in which names of the schema become names in code.

use heck::ToSnakeCase;
use serde::Deserialize;

use super::{
    names::{camel, identifier},
    plural::plural,
};

/// How the name of a table's constant is made from the name of its model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum TableStyle {
    /// `BehaviorLog` is `behaviorLogs`.
    #[default]
    CamelPlural,
    /// `BehaviorLog` is `behaviorLog`.
    Camel,
    /// `BehaviorLog` stays.
    Preserve,
}

impl TableStyle {
    #[must_use]
    pub fn apply(self, code_name: &str) -> String {
        match self {
            Self::CamelPlural => plural(&camel(code_name)),
            Self::Camel => camel(code_name),
            Self::Preserve => identifier(code_name),
        }
    }
}

/// How the name of an enum's constant is made from the name of the enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum EnumStyle {
    /// `UserRole` is `userRoleEnum`.
    #[default]
    CamelEnum,
    /// `UserRole` is `userRole`.
    Camel,
    /// `UserRole` stays.
    Preserve,
}

impl EnumStyle {
    #[must_use]
    pub fn apply(self, code_name: &str) -> String {
        match self {
            Self::CamelEnum => format!("{}Enum", camel(code_name)),
            Self::Camel => camel(code_name),
            Self::Preserve => identifier(code_name),
        }
    }
}

/// How the key of a column is made: of a field `createdBy` whose column is `author`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum ColumnStyle {
    /// The field's name as it is: `createdBy`.
    #[default]
    Field,
    /// The column's name in the database: `author`.
    Database,
    /// The field's name in camelCase: `createdBy`.
    Camel,
    /// The field's name in `snake_case`: `created_by`.
    Snake,
}

impl ColumnStyle {
    #[must_use]
    pub fn apply(self, code_name: &str, database_name: &str) -> String {
        match self {
            Self::Field => code_name.to_owned(),
            Self::Database => database_name.to_owned(),
            Self::Camel => camel(code_name),
            Self::Snake => identifier(&code_name.to_snake_case()),
        }
    }
}

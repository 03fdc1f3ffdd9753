//! What each driver returns for a type of the database, and what it takes.

mod clients;
mod pg;

use serde::Deserialize;

use crate::catalog::ColumnType;

/// A driver under Kysely: rows have the types that it decodes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Driver {
    /// `pg` (node-postgres) 8 with its own type parsers.
    #[default]
    Pg,
    /// The same below what `orm-clients.ts` sets up.
    Clients,
}

/// The TypeScript type of a value of one column that is not NULL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// The same to select and to insert: `string`.
    Plain(&'static str),
    /// Different to select and to insert: the two types, and the name of the
    /// helper type that stands for both.
    Split {
        helper: &'static str,
        select: &'static str,
        insert: &'static str,
    },
    /// The column's enum.
    Enum,
    /// The column's JSON type.
    Json,
}

impl Driver {
    /// What a column of the type holds; of a list, what one element is.
    #[must_use]
    pub fn value(self, ty: &ColumnType) -> Value {
        match self {
            Self::Pg => pg::value(ty),
            Self::Clients => clients::value(ty),
        }
    }

    /// Whether the driver reads lists of the type, or returns their text.
    #[must_use]
    pub fn reads_lists(self, ty: &ColumnType) -> bool {
        match self {
            Self::Pg => pg::reads_lists(ty),
            Self::Clients => clients::reads_lists(ty),
        }
    }
}

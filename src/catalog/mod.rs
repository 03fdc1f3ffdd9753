//! The relational model: what a database holds, and what code calls it.
//!
//! Every language that we read is lowered into a [`Catalog`], every language
//! that we write is printed from one. Words with two meanings are settled here:
//!
//! - **name** is what the database calls a thing (`user_profiles`, `created_at`);
//! - **code name** is what code calls it (`UserProfile`, `createdAt`).
//!
//! A node holds *facts*, which the database holds too, and *notes*, which only
//! code shows: code names, doc text, defaults that the client fills in.

mod column;
mod index;
mod relation;
mod table;

pub use column::{
    ClientDefault, Column, ColumnNotes, ColumnType, Default, JsonType, Literal, TypeName,
};
pub use index::{Index, IndexColumn, IndexTarget, Order};
pub use relation::{Cardinality, Relation, RelationEnd};
pub use table::{
    Action, Enum, EnumNotes, EnumValue, ForeignKey, Origin, PrimaryKey, Table, TableKind,
    TableNotes,
};

use std::collections::HashMap;
use std::fmt;

/// The database product whose rules and spellings a catalog follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Postgres,
}

/// Everything that one source says of one database.
#[derive(Debug)]
pub struct Catalog {
    pub dialect: Dialect,
    pub enums: Vec<Enum>,
    /// Tables, views and join tables, in the order of their source.
    pub tables: Vec<Table>,
    /// How tables refer to each other in code. A relation mostly stands on a
    /// foreign key, but not under `relationMode = "prisma"`.
    pub relations: Vec<Relation>,
}

/// The name of a table or an enum, with its schema where that is not the default one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name {
    /// `None`: the default schema (`public` in `PostgreSQL`).
    pub schema: Option<String>,
    pub name: String,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{schema}.")?;
        }
        f.write_str(&self.name)
    }
}

impl Catalog {
    /// Tables by their names, for whoever has to follow many references.
    #[must_use]
    pub fn tables_by_name(&self) -> HashMap<&Name, &Table> {
        self.tables
            .iter()
            .map(|table| (&table.name, table))
            .collect()
    }

    /// Enums by their names.
    #[must_use]
    pub fn enums_by_name(&self) -> HashMap<&Name, &Enum> {
        self.enums.iter().map(|e| (&e.name, e)).collect()
    }
}

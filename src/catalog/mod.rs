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
pub mod json;
mod knows;
mod relation;
mod table;

pub use column::{
    ClientDefault, CodeType, Column, ColumnNotes, ColumnType, Default, Generated, Identity,
    JsonType, Literal, TypeName,
};
pub use index::{Constraint, Index, IndexColumn, IndexTarget, Nulls, Order};
pub use knows::{Fact, Knows, Object, Unknown};
pub use relation::{Cardinality, Relation, RelationEnd};
pub use table::{
    Action, Check, Command, Composite, Enum, EnumNotes, EnumValue, ForeignKey, Origin, Partition,
    Policy, PrimaryKey, RowSecurity, Table, TableKind, TableNotes,
};

use std::collections::HashMap;
use std::fmt;

use crate::diagnostic::Span;

/// The database product whose rules and spellings a catalog follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    Postgres,
    MySql,
    Sqlite,
    Cockroach,
    SqlServer,
    Mongo,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Postgres,
        Self::MySql,
        Self::Sqlite,
        Self::Cockroach,
        Self::SqlServer,
        Self::Mongo,
    ];

    /// As a person calls it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::MySql => "MySQL",
            Self::Sqlite => "SQLite",
            Self::Cockroach => "CockroachDB",
            Self::SqlServer => "SQL Server",
            Self::Mongo => "MongoDB",
        }
    }
}

/// Everything that one source says of one database.
#[derive(Debug, Clone)]
pub struct Catalog {
    pub dialect: Dialect,
    /// Where the source says which database it is for.
    pub place: Option<Span>,
    /// What its source can say at all.
    pub knows: Knows,
    /// The schemas that the source speaks of (`public` by that name); `None` for all
    /// that there are.
    pub schemas: Option<Vec<String>>,
    /// The extensions that the database has, by their names.
    pub extensions: Vec<String>,
    /// What the source says and we did not understand.
    pub unknown: Vec<Unknown>,
    pub enums: Vec<Enum>,
    /// The types that columns of the type [`TypeName::Composite`] name.
    pub composites: Vec<Composite>,
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

impl Name {
    /// A name in the default schema.
    #[must_use]
    pub fn plain(name: &str) -> Self {
        Self {
            schema: None,
            name: name.to_owned(),
        }
    }
}

impl Catalog {
    /// A catalog without anything in it yet.
    #[must_use]
    pub fn new(dialect: Dialect, knows: Knows) -> Self {
        Self {
            dialect,
            place: None,
            knows,
            schemas: None,
            extensions: Vec::new(),
            unknown: Vec::new(),
            enums: Vec::new(),
            composites: Vec::new(),
            tables: Vec::new(),
            relations: Vec::new(),
        }
    }

    /// The table called `name`.
    #[must_use]
    pub fn table(&self, name: &Name) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == *name)
    }

    /// Tables by their names, for whoever has to follow many references.
    #[must_use]
    pub fn tables_by_name(&self) -> HashMap<&Name, &Table> {
        self.tables
            .iter()
            .map(|table| (&table.name, table))
            .collect()
    }

    /// The join tables that join a table for which `is_side` holds.
    pub fn joins(&self, is_side: impl Fn(&Name) -> bool) -> Vec<Name> {
        let joined = |name: &Name| {
            let mut relations = self.relations.iter();
            relations.any(|it| it.from.table == *name && is_side(&it.to.table))
        };
        self.tables
            .iter()
            .filter(|table| table.notes.origin == Origin::Joined && joined(&table.name))
            .map(|table| table.name.clone())
            .collect()
    }

    /// Whether nothing of the source could be read, so that it says nothing.
    #[must_use]
    pub fn is_unread(&self) -> bool {
        self.tables.is_empty()
            && self
                .unknown
                .iter()
                .any(|unknown| unknown.object == Object::Database)
    }

    /// Enums by their names.
    #[must_use]
    pub fn enums_by_name(&self) -> HashMap<&Name, &Enum> {
        self.enums.iter().map(|e| (&e.name, e)).collect()
    }
}

//! Migrations replayed without a database: scripts in their order go in, the
//! catalog that they leave behind comes out, with what each of them does and
//! where one of them would fail.

mod cockroach;
mod history;
mod postgres;
mod tables;

pub use history::{Applied, Finding, History, Migration, Trouble, history};

use std::fmt;

use crate::catalog::{Catalog, Dialect, Knows, Name, Object, Unknown};
use crate::diagnostic::{FileId, Sources, Span};

/// A file of SQL statements, by the name of its migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Script {
    pub name: String,
    pub file: FileId,
}

/// What scripts leave behind, and what each of them did.
#[derive(Debug)]
pub struct Replay {
    pub catalog: Catalog,
    /// One for every script, in the same order.
    pub steps: Vec<Step>,
}

/// What one script does.
#[derive(Debug, Clone, Default)]
pub struct Step {
    pub creates: Vec<Item>,
    pub alters: Vec<Item>,
    pub drops: Vec<Item>,
    /// What it uses of earlier scripts.
    pub needs: Vec<Need>,
    /// Where it would fail.
    pub problems: Vec<Problem>,
    /// How many statements it has.
    pub statements: usize,
}

/// Something that an earlier script made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    pub item: Item,
    /// The place of the script among the steps.
    pub from: usize,
}

/// A thing that a script makes, changes, drops or uses.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Item {
    pub kind: Kind,
    /// The thing itself, or the table or the type that it belongs to.
    pub name: Name,
    /// `email` of the column `User.email`
    pub member: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    Schema,
    Extension,
    /// An enum, a domain, or any other type that has a name.
    Type,
    /// A label of an enum.
    Label,
    Sequence,
    Table,
    View,
    Column,
    Constraint,
    Index,
    Policy,
    Function,
}

/// What the database would refuse.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub cause: Cause,
    pub place: Option<Span>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// It is not there.
    Missing(Item),
    /// It is there already.
    Exists(Item),
    /// Something else stands on it, and the statement has no `CASCADE`.
    InUse { item: Item, by: Item },
    /// The two sides of a foreign key cannot be compared: each column with its type.
    Types {
        key: Item,
        column: (Item, String),
        referenced: (Item, String),
    },
    /// The script leaves the search path empty, and Prisma looks for its own table along it.
    SearchPath,
    /// The statement is no SQL.
    Syntax(String),
}

impl Item {
    #[must_use]
    pub fn new(kind: Kind, name: &Name) -> Self {
        Self {
            kind,
            name: name.clone(),
            member: None,
        }
    }

    /// A part of a table or a type.
    #[must_use]
    pub fn member(kind: Kind, of: &Name, member: &str) -> Self {
        Self {
            kind,
            name: of.clone(),
            member: Some(member.to_owned()),
        }
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.member {
            Some(member) => write!(f, "{}.{member}", self.name),
            None => self.name.fmt(f),
        }
    }
}

impl Kind {
    /// As a message calls it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Schema => "schema",
            Self::Extension => "extension",
            Self::Type => "type",
            Self::Label => "enum label",
            Self::Sequence => "sequence",
            Self::Table => "table",
            Self::View => "view",
            Self::Column => "column",
            Self::Constraint => "constraint",
            Self::Index => "index",
            Self::Policy => "policy",
            Self::Function => "function",
        }
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(item) => write!(f, "{} `{item}` does not exist", item.kind.word()),
            Self::Exists(item) => write!(f, "{} `{item}` already exists", item.kind.word()),
            Self::InUse { item, by } => write!(
                f,
                "{} `{item}` is used by {} `{by}`",
                item.kind.word(),
                by.kind.word()
            ),
            Self::Types {
                key,
                column: (column, ty),
                referenced: (referenced, referenced_ty),
            } => write!(
                f,
                "foreign key `{key}` compares `{column}`, which is `{ty}`, with `{referenced}`, \
                 which is `{referenced_ty}`"
            ),
            Self::SearchPath => f.write_str(
                "`search_path` is left empty, so that Prisma does not find its `_prisma_migrations`",
            ),
            Self::Syntax(message) => write!(f, "syntax error: {message}"),
        }
    }
}

/// Replays scripts from an empty database.
#[must_use]
pub fn replay(dialect: Dialect, scripts: &[Script], sources: &Sources) -> Replay {
    match dialect {
        Dialect::Postgres => postgres::replay(scripts, sources),
        Dialect::MySql | Dialect::Sqlite => tables::replay(dialect, scripts, sources),
        Dialect::Cockroach => cockroach::replay(scripts, sources),
        Dialect::SqlServer | Dialect::Mongo => unread(dialect, scripts),
    }
}

/// What we do not know the SQL of: nothing is guessed, and it is said.
fn unread(dialect: Dialect, scripts: &[Script]) -> Replay {
    let mut catalog = Catalog::new(dialect, Knows::everything());
    catalog.unknown.push(Unknown {
        object: Object::Database,
        reason: format!("migrations of {} are not read", dialect.in_words()),
        place: None,
    });
    Replay {
        catalog,
        steps: scripts.iter().map(|_| Step::default()).collect(),
    }
}

//! Tables, keys and enums.

use crate::diagnostic::Span;

use super::{Column, Index, Name};

#[derive(Debug, Clone)]
pub struct Table {
    pub name: Name,
    pub kind: TableKind,
    pub columns: Vec<Column>,
    pub primary_key: Option<PrimaryKey>,
    pub indexes: Vec<Index>,
    pub foreign_keys: Vec<ForeignKey>,
    pub checks: Vec<Check>,
    pub row_security: RowSecurity,
    pub policies: Vec<Policy>,
    pub partition: Option<Partition>,
    /// The query of a view, as SQL, where the source has it.
    pub definition: Option<String>,
    /// Where the source describes it.
    pub place: Option<Span>,
    pub notes: TableNotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    Table,
    View,
    MaterializedView,
}

/// How a table takes part in a partitioned one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Partition {
    /// It is split: `RANGE (created_at)`
    By(String),
    /// It holds a part of another table's rows.
    Of(Name),
}

#[derive(Debug, Clone, PartialEq)]
pub struct PrimaryKey {
    /// `None` where the source leaves it to a default of its own.
    pub name: Option<String>,
    pub columns: Vec<String>,
    /// How it is kept, in lower case; `None` is the dialect's own way (`clustered`
    /// in SQL Server).
    pub method: Option<String>,
    /// Where the source describes it.
    pub place: Option<Span>,
}

/// `CHECK (price > 0)`
#[derive(Debug, Clone, PartialEq)]
pub struct Check {
    /// `None` where the source leaves it to a default of its own.
    pub name: Option<String>,
    pub expression: String,
    /// Where the source describes it.
    pub place: Option<Span>,
}

/// Whether policies decide which rows are seen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RowSecurity {
    /// `ENABLE ROW LEVEL SECURITY`
    pub enabled: bool,
    /// For the table's owner too (`FORCE ROW LEVEL SECURITY`).
    pub forced: bool,
}

/// A policy of row level security.
#[derive(Debug, Clone, PartialEq)]
pub struct Policy {
    pub name: String,
    pub permissive: bool,
    pub command: Command,
    /// For whom it holds; empty for everybody.
    pub roles: Vec<String>,
    /// Which rows are seen.
    pub using: Option<String>,
    /// Which rows may be written.
    pub check: Option<String>,
    /// Where the source describes it.
    pub place: Option<Span>,
}

/// The statements that a policy is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    All,
    Select,
    Insert,
    Update,
    Delete,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ForeignKey {
    /// `None` where the source leaves it to a default of its own.
    pub name: Option<String>,
    pub columns: Vec<String>,
    pub references: Name,
    pub referenced_columns: Vec<String>,
    pub on_delete: Action,
    pub on_update: Action,
    /// Where the source describes it.
    pub place: Option<Span>,
}

/// What happens to a row when the row that it refers to goes or changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

/// What only code knows of a table.
#[derive(Debug, Clone)]
pub struct TableNotes {
    pub code_name: String,
    pub doc: Option<String>,
    pub origin: Origin,
    /// Prisma's client does not know it (`@@ignore`).
    pub ignored: bool,
}

/// What made a table be there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It is described by itself.
    Declared,
    /// It joins the two sides of a many-to-many relation, which alone is described.
    Joined,
}

/// An enum type of the database.
#[derive(Debug, Clone)]
pub struct Enum {
    pub name: Name,
    /// In their order, which the database keeps.
    pub values: Vec<EnumValue>,
    /// Where the source describes it.
    pub place: Option<Span>,
    pub notes: EnumNotes,
}

#[derive(Debug, Clone)]
pub struct EnumValue {
    /// The label, which is what rows hold.
    pub label: String,
    pub code_name: String,
    pub doc: Option<String>,
}

#[derive(Debug, Clone)]
pub struct EnumNotes {
    pub code_name: String,
    pub doc: Option<String>,
}

/// A type that consists of others: a document within a document of `MongoDB`.
/// `type Address { street String }`
#[derive(Debug, Clone)]
pub struct Composite {
    /// What code calls it: the database knows no name.
    pub name: String,
    pub columns: Vec<Column>,
    pub doc: Option<String>,
    /// Where the source describes it.
    pub place: Option<Span>,
}

impl Table {
    /// A table without anything in it yet, which code calls as the database does.
    #[must_use]
    pub fn new(name: Name, kind: TableKind) -> Self {
        Self {
            kind,
            columns: Vec::new(),
            primary_key: None,
            indexes: Vec::new(),
            foreign_keys: Vec::new(),
            checks: Vec::new(),
            row_security: RowSecurity::default(),
            policies: Vec::new(),
            partition: None,
            definition: None,
            place: None,
            notes: TableNotes {
                code_name: name.name.clone(),
                doc: None,
                origin: Origin::Declared,
                ignored: false,
            },
            name,
        }
    }

    /// The column called `name`.
    ///
    /// # Panics
    /// When there is none: keys, indexes and relations of a catalog name columns that are there.
    #[must_use]
    pub fn column(&self, name: &str) -> &Column {
        self.columns
            .iter()
            .find(|column| column.name == name)
            .unwrap_or_else(|| {
                panic!(
                    "a key of `{}` names `{name}`, which is no column",
                    self.name
                )
            })
    }
}

//! Tables, keys and enums.

use super::{Column, Index, Name};

#[derive(Debug, Clone)]
pub struct Table {
    pub name: Name,
    pub kind: TableKind,
    pub columns: Vec<Column>,
    pub primary_key: Option<PrimaryKey>,
    pub indexes: Vec<Index>,
    pub foreign_keys: Vec<ForeignKey>,
    pub notes: TableNotes,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableKind {
    Table,
    View,
}

#[derive(Debug, Clone, PartialEq)]
pub struct PrimaryKey {
    pub name: String,
    pub columns: Vec<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct ForeignKey {
    pub name: String,
    pub columns: Vec<String>,
    pub references: Name,
    pub referenced_columns: Vec<String>,
    pub on_delete: Action,
    pub on_update: Action,
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

impl Table {
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

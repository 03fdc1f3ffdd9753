//! Relations: how code walks from a row of one table to rows of another.

use super::Name;

/// One end holds columns that refer to the other end.
///
/// A many-to-many relation is two of these, from its join table to each side.
#[derive(Debug, Clone)]
pub struct Relation {
    /// Unique in its catalog.
    pub name: String,
    /// The end that holds the referring columns.
    pub from: RelationEnd,
    pub to: RelationEnd,
    pub cardinality: Cardinality,
}

#[derive(Debug, Clone)]
pub struct RelationEnd {
    pub table: Name,
    pub columns: Vec<String>,
    /// The field of this end's row through which code reaches the other end.
    pub field: String,
    /// Where the field stands among those of its model.
    pub position: usize,
}

/// How many rows of `from` one row of `to` can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cardinality {
    OneToOne,
    ManyToOne,
}

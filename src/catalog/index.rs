//! Indexes by their shape.

#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    pub name: String,
    pub unique: bool,
    /// The access method in lower case; `None` is the dialect's own (`btree`).
    pub method: Option<String>,
    pub columns: Vec<IndexColumn>,
    /// The predicate of a partial index, as SQL.
    pub predicate: Option<String>,
}

/// `created_at DESC`, `data jsonb_path_ops`
#[derive(Debug, Clone, PartialEq)]
pub struct IndexColumn {
    pub target: IndexTarget,
    pub order: Order,
    /// The operator class, where it is not the type's own.
    pub operator_class: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum IndexTarget {
    /// A column, by its name.
    Column(String),
}

/// Which way a column of an index runs. NULLs are where the dialect puts them:
/// in `PostgreSQL` last when ascending and first when descending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

//! Indexes by their shape.

use crate::diagnostic::Span;

#[derive(Debug, Clone, PartialEq)]
pub struct Index {
    /// `None` where the source leaves it to a default of its own.
    pub name: Option<String>,
    pub unique: bool,
    /// The constraint that the index stands for, where it does not stand by itself.
    pub constraint: Option<Constraint>,
    /// The access method in lower case; `None` is the dialect's own (`btree`).
    pub method: Option<String>,
    pub columns: Vec<IndexColumn>,
    /// Columns that it carries and does not order by (`INCLUDE`).
    pub include: Vec<String>,
    /// The predicate of a partial index, as SQL.
    pub predicate: Option<String>,
    /// Two NULLs are the same to a unique index (`NULLS NOT DISTINCT`).
    pub nulls_not_distinct: bool,
    /// `m = 16`: storage parameters, in lower case and sorted.
    pub parameters: Vec<(String, String)>,
    /// Where the source describes it.
    pub place: Option<Span>,
}

/// A constraint that the database keeps by an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Constraint {
    /// `UNIQUE (email)`
    Unique,
    /// `EXCLUDE USING gist (room WITH =, during WITH &&)`
    Exclusion,
}

/// `created_at DESC`, `data jsonb_path_ops`
#[derive(Debug, Clone, PartialEq)]
pub struct IndexColumn {
    pub target: IndexTarget,
    pub order: Order,
    /// Where NULLs stand; `None` is where the dialect puts them for the order:
    /// in `PostgreSQL` last when ascending and first when descending.
    pub nulls: Option<Nulls>,
    /// The operator class, where it is not the type's own.
    pub operator_class: Option<String>,
    /// How much of the text is indexed (`MySQL`'s prefix length).
    pub length: Option<u32>,
    /// `&&`: what an exclusion constraint compares with.
    pub operator: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum IndexTarget {
    /// A column, by its name.
    Column(String),
    /// Anything else, as SQL: `lower(email)`
    Expression(String),
}

/// Which way a column of an index runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Ascending,
    Descending,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nulls {
    First,
    Last,
}

impl Index {
    /// An index on columns with everything else as the dialect has it.
    #[must_use]
    pub fn on(name: Option<String>, columns: Vec<IndexColumn>) -> Self {
        Self {
            name,
            unique: false,
            constraint: None,
            method: None,
            columns,
            include: Vec::new(),
            predicate: None,
            nulls_not_distinct: false,
            parameters: Vec::new(),
            place: None,
        }
    }

    /// The names of its columns; `None` when it has an expression.
    #[must_use]
    pub fn column_names(&self) -> Option<Vec<&str>> {
        self.columns
            .iter()
            .map(|column| match &column.target {
                IndexTarget::Column(name) => Some(name.as_str()),
                IndexTarget::Expression(_) => None,
            })
            .collect()
    }
}

impl IndexColumn {
    /// A column in ascending order, with its type's own operator class.
    #[must_use]
    pub fn plain(name: &str) -> Self {
        Self {
            target: IndexTarget::Column(name.to_owned()),
            order: Order::Ascending,
            nulls: None,
            operator_class: None,
            length: None,
            operator: None,
        }
    }
}

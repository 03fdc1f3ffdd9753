//! What differs: a value with both sides.

use crate::catalog::{Check, Column, Enum, ForeignKey, Index, Object, Policy, PrimaryKey, Table};
use crate::diagnostic::Span;

/// One difference between two catalogs.
#[derive(Debug, Clone)]
pub struct Change<'c> {
    /// What it is about, by its name on the left if it is there.
    pub object: Object,
    pub what: What<'c>,
    /// Whether it surely differs: two expressions that are not the same text may
    /// mean the same, and a source that was not fully understood may say more.
    pub certain: bool,
    /// The table that it is about on either side.
    pub tables: [Option<&'c Table>; 2],
    /// Where the sides describe it.
    pub places: [Option<Span>; 2],
}

/// A thing that one side has, or both in two ways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Pair<T> {
    /// Only the left side has it.
    Left(T),
    /// Only the right side has it.
    Right(T),
    Both(T, T),
}

/// The kinds of difference.
#[derive(Debug, Clone)]
pub enum What<'c> {
    /// A table or a view; both are a rename.
    Table(Pair<&'c Table>),
    /// A table here, a view there.
    Kind(&'c Table, &'c Table),
    /// Both are a rename.
    Column(Pair<&'c Column>),
    Type(&'c Column, &'c Column),
    Nullability(&'c Column, &'c Column),
    /// What the default is; for a source that does not say what, whether there is one.
    Default(&'c Column, &'c Column),
    Generated(&'c Column, &'c Column),
    /// Identity or a sequence, and which identity.
    Identity(&'c Column, &'c Column),
    PrimaryKey(Pair<&'c PrimaryKey>),
    /// A join table's key: a primary key here, a unique index there.
    JoinKey,
    /// Indexes, unique constraints and exclusion constraints.
    Index(Pair<&'c Index>),
    ForeignKey(Pair<&'c ForeignKey>),
    Check(Pair<&'c Check>),
    RowSecurity(&'c Table, &'c Table),
    Policy(Pair<&'c Policy>),
    Partition(&'c Table, &'c Table),
    /// Both are a rename.
    Enum(Pair<&'c Enum>),
    /// A label of an enum of both sides; both are a rename.
    Label(Pair<&'c str>, [&'c Enum; 2]),
    LabelOrder(&'c Enum, &'c Enum),
    Extension(Pair<&'c str>),
    /// A key, an index or another constraint is the same under another name.
    Name(&'c str, &'c str),
}

impl<T> Pair<T> {
    pub fn map<U>(self, mut map: impl FnMut(T) -> U) -> Pair<U> {
        match self {
            Self::Left(left) => Pair::Left(map(left)),
            Self::Right(right) => Pair::Right(map(right)),
            Self::Both(left, right) => Pair::Both(map(left), map(right)),
        }
    }

    /// Either side, the left one first.
    pub fn any(self) -> T {
        match self {
            Self::Left(it) | Self::Right(it) | Self::Both(it, _) => it,
        }
    }

    pub fn left(self) -> Option<T> {
        match self {
            Self::Left(it) | Self::Both(it, _) => Some(it),
            Self::Right(_) => None,
        }
    }

    pub fn right(self) -> Option<T> {
        match self {
            Self::Right(it) | Self::Both(_, it) => Some(it),
            Self::Left(_) => None,
        }
    }
}

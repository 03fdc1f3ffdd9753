//! What a source can say at all, and what it said that we could not read.
//!
//! Absence and ignorance never look alike: a Kysely file has no indexes because it
//! cannot, a database because there are none.

use crate::diagnostic::Span;

use super::Name;

/// A kind of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    /// The database types of columns.
    Types,
    /// The TypeScript types of columns, in place of the database's.
    ScriptTypes,
    Nullability,
    /// Whether a column of lists may be NULL, which Prisma cannot say.
    ListNullability,
    /// What a column's default is.
    Defaults,
    /// Only whether an insert may leave a column out.
    HasDefault,
    /// Generated columns and their expressions.
    Generated,
    PrimaryKeys,
    /// Unique and plain indexes on columns, with their order and operator classes.
    Indexes,
    /// How indexes are kept: `gin`, `hash`, `fulltext`.
    IndexMethods,
    /// Predicates of partial indexes.
    IndexPredicates,
    /// Indexes on expressions.
    IndexExpressions,
    /// Columns that an index only carries, where its NULLs stand and whether they
    /// are distinct, and its storage parameters.
    IndexDetails,
    ForeignKeys,
    /// Enum types, or the labels of enum columns.
    Enums,
    /// The order of an enum's labels.
    EnumOrder,
    Checks,
    Exclusions,
    /// Whether row level security is on.
    RowSecurity,
    Policies,
    /// Views that a source does not need to mention.
    Views,
    /// How a table is split into partitions.
    Partitions,
    Extensions,
    /// The names of keys, indexes and other constraints.
    ConstraintNames,
}

/// The kinds of fact that a source can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Knows(Vec<Fact>);

impl Knows {
    #[must_use]
    pub fn new(facts: impl IntoIterator<Item = Fact>) -> Self {
        Self(facts.into_iter().collect())
    }

    /// All that a database holds: what its own catalog says, and its migrations.
    #[must_use]
    pub fn everything() -> Self {
        Self::new([
            Fact::Types,
            Fact::Nullability,
            Fact::ListNullability,
            Fact::Defaults,
            Fact::HasDefault,
            Fact::Generated,
            Fact::PrimaryKeys,
            Fact::Indexes,
            Fact::IndexMethods,
            Fact::IndexPredicates,
            Fact::IndexExpressions,
            Fact::IndexDetails,
            Fact::ForeignKeys,
            Fact::Enums,
            Fact::EnumOrder,
            Fact::Checks,
            Fact::Exclusions,
            Fact::RowSecurity,
            Fact::Policies,
            Fact::Views,
            Fact::Partitions,
            Fact::Extensions,
            Fact::ConstraintNames,
        ])
    }

    #[must_use]
    pub fn has(&self, fact: Fact) -> bool {
        self.0.contains(&fact)
    }

    /// All of them.
    pub fn facts(&self) -> impl Iterator<Item = Fact> {
        self.0.iter().copied()
    }

    /// Adds a kind that this one source turned out to say.
    pub fn add(&mut self, fact: Fact) {
        if !self.has(fact) {
            self.0.push(fact);
        }
    }
}

/// Something in the database, by its path: what a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Object {
    /// The catalog as a whole.
    Database,
    Table(Name),
    /// A column, by its table and its own name.
    Column(Name, String),
    PrimaryKey(Name),
    /// An index or a unique constraint; the name is empty where the source has none.
    Index(Name, String),
    ForeignKey(Name, String),
    Check(Name, String),
    Policy(Name, String),
    Enum(Name),
    Extension(String),
    /// A migration, by the name of its folder or file.
    Migration(String),
    /// A generated Prisma client, by its place.
    Client(String),
}

impl Object {
    /// The table that it belongs to, or is.
    #[must_use]
    pub fn table(&self) -> Option<&Name> {
        match self {
            Self::Table(table)
            | Self::Column(table, _)
            | Self::PrimaryKey(table)
            | Self::Index(table, _)
            | Self::ForeignKey(table, _)
            | Self::Check(table, _)
            | Self::Policy(table, _) => Some(table),
            Self::Database
            | Self::Enum(_)
            | Self::Extension(_)
            | Self::Migration(_)
            | Self::Client(_) => None,
        }
    }

    /// `column`, `unique index` is said by whoever knows more: this is the bare kind.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Table(_) => "table",
            Self::Column(..) => "column",
            Self::PrimaryKey(_) => "primary key",
            Self::Index(..) => "index",
            Self::ForeignKey(..) => "foreign key",
            Self::Check(..) => "check",
            Self::Policy(..) => "policy",
            Self::Enum(_) => "enum",
            Self::Extension(_) => "extension",
            Self::Migration(_) => "migration",
            Self::Client(_) => "client",
        }
    }
}

impl std::fmt::Display for Object {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Database => f.write_str("database"),
            Self::Table(name) | Self::Enum(name) | Self::PrimaryKey(name) => name.fmt(f),
            Self::Column(table, name)
            | Self::Index(table, name)
            | Self::ForeignKey(table, name)
            | Self::Check(table, name)
            | Self::Policy(table, name) => write!(f, "{table}.{name}"),
            Self::Extension(name) | Self::Migration(name) | Self::Client(name) => f.write_str(name),
        }
    }
}

/// A part of the source that we did not understand. What it is about is unknown:
/// the diff says nothing of it, and the report lists the part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What may be otherwise than the catalog says, with everything below it.
    pub object: Object,
    /// What stands there: `` `DO` block with a dynamic `EXECUTE` ``
    pub reason: String,
    pub place: Option<Span>,
}

//! The sides of a comparison by what they are to the user.

use std::fmt;

/// Where a catalog came from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Source {
    Prisma,
    Migrations,
    /// A database, with the name of its environment where it has one.
    Database(Option<String>),
    Drizzle,
    Kysely,
    /// The Prisma client's own copy of the schema.
    Client,
}

impl Source {
    /// As a sentence calls it.
    #[must_use]
    pub fn noun(&self) -> String {
        match self {
            Self::Prisma => "the Prisma schema".into(),
            Self::Migrations => "the migrations".into(),
            Self::Database(None) => "the database".into(),
            Self::Database(Some(name)) => format!("the database `{name}`"),
            Self::Drizzle => "the Drizzle file".into(),
            Self::Kysely => "the Kysely file".into(),
            Self::Client => "the generated Prisma client".into(),
        }
    }
}

/// As a flag calls it: `prisma`, `db`, `db(staging)`.
impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prisma => f.write_str("prisma"),
            Self::Migrations => f.write_str("migrations"),
            Self::Database(None) => f.write_str("db"),
            Self::Database(Some(name)) => write!(f, "db({name})"),
            Self::Drizzle => f.write_str("drizzle"),
            Self::Kysely => f.write_str("kysely"),
            Self::Client => f.write_str("client"),
        }
    }
}

/// Two sources; the left one is what the right one should be.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Pair {
    pub left: Source,
    pub right: Source,
}

/// `prisma:drizzle`
impl fmt::Display for Pair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.left, self.right)
    }
}

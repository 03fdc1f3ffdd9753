//! The sides of a comparison by what they are to the user.

use std::fmt;
use std::str::FromStr;

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

/// What is no source, or no pair of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownSource;

impl fmt::Display for UnknownSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a source is prisma, migrations, db, db(NAME), drizzle, kysely or client")
    }
}

impl std::error::Error for UnknownSource {}

impl FromStr for Source {
    type Err = UnknownSource;

    fn from_str(text: &str) -> Result<Self, UnknownSource> {
        Ok(match text {
            "prisma" => Self::Prisma,
            "migrations" => Self::Migrations,
            "db" => Self::Database(None),
            "drizzle" => Self::Drizzle,
            "kysely" => Self::Kysely,
            "client" => Self::Client,
            _ => {
                let name = text
                    .strip_prefix("db(")
                    .and_then(|rest| rest.strip_suffix(')'));
                Self::Database(Some(name.ok_or(UnknownSource)?.to_owned()))
            }
        })
    }
}

impl FromStr for Pair {
    type Err = UnknownSource;

    fn from_str(text: &str) -> Result<Self, UnknownSource> {
        let (left, right) = text.split_once(':').ok_or(UnknownSource)?;
        Ok(Self {
            left: left.trim().parse()?,
            right: right.trim().parse()?,
        })
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

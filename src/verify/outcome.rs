//! What the program for Node answers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The answer: what it found, or why it could not look.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub enum Answer {
    Failed { failed: Trouble },
    Done(Box<Outcome>),
}

/// Why nothing could be verified.
#[derive(Debug, Deserialize)]
pub struct Trouble {
    pub code: String,
    #[serde(default)]
    pub message: String,
    /// The package that is missing, or the module that fails.
    #[serde(alias = "module")]
    pub package: Option<String>,
    /// The folder that it was looked for from.
    pub from: Option<String>,
    /// The file that imports it.
    pub by: Option<String>,
    #[serde(default)]
    pub recovery: bool,
}

/// What was found.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// In the order of the plan.
    pub tables: Vec<TableOutcome>,
    pub differences: Vec<Difference>,
    pub known: Vec<Known>,
    pub versions: BTreeMap<String, Option<String>>,
    pub time_zone: String,
    pub session_time_zone: String,
    pub sequences: Vec<Moved>,
}

/// What became of one table.
#[derive(Debug, Deserialize)]
pub struct TableOutcome {
    /// How many rows the database took.
    pub rows: usize,
    /// Those that it did not take, however they are written.
    pub blocked: Vec<Blocked>,
    /// By client: what it said to a text with U+0000.
    pub nul: BTreeMap<Client, String>,
    pub triggers: Vec<String>,
    /// Clients that have nothing to do with the table, and why.
    pub absent: BTreeMap<Client, String>,
}

#[derive(Debug, Deserialize)]
pub struct Blocked {
    pub row: usize,
    pub message: String,
    /// `PostgreSQL`'s SQLSTATE.
    pub code: Option<String>,
    pub constraint: Option<String>,
    pub column: Option<String>,
    /// Only since another row is not there.
    #[serde(default)]
    pub parent: bool,
}

/// Who writes and reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Client {
    Prisma,
    Drizzle,
    Kysely,
}

impl Client {
    pub const ALL: [Self; 3] = [Self::Prisma, Self::Drizzle, Self::Kysely];

    /// As a person calls it.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Prisma => "Prisma",
            Self::Drizzle => "Drizzle",
            Self::Kysely => "Kysely",
        }
    }
}

/// What a client was doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Doing {
    Reads,
    Writes,
    /// Nothing yet: its file is wrong.
    File,
}

/// Something that is not as it should be, in one or several rows.
#[derive(Debug, Deserialize)]
pub struct Difference {
    pub code: String,
    pub table: usize,
    pub column: Option<usize>,
    pub client: Client,
    pub doing: Doing,
    /// Who had written the rows.
    pub writers: Vec<Client>,
    pub rows: usize,
    pub example: Option<Example>,
    pub detail: Option<Detail>,
}

/// The two sides, in one row.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Example {
    pub expected: String,
    pub got: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Detail {
    pub message: String,
    /// The type that was said, and the one that came.
    pub said: String,
    pub got: String,
    /// Whether the options of the project say it, and not only the file.
    pub by_schema: bool,
    /// Labels of the database that the file lacks, and the other way round.
    pub missing: Vec<String>,
    pub extra: serde_json::Value,
}

/// Something that is as the documents say.
#[derive(Debug, Deserialize)]
pub struct Known {
    pub reason: String,
    pub table: usize,
    pub column: usize,
    pub client: Client,
}

/// A sequence that does not stand where it stood.
#[derive(Debug, Clone, Deserialize, Serialize)]
pub struct Moved {
    pub name: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

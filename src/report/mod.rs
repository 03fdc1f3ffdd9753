//! What an audit says, as plain texts, and the formats it is said in. It knows
//! nothing of catalogs: everything is decided by now.

mod github;
mod html;
mod human;
mod json;
mod junit;
mod line;
mod markdown;
mod prometheus;
mod sarif;

use serde::Serialize;

use crate::rules::Severity;

pub use human::human;

/// The number of the JSON format; it grows when a key changes its meaning or goes.
pub const VERSION: u32 = 1;

/// The formats that are files for other programs, beside the one for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Json,
    /// SARIF 2.1.0, which GitHub's code scanning and editors read.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    Junit,
    /// The text format that a node exporter's textfile collector or a push gateway takes.
    Prometheus,
    Markdown,
    /// One page that needs nothing else.
    Html,
}

/// A whole audit.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub version: u32,
    /// A finding this grave makes the audit fail.
    pub fail_on: Severity,
    pub passed: bool,
    pub sources: Vec<Source>,
    pub pairs: Vec<Pair>,
    pub findings: Vec<Entry>,
    /// What was found and is exempt, with the reasons.
    pub exempt: Vec<Exempt>,
    /// What could not be read, and is not judged.
    pub unknown: Vec<Unread>,
    /// Databases that could not be read.
    pub unreachable: Vec<Unreachable>,
    /// Both sides of each table that has findings, for the page.
    #[serde(skip)]
    pub tables: Vec<TableView>,
    /// What a rule is about, in a paragraph.
    #[serde(skip)]
    pub about: fn(&str) -> &'static str,
}

/// A description of the database.
#[derive(Debug, Clone, Serialize)]
pub struct Source {
    /// As pairs name it: `prisma`, `db`, `db.staging`
    pub name: String,
    /// Where it is: `prisma/schema.prisma`, `localhost:5432/app`
    pub location: String,
    /// How much it holds: `29 tables, 12 enums`
    pub size: String,
}

/// Two sources that were compared.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// `prisma:drizzle`
    pub name: String,
    pub counts: Counts,
}

/// Findings by their severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub critical: usize,
    pub high: usize,
    pub medium: usize,
    pub low: usize,
    pub info: usize,
}

/// One finding.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// `audit/missing-column`
    pub rule: &'static str,
    /// The name of the rule in the users' plans: `DRZ002`
    pub alias: Option<&'static str>,
    pub severity: Severity,
    /// `prisma:drizzle`, or `migrations` for what is wrong with them alone.
    pub pair: String,
    /// `column`
    pub kind: &'static str,
    /// `users.password_hash`
    pub object: String,
    /// The table that it belongs to, or is.
    pub table: Option<String>,
    pub message: String,
    pub help: String,
    /// What to type.
    pub command: Option<String>,
    pub left: Spot,
    pub right: Spot,
    /// Stays the same from run to run.
    pub key: String,
}

/// A side of a finding.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Spot {
    /// `prisma`
    pub source: String,
    /// The value there, where there is one: `varchar(255)`
    pub value: Option<String>,
    /// The file; `None` for a database, or for what is not there.
    pub path: Option<String>,
    /// Counted from 1.
    pub line: Option<usize>,
    pub column: Option<usize>,
}

/// A finding that is exempt.
#[derive(Debug, Clone, Serialize)]
pub struct Exempt {
    pub key: String,
    pub reason: String,
}

/// A part of a source that was not understood.
#[derive(Debug, Clone, Serialize)]
pub struct Unread {
    pub source: String,
    pub object: String,
    pub reason: String,
    pub path: Option<String>,
    pub line: Option<usize>,
}

/// A database that could not be read, and why.
#[derive(Debug, Clone, Serialize)]
pub struct Unreachable {
    /// `db(staging)`
    pub source: String,
    pub reason: String,
}

/// A table as both sides of a pair have it.
#[derive(Debug, Clone)]
pub struct TableView {
    pub pair: String,
    pub name: String,
    pub rows: Vec<RowView>,
}

/// A column, an index or a key, on both sides.
#[derive(Debug, Clone)]
pub struct RowView {
    pub name: String,
    pub left: Option<String>,
    pub right: Option<String>,
    /// The gravest finding about it.
    pub severity: Option<Severity>,
}

impl Report {
    /// Says it in a format for programs or for a browser.
    #[must_use]
    pub fn render(&self, format: Format) -> String {
        match format {
            Format::Json => json::json(self),
            Format::Sarif => sarif::sarif(self),
            Format::Github => github::github(self),
            Format::Junit => junit::junit(self),
            Format::Prometheus => prometheus::prometheus(self),
            Format::Markdown => markdown::markdown(self),
            Format::Html => html::html(self),
        }
    }

    /// Findings by their severity, of all pairs.
    #[must_use]
    pub fn counts(&self) -> Counts {
        Counts::of(&self.findings)
    }

    fn failing(&self) -> usize {
        self.findings
            .iter()
            .filter(|entry| entry.severity >= self.fail_on)
            .count()
    }

    /// Whether there was nothing to compare the schema with.
    fn is_alone(&self) -> bool {
        self.findings.is_empty() && self.pairs.is_empty() && self.unreachable.is_empty()
    }

    /// `in step: 3 pairs compared, no findings`
    fn verdict(&self) -> String {
        let pairs = self.pairs.iter().filter(|pair| pair.name.contains(':'));
        let pairs = count(pairs.count(), "pair");
        match (self.findings.len(), self.failing()) {
            _ if !self.unreachable.is_empty() => format!(
                "failed: {} could not be read",
                count(self.unreachable.len(), "database")
            ),
            (0, _) if self.is_alone() => {
                "nothing was compared: the Prisma schema is all that there is".to_owned()
            }
            (0, _) => format!("in step: {pairs} compared, no findings"),
            (all, 0) => format!(
                "passed: {pairs} compared, {}, none of them {} or worse",
                count(all, "finding"),
                self.fail_on
            ),
            (_, failing) => format!(
                "failed: {pairs} compared, {} {} or worse",
                count(failing, "finding"),
                self.fail_on
            ),
        }
    }
}

impl Counts {
    /// Counts what there is.
    #[must_use]
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Self {
        let mut counts = Self::default();
        for entry in entries {
            *counts.slot(entry.severity) += 1;
        }
        counts
    }

    fn slot(&mut self, severity: Severity) -> &mut usize {
        match severity {
            Severity::Critical => &mut self.critical,
            Severity::High => &mut self.high,
            Severity::Medium => &mut self.medium,
            Severity::Low => &mut self.low,
            Severity::Info => &mut self.info,
        }
    }

    /// `2 critical, 1 high`; nothing for none.
    #[must_use]
    pub fn in_words(self) -> String {
        let Self {
            critical,
            high,
            medium,
            low,
            info,
        } = self;
        let parts: Vec<String> = [
            (critical, "critical"),
            (high, "high"),
            (medium, "medium"),
            (low, "low"),
            (info, "info"),
        ]
        .into_iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, word)| format!("{number} {word}"))
        .collect();
        parts.join(", ")
    }
}

impl Spot {
    /// `prisma/schema.prisma:14`; the source's name where there is no file.
    fn in_words(&self) -> String {
        match (&self.path, self.line) {
            (Some(path), Some(line)) => format!("{path}:{line}"),
            (Some(path), None) => path.clone(),
            (None, _) => self.source.clone(),
        }
    }
}

impl Entry {
    /// The side that has a file to point at: the one to mend first.
    fn place(&self) -> Option<(&str, &Spot)> {
        [&self.right, &self.left]
            .into_iter()
            .find_map(|spot| Some((spot.path.as_deref()?, spot)))
    }
}

/// `1 finding`, `2 findings`
fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

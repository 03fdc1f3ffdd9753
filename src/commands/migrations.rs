//! `triple-orm migrations list`: the migrations in their order, what each of them
//! makes and needs, and where they fail on an empty database.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};
use serde_json::{Value, json};

use crate::cli::{Format, InspectFormat, MigrationsList};
use crate::commands::history::{History, read_history};
use crate::commands::{Failure, Status, report};
use crate::config::Settings;
use crate::diagnostic::{Diagnostics, Positions, Sources, Span};
use crate::path::shown;
use crate::source::Origin;
use crate::sql::ddl::{self, Finding, Item, Kind, Step, Trouble};

/// Runs the command in `cwd`, the process's own (absolute).
///
/// # Errors
/// When a file cannot be read, or the result not be written.
pub fn list(args: &MigrationsList, cwd: &Path) -> Result<Status, Failure> {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let schema = args.schema.as_ref();
    let flags = Settings {
        schema: schema.map(|path| (cwd.join(path), Origin::Flag)),
        ..Settings::default()
    };
    let folder = args.migrations.as_deref();
    let history = read_history(flags, folder, cwd, &mut sources, &mut diagnostics)?;
    report(&mut diagnostics, &sources, Format::Human)?;
    let Some(history) = history else {
        return Ok(Status::Refused);
    };
    let findings = ddl::history(&history.facts, &history.replay, None);
    let fails = findings
        .iter()
        .any(|finding| matches!(finding.trouble, Trouble::Fails { .. }));
    let list = List {
        history: &history,
        findings: &findings,
        sources: &sources,
        positions: Positions::new(&sources),
    };
    match args.format {
        InspectFormat::Human => list.human(&mut anstream::stdout().lock())?,
        InspectFormat::Json => {
            let mut out = io::stdout().lock();
            serde_json::to_writer_pretty(&mut out, &list.json()).map_err(io::Error::from)?;
            writeln!(out)?;
        }
    }
    Ok(if fails {
        Status::Differences
    } else {
        Status::Clean
    })
}

struct List<'a> {
    history: &'a History,
    findings: &'a [Finding],
    sources: &'a Sources,
    positions: Positions<'a>,
}

/// How many names a cell lists.
const LISTED: usize = 4;

const RED: Style = AnsiColor::Red.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default();
const DIM: Style = Style::new().dimmed();

impl List<'_> {
    fn human(&self, out: &mut impl Write) -> io::Result<()> {
        if !self.history.facts.migrations.is_empty() {
            self.table(out)?;
        }
        for finding in self.findings {
            let is_failure = matches!(finding.trouble, Trouble::Fails { .. });
            let style = if is_failure { RED } else { YELLOW };
            let (message, help) = self.words(finding);
            let place = finding.place.map(|place| self.place(place));
            let place = place.map(|place| format!("{place}: ")).unwrap_or_default();
            writeln!(out, "\n{place}{style}{message}{style:#}")?;
            if let Some(help) = help {
                writeln!(out, "  {DIM}{help}{DIM:#}")?;
            }
        }
        if !self.history.facts.migrations.is_empty() || !self.findings.is_empty() {
            writeln!(out)?;
        }
        writeln!(out, "{}", self.verdict())
    }

    /// A line a migration.
    fn table(&self, out: &mut impl Write) -> io::Result<()> {
        let facts = &self.history.facts;
        let steps = &self.history.replay.steps;
        let rows: Vec<[String; 4]> = facts
            .migrations
            .iter()
            .zip(steps)
            .enumerate()
            .map(|(at, (migration, step))| {
                [
                    (at + 1).to_string(),
                    migration.name.clone(),
                    made(step),
                    Self::needed(step),
                ]
            })
            .collect();
        let head = ["#", "migration", "makes", "needs"].map(str::to_owned);
        let widths: Vec<usize> = (0..3)
            .map(|column| {
                let cells = std::iter::once(&head).chain(&rows);
                cells.map(|row| width(&row[column])).max().unwrap_or(0)
            })
            .collect();
        writeln!(out, "{DIM}{}{DIM:#}", line(&head, &widths))?;
        for (at, row) in rows.iter().enumerate() {
            let failed = !steps[at].problems.is_empty();
            let style = if failed { RED } else { Style::new() };
            writeln!(out, "{style}{}{style:#}", line(row, &widths))?;
        }
        Ok(())
    }

    fn verdict(&self) -> String {
        let count = self.history.facts.migrations.len();
        let folder = shown(&self.history.folder);
        let steps = &self.history.replay.steps;
        let failing = steps.iter().filter(|step| !step.problems.is_empty());
        let noun = if count == 1 {
            "migration"
        } else {
            "migrations"
        };
        let failing = failing.count();
        if count == 0 {
            return format!("no migrations in `{folder}`");
        }
        if failing == 0 {
            let verb = if count == 1 { "applies" } else { "apply" };
            return format!(
                "{count} {noun} in `{folder}` {verb} to an empty database in this order"
            );
        }
        let before = steps.iter().take_while(|step| step.problems.is_empty());
        format!(
            "{} of {count} {noun} in `{folder}` apply to an empty database before the first one \
             fails; {failing} would fail by {}",
            before.count(),
            if failing == 1 { "itself" } else { "themselves" }
        )
    }

    /// What a step needs of earlier ones, by what made it: `#1 User`.
    fn needed(step: &Step) -> String {
        let mut by_step: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for need in &step.needs {
            let is_whole = matches!(need.item.kind, Kind::Table | Kind::View | Kind::Type);
            if is_whole {
                let names = by_step.entry(need.from).or_default();
                names.push(need.item.to_string());
            }
        }
        let parts: Vec<String> = by_step
            .into_iter()
            .map(|(from, names)| format!("#{} {}", from + 1, listed(&names)))
            .collect();
        parts.join("  ")
    }

    fn place(&self, span: Span) -> String {
        let line = self.positions.of(span).0.line;
        format!("{}:{line}", self.positions.path(span.file))
    }

    /// What is wrong, and what to do.
    fn words(&self, finding: &Finding) -> (String, Option<String>) {
        let subject = &finding.subject;
        match &finding.trouble {
            Trouble::Fails {
                cause,
                later,
                loose,
            } => {
                let help = match (later, loose) {
                    (Some(later), _) => Some(format!(
                        "`{later}` makes it, and comes later: rename one of the two folders"
                    )),
                    (None, Some(file)) => {
                        let path = shown(&self.sources.get(*file).path);
                        Some(format!(
                            "`{path}` makes it, and Prisma never runs that: move it into a migration"
                        ))
                    }
                    (None, None) => match cause {
                        ddl::Cause::Missing(_) => Some("no migration makes it".to_owned()),
                        ddl::Cause::Types { .. } => {
                            Some("give both columns the same type".to_owned())
                        }
                        ddl::Cause::SearchPath => {
                            Some("end the migration with `RESET search_path;`".to_owned())
                        }
                        _ => None,
                    },
                };
                (cause.to_string(), help)
            }
            Trouble::SameTime { other } => (
                format!("`{subject}` has the same time in its name as `{other}`"),
                Some("which one runs first depends on the rest of the names".to_owned()),
            ),
            Trouble::NoTime => (
                format!("the name of `{subject}` does not begin with a time of 14 digits"),
                Some("name it as `prisma migrate dev` does".to_owned()),
            ),
            Trouble::Empty => (format!("`{subject}` has no statement"), None),
            Trouble::NoFile => (
                format!("the folder `{subject}` has no `migration.sql`"),
                Some("remove the folder: Prisma refuses it".to_owned()),
            ),
            Trouble::Loose => (
                "Prisma never runs this file".to_owned(),
                Some("move it into a migration, or out of the folder".to_owned()),
            ),
            Trouble::ForeignLock { provider } => (
                format!("`migration_lock.toml` is for `{provider}`, the schema is not"),
                Some("start a new history for the new database".to_owned()),
            ),
            Trouble::Edited => (
                format!("`{subject}` was edited after it was applied"),
                Some("restore the file".to_owned()),
            ),
            Trouble::Failed => (
                format!("`{subject}` failed in the database"),
                Some("mend it, and run `prisma migrate resolve`".to_owned()),
            ),
            Trouble::NotInFolder => (
                format!("the database has `{subject}`, the folder does not"),
                Some("restore the file".to_owned()),
            ),
            Trouble::NotApplied => (
                format!("`{subject}` is not applied yet"),
                Some("run `prisma migrate deploy`".to_owned()),
            ),
        }
    }

    fn json(&self) -> Value {
        let facts = &self.history.facts;
        let steps = self.history.replay.steps.iter();
        let migrations: Vec<Value> = facts
            .migrations
            .iter()
            .zip(steps)
            .map(|(migration, step)| {
                let needs = step.needs.iter().map(|need| {
                    let from = &facts.migrations[need.from].name;
                    json!({ "item": item(&need.item), "from": from })
                });
                json!({
                    "name": migration.name,
                    "creates": step.creates.iter().map(item).collect::<Vec<_>>(),
                    "alters": step.alters.iter().map(item).collect::<Vec<_>>(),
                    "drops": step.drops.iter().map(item).collect::<Vec<_>>(),
                    "needs": needs.collect::<Vec<_>>(),
                    "fails": !step.problems.is_empty(),
                })
            })
            .collect();
        let findings: Vec<Value> = self
            .findings
            .iter()
            .map(|finding| {
                let (message, help) = self.words(finding);
                let place = finding.place.map(|span| {
                    let line = self.positions.of(span).0.line;
                    json!({ "file": self.positions.path(span.file), "line": line })
                });
                json!({
                    "kind": kind(&finding.trouble),
                    "subject": finding.subject,
                    "message": message,
                    "help": help,
                    "place": place,
                })
            })
            .collect();
        json!({
            "version": 1,
            "folder": shown(&self.history.folder),
            "migrations": migrations,
            "findings": findings,
        })
    }
}

fn kind(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Fails { .. } => "fails",
        Trouble::SameTime { .. } => "same-time",
        Trouble::NoTime => "no-time",
        Trouble::Empty => "empty",
        Trouble::NoFile => "no-file",
        Trouble::Loose => "loose",
        Trouble::ForeignLock { .. } => "foreign-lock",
        Trouble::Edited => "edited",
        Trouble::Failed => "failed",
        Trouble::NotInFolder => "not-in-folder",
        Trouble::NotApplied => "not-applied",
    }
}

fn item(item: &Item) -> Value {
    json!({ "kind": item.kind.word(), "name": item.to_string() })
}

/// `User, Post +3, 4 columns, 2 indexes`
fn made(step: &Step) -> String {
    let of = |items: &[Item], kinds: &[Kind]| -> Vec<String> {
        let items = items.iter().filter(|item| kinds.contains(&item.kind));
        items.map(ToString::to_string).collect()
    };
    let mut parts = Vec::new();
    let whole = of(&step.creates, &[Kind::Table, Kind::View, Kind::Type]);
    if !whole.is_empty() {
        parts.push(listed(&whole));
    }
    for (kind, one, many) in [
        (Kind::Column, "column", "columns"),
        (Kind::Index, "index", "indexes"),
        (Kind::Policy, "policy", "policies"),
    ] {
        match of(&step.creates, &[kind]).len() {
            0 => {}
            1 => parts.push(format!("1 {one}")),
            n => parts.push(format!("{n} {many}")),
        }
    }
    let dropped = of(&step.drops, &[Kind::Table, Kind::View, Kind::Type]);
    if !dropped.is_empty() {
        parts.push(format!("drops {}", listed(&dropped)));
    }
    parts.join(", ")
}

fn listed(names: &[String]) -> String {
    let mut text = names
        .iter()
        .take(LISTED)
        .cloned()
        .collect::<Vec<_>>()
        .join(" ");
    if names.len() > LISTED {
        text.push_str(&format!(" +{}", names.len() - LISTED));
    }
    text
}

fn width(text: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(text)
}

fn line(row: &[String; 4], widths: &[usize]) -> String {
    let mut line = String::new();
    for (cell, wide) in row.iter().zip(widths) {
        line.push_str(cell);
        line.push_str(&" ".repeat(wide - width(cell) + 2));
    }
    line.push_str(&row[3]);
    line.trim_end().to_owned()
}

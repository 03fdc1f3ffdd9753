//! What a verification says, as plain texts, and the formats it is said in.

mod human;
mod junit;

use std::collections::BTreeMap;

use serde::Serialize;

use super::known;
use super::outcome::{Blocked, Client, Difference, Doing, Example, Moved, Outcome, TableOutcome};
use super::plan::{Plan, Short, TablePlan};
use super::say;
use super::shapes::Shapes;

pub use human::human;
pub use junit::junit;

/// The version of the JSON: raised when a field changes or goes away.
pub const VERSION: u32 = 1;

/// A whole verification.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub version: u32,
    /// Nothing differs, and every model was verified.
    pub passed: bool,
    /// Where the database is, without user and password.
    pub database: String,
    /// Of the process, which is what drivers take local time to be.
    pub time_zone: String,
    /// Of the database's session.
    pub session_time_zone: String,
    pub versions: BTreeMap<String, Option<String>>,
    pub models: Vec<Model>,
    pub findings: Vec<Finding>,
    pub known: Vec<Known>,
    /// Sequences that a rolled-back transaction leaves where it moved them.
    pub sequences: Vec<Moved>,
}

/// A model, or a join table under the name of its relation.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Model {
    pub model: String,
    pub table: String,
    /// How many rows each client wrote and each one read.
    pub rows: usize,
    pub state: State,
    /// Why not all of it was verified.
    pub reason: Option<String>,
    pub help: Option<String>,
    /// Whether each client refused a text with U+0000; `null` where none was tried.
    pub refuses_nul: Option<bool>,
    /// By who wrote and who read: how many columns differ; a pair that is not there
    /// was not asked.
    pub differing: BTreeMap<Client, BTreeMap<Client, usize>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    Verified,
    /// Some of its rows could not be written, by nobody.
    Partly,
    /// None of its rows could be written, by nobody.
    Blocked,
    /// Nobody asked for it.
    Skipped,
}

/// Something that is not as it should be.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Finding {
    pub code: &'static str,
    pub model: String,
    pub field: Option<String>,
    pub table: String,
    pub column: Option<String>,
    pub client: Client,
    pub doing: Doing,
    /// Who had written the rows.
    pub writers: Vec<Client>,
    /// In how many rows, over all writers.
    pub rows: usize,
    pub message: String,
    pub help: String,
    pub example: Option<Example>,
}

impl Finding {
    /// `User.createdAt`, or the model alone.
    #[must_use]
    pub fn subject(&self) -> String {
        match &self.field {
            Some(field) => format!("{}.{field}", self.model),
            None => self.model.clone(),
        }
    }
}

/// A difference that is meant to be there.
#[derive(Debug, Serialize)]
pub struct Known {
    pub reason: &'static str,
    pub about: &'static str,
    /// `User.balance`
    pub columns: Vec<String>,
}

/// What the command knows beside the answer.
#[derive(Debug)]
pub struct Context<'c> {
    pub plan: &'c Plan,
    /// By table and column.
    pub shapes: &'c [Vec<Shapes>],
    /// By table: whether it was asked for.
    pub wanted: &'c [bool],
    pub database: String,
}

/// Puts an answer into words.
#[must_use]
pub fn report(outcome: &Outcome, context: &Context<'_>) -> Report {
    let tables = &context.plan.tables;
    let models: Vec<Model> = tables
        .iter()
        .zip(&outcome.tables)
        .enumerate()
        .map(|(place, (table, found))| {
            let differences = outcome.differences.iter().filter(|it| it.table == place);
            model(
                table,
                found,
                context.wanted[place],
                &differences.collect::<Vec<_>>(),
            )
        })
        .collect();
    let findings: Vec<Finding> = outcome
        .differences
        .iter()
        .map(|found| finding(found, &tables[found.table]))
        .collect();
    let is_whole = |model: &Model| model.state != State::Blocked;
    Report {
        version: VERSION,
        passed: findings.is_empty() && models.iter().all(is_whole),
        database: context.database.clone(),
        time_zone: outcome.time_zone.clone(),
        session_time_zone: outcome.session_time_zone.clone(),
        versions: outcome.versions.clone(),
        models,
        findings,
        known: known_differences(outcome, context),
        sequences: outcome.sequences.clone(),
    }
}

fn model(
    table: &TablePlan,
    found: &TableOutcome,
    is_wanted: bool,
    differences: &[&Difference],
) -> Model {
    let state = if !is_wanted {
        State::Skipped
    } else if found.rows == 0 {
        State::Blocked
    } else if found.blocked.is_empty() {
        State::Verified
    } else {
        State::Partly
    };
    let (reason, help) = match state {
        State::Skipped => (None, None),
        _ => why(table, found, state),
    };
    let nul = Client::ALL
        .iter()
        .filter(|client| found.nul.contains_key(client))
        .count();
    let let_through = differences.iter().any(|it| it.code == say::NUL);
    let present: Vec<Client> = Client::ALL
        .into_iter()
        .filter(|client| is_wanted && !found.absent.contains_key(client))
        .collect();
    let count = |writer: Client, reader: Client| {
        let concerns = |it: &&&Difference| match it.doing {
            Doing::Reads => it.client == reader && it.writers.contains(&writer),
            Doing::Writes => it.client == writer,
            Doing::File => it.client == reader || it.client == writer,
        };
        let mut columns: Vec<Option<usize>> = differences
            .iter()
            .filter(concerns)
            .map(|it| it.column)
            .collect();
        columns.sort_unstable();
        columns.dedup();
        columns.len()
    };
    let of = |writer: Client| {
        let readers = present
            .iter()
            .map(|&reader| (reader, count(writer, reader)));
        (writer, readers.collect())
    };
    Model {
        model: table.model.clone(),
        table: full_name(table),
        rows: found.rows,
        state,
        reason,
        help,
        refuses_nul: (nul > 0 || let_through).then_some(!let_through),
        differing: present.iter().copied().map(of).collect(),
    }
}

fn full_name(table: &TablePlan) -> String {
    match &table.schema {
        Some(schema) => format!("{schema}.{}", table.name),
        None => table.name.clone(),
    }
}

/// Why not all rows were written, and what to do.
fn why(table: &TablePlan, found: &TableOutcome, state: State) -> (Option<String>, Option<String>) {
    let own = found.blocked.iter().find(|it| !it.parent);
    let exclude = format!("leave it out with `--exclude {}`", table.model);
    if let Some(blocked) = own.or_else(|| found.blocked.first()) {
        let help = if blocked.parent {
            "see the model that it refers to".to_owned()
        } else if state == State::Partly {
            "nothing, where the database should refuse such values".to_owned()
        } else {
            format!("verify against a database without it, or {exclude}")
        };
        return (Some(refusal(blocked, found)), Some(help));
    }
    match &table.short {
        Some(short) if state == State::Blocked => (Some(unmade(short)), Some(exclude)),
        _ => (None, None),
    }
}

/// What keeps a row out, by its SQLSTATE.
fn refusal(blocked: &Blocked, found: &TableOutcome) -> String {
    let message = &blocked.message;
    let constraint = blocked.constraint.as_deref().unwrap_or("?");
    match blocked.code.as_deref() {
        _ if blocked.parent => "a row that it refers to could not be written".to_owned(),
        Some("23514") => format!("the CHECK `{constraint}` refuses what was made for it"),
        Some("23P01") => {
            format!("the exclusion constraint `{constraint}` refuses what was made for it")
        }
        Some("23505") => format!("a row is in the way of the unique key `{constraint}`: {message}"),
        Some("23503") => {
            format!("the foreign key `{constraint}` refers to a row that is not there: {message}")
        }
        Some("23502") => format!(
            "the database wants a value in `{}`, of which the schema says nothing",
            blocked.column.as_deref().unwrap_or("?")
        ),
        Some("42501") => format!("the role may not write it: {message}"),
        Some("P0001") => format!(
            "a trigger refuses it ({}): {message}",
            found.triggers.join(", ")
        ),
        _ => format!("the database refuses it: {message}"),
    }
}

/// Why no row was made.
fn unmade(short: &Short) -> String {
    match short {
        Short::Circle { tables } => format!(
            "required foreign keys go in a circle: {}",
            tables.join(", ")
        ),
        Short::NoParent { table } => format!("no row of `{table}` was made, which it refers to"),
        Short::NoValue { column, ty } => {
            format!("no value is known for the required column `{column}` of type `{ty}`")
        }
        Short::Unique { columns } => {
            format!(
                "the unique key on {} has too few values",
                columns.join(", ")
            )
        }
    }
}

fn finding(found: &Difference, table: &TablePlan) -> Finding {
    let column = found.column.map(|column| &table.columns[column]);
    Finding {
        code: say::code(&found.code),
        model: table.model.clone(),
        field: column.map(|column| column.field.clone()),
        table: full_name(table),
        column: column.map(|column| column.name.clone()),
        client: found.client,
        doing: found.doing,
        writers: found.writers.clone(),
        rows: found.rows,
        message: say::message(found, table, column),
        help: say::help(found, column),
        example: found.example.clone(),
    }
}

/// The reasons in the order of the documents, each with its columns.
fn known_differences(outcome: &Outcome, context: &Context<'_>) -> Vec<Known> {
    let tables = &context.plan.tables;
    let mut columns: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut add = |reason: &'static str, table: &TablePlan, column: usize| {
        let name = say::subject(table, Some(&table.columns[column]));
        let names = columns.entry(reason).or_default();
        if !names.contains(&name) {
            names.push(name);
        }
    };
    for (place, table) in tables.iter().enumerate() {
        let is_verified = context.wanted[place] && outcome.tables[place].rows > 0;
        for (column, shapes) in context.shapes[place].iter().enumerate() {
            for reason in known::of_column(&table.columns[column], shapes) {
                if is_verified {
                    add(reason, table, column);
                }
            }
        }
    }
    for found in &outcome.known {
        let reason = known::KNOWN.iter().find(|(name, _)| *name == found.reason);
        let (reason, _) = reason.expect("the program's reasons are in the list");
        add(reason, &tables[found.table], found.column);
    }
    known::KNOWN
        .iter()
        .filter_map(|(reason, about)| {
            let columns = columns.remove(reason)?;
            Some(Known {
                reason,
                about,
                columns,
            })
        })
        .collect()
}

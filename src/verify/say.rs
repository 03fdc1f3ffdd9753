//! What a difference says to a person, and what to do about it.

use super::outcome::{Client, Difference, Doing};
use super::plan::{ColumnPlan, TablePlan};

/// The codes of findings, as the program for Node has them.
pub const CODES: [&str; 11] = [
    "verify/value",
    "verify/type",
    "verify/time-zone",
    "verify/session-time-zone",
    "verify/lost-digits",
    "verify/no-column",
    "verify/no-table",
    "verify/label",
    "verify/cannot-write",
    "verify/cannot-read",
    "verify/missing-row",
];

/// That nobody can write a row of a model.
pub const BLOCKED: &str = "verify/blocked";

/// That a text with U+0000 went through, which no text of `PostgreSQL` can.
pub const NUL: &str = "verify/nul";

/// A code as a constant.
///
/// # Panics
/// When the program has a code that is not in the list.
#[must_use]
pub fn code(text: &str) -> &'static str {
    let mut codes = CODES.iter().chain([&NUL]);
    codes
        .find(|code| **code == text)
        .unwrap_or_else(|| panic!("the program has a code of its own: `{text}`"))
}

/// What all findings of one code and client have in common.
#[must_use]
pub fn title(code: &str, client: Client) -> String {
    let client = client.in_words();
    match code {
        "verify/type" => format!("{client} gives another type than is said"),
        "verify/time-zone" => format!("{client} takes for local time what is in UTC"),
        "verify/session-time-zone" => {
            format!("{client} takes the database's session to be in UTC, which it is not")
        }
        "verify/lost-digits" => format!("{client} reads numbers that lose digits"),
        "verify/no-column" => "the Drizzle file has other columns than the database".to_owned(),
        "verify/no-table" => "the Drizzle file lacks tables".to_owned(),
        "verify/label" => "the Drizzle file has other enum values than the database".to_owned(),
        "verify/cannot-write" => format!("{client} cannot write"),
        "verify/cannot-read" => format!("{client} cannot read"),
        "verify/missing-row" => format!("{client} loses rows"),
        NUL => format!("{client} takes a text with U+0000"),
        _ => format!("{client} gives another value"),
    }
}

/// What a message is about: `User.createdAt`, or a table alone.
#[must_use]
pub fn subject(table: &TablePlan, column: Option<&ColumnPlan>) -> String {
    match column {
        Some(column) => format!("{}.{}", table.model, column.field),
        None => table.model.clone(),
    }
}

/// The message: lower case, and what is in backticks is in the project.
#[must_use]
pub fn message(found: &Difference, table: &TablePlan, column: Option<&ColumnPlan>) -> String {
    let subject = subject(table, column);
    let client = found.client.in_words();
    let detail = found.detail.clone().unwrap_or_default();
    let doing = match found.doing {
        Doing::Reads => "reads",
        Doing::Writes => "writes",
        Doing::File => "has",
    };
    match found.code.as_str() {
        "verify/type" => {
            let who = if detail.by_schema {
                "the options say"
            } else {
                "its file says"
            };
            format!(
                "{client} reads `{subject}` as `{}`, where {who} `{}`",
                detail.got, detail.said
            )
        }
        "verify/time-zone" => format!(
            "{client} {doing} `{subject}` off by the time zone: its `{}` is taken for local time",
            column.map_or("timestamp", |column| column.ty.name.as_str())
        ),
        "verify/session-time-zone" => format!(
            "{client} {doing} `{subject}` off by the time zone of the session: its adapter takes that to be UTC"
        ),
        "verify/lost-digits" => format!("{client} reads `{subject}` as numbers, which lose digits"),
        "verify/no-column" => match detail.extra.as_str() {
            Some(name) => format!(
                "the Drizzle table of `{subject}` has a column `{name}`, which is not in the database"
            ),
            None => format!(
                "the Drizzle table of `{}` has no column `{}`",
                table.model,
                column.map_or("", |column| column.name.as_str())
            ),
        },
        "verify/no-table" => format!("the Drizzle file has no table for `{subject}`"),
        "verify/label" => {
            let extra: Vec<String> =
                serde_json::from_value(detail.extra.clone()).unwrap_or_default();
            let mut parts = Vec::new();
            if !detail.missing.is_empty() {
                parts.push(format!("lacks {}", quoted(&detail.missing)));
            }
            if !extra.is_empty() {
                parts.push(format!(
                    "has {}, which the database has not",
                    quoted(&extra)
                ));
            }
            format!("the Drizzle enum of `{subject}` {}", parts.join(" and "))
        }
        "verify/cannot-write" => format!("{client} cannot write `{subject}`: {}", detail.message),
        "verify/cannot-read" => format!("{client} cannot read `{subject}`: {}", detail.message),
        "verify/missing-row" => match found.doing {
            Doing::Writes => format!("what {client} wrote to `{subject}` is not there"),
            _ => format!("{client} does not find the row of `{subject}`"),
        },
        NUL => format!(
            "{client} writes a text with U+0000 to `{subject}`, which PostgreSQL cannot hold, and does not fail"
        ),
        _ => format!("{client} {doing} another value of `{subject}`"),
    }
}

/// One line that says what to do.
#[must_use]
pub fn help(found: &Difference, column: Option<&ColumnPlan>) -> String {
    let of_file = "run `triple-orm generate`, or mend the Drizzle file";
    match (found.code.as_str(), found.client) {
        ("verify/time-zone", Client::Kysely) => {
            let native = match column.map(|column| column.ty.name.as_str()) {
                Some("timestamp") => ", make the column `@db.Timestamptz`",
                _ => "",
            };
            format!(
                "give Kysely the pool of the target `clients`{native}, or run the process with `TZ=UTC`"
            )
        }
        ("verify/session-time-zone", _) => {
            "set the time zone of the database's sessions: `ALTER DATABASE … SET timezone = 'UTC'`"
                .to_owned()
        }
        ("verify/lost-digits", _) => {
            "give Kysely the pool of the target `clients`, or cast the list to `text[]` in the query"
                .to_owned()
        }
        ("verify/no-column" | "verify/no-table" | "verify/label", _)
        | ("verify/type" | "verify/time-zone", Client::Drizzle) => of_file.to_owned(),
        ("verify/type", Client::Kysely) => {
            "look whether the project sets type parsers of `pg`, and which `driver` the options name"
                .to_owned()
        }
        ("verify/cannot-write" | "verify/cannot-read", Client::Drizzle) => {
            format!("{of_file}, where the message is about it")
        }
        ("verify/cannot-read", Client::Prisma)
            if column.is_some_and(|it| it.ty.list && it.ty.name == "citext") =>
        {
            "put Prisma on the pool of the target `clients`: of a list that `pg` has no parser for, its adapter has the text, and fails"
                .to_owned()
        }
        ("verify/cannot-write" | "verify/cannot-read", _) => {
            "generate the client again, and look at what the database has on the table".to_owned()
        }
        _ => "compare with `triple-orm audit`, and look for triggers and for type parsers of the project"
            .to_owned(),
    }
}

fn quoted(names: &[String]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

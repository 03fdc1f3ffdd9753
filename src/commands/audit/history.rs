//! What is wrong with the history of migrations, as findings.

use crate::catalog::Object;
use crate::commands::history::History;
use crate::database::Applied;
use crate::diagnostic::Positions;
use crate::rules::{Finding, Judge, Pair, Source, Told};
use crate::sql::ddl::{self, Cause, Trouble};

/// The findings of the folder alone, or of what a database says of it.
pub fn judge(
    history: &History,
    database: Option<(&Source, &[Applied])>,
    positions: &Positions<'_>,
    judge: &mut Judge<'_>,
) -> Vec<Finding> {
    let rows: Option<Vec<ddl::Applied>> = database.map(|(_, rows)| rows.iter().map(row).collect());
    let pair = database.map(|(source, _)| Pair {
        left: Source::Migrations,
        right: source.clone(),
    });
    let troubles = ddl::history(&history.facts, &history.replay, rows.as_deref());
    // Of a migration that fails, the first thing tells the most: the others mostly
    // follow from it.
    let mut failing: Vec<&str> = Vec::new();
    let mut findings = Vec::new();
    for found in &troubles {
        if of_database(&found.trouble) != pair.is_some() {
            continue;
        }
        if matches!(found.trouble, Trouble::Fails { .. }) {
            if failing.contains(&found.subject.as_str()) {
                continue;
            }
            failing.push(&found.subject);
        }
        let told = told(found, pair.clone(), positions);
        findings.extend(judge.other(told));
    }
    findings
}

/// Whether it takes the database's own rows to say it.
fn of_database(trouble: &Trouble) -> bool {
    match trouble {
        Trouble::Edited | Trouble::Failed | Trouble::NotInFolder | Trouble::NotApplied => true,
        Trouble::Fails { .. }
        | Trouble::SameTime { .. }
        | Trouble::NoTime
        | Trouble::Empty
        | Trouble::NoFile
        | Trouble::Loose
        | Trouble::ForeignLock { .. } => false,
    }
}

fn row(row: &Applied) -> ddl::Applied {
    ddl::Applied {
        name: row.migration_name.clone(),
        checksum: row.checksum.clone(),
        finished: row.finished_at.is_some(),
        rolled_back: row.rolled_back_at.is_some(),
        steps: u32::try_from(row.applied_steps_count).unwrap_or(0),
    }
}

// One arm for each trouble.
#[allow(clippy::too_many_lines)]
fn told(found: &ddl::Finding, pair: Option<Pair>, positions: &Positions<'_>) -> Told {
    let name = &found.subject;
    let file = found.place.map(|place| positions.path(place.file));
    let (rule, message, help): (_, String, String) = match &found.trouble {
        Trouble::Fails {
            cause,
            later,
            loose,
        } => (
            "audit/migration-fails",
            format!("migration `{name}` fails on an empty database: {cause}"),
            help_of(
                cause,
                later.as_deref(),
                loose.map(|file| positions.path(file)),
            ),
        ),
        Trouble::SameTime { other } => (
            "audit/migration-same-time",
            format!("migrations `{other}` and `{name}` have the same time"),
            "give one of them another time, as long as no database has it".into(),
        ),
        Trouble::NoTime => (
            "audit/migration-name",
            format!("the name of the migration `{name}` does not begin with 14 digits"),
            "make migrations with `prisma migrate dev`, which names them".into(),
        ),
        Trouble::Empty => (
            "audit/migration-empty",
            format!("migration `{name}` has no statement"),
            "remove it, as long as no database has it".into(),
        ),
        Trouble::NoFile => (
            "audit/migration-without-file",
            format!("the folder `{name}` has no `migration.sql`"),
            "remove the folder, or bring the file back".into(),
        ),
        Trouble::Loose => (
            "audit/loose-sql",
            format!(
                "`{}` is never run: Prisma runs only files called `migration.sql` in folders of their own",
                file.as_deref().unwrap_or(name)
            ),
            "move it into a migration, or out of the folder".into(),
        ),
        Trouble::ForeignLock { provider } => (
            "audit/migration-lock",
            format!(
                "`migration_lock.toml` is for `{provider}`, which is not the schema's database"
            ),
            "make the migrations anew for the schema's database, or correct the file".into(),
        ),
        Trouble::Edited => (
            "audit/migration-edited",
            format!("migration `{name}` was edited after the database was given it"),
            "bring the old text back, and put the change into a new migration".into(),
        ),
        Trouble::Failed => (
            "audit/migration-failed",
            format!("migration `{name}` was started in the database, and did not end"),
            "look at what it did, then tell Prisma with `prisma migrate resolve`".into(),
        ),
        Trouble::NotInFolder => (
            "audit/migration-not-in-folder",
            format!("the database has the migration `{name}`, the folder has not"),
            "bring the file back from where it was deployed".into(),
        ),
        Trouble::NotApplied => (
            "audit/migration-pending",
            format!("the database has not been given the migration `{name}` yet"),
            "deploy it".into(),
        ),
    };
    let command = match found.trouble {
        Trouble::NotApplied => Some("prisma migrate deploy"),
        _ => None,
    };
    let subject = match (&found.trouble, file) {
        (Trouble::Loose, Some(file)) => file,
        _ => name.clone(),
    };
    Told {
        rule,
        pair,
        source: "migrations".to_owned(),
        object: Object::Migration(subject.clone()),
        subject,
        message,
        help,
        command,
        place: found.place,
    }
}

/// What makes a migration go through.
fn help_of(cause: &Cause, later: Option<&str>, loose: Option<String>) -> String {
    match (later, loose, cause) {
        (Some(later), ..) => format!(
            "`{later}` makes it, and comes later: rename the folders so that it comes first"
        ),
        (None, Some(file), _) => format!(
            "`{file}` makes it, and Prisma never runs it: move it into a migration before this one"
        ),
        (None, None, Cause::Missing(_)) => {
            "add what is missing to a migration before this one".into()
        }
        (None, None, Cause::Exists(_)) => "remove one of the two statements that make it".into(),
        (None, None, Cause::InUse { .. }) => "drop what uses it first".into(),
        (None, None, Cause::Types { .. }) => "give both columns the same type".into(),
        (None, None, Cause::SearchPath) => "end the migration with `RESET search_path;`".into(),
        (None, None, Cause::Syntax(_)) => "correct the statement".into(),
    }
}

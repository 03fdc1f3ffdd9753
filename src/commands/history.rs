//! The migrations of a project, read and replayed, for the commands that need them.

use std::path::{Path, PathBuf};

use crate::catalog::Dialect;
use crate::commands::{Failure, Project};
use crate::config::Settings;
use crate::diagnostic::{Diagnostics, FileId, Severity, Sources};
use crate::source::{self, Migrations};
use crate::sql::ddl::{self, Migration, Replay, Script, Step};

/// A folder of migrations with what replaying it gives.
#[derive(Debug)]
pub struct History {
    /// The folder, as it is shown.
    pub folder: PathBuf,
    pub facts: ddl::History,
    pub replay: Replay,
}

/// Reads the schema for its database, and the migrations that go with it. A
/// schema with mistakes of its own is no hindrance as long as its database is known.
///
/// # Errors
/// When there is no schema or no migrations, or a file cannot be read.
pub fn read_history(
    flags: Settings,
    folder: Option<&Path>,
    cwd: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<Option<History>, Failure> {
    let mut found = Diagnostics::default();
    let project = Project::read(flags, None, cwd, sources, &mut found)?;
    let notes = found
        .into_iter()
        .filter(|found| found.severity != Severity::Error)
        .filter(|found| found.code.starts_with("source/"));
    diagnostics.extend(notes);
    history_of(&project, folder, &[], cwd, sources, diagnostics).map(Some)
}

/// The migrations of a project, replayed; `extra` files and folders of SQL are run
/// after them.
///
/// # Errors
/// When there are no migrations, or a file cannot be read.
pub fn history_of(
    project: &Project,
    folder: Option<&Path>,
    extra: &[PathBuf],
    cwd: &Path,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Result<History, Failure> {
    let mut notes = Vec::new();
    let path = source::find_migrations(cwd, folder, &project.schema, &mut notes)?;
    diagnostics.extend(notes);
    let migrations = source::read_migrations(cwd, &path, sources)?;
    let mut files = Vec::new();
    for path in extra {
        files.extend(source::read_extra(cwd, &cwd.join(path), sources)?);
    }
    let dialect = project
        .catalog
        .as_ref()
        .map(|catalog| catalog.dialect)
        .or_else(|| dialect_of(migrations.lock_provider.as_deref()))
        .unwrap_or(Dialect::Postgres);
    Ok(replayed(dialect, &migrations, &files, cwd, sources))
}

fn replayed(
    dialect: Dialect,
    migrations: &Migrations,
    extra: &[FileId],
    cwd: &Path,
    sources: &Sources,
) -> History {
    let mut scripts: Vec<Script> = migrations
        .files
        .iter()
        .map(|file| Script {
            name: file.name.clone(),
            file: file.file,
        })
        .collect();
    scripts.extend(extra.iter().map(|file| Script {
        name: String::new(),
        file: *file,
    }));
    let replay = ddl::replay(dialect, &scripts, sources);
    let loose = migrations
        .loose
        .iter()
        .map(|file| {
            let script = Script {
                name: String::new(),
                file: *file,
            };
            let step: Option<Step> = ddl::replay(dialect, &[script], sources).steps.pop();
            (*file, step.map(|step| step.creates).unwrap_or_default())
        })
        .collect();
    let facts = ddl::History {
        migrations: migrations
            .files
            .iter()
            .zip(&replay.steps)
            .map(|(file, step)| {
                let text = &sources.get(file.file).text;
                let mark = if file.has_mark { "\u{feff}" } else { "" };
                let bytes = format!("{mark}{text}");
                Migration::new(file.name.clone(), file.file, &bytes, step.statements)
            })
            .collect(),
        empty_folders: migrations.empty_folders.clone(),
        loose,
        foreign_lock: migrations
            .lock_provider
            .clone()
            .filter(|lock| dialect_of(Some(lock)).is_none_or(|it| it != dialect)),
    };
    History {
        folder: crate::path::relative_to(cwd, &migrations.path),
        facts,
        replay,
    }
}

fn dialect_of(provider: Option<&str>) -> Option<Dialect> {
    match provider? {
        "postgresql" | "postgres" => Some(Dialect::Postgres),
        "mysql" => Some(Dialect::MySql),
        "sqlite" => Some(Dialect::Sqlite),
        "cockroachdb" => Some(Dialect::Cockroach),
        "sqlserver" => Some(Dialect::SqlServer),
        _ => None,
    }
}

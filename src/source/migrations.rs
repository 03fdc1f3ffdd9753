//! The migrations on the disk: which folder, which files in which order, and
//! what else lies there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, FileId, Sources};
use crate::path::{relative_to, shown};
use crate::source::read::read_text;
use crate::source::{SourceError, prisma_config};

/// A folder of migrations, read.
#[derive(Debug)]
pub struct Migrations {
    /// The folder. Absolute.
    pub path: PathBuf,
    /// In the order in which Prisma runs them: by the bytes of their names.
    pub files: Vec<MigrationFile>,
    /// Folders without a `migration.sql`.
    pub empty_folders: Vec<String>,
    /// `.sql` files that Prisma never runs.
    pub loose: Vec<FileId>,
    /// `provider` in `migration_lock.toml`.
    pub lock_provider: Option<String>,
}

/// `20240101000000_init/migration.sql`
#[derive(Debug)]
pub struct MigrationFile {
    /// The name of its folder.
    pub name: String,
    pub file: FileId,
    /// It begins with a byte order mark, which its text has no more.
    pub has_mark: bool,
}

/// The file that Prisma runs in a folder of its own.
const FILE_NAME: &str = "migration.sql";

/// Finds the folder of the migrations: where the flag says, where the Prisma
/// config says, or beside the file of the schema that has the `datasource`.
/// `schema` are the schema's files, or the one folder that they are in.
///
/// # Errors
/// When there is no such folder.
pub fn find_migrations(
    cwd: &Path,
    said: Option<&Path>,
    schema: &Path,
    notes: &mut Vec<Diagnostic>,
) -> Result<PathBuf, SourceError> {
    let path = match said {
        Some(said) => cwd.join(said),
        None => match from_prisma_config(cwd, notes) {
            Some(path) => path,
            None => beside(schema),
        },
    };
    if path.is_dir() {
        Ok(path)
    } else {
        Err(SourceError::NoMigrations {
            path: relative_to(cwd, &path),
        })
    }
}

fn from_prisma_config(cwd: &Path, notes: &mut Vec<Diagnostic>) -> Option<PathBuf> {
    let path = prisma_config::candidates().find_map(|name| {
        let path = cwd.join(name);
        path.is_file().then_some(path)
    })?;
    let text = fs::read_to_string(&path).ok()?;
    match prisma_config::migrations(&text, &path) {
        prisma_config::Schema::At(folder) => Some(path.parent().unwrap_or(cwd).join(folder)),
        prisma_config::Schema::Unset => None,
        prisma_config::Schema::Computed => {
            let seen = relative_to(cwd, &path);
            notes.push(
                Diagnostic::note(
                    "source/computed-migrations-path",
                    format!(
                        "`migrations` in `{}` is computed, and cannot be read without running it",
                        shown(&seen)
                    ),
                )
                .help("say where the migrations are with `--migrations`"),
            );
            None
        }
    }
}

/// Beside the schema file. Of a folder, that is the file with the `datasource`;
/// older Prismas have the migrations beside the folder.
fn beside(schema: &Path) -> PathBuf {
    let folder = if schema.is_dir() {
        folder_of_datasource(schema).unwrap_or_else(|| schema.to_owned())
    } else {
        schema.parent().unwrap_or(Path::new("")).to_owned()
    };
    let inside = folder.join("migrations");
    let above = folder.parent().map(|above| above.join("migrations"));
    match above {
        Some(above) if schema.is_dir() && !inside.is_dir() && above.is_dir() => above,
        _ => inside,
    }
}

fn folder_of_datasource(schema: &Path) -> Option<PathBuf> {
    walkdir::WalkDir::new(schema)
        .sort_by_file_name()
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|it| it == "prisma"))
        .find(|entry| {
            let text = fs::read_to_string(entry.path()).unwrap_or_default();
            text.lines()
                .any(|line| line.trim_start().starts_with("datasource "))
        })
        .and_then(|entry| Some(entry.path().parent()?.to_owned()))
}

/// Reads all migrations of a folder (absolute) into `sources`.
///
/// # Errors
/// When a file or folder cannot be read, is no text, or is far too large.
pub fn read_migrations(
    cwd: &Path,
    folder: &Path,
    sources: &mut Sources,
) -> Result<Migrations, SourceError> {
    let mut migrations = Migrations {
        path: folder.to_owned(),
        files: Vec::new(),
        empty_folders: Vec::new(),
        loose: Vec::new(),
        lock_provider: None,
    };
    for path in entries(cwd, folder)? {
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if path.is_dir() {
            let file = path.join(FILE_NAME);
            if file.is_file() {
                let (file, has_mark) = add(cwd, &file, sources)?;
                migrations.files.push(MigrationFile {
                    name,
                    file,
                    has_mark,
                });
            } else {
                migrations.empty_folders.push(name);
            }
            for other in sql_files(cwd, &path)? {
                if other.file_name().is_some_and(|name| name != FILE_NAME) {
                    let (file, _) = add(cwd, &other, sources)?;
                    migrations.loose.push(file);
                }
            }
        } else if is_sql(&path) {
            let (file, _) = add(cwd, &path, sources)?;
            migrations.loose.push(file);
        } else if name == "migration_lock.toml" {
            let text = read_text(&path, &relative_to(cwd, &path))?;
            migrations.lock_provider = provider(&text);
        }
    }
    Ok(migrations)
}

/// Reads more SQL, to come after the migrations: a file, or a folder whose
/// `.sql` files are taken by the bytes of their names.
///
/// # Errors
/// When a file or folder cannot be read, is no text, or is far too large.
pub fn read_extra(
    cwd: &Path,
    path: &Path,
    sources: &mut Sources,
) -> Result<Vec<FileId>, SourceError> {
    let files = if path.is_dir() {
        sql_files(cwd, path)?
    } else {
        vec![path.to_owned()]
    };
    files
        .iter()
        .map(|file| Ok(add(cwd, file, sources)?.0))
        .collect()
}

fn sql_files(cwd: &Path, folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let mut files = entries(cwd, folder)?;
    files.retain(|path| path.is_file() && is_sql(path));
    Ok(files)
}

fn is_sql(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("sql"))
}

fn entries(cwd: &Path, folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let unreadable = |source| SourceError::Unreadable {
        path: relative_to(cwd, folder),
        source,
    };
    let mut paths = fs::read_dir(folder)
        .map_err(unreadable)?
        .map(|entry| Ok(entry.map_err(unreadable)?.path()))
        .collect::<Result<Vec<_>, _>>()?;
    paths.sort_by(|a, b| {
        let bytes = |path: &PathBuf| path.file_name().map(|it| it.as_encoded_bytes().to_vec());
        bytes(a).cmp(&bytes(b))
    });
    Ok(paths)
}

fn add(cwd: &Path, file: &Path, sources: &mut Sources) -> Result<(FileId, bool), SourceError> {
    let seen = PathBuf::from(shown(&relative_to(cwd, file)));
    let text = read_text(file, &seen)?;
    match text.strip_prefix('\u{feff}') {
        Some(rest) => Ok((sources.add(seen, rest.to_owned()), true)),
        None => Ok((sources.add(seen, text), false)),
    }
}

/// `provider = "postgresql"`
fn provider(toml: &str) -> Option<String> {
    toml.lines().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        let value = value.split('#').next().unwrap_or_default().trim();
        (key.trim() == "provider").then(|| value.trim_matches(['"', '\'']).to_owned())
    })
}

//! Where the schema is. The order is Prisma's: `--schema`, the Prisma config,
//! `package.json#prisma.schema` (Prisma 6), and the usual places in the current
//! folder. Like Prisma, it does not look for a schema in the folders above.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::diagnostic::Diagnostic;
use crate::path::{relative_to, shown};
use crate::source::{SourceError, prisma_config};

/// Where the schema is, and who said so.
#[derive(Debug)]
pub struct Found {
    /// A file, or a folder whose `.prisma` files are the schema together.
    /// Absolute.
    pub path: PathBuf,
    pub origin: Origin,
    /// What the user should know of the search.
    pub notes: Vec<Diagnostic>,
}

/// Who said where the schema is. Paths are as the user should see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// `--schema`
    Flag,
    /// `schema` in `triple-orm.json`
    Config(PathBuf),
    /// `schema` in `prisma.config.ts`
    PrismaConfig(PathBuf),
    /// `prisma.schema` in `package.json`
    PackageJson(PathBuf),
    /// Prisma, which has started us below `prisma generate`
    Prisma,
    /// It is in one of the usual places.
    Usual,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("from `--schema`"),
            Self::Prisma => f.write_str("from `prisma generate`"),
            Self::Config(path) | Self::PrismaConfig(path) => {
                write!(f, "from `schema` in `{}`", shown(path))
            }
            Self::PackageJson(path) => write!(f, "from `prisma.schema` in `{}`", shown(path)),
            Self::Usual => f.write_str("where Prisma looks for it"),
        }
    }
}

/// The usual places, in the order of Prisma's own search, which is not that of
/// its documentation. The last one is a folder that Prisma 6 looked for.
const USUAL: [&str; 3] = ["schema.prisma", "prisma/schema.prisma", "prisma/schema"];

/// Finds the schema for a command that runs in `cwd` (absolute). `said` is what
/// our own options say, with who said it.
///
/// # Errors
/// When it is not where somebody said, or nobody said and it is in none of the
/// usual places.
pub fn find(cwd: &Path, said: Option<(PathBuf, Origin)>) -> Result<Found, SourceError> {
    let mut notes = Vec::new();
    let said = match said {
        Some(said) => Some(said),
        None => from_prisma_config(cwd, &mut notes).or_else(|| from_package_json(cwd)),
    };
    match said {
        Some((path, origin)) => there(cwd, cwd.join(path), origin, notes),
        None => usual(cwd, notes),
    }
}

fn there(
    cwd: &Path,
    path: PathBuf,
    origin: Origin,
    notes: Vec<Diagnostic>,
) -> Result<Found, SourceError> {
    let seen = relative_to(cwd, &path);
    match fs::metadata(&path) {
        Ok(found) if found.is_file() || found.is_dir() => Ok(Found {
            path,
            origin,
            notes,
        }),
        Ok(_) => Err(SourceError::NotAFile { path: seen, origin }),
        Err(error) if is_absent(&error) => Err(SourceError::NotThere { path: seen, origin }),
        Err(source) => Err(SourceError::Unreadable { path: seen, source }),
    }
}

fn usual(cwd: &Path, notes: Vec<Diagnostic>) -> Result<Found, SourceError> {
    for (place, wants_folder) in USUAL.iter().zip([false, false, true]) {
        let path = cwd.join(place);
        match fs::metadata(&path) {
            Ok(found) if found.is_dir() == wants_folder => {
                return there(cwd, path, Origin::Usual, notes);
            }
            Ok(_) => {}
            Err(error) if is_absent(&error) => {}
            Err(source) => {
                return Err(SourceError::Unreadable {
                    path: relative_to(cwd, &path),
                    source,
                });
            }
        }
    }
    Err(SourceError::NoneFound {
        looked: ["prisma.config.ts", "package.json#prisma.schema"]
            .into_iter()
            .chain(USUAL)
            .map(PathBuf::from)
            .collect(),
    })
}

fn from_prisma_config(cwd: &Path, notes: &mut Vec<Diagnostic>) -> Option<(PathBuf, Origin)> {
    let path = prisma_config::candidates().find_map(|name| {
        let path = cwd.join(name);
        path.is_file().then_some(path)
    })?;
    let seen = relative_to(cwd, &path);
    let text = fs::read_to_string(&path).ok()?;
    match prisma_config::schema(&text, &path) {
        prisma_config::Schema::At(schema) => {
            let folder = path.parent().unwrap_or(cwd);
            Some((folder.join(schema), Origin::PrismaConfig(seen)))
        }
        prisma_config::Schema::Unset => None,
        prisma_config::Schema::Computed => {
            notes.push(
                Diagnostic::note(
                    "source/computed-schema-path",
                    format!(
                        "`schema` in `{}` is computed, and cannot be read without running it",
                        shown(&seen)
                    ),
                )
                .help("say where the schema is with `--schema`, or in `triple-orm.json`"),
            );
            None
        }
    }
}

#[derive(Deserialize)]
struct PackageJson {
    prisma: Option<PackageJsonPrisma>,
}

#[derive(Deserialize)]
struct PackageJsonPrisma {
    schema: Option<String>,
}

/// The nearest `package.json` alone, as Prisma 6 does.
fn from_package_json(cwd: &Path) -> Option<(PathBuf, Origin)> {
    let (folder, text) = cwd.ancestors().find_map(|folder| {
        let text = fs::read_to_string(folder.join("package.json")).ok()?;
        Some((folder, text))
    })?;
    let package: PackageJson =
        serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text)).ok()?;
    let schema = package.prisma?.schema?;
    let seen = relative_to(cwd, &folder.join("package.json"));
    Some((folder.join(schema), Origin::PackageJson(seen)))
}

fn is_absent(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

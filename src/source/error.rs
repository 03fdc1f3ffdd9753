//! What can keep the schema from being found and read, and what to do about it.

use std::io;
use std::path::PathBuf;

use crate::path::shown;
use crate::source::{MOST_BYTES, Origin};

/// Why there is no schema to work on. Paths are as the user should see them.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// Nobody said where the schema is, and it is in none of the usual places.
    #[error("no Prisma schema found; looked for {}", list(.looked))]
    NoneFound { looked: Vec<PathBuf> },

    /// Packages below the folder have one each.
    #[error("more than one Prisma schema: {}", list(.paths))]
    Several { paths: Vec<PathBuf> },

    /// Somebody said where the schema is, and it is not there.
    #[error("`{}` does not exist ({origin})", shown(.path))]
    NotThere { path: PathBuf, origin: Origin },

    /// There is no folder of migrations.
    #[error("no migrations in `{}`", shown(.path))]
    NoMigrations { path: PathBuf },

    #[error("`{}` is neither a file nor a folder ({origin})", shown(.path))]
    NotAFile { path: PathBuf, origin: Origin },

    #[error("cannot read `{}`: {source}", shown(.path))]
    Unreadable { path: PathBuf, source: io::Error },

    #[error("no `.prisma` file in `{}` or below", shown(.folder))]
    NoPrismaFiles { folder: PathBuf },

    /// A symlink below the folder leads to a folder above itself.
    #[error("`{}` is a symlink to a folder that contains it", shown(.path))]
    Loop { path: PathBuf },

    #[error("`{}` is not valid UTF-8 (line {line}, byte {offset})", shown(.path))]
    NotUtf8 {
        path: PathBuf,
        /// From the start of the file, counted from 0.
        offset: usize,
        /// Counted from 1.
        line: usize,
    },

    #[error(
        "`{}` is {} MB large; the limit is {} MB",
        shown(.path), .bytes.div_ceil(1 << 20), MOST_BYTES >> 20
    )]
    TooLarge { path: PathBuf, bytes: u64 },
}

impl SourceError {
    /// One line that says what to do.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NoneFound { .. } => {
                "run it in the folder of your `package.json`, or say where with `--schema FILE|DIR`"
            }
            Self::Several { .. } => {
                "run it in the package that it is for, or choose with `--schema`"
            }
            Self::NotThere {
                origin: Origin::Flag,
                ..
            } => "correct the path, or leave `--schema` out: then it is found as Prisma finds it",
            Self::NotThere { .. } | Self::NotAFile { .. } => {
                "correct the path, or say where with `--schema FILE|DIR`"
            }
            Self::NoMigrations { .. } => "say where the migrations are with `--migrations DIR`",
            Self::Unreadable { .. } => "make it readable",
            Self::NoPrismaFiles { .. } => {
                "say with `--schema DIR` which folder holds the `.prisma` files"
            }
            Self::Loop { .. } => "remove the symlink",
            Self::NotUtf8 { .. } => "save the file as UTF-8",
            Self::TooLarge { .. } => "check that this is the file that you meant",
        }
    }
}

fn list(paths: &[PathBuf]) -> String {
    let paths: Vec<_> = paths.iter().map(|p| format!("`{}`", shown(p))).collect();
    paths.join(", ")
}

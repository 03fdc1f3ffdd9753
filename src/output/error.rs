//! What can keep a tree from being saved or checked, and what to do about it.

use std::io;
use std::path::PathBuf;

use crate::path::shown;

/// Why the output could not be written or compared.
#[derive(Debug, thiserror::Error)]
pub enum OutputError {
    /// Files are in the way that we did not write.
    #[error("{} in the way: {}", is_are(.paths), list(.paths))]
    Foreign { paths: Vec<PathBuf> },

    /// `drizzle-schema.ts/` is a folder, or a socket, or a device.
    #[error("`{}` is {found}, not a file", shown(.path))]
    NotAFile { path: PathBuf, found: &'static str },

    /// The output folder, or a folder above it, is a file.
    #[error("`{}` is not a folder", shown(.path))]
    NotAFolder { path: PathBuf },

    /// A symlink that leads nowhere: writing through it would make a file in a
    /// place that nobody sees.
    #[error("`{}` is a symlink to a file that does not exist", shown(.path))]
    DanglingLink { path: PathBuf },

    #[error("`{}` is not valid UTF-8 (at byte {offset})", shown(.path))]
    NotUtf8 { path: PathBuf, offset: usize },

    #[error("cannot read `{}`: {source}", shown(.path))]
    Read { path: PathBuf, source: io::Error },

    /// Somebody else wrote it while we were at work. Nothing was written.
    #[error("`{}` has just been changed by somebody else", shown(.path))]
    Changed { path: PathBuf },

    /// Nothing was written.
    #[error("cannot write to `{}`: {source}", shown(.path))]
    Write { path: PathBuf, source: io::Error },

    /// Some files were replaced, then one could not be.
    #[error("cannot replace `{}`: {source}; {}", shown(.path), done(.written))]
    Interrupted {
        path: PathBuf,
        written: Vec<PathBuf>,
        source: io::Error,
    },
}

impl OutputError {
    /// One line that says what to do.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::Foreign { .. } => {
                "see `triple-orm generate --diff`, then move it away, or choose another folder with `--out`"
            }
            Self::NotAFile { .. } | Self::NotAFolder { .. } => {
                "move it away, or choose another folder with `--out`"
            }
            Self::DanglingLink { .. } => "remove the symlink, or create the file that it names",
            Self::NotUtf8 { .. } => "save the file as UTF-8",
            Self::Changed { .. } => "run the command again",
            Self::Read { .. } => "make the file readable",
            Self::Write { .. } => {
                "make the folder writable, or choose another one with `--out`; nothing was written"
            }
            Self::Interrupted { .. } => "remove the cause and run `triple-orm generate` again",
        }
    }
}

fn is_are(paths: &[PathBuf]) -> &'static str {
    match paths {
        [_] => "a file that triple-orm did not write is",
        _ => "files that triple-orm did not write are",
    }
}

fn list(paths: &[PathBuf]) -> String {
    let paths: Vec<_> = paths.iter().map(|p| format!("`{}`", shown(p))).collect();
    paths.join(", ")
}

fn done(written: &[PathBuf]) -> String {
    if written.is_empty() {
        "nothing was written".to_owned()
    } else {
        format!("already written: {}", list(written))
    }
}

//! What is in the output folder before anything is done: the look that `save`
//! and `check` share.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::output::{HEADER_STARTS, OutputError, OutputFile, Ownership, Tree};

/// Only this many lines are searched for the header: enough for a licence and a
/// few directives above it.
const HEADER_LINES: usize = 20;

/// A file of the tree beside what is in its place.
#[derive(Debug)]
pub struct Place<'t> {
    pub file: &'t OutputFile,
    pub path: PathBuf,
    /// `None`: nothing is there yet.
    pub existing: Option<Vec<u8>>,
    pub wanted: Vec<u8>,
}

impl Place<'_> {
    /// Whether what is there is what is wanted. A checkout with CRLF line ends
    /// (git's `autocrlf`) holds the same text.
    pub fn is_current(&self) -> bool {
        self.existing
            .as_ref()
            .is_some_and(|existing| *existing == self.wanted || same_lines(existing, &self.wanted))
    }

    /// Whether we may not touch it: a generated file would go where something
    /// without our header is.
    pub fn is_foreign(&self) -> bool {
        match (&self.file.ownership, &self.existing) {
            (Ownership::Generated, Some(existing)) => !bears_header(existing),
            (Ownership::Generated, None) | (Ownership::User { .. }, _) => false,
        }
    }
}

/// Looks at the place of every file, and stops at the first one that cannot be
/// looked at.
pub fn survey<'t>(tree: &'t Tree, out: &Path) -> Result<Vec<Place<'t>>, OutputError> {
    tree.files
        .iter()
        .map(|file| {
            let path = out.join(&file.name);
            let existing = read(&path)?;
            let wanted = file.wanted(existing.as_deref());
            Ok(Place {
                file,
                path,
                existing,
                wanted,
            })
        })
        .collect()
}

/// The bytes of a regular file or of one that a symlink leads to; `None` when
/// nothing is there. A pipe or a device is never opened: that could block.
///
/// # Errors
/// When something is there that is no file, or it cannot be read.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>, OutputError> {
    match fs::metadata(path) {
        Ok(found) if found.is_file() => match fs::read(path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(source) => Err(OutputError::Read {
                path: path.to_owned(),
                source,
            }),
        },
        Ok(found) => Err(OutputError::NotAFile {
            path: path.to_owned(),
            found: if found.is_dir() {
                "a folder"
            } else {
                "a device or a pipe"
            },
        }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if fs::symlink_metadata(path).is_ok() {
                return Err(OutputError::DanglingLink {
                    path: path.to_owned(),
                });
            }
            Ok(None)
        }
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            Err(OutputError::NotAFolder {
                path: first_that_is_no_folder(path),
            })
        }
        Err(source) => Err(OutputError::Read {
            path: path.to_owned(),
            source,
        }),
    }
}

/// Of `src/db/drizzle-schema.ts`, the part that should be a folder and is not.
pub fn first_that_is_no_folder(path: &Path) -> PathBuf {
    let mut folders: Vec<_> = path
        .ancestors()
        .skip(1)
        .filter(|p| !p.as_os_str().is_empty())
        .collect();
    folders.reverse();
    folders
        .iter()
        .find(|folder| fs::metadata(folder).is_ok_and(|found| !found.is_dir()))
        .map_or_else(
            || path.parent().unwrap_or(path).to_owned(),
            |folder| folder.to_path_buf(),
        )
}

/// Whether a file is ours to replace.
#[must_use]
pub fn bears_header(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.split(|byte| *byte == b'\n')
        .take(HEADER_LINES)
        .map(<[u8]>::trim_ascii_start)
        .any(|line| {
            HEADER_STARTS
                .iter()
                .any(|start| line.starts_with(start.as_bytes()))
        })
}

fn same_lines(a: &[u8], b: &[u8]) -> bool {
    fn without_cr(text: &[u8]) -> impl Iterator<Item = u8> {
        text.iter()
            .enumerate()
            .filter(|(at, byte)| **byte != b'\r' || text.get(at + 1) != Some(&b'\n'))
            .map(|(_, byte)| *byte)
    }
    without_cr(a).eq(without_cr(b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::HEADER;

    #[test]
    fn a_header_may_follow_a_banner() {
        assert!(bears_header(HEADER.as_bytes()));
        assert!(bears_header(format!("\u{feff}{HEADER}\r\n").as_bytes()));
        assert!(bears_header(
            format!("/* eslint-disable */\n\n  {HEADER}\n").as_bytes()
        ));
        assert!(!bears_header(b""));
        assert!(!bears_header(b"export const users = 1;\n"));
        assert!(!bears_header(
            format!("const text = \"{HEADER}\"").as_bytes()
        ));
        let far_below = "\n".repeat(HEADER_LINES) + HEADER;
        assert!(!bears_header(far_below.as_bytes()));
    }

    #[test]
    fn line_ends_do_not_matter_and_all_else_does() {
        assert!(same_lines(b"a\r\nb\r\n", b"a\nb\n"));
        assert!(!same_lines(b"a\rb", b"ab"));
        assert!(!same_lines(b"a\n", b"a"));
    }
}

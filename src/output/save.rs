//! Writing a tree so that each file is either the old one or the new one.
//!
//! First everything is looked at, then every changed file is written under a
//! temporary name beside its place, and only when all of them are complete are
//! they renamed. What can fail (a foreign file, a full disk, a missing right)
//! fails before the first rename, and the temporary files are removed.
//!
//! There is no fsync: it would cost more than all the rest, and what it guards
//! against (power loss within seconds) is mended by running the command again.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::output::survey::{Place, first_that_is_no_folder, read, survey};
use crate::output::{OutputError, Tree};

/// A file of the user's that is to hold other bytes: what `init` edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    pub path: PathBuf,
    /// What was there when the new bytes were made from it; `None`: nothing.
    pub before: Option<Vec<u8>>,
    pub bytes: Vec<u8>,
    /// Whether the file must be one that can be run.
    pub executable: bool,
}

/// Writes all of the files or, as far as it can be known before the first
/// rename, none of them.
///
/// # Errors
/// Before the first byte: when a file is not what it was, or cannot be written.
pub fn replace(files: &[Replacement]) -> Result<(), OutputError> {
    for file in files {
        if read(&file.path)? != file.before {
            return Err(OutputError::Changed {
                path: file.path.clone(),
            });
        }
    }
    let staged: Result<Vec<_>, _> = files
        .iter()
        .map(|file| {
            let staged = stage_one(&file.path, file.before.is_some(), &file.bytes);
            staged
                .and_then(|staged| {
                    if file.executable {
                        make_executable(staged.file.as_file())?;
                    }
                    Ok(staged)
                })
                .map_err(|error| writing(&file.path, error))
        })
        .collect();
    commit(staged?)
}

/// What `save` did, file by file, in the tree's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    pub files: Vec<SavedFile>,
}

/// One file after `save`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedFile {
    pub path: PathBuf,
    pub outcome: Outcome,
}

/// What happened to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Created,
    Updated,
    /// It was not touched: its modification time stays.
    Unchanged,
}

impl Tree {
    /// Writes the tree into `out`, which is created when missing. A file is
    /// written only when its text changes; a file that is there keeps its
    /// permissions, and a symlink keeps leading where it leads.
    ///
    /// # Errors
    /// Before the first byte: when a file without our header is in the way, or
    /// something that is no file, or the folder cannot be written to.
    pub fn save(&self, out: &Path) -> Result<Saved, OutputError> {
        let places = survey(self, out)?;
        refuse_foreign(&places)?;
        let staged = stage(&places)?;
        commit(staged)?;
        Ok(Saved {
            files: places.into_iter().map(SavedFile::from).collect(),
        })
    }
}

impl From<Place<'_>> for SavedFile {
    fn from(place: Place<'_>) -> Self {
        Self {
            outcome: match &place.existing {
                None => Outcome::Created,
                Some(_) if place.is_current() => Outcome::Unchanged,
                Some(_) => Outcome::Updated,
            },
            path: place.path,
        }
    }
}

fn refuse_foreign(places: &[Place]) -> Result<(), OutputError> {
    let paths: Vec<_> = places
        .iter()
        .filter(|place| place.is_foreign())
        .map(|place| place.path.clone())
        .collect();
    if paths.is_empty() {
        Ok(())
    } else {
        Err(OutputError::Foreign { paths })
    }
}

/// A complete file that waits under a temporary name.
struct Staged {
    file: NamedTempFile,
    /// As the user knows it.
    path: PathBuf,
    /// Where the bytes go: `path`, or what it links to.
    target: PathBuf,
}

fn stage(places: &[Place]) -> Result<Vec<Staged>, OutputError> {
    places
        .iter()
        .filter(|place| !place.is_current())
        .map(|place| {
            stage_one(&place.path, place.existing.is_some(), &place.wanted)
                .map_err(|error| writing(&place.path, error))
        })
        .collect()
}

fn stage_one(path: &Path, replaces: bool, bytes: &[u8]) -> io::Result<Staged> {
    let target = if replaces {
        fs::canonicalize(path)?
    } else {
        path.to_owned()
    };
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let mut file = create_in(folder).or_else(|error| match error.kind() {
        // Looking first would cost a system call in every run but the first.
        io::ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            create_in(folder)
        }
        _ => Err(error),
    })?;
    file.write_all(bytes)?;
    if replaces {
        keep_rights(&target, file.as_file())?;
    }
    Ok(Staged {
        file,
        path: path.to_owned(),
        target,
    })
}

/// Lets whoever may read the file run it. On Windows git asks the first line.
fn make_executable(file: &fs::File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata()?.permissions().mode();
        file.set_permissions(fs::Permissions::from_mode(mode | ((mode & 0o444) >> 2)))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

fn create_in(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".triple-orm-").suffix(".tmp");
    // A temporary file is private unless told otherwise; ours becomes a source
    // file, so it gets what the umask leaves of these.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Gives the new file the old one's permissions and, where we may, its owner:
/// in a container we are often root, in a folder that is not root's.
fn keep_rights(old: &Path, new: &fs::File) -> io::Result<()> {
    let old = fs::metadata(old)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt, fchown};
        let made = new.metadata()?;
        if (old.uid(), old.gid()) != (made.uid(), made.gid()) {
            // Only root may, and it is a courtesy.
            let _ = fchown(new, Some(old.uid()), Some(old.gid()));
        }
        if old.mode() == made.mode() {
            return Ok(());
        }
    }
    new.set_permissions(old.permissions())
}

fn writing(path: &Path, source: io::Error) -> OutputError {
    match source.kind() {
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => OutputError::NotAFolder {
            path: first_that_is_no_folder(path),
        },
        _ => OutputError::Write {
            path: path.to_owned(),
            source,
        },
    }
}

fn commit(staged: Vec<Staged>) -> Result<(), OutputError> {
    let mut written = Vec::new();
    for Staged { file, path, target } in staged {
        if let Err(error) = file.persist(&target) {
            return Err(OutputError::Interrupted {
                path,
                written,
                source: error.error,
            });
        }
        written.push(path);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::HEADER;

    #[test]
    fn a_failing_rename_says_what_was_written_before_it() {
        let out = tempfile::tempdir().unwrap();
        let mut tree = Tree::default();
        for name in ["a.ts", "b.ts", "c.ts"] {
            tree.generated(name, HEADER);
        }
        let places = survey(&tree, out.path()).unwrap();
        let staged = stage(&places).unwrap();
        // Somebody makes a folder in the way after we have looked.
        fs::create_dir_all(out.path().join("b.ts/inside")).unwrap();
        let Err(OutputError::Interrupted { path, written, .. }) = commit(staged) else {
            panic!("a folder cannot be replaced by a file");
        };
        assert_eq!(path, out.path().join("b.ts"));
        assert_eq!(written, [out.path().join("a.ts")]);
        let mut left: Vec<_> = fs::read_dir(out.path())
            .unwrap()
            .map(|entry| entry.unwrap().file_name())
            .collect();
        left.sort();
        assert_eq!(left, ["a.ts", "b.ts"]);
    }

    #[test]
    fn replacements_are_made_together_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, before: Option<&str>| Replacement {
            path: folder.path().join(name),
            before: before.map(|text| text.as_bytes().to_vec()),
            bytes: b"new".to_vec(),
            executable: false,
        };
        fs::write(folder.path().join("a"), "theirs").unwrap();
        fs::write(folder.path().join("c"), "").unwrap();
        let changed = [file("b", None), file("a", Some("old"))];
        assert!(matches!(
            replace(&changed),
            Err(OutputError::Changed { .. })
        ));
        // `c` is a file, so nothing can be in it.
        let impossible = [file("b", None), file("c/d", None)];
        assert!(replace(&impossible).is_err());
        assert!(!folder.path().join("b").exists());
        replace(&[file("b", None), file("a", Some("theirs"))]).unwrap();
        assert_eq!(fs::read(folder.path().join("a")).unwrap(), b"new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3);
    }
}

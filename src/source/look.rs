//! What is there of the schema at one moment, so that two moments can be compared.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::source::MOST_BYTES;
use crate::source::read::{is_schema, walk};

/// Files as they are now, and the folders in which a change of them shows.
#[derive(Debug, Default)]
pub struct Look {
    /// `None`: the file is not there.
    pub files: BTreeMap<PathBuf, Option<Stamp>>,
    /// Those to watch.
    pub folders: BTreeSet<PathBuf>,
}

/// A file at one moment. A save changes it even where the text stays, and so does
/// a new text on a disk whose clock has only seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    modified: Option<SystemTime>,
    bytes: u64,
    text: Option<u64>,
}

impl Look {
    /// What is in a folder, without the folders below it.
    #[must_use]
    pub fn folder(path: &Path) -> Self {
        let mut look = Self::default();
        look.folders_above(&path.join("file"), None);
        for entry in fs::read_dir(path).into_iter().flatten().flatten() {
            look.files.insert(entry.path(), stamp(&entry.path()));
        }
        look
    }

    /// Looks at one file, which need not be there.
    pub fn file(&mut self, path: &Path) {
        self.files.insert(path.to_owned(), stamp(path));
        self.folders_above(path, None);
    }

    /// Looks at the schema at `path`: a file, or a folder with all its `.prisma`
    /// files. Of the folders above it those from `cwd` on count, which may be
    /// replaced as a whole.
    pub fn schema(&mut self, path: &Path, cwd: &Path) {
        self.folders_above(path, Some(cwd));
        if !path.is_dir() {
            self.files.insert(path.to_owned(), stamp(path));
            return;
        }
        // What cannot be walked is an error of the round that follows.
        for entry in walk(path).filter_map(Result::ok) {
            if entry.file_type().is_dir() {
                self.folders.insert(entry.into_path());
            } else if is_schema(&entry) {
                let stamp = stamp(entry.path());
                self.files.insert(entry.into_path(), stamp);
            }
        }
    }

    /// The nearest folder that is there, and those above it up to `top`.
    fn folders_above(&mut self, path: &Path, top: Option<&Path>) {
        let mut above = path.ancestors().skip(1).skip_while(|it| !it.is_dir());
        self.folders.extend(above.next().map(Path::to_owned));
        if let Some(top) = top.filter(|top| path.starts_with(top)) {
            let inside = above.take_while(|it| it.starts_with(top));
            self.folders.extend(inside.map(Path::to_owned));
        }
    }
}

fn stamp(path: &Path) -> Option<Stamp> {
    let found = fs::metadata(path).ok()?;
    let is_text = found.is_file() && found.len() <= MOST_BYTES;
    let text = is_text
        .then(|| fs::read(path).ok())
        .flatten()
        .map(|text| hash(&text));
    Some(Stamp {
        modified: found.modified().ok(),
        bytes: found.len(),
        text,
    })
}

fn hash(text: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

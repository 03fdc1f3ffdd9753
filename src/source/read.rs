//! The texts of the schema: one file, or every `.prisma` file below a folder.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{FileId, Sources};
use crate::path::{relative_to, shown};
use crate::source::SourceError;

/// The largest file that is taken for a schema.
pub const MOST_BYTES: u64 = 64 << 20;

/// Reads the schema at `path` (absolute) into `sources`, in an order that is the
/// same on every machine: by the bytes of the path within the folder. A file is
/// that file alone, whatever lies beside it, as in Prisma.
///
/// # Errors
/// When a file cannot be read, is no text, or is far too large; when a folder
/// holds no schema.
pub fn read(cwd: &Path, path: &Path, sources: &mut Sources) -> Result<Vec<FileId>, SourceError> {
    let files = if path.is_dir() {
        prisma_files(cwd, path)?
    } else {
        vec![path.to_owned()]
    };
    files
        .iter()
        .map(|file| {
            let seen = PathBuf::from(shown(&relative_to(cwd, file)));
            let text = read_text(file, &seen)?;
            Ok(sources.add(seen, text))
        })
        .collect()
}

/// All files and folders of a schema folder. Symlinks are followed, as Prisma
/// does; unlike Prisma, a `node_modules` folder is passed over: it holds the
/// schemas of other packages, and Prisma's copy of this one.
pub fn walk(folder: &Path) -> impl Iterator<Item = walkdir::Result<DirEntry>> {
    WalkDir::new(folder)
        .follow_links(true)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || entry.file_name() != "node_modules")
}

/// Whether it is a `.prisma` file.
pub fn is_schema(entry: &DirEntry) -> bool {
    entry.path().extension() == Some(OsStr::new("prisma")) && entry.file_type().is_file()
}

fn prisma_files(cwd: &Path, folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
    let mut files = Vec::new();
    for entry in walk(folder) {
        let entry = entry.map_err(|error| walking(cwd, folder, error))?;
        if is_schema(&entry) {
            files.push(entry.into_path());
        }
    }
    if files.is_empty() {
        return Err(SourceError::NoPrismaFiles {
            folder: relative_to(cwd, folder),
        });
    }
    files.sort_by_cached_key(|file| shown(file.strip_prefix(folder).unwrap_or(file)));
    Ok(files)
}

fn walking(cwd: &Path, folder: &Path, error: walkdir::Error) -> SourceError {
    let path = relative_to(cwd, error.path().unwrap_or(folder));
    if error.loop_ancestor().is_some() {
        return SourceError::Loop { path };
    }
    SourceError::Unreadable {
        path,
        source: error
            .into_io_error()
            .expect("an error of a walk is a loop or the system's"),
    }
}

pub(super) fn read_text(file: &Path, seen: &Path) -> Result<String, SourceError> {
    let unreadable = |source| SourceError::Unreadable {
        path: seen.to_owned(),
        source,
    };
    let bytes = fs::metadata(file).map_err(unreadable)?.len();
    if bytes > MOST_BYTES {
        return Err(SourceError::TooLarge {
            path: seen.to_owned(),
            bytes,
        });
    }
    let mut text = Vec::with_capacity(usize::try_from(bytes).unwrap_or(0) + 1);
    File::open(file)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut text))
        .map_err(unreadable)?;
    String::from_utf8(text).map_err(|error| {
        let offset = error.utf8_error().valid_up_to();
        let before = &error.as_bytes()[..offset];
        SourceError::NotUtf8 {
            path: seen.to_owned(),
            offset,
            line: before.split(|byte| *byte == b'\n').count(),
        }
    })
}

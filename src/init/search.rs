//! Schemas below a folder, for whoever starts at the root of a workspace.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::source::Package;

/// How deep one looks.
const MOST_DEPTH: usize = 6;
/// After so many files one has looked enough.
const MOST_ENTRIES: usize = 50_000;

/// Folders that hold no sources.
const PASSED_OVER: [&str; 6] = ["node_modules", "dist", "build", "out", "coverage", "vendor"];

/// Everything below a folder that could be a source, in the order of the names.
pub(super) fn sources_below(folder: &Path) -> impl Iterator<Item = DirEntry> {
    WalkDir::new(folder)
        .max_depth(MOST_DEPTH)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| {
            let name = entry.file_name().to_string_lossy();
            let is_passed_over = name.starts_with('.') || PASSED_OVER.contains(&name.as_ref());
            entry.depth() == 0 || !entry.file_type().is_dir() || !is_passed_over
        })
        .take(MOST_ENTRIES)
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
}

/// The packages below `folder` in which Prisma would find a schema, by the
/// place of the schema.
#[must_use]
pub fn schemas_below(folder: &Path) -> Vec<PathBuf> {
    let mut schemas: Vec<PathBuf> = sources_below(folder)
        .filter(|entry| entry.depth() > 1)
        .filter(|entry| entry.file_name() == "package.json")
        .filter_map(|entry| {
            let package = entry.path().parent()?;
            if is_client(package) {
                return None;
            }
            let found = crate::source::find(package, None).ok()?;
            found.path.starts_with(package).then_some(found.path)
        })
        .collect();
    schemas.dedup();
    schemas
}

/// A client that Prisma generated has a copy of the schema, and a name of its own.
fn is_client(folder: &Path) -> bool {
    Package::read(folder).is_some_and(|package| {
        let name = package.text("name");
        name.is_some_and(|name| name.starts_with("prisma-client-"))
    })
}

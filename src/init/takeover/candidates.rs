//! Where a hand-kept Drizzle schema may be: where `drizzle.config.ts` says, where
//! our own file would go, or in a file of the usual names.

use std::path::{Path, PathBuf};

use crate::init::plan::Wishes;
use crate::init::search::sources_below;
use crate::init::surroundings::Surroundings;
use crate::init::takeover::{OURS, drizzle_config};
use crate::output::{OutputError, bears_header, read_bytes};
use crate::path::relative_to;
use crate::typescript::exports::exported_names;

const EXTENSIONS: [&str; 6] = ["ts", "mts", "cts", "js", "mjs", "cjs"];

/// Paths and texts, each file once.
pub fn find(
    around: &Surroundings,
    wishes: &Wishes<'_>,
) -> Result<Vec<(PathBuf, String)>, OutputError> {
    let mut paths = configured(around)?;
    let out = wishes.out.unwrap_or(&wishes.config.out);
    paths.push(out.join(&wishes.config.files.drizzle));
    let mut found = texts(paths)?;
    if found.is_empty() {
        let named = sources_below(&around.home)
            .filter(|entry| {
                let name = entry.file_name();
                name == OURS || name == "schema.ts"
            })
            .map(walkdir::DirEntry::into_path)
            .collect();
        found = texts(named)?;
    }
    Ok(found)
}

/// The texts of the files that are there, hold a schema, and are not ours; with
/// the files that they export all of.
fn texts(mut paths: Vec<PathBuf>) -> Result<Vec<(PathBuf, String)>, OutputError> {
    paths.sort();
    paths.dedup();
    let mut found: Vec<(PathBuf, String)> = Vec::new();
    let mut at = 0;
    while let Some(path) = paths.get(at).cloned() {
        at += 1;
        let Some(bytes) = read_bytes(&path)? else {
            continue;
        };
        if bears_header(&bytes) {
            continue;
        }
        let Ok(text) = String::from_utf8(bytes) else {
            continue;
        };
        let stars = exported_names(&text).map(|it| it.star).unwrap_or_default();
        for star in stars.iter().filter_map(|star| module(&path, star)) {
            if !paths.contains(&star) {
                paths.push(star);
            }
        }
        if text.contains("drizzle-orm") {
            found.push((path, text));
        }
    }
    Ok(found)
}

/// The file of `"./users"`, as seen from another one.
fn module(from: &Path, name: &str) -> Option<PathBuf> {
    if !name.starts_with('.') {
        return None;
    }
    let folder = from.parent()?;
    let path = folder.join(relative_to(folder, Path::new(name)));
    let bare = match path.extension() {
        Some(extension) if EXTENSIONS.iter().any(|it| extension == *it) => path.with_extension(""),
        _ => path,
    };
    EXTENSIONS
        .iter()
        .flat_map(|extension| {
            let mut beside = bare.clone().into_os_string();
            beside.push(format!(".{extension}"));
            [beside.into(), bare.join(format!("index.{extension}"))]
        })
        .find(|path: &PathBuf| path.is_file())
}

/// What `schema` in a Drizzle config names: files, folders, patterns.
fn configured(around: &Surroundings) -> Result<Vec<PathBuf>, OutputError> {
    let config = EXTENSIONS
        .iter()
        .map(|extension| around.home.join(format!("drizzle.config.{extension}")))
        .find(|path| path.is_file());
    let Some(config) = config else {
        return Ok(Vec::new());
    };
    let text = read_bytes(&config)?.unwrap_or_default();
    let named = drizzle_config::configured_schemas(&String::from_utf8_lossy(&text));
    Ok(named
        .iter()
        .flat_map(|path| expand(&around.home, path))
        .collect())
}

/// A pattern stands for the TypeScript files below the folder before it.
fn expand(home: &Path, path: &str) -> Vec<PathBuf> {
    let (folder, is_pattern) = match path.find(['*', '{', '?']) {
        Some(at) => (path[..at].rsplit_once('/').map_or("", |it| it.0), true),
        None => (path, false),
    };
    let place = home.join(relative_to(home, Path::new(folder)));
    if !is_pattern && place.is_file() {
        return vec![place];
    }
    if !place.is_dir() {
        return Vec::new();
    }
    sources_below(&place)
        .map(walkdir::DirEntry::into_path)
        .filter(|path| {
            path.extension()
                .is_some_and(|it| EXTENSIONS.iter().any(|known| it == *known))
        })
        .collect()
}

//! Packages of the same workspace: those that `node_modules` holds as links to
//! folders of the project.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::modules::{read_json, with_extension};

/// The module that an import of a package means, where the package is of this
/// workspace; also `#name` of the package's own.
pub fn of_workspace(folder: &Path, specifier: &str) -> Option<PathBuf> {
    if specifier.starts_with('#') {
        let root = folder
            .ancestors()
            .find(|it| it.join("package.json").is_file())?;
        let package: Value = read_json(&root.join("package.json"))?;
        return in_map(root, package.get("imports")?, specifier);
    }
    let (name, below) = split(specifier)?;
    let linked = folder
        .ancestors()
        .map(|folder| folder.join("node_modules").join(&name))
        .find(|path| path.is_dir())?;
    let root = fs::canonicalize(linked).ok()?;
    if root
        .components()
        .any(|part| part.as_os_str() == "node_modules")
    {
        return None;
    }
    let package: Value = read_json(&root.join("package.json")).unwrap_or_default();
    if let Some(exports) = package.get("exports") {
        let key = if below.is_empty() {
            ".".to_owned()
        } else {
            format!("./{below}")
        };
        if let Some(path) = in_map(&root, exports, &key) {
            return Some(path);
        }
    }
    if !below.is_empty() {
        let places = [root.join(&below), root.join("src").join(&below)];
        return places.iter().find_map(|path| with_extension(path));
    }
    let main = ["types", "module", "main"].iter().find_map(|key| {
        let main = package.get(key)?.as_str()?;
        target(&root, main)
    });
    main.or_else(|| with_extension(&root.join("src")))
        .or_else(|| with_extension(&root))
}

/// `@acme/db/schema` is `@acme/db` and `schema`.
fn split(specifier: &str) -> Option<(String, String)> {
    let parts: Vec<&str> = specifier.split('/').collect();
    let length = if specifier.starts_with('@') { 2 } else { 1 };
    let name = parts.get(..length)?.join("/");
    Some((name, parts[length..].join("/")))
}

/// The entry of `exports` or `imports`.
fn in_map(root: &Path, map: &Value, key: &str) -> Option<PathBuf> {
    let Value::Object(entries) = map else {
        return (key == ".")
            .then(|| condition(map))
            .flatten()
            .and_then(|it| target(root, &it));
    };
    if !entries.keys().any(|key| key.starts_with(['.', '#'])) {
        return (key == ".")
            .then(|| condition(map))
            .flatten()
            .and_then(|it| target(root, &it));
    }
    if let Some(entry) = entries.get(key) {
        return target(root, &condition(entry)?);
    }
    entries.iter().find_map(|(pattern, entry)| {
        let (before, after) = pattern.split_once('*')?;
        let star = key.strip_prefix(before)?.strip_suffix(after)?;
        target(root, &condition(entry)?.replace('*', star))
    })
}

/// The target under the conditions that TypeScript has.
fn condition(entry: &Value) -> Option<String> {
    match entry {
        Value::String(text) => Some(text.clone()),
        Value::Object(conditions) => ["types", "import", "default", "require"]
            .iter()
            .find_map(|name| conditions.get(*name).and_then(condition)),
        _ => None,
    }
}

/// A file of a package; one that is not built yet is looked for in `src`.
fn target(root: &Path, path: &str) -> Option<PathBuf> {
    let path = path.strip_prefix("./").unwrap_or(path);
    if let Some(rest) = path.strip_prefix("dist/") {
        let stem = rest.strip_suffix(".d.ts").unwrap_or(rest);
        let stem = stem.strip_prefix("src/").unwrap_or(stem);
        if let Some(source) = with_extension(&root.join("src").join(stem)) {
            return Some(source);
        }
    }
    with_extension(&root.join(path))
}

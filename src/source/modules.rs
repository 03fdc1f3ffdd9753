//! TypeScript modules on the disk: where an import leads, as TypeScript finds it.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::diagnostic::{FileId, Sources};
use crate::path::{relative_to, shown};
use crate::source::{SourceError, read::read_text};
use crate::typescript::modules::{Modules, Resolved};

use super::package;
use super::tsconfig::TsConfig;

/// The modules of a project, read as they are asked for.
#[derive(Debug)]
pub struct ProjectModules {
    cwd: PathBuf,
    files: HashMap<PathBuf, FileId>,
    paths: HashMap<FileId, PathBuf>,
    /// The nearest `tsconfig.json` by folder.
    configs: HashMap<PathBuf, Option<TsConfig>>,
}

/// What may be left out at the end of an import.
const EXTENSIONS: [&str; 9] = [
    "ts", "tsx", "mts", "cts", "d.ts", "d.mts", "js", "mjs", "cjs",
];

impl ProjectModules {
    #[must_use]
    pub fn new(cwd: &Path) -> Self {
        Self {
            cwd: cwd.to_owned(),
            files: HashMap::new(),
            paths: HashMap::new(),
            configs: HashMap::new(),
        }
    }

    /// Reads a module; a file is read once.
    ///
    /// # Errors
    /// When it cannot be read, is no text, or is far too large.
    pub fn open(&mut self, path: &Path, sources: &mut Sources) -> Result<FileId, SourceError> {
        let path = self.cwd.join(path);
        let path = fs::canonicalize(&path).unwrap_or(path);
        if let Some(file) = self.files.get(&path) {
            return Ok(*file);
        }
        let root = fs::canonicalize(&self.cwd).unwrap_or_else(|_| self.cwd.clone());
        let seen = PathBuf::from(shown(&relative_to(&root, &path)));
        let file = sources.add(seen.clone(), read_text(&path, &seen)?);
        self.files.insert(path.clone(), file);
        self.paths.insert(file, path);
        Ok(file)
    }

    fn find(&mut self, from: &Path, specifier: &str) -> Found {
        let folder = from.parent().unwrap_or(from);
        if specifier.starts_with('.') || specifier.starts_with('/') {
            return match with_extension(&folder.join(specifier)) {
                Some(path) => Found::File(path),
                None => Found::Nothing,
            };
        }
        if let Some(config) = self.config(folder) {
            for candidate in config.candidates(specifier) {
                if let Some(path) = with_extension(&candidate) {
                    return Found::File(path);
                }
            }
        }
        match package::of_workspace(folder, specifier) {
            Some(path) => Found::File(path),
            None => Found::Package,
        }
    }

    fn config(&mut self, folder: &Path) -> Option<&TsConfig> {
        if !self.configs.contains_key(folder) {
            let mut found = None;
            for folder in folder.ancestors() {
                let names = ["tsconfig.json", "jsconfig.json"];
                if let Some(file) = names
                    .map(|name| folder.join(name))
                    .iter()
                    .find(|f| f.is_file())
                {
                    found = TsConfig::read(file);
                    break;
                }
            }
            self.configs.insert(folder.to_owned(), found);
        }
        self.configs.get(folder).and_then(Option::as_ref)
    }
}

enum Found {
    File(PathBuf),
    Package,
    Nothing,
}

impl Modules for ProjectModules {
    fn resolve(&mut self, from: FileId, specifier: &str, sources: &mut Sources) -> Resolved {
        let Some(from) = self.paths.get(&from).cloned() else {
            return Resolved::Missing;
        };
        match self.find(&from, specifier) {
            Found::Package => Resolved::Package,
            Found::Nothing => Resolved::Missing,
            Found::File(path) => match self.open(&path, sources) {
                Ok(file) => Resolved::File(file),
                Err(_) => Resolved::Missing,
            },
        }
    }
}

/// The module that a path without or with an extension means.
pub(super) fn with_extension(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?;
    let sibling = |name: String| Some(path.with_file_name(name)).filter(|path| path.is_file());
    // What is compiled to `x.js` is `x.ts`.
    let compiled = [
        (".js", ["ts", "tsx"]),
        (".mjs", ["mts", "ts"]),
        (".cjs", ["cts", "ts"]),
        (".jsx", ["tsx", "ts"]),
    ];
    for (end, written) in compiled {
        if let Some(stem) = name.strip_suffix(end) {
            for extension in written {
                if let Some(path) = sibling(format!("{stem}.{extension}")) {
                    return Some(path);
                }
            }
        }
    }
    let is_module = EXTENSIONS
        .iter()
        .any(|end| name.ends_with(&format!(".{end}")));
    if is_module && path.is_file() {
        return Some(path.to_owned());
    }
    for extension in EXTENSIONS {
        if let Some(path) = sibling(format!("{name}.{extension}")) {
            return Some(path);
        }
    }
    if path.is_dir() {
        return EXTENSIONS
            .iter()
            .map(|extension| path.join(format!("index.{extension}")))
            .find(|path| path.is_file());
    }
    None
}

/// Reads JSON with comments.
pub(super) fn read_json<T: for<'de> Deserialize<'de>>(path: &Path) -> Option<T> {
    let text = fs::read_to_string(path).ok()?;
    let options = jsonc_parser::ParseOptions::default();
    let value: serde_json::Value = jsonc_parser::parse_to_serde_value(&text, &options).ok()?;
    serde_json::from_value(value).ok()
}

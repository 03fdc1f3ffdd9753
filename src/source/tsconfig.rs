//! What `tsconfig.json` says of where imports lead: `paths` and `baseUrl`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::modules::read_json;

/// The part of a `tsconfig.json` that we use.
#[derive(Debug, Clone, Default)]
pub struct TsConfig {
    /// A pattern, and what it may stand for, absolute.
    paths: Vec<(String, Vec<PathBuf>)>,
    base: Option<PathBuf>,
}

#[derive(Deserialize)]
struct File {
    extends: Option<Extends>,
    #[serde(rename = "compilerOptions", default)]
    options: Options,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Options {
    base_url: Option<String>,
    paths: Option<BTreeMap<String, Vec<String>>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Extends {
    One(String),
    Many(Vec<String>),
}

/// How many files may extend each other.
const MOST_EXTENDS: usize = 16;

impl TsConfig {
    /// `None` when the file cannot be read or is none: then no import is an alias.
    pub fn read(file: &Path) -> Option<Self> {
        Self::read_within(file, MOST_EXTENDS)
    }

    fn read_within(file: &Path, steps: usize) -> Option<Self> {
        let steps = steps.checked_sub(1)?;
        let folder = file.parent()?;
        let parsed: File = read_json(file)?;
        let mut config = Self::default();
        let extends = match parsed.extends {
            None => Vec::new(),
            Some(Extends::One(one)) => vec![one],
            Some(Extends::Many(many)) => many,
        };
        for one in extends {
            let base = extended(folder, &one).and_then(|file| Self::read_within(&file, steps));
            if let Some(base) = base {
                if !base.paths.is_empty() {
                    config.paths = base.paths;
                }
                config.base = base.base.or(config.base);
            }
        }
        if let Some(base) = parsed.options.base_url {
            config.base = Some(folder.join(base));
        }
        if let Some(paths) = parsed.options.paths {
            let root = config.base.clone().unwrap_or_else(|| folder.to_owned());
            config.paths = paths
                .into_iter()
                .map(|(pattern, targets)| {
                    let targets = targets.iter().map(|target| root.join(target));
                    (pattern, targets.collect())
                })
                .collect();
        }
        Some(config)
    }

    /// Where an import may lead that is no path: the longest pattern comes first.
    pub fn candidates(&self, specifier: &str) -> Vec<PathBuf> {
        let mut found: Vec<(usize, PathBuf)> = Vec::new();
        for (pattern, targets) in &self.paths {
            let (length, star) = match pattern.split_once('*') {
                None if pattern == specifier => (usize::MAX, ""),
                None => continue,
                Some((before, after)) => {
                    let rest = specifier.strip_prefix(before);
                    match rest.and_then(|rest| rest.strip_suffix(after)) {
                        Some(star) => (before.len(), star),
                        None => continue,
                    }
                }
            };
            for target in targets {
                let target = target.to_string_lossy().replacen('*', star, 1);
                found.push((length, PathBuf::from(target)));
            }
        }
        found.sort_by_key(|(length, _)| std::cmp::Reverse(*length));
        let base = self.base.iter().map(|base| base.join(specifier));
        found
            .into_iter()
            .map(|(_, path)| path)
            .chain(base)
            .collect()
    }
}

/// What the nearest `tsconfig.json` of a file says of imports: a pattern, and what it
/// may stand for, absolute; the longest pattern comes first.
#[must_use]
pub fn paths_of(file: &Path) -> Vec<(String, Vec<PathBuf>)> {
    let nearest = file.ancestors().skip(1).find_map(|folder| {
        let names = ["tsconfig.json", "jsconfig.json"];
        names
            .map(|name| folder.join(name))
            .into_iter()
            .find(|file| file.is_file())
    });
    let config = nearest.and_then(|file| TsConfig::read(&file));
    let TsConfig { mut paths, base } = config.unwrap_or_default();
    paths.sort_by_key(|(pattern, _)| {
        let before = pattern.split('*').next().map_or(0, str::len);
        std::cmp::Reverse((!pattern.contains('*'), before))
    });
    paths.extend(base.map(|base| ("*".to_owned(), vec![base.join("*")])));
    paths
}

/// The file behind `extends`: a path, or a package's.
fn extended(folder: &Path, name: &str) -> Option<PathBuf> {
    let with_json = |path: PathBuf| {
        if path.is_file() {
            return Some(path);
        }
        let mut longer = path.into_os_string();
        longer.push(".json");
        Some(PathBuf::from(longer)).filter(|path| path.is_file())
    };
    if name.starts_with('.') || name.starts_with('/') {
        return with_json(folder.join(name));
    }
    folder.ancestors().find_map(|folder| {
        let path = folder.join("node_modules").join(name);
        with_json(path.clone()).or_else(|| Some(path.join("tsconfig.json")).filter(|p| p.is_file()))
    })
}

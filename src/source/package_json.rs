//! `package.json` files: which packages they name, in which versions.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::yaml::{Lines, Search};

/// What is known of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// No `package.json` names it.
    Absent,
    /// `0.45.4`, or the range that a `package.json` names.
    Named(String),
}

impl Version {
    /// The first two numbers of the least version that it may be: `^0.45.1` is 0.45.
    /// `None`: nobody can tell (`latest`, a folder).
    #[must_use]
    pub fn least(&self) -> Option<(u64, u64)> {
        let Self::Named(range) = self else {
            return None;
        };
        let range = range.strip_prefix("npm:").map_or(range.as_str(), |alias| {
            alias.rsplit_once('@').map_or(alias, |(_, range)| range)
        });
        let range = range.trim_start_matches(['^', '~', '=', '>', 'v', ' ']);
        let mut numbers = range.split(|c: char| !c.is_ascii_digit());
        let major = numbers.next()?.parse().ok()?;
        let minor = numbers.next().and_then(|it| it.parse().ok()).unwrap_or(0);
        Some((major, minor))
    }
}

/// A `package.json` that is there.
#[derive(Debug)]
pub struct Package {
    pub folder: PathBuf,
    json: Value,
}

const GROUPS: [&str; 4] = [
    "dependencies",
    "devDependencies",
    "peerDependencies",
    "optionalDependencies",
];

impl Package {
    /// `None`: there is none. One that is no JSON names nothing.
    pub fn read(folder: &Path) -> Option<Self> {
        let text = fs::read_to_string(folder.join("package.json")).ok()?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
        Some(Self {
            folder: folder.to_owned(),
            json: serde_json::from_str(text).unwrap_or_default(),
        })
    }

    /// A text at the top: `packageManager`
    pub fn text(&self, name: &str) -> Option<&str> {
        self.json.get(name)?.as_str()
    }

    pub fn has(&self, name: &str) -> bool {
        self.json.get(name).is_some()
    }

    /// Which range of a package it wants: `^4.0.0`
    pub fn range(&self, name: &str) -> Option<&str> {
        GROUPS
            .iter()
            .find_map(|group| self.json.get(group)?.get(name)?.as_str())
    }

    /// What Bun calls a catalog; the unnamed one is `default`.
    fn catalog(&self, catalog: &str, name: &str) -> Option<String> {
        [Some(&self.json), self.json.get("workspaces")]
            .into_iter()
            .flatten()
            .find_map(|holder| {
                let entries = if catalog == "default" {
                    holder.get("catalog")?
                } else {
                    holder.get("catalogs")?.get(catalog)?
                };
                Some(entries.get(name)?.as_str()?.to_owned())
            })
    }
}

/// The version of a package, as the packages of a project (the nearest one
/// first) name it: the one that is installed, or else the range.
pub fn version(packages: &[Package], name: &str) -> Version {
    let Some(range) = packages.iter().find_map(|package| package.range(name)) else {
        return Version::Absent;
    };
    let installed = packages.iter().find_map(|package| {
        let folder = package.folder.join("node_modules").join(name);
        Some(Package::read(&folder)?.text("version")?.to_owned())
    });
    let named = installed.unwrap_or_else(|| match range.strip_prefix("catalog:") {
        Some(catalog) => in_catalog(packages, catalog, name).unwrap_or_else(|| range.to_owned()),
        None => range.strip_prefix("workspace:").unwrap_or(range).to_owned(),
    });
    Version::Named(named)
}

fn in_catalog(packages: &[Package], catalog: &str, name: &str) -> Option<String> {
    let catalog = match catalog.trim() {
        "" => "default",
        named => named,
    };
    packages.iter().find_map(|package| {
        package.catalog(catalog, name).or_else(|| {
            let text = ["pnpm-workspace.yaml", ".yarnrc.yml"]
                .iter()
                .find_map(|file| fs::read_to_string(package.folder.join(file)).ok())?;
            in_yaml_catalog(&text, catalog, name)
        })
    })
}

/// In `pnpm-workspace.yaml`, the entries of `catalog` or of one of `catalogs`.
fn in_yaml_catalog(text: &str, catalog: &str, name: &str) -> Option<String> {
    let lines = Lines::of(text);
    let unnamed = || match lines.find("catalog", 0, lines.all()) {
        Search::Found(block) if catalog == "default" => Some(block),
        _ => None,
    };
    let named = || match lines.find("catalogs", 0, lines.all()) {
        Search::Found(all) => match lines.find(catalog, all.first?.1, all.body) {
            Search::Found(block) => Some(block),
            _ => None,
        },
        _ => None,
    };
    let block = unnamed().or_else(named)?;
    block.body.clone().find_map(|at| {
        let (key, value) = lines.line(at).trim().split_once(": ")?;
        let bare = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
        (bare(key) == name).then(|| bare(value.split(" #").next().unwrap_or(value)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_catalog_is_looked_up() {
        let text = "packages:\n  - apps/*\ncatalog:\n  zod: ^4.1.0 # new\n  \"drizzle-orm\": '0.45.4'\n\
                    catalogs:\n  old:\n    zod: 3.25.0\n";
        let find = |catalog, name| in_yaml_catalog(text, catalog, name);
        assert_eq!(find("default", "zod").as_deref(), Some("^4.1.0"));
        assert_eq!(find("default", "drizzle-orm").as_deref(), Some("0.45.4"));
        assert_eq!(find("old", "zod").as_deref(), Some("3.25.0"));
        assert_eq!(find("old", "kysely"), None);
        assert_eq!(find("new", "zod"), None);
    }
}

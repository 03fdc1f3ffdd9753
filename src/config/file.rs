//! `triple-orm.json`: JSON with comments and trailing commas.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde::Deserialize;
use serde::de::IgnoredAny;

use crate::config::Settings;
use crate::config::keys::Place;
use crate::config::section::read_file;
use crate::config::value::{Value, span};
use crate::diagnostic::{Diagnostic, Diagnostics, Sources};
use crate::path::{relative_to, shown};

/// What the file is called.
pub const FILE_NAME: &str = "triple-orm.json";

/// A configuration of this size is something else.
const MOST_BYTES: u64 = 1 << 20;

/// Why the configuration could not be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("`{}` does not exist (from `--config`)", shown(.path))]
    NotThere { path: PathBuf },

    #[error("`{}` is a folder (from `--config`)", shown(.path))]
    Folder { path: PathBuf },

    #[error("cannot read `{}`: {source}", shown(.path))]
    Unreadable { path: PathBuf, source: io::Error },

    #[error("`{}` is not a configuration: it is larger than a megabyte", shown(.path))]
    TooLarge { path: PathBuf },
}

impl ConfigError {
    /// One line that says what to do.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotThere { .. } => "correct the path, or leave `--config` out",
            Self::Folder { .. } => "name the file in it: `--config FOLDER/triple-orm.json`",
            Self::Unreadable { .. } => "make it readable, and save it as UTF-8",
            Self::TooLarge { .. } => "choose another file with `--config`",
        }
    }
}

impl Settings {
    /// Reads the file that `--config` names, or else the nearest
    /// `triple-orm.json`, if there is one. What is wrong in it goes into
    /// `diagnostics`.
    ///
    /// # Errors
    /// When the file is there and cannot be read, or was named and is not there.
    pub fn from_file(
        cwd: &Path,
        named: Option<&Path>,
        sources: &mut Sources,
        diagnostics: &mut Diagnostics,
    ) -> Result<Self, ConfigError> {
        let Some(path) = find_file(cwd, named) else {
            return Ok(Self::default());
        };
        let seen = relative_to(cwd, &path);
        let text = read_text(&path, &seen)?;
        let place = Place {
            seen: &seen,
            folder: path.parent().unwrap_or(cwd),
        };
        Ok(parse(&text, &place, sources, diagnostics))
    }
}

fn parse(
    text: &str,
    place: &Place,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Settings {
    let options = ParseOptions {
        allow_comments: true,
        allow_trailing_commas: true,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let file = sources.add(place.seen.to_owned(), text.to_owned());
    match parse_to_ast(text, &CollectOptions::default(), &options) {
        Ok(parsed) => match &parsed.value {
            Some(value) => read_file(&Value::from_json(value, file), place, diagnostics),
            // An empty file, or nothing but comments.
            None => Settings::default(),
        },
        Err(error) => {
            let mut message = error.kind().to_string();
            if let Some(first) = message.get_mut(..1) {
                first.make_ascii_lowercase();
            }
            diagnostics.push(
                Diagnostic::error("config/syntax", message)
                    .at(span(file, error.range()), "")
                    .help("write JSON; comments and trailing commas are welcome"),
            );
            Settings::default()
        }
    }
}

fn read_text(path: &Path, seen: &Path) -> Result<String, ConfigError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => ConfigError::NotThere {
            path: seen.to_owned(),
        },
        _ => ConfigError::Unreadable {
            path: seen.to_owned(),
            source,
        },
    };
    let found = fs::metadata(path).map_err(failed)?;
    if found.is_dir() {
        return Err(ConfigError::Folder {
            path: seen.to_owned(),
        });
    }
    if found.len() > MOST_BYTES {
        return Err(ConfigError::TooLarge {
            path: seen.to_owned(),
        });
    }
    let text = fs::read_to_string(path).map_err(failed)?;
    Ok(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    })
}

/// The file that `--config` names, or the nearest one, if there is one.
#[must_use]
pub fn find_file(cwd: &Path, named: Option<&Path>) -> Option<PathBuf> {
    match named {
        Some(path) => Some(cwd.join(path)),
        None => searched(cwd)
            .map(|folder| folder.join(FILE_NAME))
            .find(|file| file.is_file()),
    }
}

/// The folders in which `triple-orm.json` may be: `cwd`, and those above it up to
/// the root of the repository or workspace. Outside of both, only `cwd` counts: a
/// file that somebody left in `/tmp` or at home decides nothing.
pub fn searched(cwd: &Path) -> impl Iterator<Item = &Path> {
    let root = cwd.ancestors().position(is_root).unwrap_or(0);
    cwd.ancestors().take(root + 1)
}

/// Whether it is the root of a repository or of a workspace.
pub(super) fn is_root(folder: &Path) -> bool {
    #[derive(Deserialize)]
    struct PackageJson {
        workspaces: Option<IgnoredAny>,
    }
    let has_workspaces = || {
        let text = fs::read_to_string(folder.join("package.json")).ok()?;
        let package: PackageJson = serde_json::from_str(&text).ok()?;
        package.workspaces
    };
    folder.join(".git").exists()
        || folder.join("pnpm-workspace.yaml").is_file()
        || has_workspaces().is_some()
}

//! What a run is to do: flags, over `triple-orm.json`, over the `generator` block
//! in the schema, over defaults.
//!
//! Each of the first three is read into [`Settings`], where what was not said is
//! `None`; [`Config::resolve`] lays them over each other.

mod block;
mod file;
mod keys;
mod value;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::drizzle::{self, BigIntMode, DateMode};
use crate::kysely::{self, Driver};
use crate::source::Origin;
use crate::target::{Kind, TARGETS, Target};
use crate::typescript::names::TableStyle;

pub use file::{ConfigError, FILE_NAME};
pub use keys::{KEYS, Key};

/// Where files go when nobody says it, from the current folder.
pub const DEFAULT_OUT: &str = "src/db";

/// What one place says. Paths are absolute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    pub schema: Option<(PathBuf, Origin)>,
    pub out: Option<PathBuf>,
    pub targets: Option<Vec<&'static Target>>,
    pub table_style: Option<TableStyle>,
    pub table_names: BTreeMap<String, String>,
    pub bigint: Option<BigIntMode>,
    pub date: Option<DateMode>,
    pub driver: Option<Driver>,
}

/// What holds, after all have spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Absolute.
    pub out: PathBuf,
    /// Each one once, in the order of [`TARGETS`].
    pub targets: Vec<&'static Target>,
    pub drizzle: drizzle::Options,
    pub kysely: kysely::Options,
}

impl Settings {
    /// What `self` says, and where it is silent, what `below` says.
    #[must_use]
    pub fn over(self, below: Self) -> Self {
        let Self {
            schema,
            out,
            targets,
            table_style,
            table_names,
            bigint,
            date,
            driver,
        } = self;
        let mut all_names = below.table_names;
        all_names.extend(table_names);
        Self {
            schema: schema.or(below.schema),
            out: out.or(below.out),
            targets: targets.or(below.targets),
            table_style: table_style.or(below.table_style),
            table_names: all_names,
            bigint: bigint.or(below.bigint),
            date: date.or(below.date),
            driver: driver.or(below.driver),
        }
    }
}

impl Config {
    /// Fills what nobody said with the defaults. The schema's place is no part of
    /// it: by now the schema has been read.
    #[must_use]
    pub fn resolve(settings: Settings, cwd: &Path) -> Self {
        let Settings {
            schema: _,
            out,
            targets,
            table_style,
            table_names,
            bigint,
            date,
            driver,
        } = settings;
        Self {
            out: out.unwrap_or_else(|| cwd.join(DEFAULT_OUT)),
            targets: TARGETS
                .iter()
                .filter(|target| {
                    targets
                        .as_ref()
                        .map_or(target.kind == Kind::Code, |wanted| wanted.contains(target))
                })
                .collect(),
            drizzle: drizzle::Options {
                bigint: bigint.unwrap_or_default(),
                date: date.unwrap_or_default(),
                table_style: table_style.unwrap_or_default(),
                table_names,
            },
            kysely: kysely::Options {
                driver: driver.unwrap_or_default(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_upper_one_wins_and_table_names_add_up() {
        let named = |model: &str, name: &str| (model.to_owned(), name.to_owned());
        let upper = Settings {
            date: Some(DateMode::String),
            targets: Target::find("zod").map(|zod| vec![zod]),
            table_names: [named("User", "people")].into(),
            ..Settings::default()
        };
        let lower = Settings {
            date: Some(DateMode::Date),
            bigint: Some(BigIntMode::Number),
            targets: Target::find("drizzle").map(|drizzle| vec![drizzle]),
            table_names: [named("User", "users"), named("Post", "articles")].into(),
            ..Settings::default()
        };
        let config = Config::resolve(upper.over(lower), Path::new("/repo"));
        assert_eq!(config.drizzle.date, DateMode::String);
        assert_eq!(config.drizzle.bigint, BigIntMode::Number);
        assert_eq!(config.targets, [Target::find("zod").unwrap()]);
        assert_eq!(config.out, Path::new("/repo/src/db"));
        assert_eq!(
            config.drizzle.table_names,
            [named("Post", "articles"), named("User", "people")].into()
        );
    }
}

//! What a run is to do: flags, over `triple-orm.json`, over the `generator` block
//! in the schema, over defaults.
//!
//! Each of the first three is read into [`Settings`], where what was not said is
//! `None`; [`Config::resolve`] lays them over each other.

mod apply;
mod audit;
mod block;
mod client;
mod file;
mod files;
mod installed;
mod keys;
mod maps;
mod read;
#[cfg(test)]
mod schema;
mod section;
mod settings;
mod value;
mod verify;

use std::path::{Path, PathBuf};

use crate::clients;
use crate::diagnostic::{Diagnostics, Located};
use crate::drizzle::{self, BigIntMode, DateMode, DecimalMode};
use crate::kysely;
use crate::target::{Kind, TARGETS, Target};
use crate::typescript::specifier::{ImportExtension, Specifier};
use crate::zod::{self, BigIntValue, DateValue, DecimalValue};

pub use audit::AuditSettings;
pub use file::{ConfigError, FILE_NAME, find_file, searched};
pub use files::Files;
pub use keys::{KEYS, Key};
pub use maps::{CodeTypes, ExportNames};
pub use read::NameList;
pub use settings::{FileSettings, Settings};
pub use verify::{Variable, VerifySettings};

/// Where files go when nobody says it, from the current folder.
pub const DEFAULT_OUT: &str = "src/db";

/// Who chose the targets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chosen {
    /// Nobody: they are those that are usual.
    ByDefault,
    /// Somebody, by their names.
    ByName,
}

/// What holds, after all have spoken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// Absolute.
    pub out: PathBuf,
    /// Each one once, in the order of [`TARGETS`].
    pub targets: Vec<&'static Target>,
    pub chosen: Chosen,
    pub files: Files,
    pub import_extension: ImportExtension,
    /// Lines below the header of every generated file.
    pub banner: Option<Located<String>>,
    /// The models that no target writes.
    pub exclude: NameList,
    /// By `Model.field`.
    pub column_types: CodeTypes,
    pub scalar_types: CodeTypes,
    /// The driver below Kysely, where one was chosen.
    pub driver: Option<Located<kysely::Driver>>,
    pub drizzle: drizzle::Options,
    pub kysely: kysely::Options,
    pub zod: zod::Options,
    pub clients: clients::Options,
    pub verify: VerifySettings,
    pub audit: AuditSettings,
}

impl Config {
    /// Fills what nobody said with the defaults. The schema's place is no part of
    /// it: by now the schema has been read.
    #[must_use]
    pub fn resolve(settings: Settings, cwd: &Path, diagnostics: &mut Diagnostics) -> Self {
        let Settings {
            schema: _,
            out,
            targets,
            exclude,
            files,
            import_extension,
            banner,
            table_style,
            enum_style,
            column_style,
            names,
            column_types,
            scalar_types,
            drizzle_version,
            bigint,
            date,
            decimal,
            driver,
            sqlite_dates,
            enum_form,
            key_style,
            row_types,
            zod_models,
            clients,
            verify,
            audit,
        } = settings;
        let is_wanted = |target: &&Target| {
            targets
                .as_ref()
                .map_or(target.kind == Kind::Code, |wanted| wanted.contains(target))
        };
        let wanted: Vec<&Target> = TARGETS.iter().filter(is_wanted).collect();
        let chosen = match &targets {
            None => Chosen::ByDefault,
            Some(_) => Chosen::ByName,
        };
        let on_clients = wanted.iter().any(|target| target.name == "clients");
        let kysely_driver = driver.as_ref().map(|it| it.value);
        let files = Files::resolve(files, diagnostics);
        let import_extension = import_extension.unwrap_or_default();
        let json_module = Specifier::of(&files.json, import_extension);
        let zod_module = Specifier::of(&files.zod, import_extension);
        let drizzle_module = Specifier::of(&files.drizzle, import_extension);
        let kysely_module = Specifier::of(&files.kysely, import_extension);
        let (bigint, date) = (bigint.unwrap_or_default(), date.unwrap_or_default());
        let decimal = decimal.unwrap_or_default();
        let column_style = column_style.unwrap_or_default();
        let out = out.unwrap_or_else(|| cwd.join(DEFAULT_OUT));
        let drizzle_version = drizzle_version.unwrap_or_else(|| installed::drizzle_version(&out));
        Self {
            out,
            targets: wanted,
            chosen,
            files,
            import_extension,
            banner,
            exclude: exclude.unwrap_or_default(),
            column_types,
            scalar_types,
            driver,
            drizzle: drizzle::Options {
                version: drizzle_version,
                bigint,
                date,
                decimal,
                sqlite_dates: sqlite_dates.unwrap_or_default(),
                table_style: table_style.unwrap_or_default(),
                enum_style: enum_style.unwrap_or_default(),
                column_style,
                names,
                json_module: json_module.clone(),
            },
            kysely: kysely::Options {
                driver: kysely_driver,
                on_clients,
                sqlite_dates: sqlite_dates.unwrap_or_default(),
                enums: enum_form.unwrap_or_default(),
                keys: key_style.unwrap_or_default(),
                rows: row_types.unwrap_or_default(),
                json_module: json_module.clone(),
            },
            verify: verify.resolved(),
            audit: audit.resolved(),
            clients: clients.resolved(
                drizzle_module,
                drizzle_version,
                kysely_module,
                sqlite_dates.unwrap_or_default(),
            ),
            // Zod's models are rows of Drizzle's.
            zod: zod::Options {
                models: zod_models.unwrap_or_default(),
                json_module,
                zod_module,
                column_style,
                bigint: match bigint {
                    BigIntMode::BigInt => BigIntValue::BigInt,
                    BigIntMode::Number => BigIntValue::Number,
                },
                date: match date {
                    DateMode::Date => DateValue::Date,
                    DateMode::String => DateValue::String,
                },
                decimal: match decimal {
                    DecimalMode::String => DecimalValue::String,
                    DecimalMode::Number => DecimalValue::Number,
                },
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{FileId, Span};
    use crate::drizzle::{BigIntMode, DateMode};

    fn located(text: &str) -> Located<String> {
        let span = Span {
            file: FileId(0),
            start: 0,
            end: 1,
        };
        Located {
            value: text.to_owned(),
            span,
        }
    }

    #[test]
    fn the_upper_one_wins_and_names_add_up() {
        let named = |model: &str, name: &str| (model.to_owned(), located(name));
        let upper = Settings {
            date: Some(DateMode::String),
            targets: Target::find("zod").map(|zod| vec![zod]),
            names: [named("User", "people")].into(),
            files: FileSettings {
                zod: Some(located("zod.ts")),
                ..FileSettings::default()
            },
            ..Settings::default()
        };
        let lower = Settings {
            date: Some(DateMode::Date),
            bigint: Some(BigIntMode::Number),
            targets: Target::find("drizzle").map(|drizzle| vec![drizzle]),
            names: [named("User", "users"), named("Post", "articles")].into(),
            files: FileSettings {
                zod: Some(located("z.ts")),
                json: Some(located("json.ts")),
                ..FileSettings::default()
            },
            ..Settings::default()
        };
        let mut diagnostics = Diagnostics::default();
        let config = Config::resolve(upper.over(lower), Path::new("/repo"), &mut diagnostics);
        assert!(diagnostics.is_empty());
        assert_eq!(config.drizzle.date, DateMode::String);
        assert_eq!(config.drizzle.bigint, BigIntMode::Number);
        assert_eq!(config.targets, [Target::find("zod").unwrap()]);
        assert_eq!(config.out, Path::new("/repo/src/db"));
        assert_eq!(config.files.zod, "zod.ts");
        assert_eq!(config.zod.json_module.quoted(), "\"./json\"");
        assert_eq!(
            config.drizzle.names,
            [named("Post", "articles"), named("User", "people")].into()
        );
    }

    #[test]
    fn no_two_files_have_one_name() {
        let mut diagnostics = Diagnostics::default();
        let settings = Settings {
            files: FileSettings {
                zod: Some(located("Kysely-Types.ts")),
                ..FileSettings::default()
            },
            ..Settings::default()
        };
        let _ = Config::resolve(settings, Path::new("/repo"), &mut diagnostics);
        let messages: Vec<_> = diagnostics.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(
            messages,
            ["`files.kysely` and `files.zod` are both `Kysely-Types.ts`"]
        );
    }
}

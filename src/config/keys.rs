//! The keys: what each is called, what it means, and how it is read. One line in
//! [`KEYS`] makes a key known to `triple-orm.json`, to the `generator` block, and
//! to the messages about both.

use std::path::Path;

use crate::config::Settings;
use crate::config::value::{Kind, Misfit, Reason, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, nearest};
use crate::drizzle::{BigIntMode, DateMode};
use crate::kysely::Driver;
use crate::source::Origin;
use crate::target::TARGETS;
use crate::typescript::names::TableStyle;

/// One key of the configuration.
#[derive(Debug)]
pub struct Key {
    /// In `triple-orm.json`, through its objects: `drizzle.date`
    pub path: &'static str,
    /// In a `generator` block, whose keys have no dots: `drizzleDate`
    pub in_block: Option<&'static str>,
    /// What it decides, in one sentence.
    pub about: &'static str,
    /// A value, as JSON.
    pub example: &'static str,
    read: fn(&mut Settings, &Value, &Place) -> Result<(), Misfit>,
}

/// Where a configuration stands, and what its relative paths start from.
pub struct Place<'p> {
    /// As the user should see it: `../triple-orm.json`
    pub seen: &'p Path,
    /// Absolute.
    pub folder: &'p Path,
}

/// Every key, in the order in which they are documented.
pub const KEYS: &[Key] = &[
    Key {
        path: "$schema",
        in_block: None,
        about: "The JSON Schema of this file, for editors.",
        example: r#""./node_modules/triple-orm/schema.json""#,
        read: |_, value, _| value.text().map(drop),
    },
    Key {
        path: "schema",
        in_block: None,
        about: "The Prisma schema: a file, or a folder of `.prisma` files.",
        example: r#""prisma/schema.prisma""#,
        read: |settings, value, place| {
            let path = place.folder.join(value.text()?);
            settings.schema = Some((path, Origin::Config(place.seen.to_owned())));
            Ok(())
        },
    },
    Key {
        path: "out",
        in_block: Some("output"),
        about: "The folder that the files are written to.",
        example: r#""src/db""#,
        read: |settings, value, place| {
            settings.out = Some(place.folder.join(value.text()?));
            Ok(())
        },
    },
    Key {
        path: "targets",
        in_block: Some("targets"),
        about: "The languages to write: `drizzle`, `kysely` and `zod` by default; `erd` is a Mermaid diagram.",
        example: r#"["drizzle", "kysely", "zod"]"#,
        read: |settings, value, _| {
            let targets: Vec<_> = TARGETS.iter().map(|target| (target.name, target)).collect();
            settings.targets = Some(value.choices(&targets)?);
            Ok(())
        },
    },
    Key {
        path: "names.tables",
        in_block: Some("namesTables"),
        about: "What a model `BehaviorLog` is called as a table: \
                `behaviorLogs`, `behaviorLog` or `BehaviorLog`.",
        example: r#""camelPlural""#,
        read: |settings, value, _| {
            let styles = [
                ("camelPlural", TableStyle::CamelPlural),
                ("camel", TableStyle::Camel),
                ("preserve", TableStyle::Preserve),
            ];
            settings.table_style = Some(value.choice(&styles)?);
            Ok(())
        },
    },
    Key {
        path: "names.overrides",
        in_block: Some("namesOverrides"),
        about: "What the tables of single models are called.",
        example: r#"{ "User": "people" }"#,
        read: |settings, value, _| {
            settings.table_names = value.export_names()?;
            Ok(())
        },
    },
    Key {
        path: "drizzle.bigint",
        in_block: Some("drizzleBigint"),
        about: "Whether Drizzle reads a `BigInt` as a `bigint` or as a `number`.",
        example: r#""bigint""#,
        read: |settings, value, _| {
            let modes = [
                ("bigint", BigIntMode::BigInt),
                ("number", BigIntMode::Number),
            ];
            settings.bigint = Some(value.choice(&modes)?);
            Ok(())
        },
    },
    Key {
        path: "drizzle.date",
        in_block: Some("drizzleDate"),
        about: "Whether Drizzle reads a `DateTime` as a `Date` or as a string.",
        example: r#""date""#,
        read: |settings, value, _| {
            let modes = [("date", DateMode::Date), ("string", DateMode::String)];
            settings.date = Some(value.choice(&modes)?);
            Ok(())
        },
    },
    Key {
        path: "kysely.driver",
        in_block: Some("kyselyDriver"),
        about: "The driver below Kysely, which decides what a column is in JavaScript.",
        example: r#""pg""#,
        read: |settings, value, _| {
            settings.driver = Some(value.choice(&[("pg", Driver::Pg)])?);
            Ok(())
        },
    },
];

impl Key {
    /// Reads the value, or says why it does not fit. `name` is the key as it is
    /// written where the value stands.
    pub(super) fn read(
        &self,
        name: &str,
        settings: &mut Settings,
        value: &Value,
        place: &Place,
        diagnostics: &mut Diagnostics,
    ) {
        if let Err(misfit) = (self.read)(settings, value, place) {
            diagnostics.push(self.complain(name, misfit));
        }
    }

    fn complain(&self, name: &str, misfit: Misfit) -> Diagnostic {
        let diagnostic = match misfit.reason {
            Reason::WrongType { found, wanted } => Diagnostic::error(
                "config/wrong-type",
                format!("`{name}` wants {wanted}, and this is {found}"),
            )
            .help(format!("write a value such as `{}`", self.example)),
            Reason::UnknownValue { found, known } => Diagnostic::error(
                "config/unknown-value",
                format!("unknown value `{found}` of `{name}`"),
            )
            .help(choose(&found, &known)),
            Reason::NotAnIdentifier { found } => Diagnostic::error(
                "config/not-an-identifier",
                format!("`{found}` cannot be the name of an export"),
            )
            .help("use letters, digits, `_` and `$`, and no digit at the start"),
            Reason::NotAPair { found } => Diagnostic::error(
                "config/not-a-pair",
                format!("`{found}` does not say what a model is called"),
            )
            .help("write it as `Model = name`"),
        };
        diagnostic.at(misfit.span, "")
    }
}

/// Reads a whole `triple-orm.json`.
pub fn read_file(value: &Value, place: &Place, diagnostics: &mut Diagnostics) -> Settings {
    let mut settings = Settings::default();
    read_section("", value, place, &mut settings, diagnostics);
    settings
}

/// Reads the keys of one object; `section` is its path (`drizzle`), empty for the
/// file itself.
fn read_section(
    section: &str,
    value: &Value,
    place: &Place,
    settings: &mut Settings,
    diagnostics: &mut Diagnostics,
) {
    let Kind::Map(entries) = &value.kind else {
        let name = match section {
            "" => "the configuration".to_owned(),
            _ => format!("`{section}`"),
        };
        diagnostics.push(
            Diagnostic::error(
                "config/wrong-type",
                format!(
                    "{name} wants an object, and this is {}",
                    value.kind.in_words()
                ),
            )
            .at(value.span, "")
            .help("write `{ … }`"),
        );
        return;
    };
    for (at, entry) in entries.iter().enumerate() {
        if let Some(first) = entries[..at].iter().find(|it| it.name == entry.name) {
            diagnostics.push(
                Diagnostic::error(
                    "config/duplicate-key",
                    format!("`{}` is given twice", entry.name),
                )
                .at(entry.span, "")
                .at(first.span, "first here")
                .help("remove one of the two"),
            );
            continue;
        }
        let path = match section {
            "" => entry.name.clone(),
            _ => format!("{section}.{}", entry.name),
        };
        if let Some(key) = KEYS.iter().find(|key| key.path == path) {
            key.read(&path, settings, &entry.value, place, diagnostics);
        } else if names_in(&path).next().is_some() {
            read_section(&path, &entry.value, place, settings, diagnostics);
        } else {
            let known = names_in(section).collect::<Vec<_>>();
            diagnostics.push(unknown_key(&entry.name, section, entry.span, &known));
        }
    }
}

/// The names that may stand in a section, each one once, in order.
fn names_in(section: &str) -> impl Iterator<Item = &'static str> {
    let mut last = "";
    KEYS.iter().filter_map(move |key| {
        let below = match section {
            "" => key.path,
            _ => key.path.strip_prefix(section)?.strip_prefix('.')?,
        };
        let name = below.split('.').next()?;
        let is_new = name != last;
        last = name;
        is_new.then_some(name)
    })
}

/// Says that a key of the file does not exist, and which one was probably meant.
fn unknown_key(name: &str, section: &str, span: Span, known: &[&str]) -> Diagnostic {
    let message = match section {
        "" => format!("unknown key `{name}`"),
        _ => format!("unknown key `{name}` in `{section}`"),
    };
    // `date` at the top is `drizzle.date`.
    let elsewhere = KEYS
        .iter()
        .filter_map(|key| key.path.rsplit_once('.'))
        .find(|(home, last)| *last == name && *home != section);
    let help = match (nearest(name, known.iter().copied()), elsewhere) {
        (Some(meant), _) => format!("write `{meant}`"),
        (None, Some((home, last))) => format!("move `{last}` into `{home}`"),
        (None, None) => choose(name, known),
    };
    Diagnostic::error("config/unknown-key", message)
        .at(span, "")
        .help(help)
}

/// The value that was probably meant, or else all that there are.
pub fn choose(found: &str, known: &[&str]) -> String {
    if let Some(meant) = nearest(found, known.iter().copied()) {
        return format!("write `{meant}`");
    }
    let quoted: Vec<_> = known.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [one] => format!("write {one}, the only one so far"),
        many => format!("use one of {}", many.join(", ")),
    }
}

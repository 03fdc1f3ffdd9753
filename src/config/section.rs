//! The objects of a `triple-orm.json`, key by key, and what is said of a key or a
//! value that does not fit.

use crate::config::Settings;
use crate::config::keys::{KEYS, Key, Place};
use crate::config::value::{Kind, Misfit, Reason, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Span, nearest};

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
            Reason::UnknownKey { found, known } => Diagnostic::error(
                "config/unknown-key",
                format!("unknown key `{found}` in `{name}`"),
            )
            .help(choose(&found, &known)),
            Reason::Twice { found } => {
                Diagnostic::error("config/duplicate-key", format!("`{found}` is given twice"))
                    .help("remove one of the two")
            }
            Reason::NotAnIdentifier { found } => Diagnostic::error(
                "config/not-an-identifier",
                format!("`{found}` cannot be the name of an export"),
            )
            .help("use letters, digits, `_` and `$`, no digit at the start, and no reserved word"),
            Reason::NotAPair { found } => Diagnostic::error(
                "config/not-a-pair",
                format!("`{found}` does not say which name it is for"),
            )
            .help("write it as `name = value`"),
            Reason::NotAFile { found, why } => Diagnostic::error(
                "config/file-name",
                format!("`{found}` cannot be the name of a file that is written: {why}"),
            )
            .help(format!("write a name such as `{}`", self.example)),
            Reason::NotAType { found, error } => Diagnostic::error(
                "config/not-a-type",
                format!("`{found}` is no type of TypeScript: {error}"),
            )
            .help("write a type as it would stand behind a colon"),
            Reason::NotTypeScript { error } => Diagnostic::error(
                "config/banner",
                format!("`{name}` is not valid TypeScript: {error}"),
            )
            .help("write comments, directives or imports"),
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

//! The settings in the schema: the `generator` block whose provider is
//! `triple-orm`.

use std::path::Path;

use crate::config::Settings;
use crate::config::keys::{KEYS, Place};
use crate::config::section::choose;
use crate::config::value::{Kind, Value};
use crate::diagnostic::{Diagnostic, Diagnostics, Sources, Span};
use crate::prisma::{Generator, GeneratorValue};

/// What Prisma lets stand in any `generator` block.
const PRISMAS_OWN: [&str; 4] = ["provider", "binaryTargets", "previewFeatures", "engineType"];

impl Settings {
    /// Reads the keys of the block. A relative `output` starts from the folder of
    /// the file in which the block stands, as Prisma has it.
    #[must_use]
    pub fn from_block(
        block: Option<&Generator>,
        cwd: &Path,
        sources: &Sources,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let Some(Generator { span, values }) = block else {
            return Self::default();
        };
        let file = cwd.join(&sources.get(span.file).path);
        let place = Place {
            seen: &file,
            folder: file.parent().unwrap_or(&file),
        };
        let mut settings = Self::default();
        let known: Vec<_> = KEYS.iter().filter_map(|key| key.in_block).collect();
        for (name, (value, span)) in values {
            if PRISMAS_OWN.contains(&name.as_str()) {
                continue;
            }
            let key = KEYS.iter().find(|key| key.in_block == Some(name.as_str()));
            match key {
                Some(key) => {
                    let value = Value::from_block(value, *span);
                    key.read(name, &mut settings, &value, &place, diagnostics);
                }
                None => diagnostics.push(
                    Diagnostic::error("config/unknown-key", format!("unknown key `{name}`"))
                        .at(*span, "")
                        .help(choose(name, &known)),
                ),
            }
        }
        settings
    }
}

impl Value {
    fn from_block(value: &GeneratorValue, span: Span) -> Self {
        let text = |text: &String| Self {
            span,
            kind: Kind::Text(text.clone()),
        };
        match value {
            GeneratorValue::Text(it) => text(it),
            GeneratorValue::List(list) => Self {
                span,
                kind: Kind::List(list.iter().map(text).collect()),
            },
            GeneratorValue::Call => Self {
                span,
                kind: Kind::Other("a function call"),
            },
        }
    }
}

//! What the files are called.

use crate::config::settings::FileSettings;
use crate::diagnostic::{Diagnostic, Diagnostics, Located};
use crate::zod;

/// The names of the files in the output folder, no two the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    pub drizzle: String,
    pub kysely: String,
    pub zod: String,
    pub models: String,
    pub json: String,
    pub clients: String,
    pub type_tests: String,
}

impl Files {
    /// Fills in the names that nobody gave. Two that are the same are an error.
    pub(super) fn resolve(settings: FileSettings, diagnostics: &mut Diagnostics) -> Self {
        let FileSettings {
            drizzle,
            kysely,
            zod,
            models,
            json,
            clients,
            type_tests,
        } = settings;
        let names = [
            ("drizzle", drizzle, "drizzle-schema.ts"),
            ("kysely", kysely, "kysely-types.ts"),
            ("zod", zod, "zod-schemas.ts"),
            ("models", models, "zod-models.ts"),
            ("json", json, zod::JSON_FILE),
            ("clients", clients, "orm-clients.ts"),
            ("typeTests", type_tests, "orm-type-tests.ts"),
        ];
        let name_of = |said: &Option<Located<String>>, default: &str| {
            said.as_ref()
                .map_or_else(|| default.to_owned(), |name| name.value.clone())
        };
        let all = names
            .each_ref()
            .map(|(key, said, default)| (*key, said.as_ref(), name_of(said, default)));
        for (at, (key, said, name)) in all.iter().enumerate() {
            // Some file systems do not tell capitals apart.
            let same = all[..at]
                .iter()
                .find(|(_, _, other)| other.eq_ignore_ascii_case(name));
            if let Some((other, other_said, _)) = same {
                let mut diagnostic = Diagnostic::error(
                    "config/same-file",
                    format!("`files.{other}` and `files.{key}` are both `{name}`"),
                );
                for said in [said, other_said].into_iter().flatten() {
                    diagnostic = diagnostic.at(said.span, "");
                }
                diagnostics.push(diagnostic.help("give each file a name of its own"));
            }
        }
        let [drizzle, kysely, zod, models, json, clients, type_tests] =
            all.map(|(_, _, name)| name);
        Self {
            drizzle,
            kysely,
            zod,
            models,
            json,
            clients,
            type_tests,
        }
    }
}

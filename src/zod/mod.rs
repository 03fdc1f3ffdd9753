//! Zod: `zod-schemas.ts`, `zod-models.ts` where it is wanted, and the user's own
//! `json-schemas.ts`.

mod composite;
mod json;
mod models;
mod options;
mod page;
mod value;

use askama::Template;

use crate::{catalog::Catalog, diagnostic::Diagnostic};

pub use json::{Addition, JSON_FILE, JsonFile, JsonSchema, json_file, json_schemas};
pub use options::{BigIntValue, DateValue, DecimalValue, Models, Options};

/// Writes the whole of `zod-schemas.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog, options: &Options) -> String {
    page::page(catalog, options)
        .render()
        .expect("a template that is made of fields alone renders")
}

/// Writes the whole of `zod-models.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write_models(catalog: &Catalog, options: &Options) -> String {
    models::page(catalog, options)
        .render()
        .expect("a template that is made of fields alone renders")
}

/// Whether what the options ask for can be written.
#[must_use]
pub fn check(catalog: &Catalog, options: &Options) -> Option<Diagnostic> {
    if options.models == Models::None || value::MODELS.contains(&catalog.dialect) {
        return None;
    }
    let database = catalog.dialect.in_words();
    Some(
        Diagnostic::error(
            "zod/unsupported-models",
            format!(
                "`zod.models` cannot be written for {database}: what its rows hold is not known"
            ),
        )
        .help("take `models` out of `zod`: the schemas of enums and JSON columns are written"),
    )
}

//! Zod: `zod-schemas.ts`, `zod-models.ts` where it is wanted, and the user's own
//! `json-schemas.ts`.

mod json;
mod models;
mod options;
mod page;
mod value;

use askama::Template;

use crate::catalog::Catalog;

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

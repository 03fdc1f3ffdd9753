//! Zod: `zod-schemas.ts`, and the user's own `json-schemas.ts`.

mod json;
mod page;

use askama::Template;

use crate::catalog::Catalog;

pub use json::{Addition, JSON_FILE, JsonFile, JsonSchema, json_file, json_schemas};

/// Writes the whole of `zod-schemas.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog) -> String {
    page::page(catalog)
        .render()
        .expect("a template that is made of fields alone renders")
}

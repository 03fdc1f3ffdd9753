//! Zod: `zod-schemas.ts`, and the user's own `json-schemas.ts`.

mod json;
mod page;

use askama::Template;

use crate::{catalog::Catalog, typescript::modules::JsonModule};

pub use json::{Addition, JSON_FILE, JsonFile, JsonSchema, json_file, json_schemas};

/// What a user may choose of the Zod file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Options {
    pub json_module: JsonModule,
}

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

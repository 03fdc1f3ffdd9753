//! ERD: `erd.md`, the tables and their relations as a Mermaid diagram.

mod page;
mod words;

use askama::Template;

use crate::catalog::Catalog;

/// Writes the whole of `erd.md`.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog) -> String {
    let mut text = page::page(catalog)
        .render()
        .expect("a template that is made of fields alone renders");
    text.push('\n');
    text
}

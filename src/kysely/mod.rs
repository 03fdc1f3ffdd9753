//! Kysely: `kysely-types.ts`, the types of what the driver returns and takes.

mod camel_case;
mod driver;
mod file;
mod options;
mod page;
mod project;
pub mod read;
mod value;

use askama::Template;

use crate::{catalog::Catalog, diagnostic::Diagnostic};

pub use camel_case::{camel, rename, table_key};
pub use driver::{Driver, Value as DriverValue};
pub use options::{EnumForm, KeyStyle, Options, RowTypes};
pub use project::{accept, project};

/// Says what keeps the file from being written with these options.
#[must_use]
pub fn check(catalog: &Catalog, options: &Options) -> Vec<Diagnostic> {
    match options.keys {
        KeyStyle::Database => Vec::new(),
        KeyStyle::Camel => camel_case::check(catalog),
    }
}

/// Writes the whole of `kysely-types.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog, options: &Options) -> String {
    page::page(catalog, options)
        .render()
        .expect("a template that is made of fields alone renders")
}

//! Kysely: `kysely-types.ts`, the types of what the driver returns and takes.

mod driver;
mod page;

use askama::Template;

use crate::catalog::Catalog;

pub use driver::Driver;

/// What a user may choose of the Kysely file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    pub driver: Driver,
}

/// Writes the whole of `kysely-types.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog, options: Options) -> String {
    page::page(catalog, options)
        .render()
        .expect("a template that is made of fields alone renders")
}

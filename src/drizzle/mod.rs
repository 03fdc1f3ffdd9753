//! Drizzle: `drizzle-schema.ts` for drizzle-orm 0.45 and 1.0.

mod circles;
mod column;
mod default;
mod define_relations;
mod dialect;
mod index;
mod keys;
mod names;
mod options;
mod page;
pub mod read;
mod relations;
mod table;

use askama::Template;

use crate::{
    catalog::{Catalog, Dialect},
    diagnostic::Diagnostic,
};

pub use keys::key;
pub use names::FileNames;
pub use options::{BigIntMode, DateMode, DecimalMode, Options, Version};

/// Whether drizzle-orm has a module for the database, that we write for.
#[must_use]
pub fn is_for(dialect: Dialect, version: Version) -> bool {
    dialect::find(dialect, version).is_some()
}

/// Says what keeps the file from being written with these options.
#[must_use]
pub fn check(catalog: &Catalog, options: &Options) -> Vec<Diagnostic> {
    let mut diagnostics = names::check(catalog.dialect, options);
    diagnostics.extend(keys::check(catalog, options));
    diagnostics
}

/// What the file calls its tables and enums.
#[must_use]
pub fn names<'c>(catalog: &'c Catalog, options: &Options) -> FileNames<'c> {
    FileNames::new(catalog, options)
}

/// Writes the whole of `drizzle-schema.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog, options: &Options) -> String {
    page::page(catalog, options)
        .render()
        .expect("a template that is made of fields alone renders")
}

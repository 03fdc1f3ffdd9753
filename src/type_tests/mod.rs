//! The type tests: `orm-type-tests.ts`, which does not compile where a row that
//! Prisma selects is not the one that Drizzle infers, or not the one that Kysely
//! selects. `docs/run-time.md` lists the differences that are meant to be there.

mod field;
mod page;

use askama::Template;

use crate::{
    catalog::Catalog, clients::ClientModule, drizzle, kysely, typescript::specifier::Specifier,
};

/// What the three files are called, and what was chosen of them.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    pub prisma: &'o ClientModule,
    pub drizzle_module: &'o Specifier,
    pub kysely_module: &'o Specifier,
    pub drizzle: &'o drizzle::Options,
    pub kysely: &'o kysely::Options,
}

/// Writes the whole of `orm-type-tests.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog, options: &Options<'_>) -> String {
    page::page(catalog, options)
        .render()
        .expect("a template that is made of fields alone renders")
}

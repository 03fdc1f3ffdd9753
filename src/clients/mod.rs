//! The clients: `orm-clients.ts`, which opens one pool, or the one client of a file, and
//! puts Prisma, Drizzle and Kysely on it.

mod libsql;
mod modules;
mod options;
mod postgres;

use askama::Template;

use crate::{
    catalog::{Catalog, Dialect},
    diagnostic::Diagnostic,
};

pub use options::{ClientModule, Defaults, NoModule, Options, Relations};

/// Says what keeps the file from being written with these options.
#[must_use]
pub fn check(options: &Options) -> Vec<Diagnostic> {
    let ClientModule::Unknown(reason) = &options.prisma else {
        return Vec::new();
    };
    vec![options::complain(*reason)]
}

/// Writes the whole of `orm-clients.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog, options: &Options) -> String {
    let rendered = match catalog.dialect {
        Dialect::Sqlite => libsql::page(catalog, options).render(),
        _ => postgres::page(catalog, options).render(),
    };
    rendered.expect("a template that is made of fields alone renders")
}

//! `orm-verify.test.ts`: the same from the project's own run of vitest, a test a model.

use askama::Template;

use crate::catalog::{Catalog, TableKind};
use crate::typescript::quote;

#[derive(Template)]
#[template(path = "verify/vitest.ts")]
struct TestPage {
    /// The variable that holds the database's address.
    variable: &'static str,
    models: Vec<String>,
}

/// The variable that the test file takes the address from.
pub const VARIABLE: &str = "TEST_DATABASE_URL";

/// Writes the whole of `orm-verify.test.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog) -> String {
    let tables = catalog.tables.iter();
    let tables = tables.filter(|table| table.kind == TableKind::Table);
    let page = TestPage {
        variable: VARIABLE,
        models: tables
            .map(|table| quote::string(&table.notes.code_name))
            .collect(),
    };
    page.render()
        .expect("a template that is made of fields alone renders")
}

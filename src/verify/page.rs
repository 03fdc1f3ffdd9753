//! `orm-verify.test.ts`: the same from the project's own run of vitest, a test a model.

use askama::Template;

use crate::catalog::{Catalog, TableKind};
use crate::typescript::quote;

#[derive(Template)]
#[template(path = "verify/vitest.ts")]
struct TestPage {
    variable: String,
    models: Vec<String>,
}

/// What a user may choose of the file.
#[derive(Debug, Clone)]
pub struct TestOptions {
    /// The variable of the environment that holds the database's address.
    pub variable: String,
    /// The models that have no test.
    pub exclude: Vec<String>,
}

/// Writes the whole of `orm-verify.test.ts`, not yet laid out.
///
/// # Panics
/// When a template does not render, which no catalog can bring about.
#[must_use]
pub fn write(catalog: &Catalog, options: &TestOptions) -> String {
    let tables = catalog.tables.iter();
    let names = tables
        .filter(|table| table.kind == TableKind::Table)
        .map(|table| &table.notes.code_name)
        .filter(|name| !options.exclude.contains(name));
    let page = TestPage {
        variable: options.variable.clone(),
        models: names.map(|name| quote::string(name)).collect(),
    };
    page.render()
        .expect("a template that is made of fields alone renders")
}

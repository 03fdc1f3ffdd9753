//! `zod-schemas.ts`: what its template prints.

use std::collections::{BTreeSet, HashMap};

use askama::Template;

use crate::{
    catalog::{Catalog, Enum},
    typescript::{
        names::{Names, import_as, type_name},
        quote,
    },
};

use super::{
    Options,
    json::{JsonColumn, json_columns},
};

#[derive(Template)]
#[template(path = "zod/schemas.ts")]
pub struct SchemasPage {
    json_module: String,
    json_imports: BTreeSet<String>,
    enums: Vec<EnumPage>,
    /// `"User.profile"`, and its schema.
    registry: Vec<(String, String)>,
}

struct EnumPage {
    doc: String,
    schema: String,
    ty: String,
    labels: Vec<String>,
}

pub fn page(catalog: &Catalog, options: &Options) -> SchemasPage {
    let mut names = Names::with(&["z", "SchemaRegistry"]);
    let enums = catalog
        .enums
        .iter()
        .map(|e| enum_page(e, &mut names))
        .collect();
    let mut json_imports = BTreeSet::new();
    let mut locals: HashMap<&str, String> = HashMap::new();
    let columns = json_columns(catalog);
    let registry = columns
        .iter()
        .map(|JsonColumn { path, name }| {
            let local = locals
                .entry(name)
                .or_insert_with(|| names.take(name, "Json"));
            json_imports.insert(import_as(name, local));
            (quote::string(path), local.clone())
        })
        .collect();
    SchemasPage {
        json_module: options.json_module.quoted().to_owned(),
        json_imports,
        enums,
        registry,
    }
}

fn enum_page(e: &Enum, names: &mut Names) -> EnumPage {
    let Enum {
        name: _,
        values,
        place: _,
        notes,
    } = e;
    let wish = type_name(&notes.code_name);
    EnumPage {
        doc: quote::doc(notes.doc.as_deref()),
        schema: names.take(&format!("{wish}Schema"), "Of"),
        ty: names.take(&wish, "Enum"),
        labels: values
            .iter()
            .map(|value| quote::string(&value.label))
            .collect(),
    }
}

//! `zod-schemas.ts`: what its template prints.

use std::collections::{BTreeSet, HashMap};

use askama::Template;

use crate::{
    catalog::{Catalog, Enum, Name},
    typescript::{
        names::{Names, import_as, type_name},
        quote,
    },
};

use super::{
    Options,
    composite::{self, CompositePage},
    json::{JsonColumn, json_columns},
};

#[derive(Template)]
#[template(path = "zod/schemas.ts")]
pub struct SchemasPage {
    json_module: String,
    json_imports: BTreeSet<String>,
    enums: Vec<EnumPage>,
    composites: Vec<CompositePage>,
    /// `"User.profile"`, and its schema.
    registry: Vec<(String, String)>,
}

struct EnumPage {
    doc: String,
    schema: String,
    ty: String,
    labels: Vec<String>,
}

/// The names that the file has for itself.
const TAKEN: &[&str] = &["z", "SchemaRegistry"];

pub fn page(catalog: &Catalog, options: &Options) -> SchemasPage {
    let mut names = Names::with(TAKEN);
    let enum_names = name_enums(catalog, &mut names);
    let composite_names = composite::names(catalog, &mut names);
    let enum_schemas: HashMap<&Name, String> = catalog
        .enums
        .iter()
        .zip(&enum_names)
        .map(|(e, names)| (&e.name, names.schema.clone()))
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
    let local = composite::Local {
        enums: &enum_schemas,
        json: &locals,
    };
    SchemasPage {
        json_module: options.json_module.quoted().to_owned(),
        json_imports,
        enums: catalog
            .enums
            .iter()
            .zip(enum_names)
            .map(|(e, names)| enum_page(e, names))
            .collect(),
        composites: composite::pages(catalog, composite_names, &local, options),
        registry,
    }
}

/// What the file calls an enum: its schema and its type.
pub struct EnumNames {
    pub schema: String,
    ty: String,
}

/// What the file exports for each enum.
pub fn enum_names(catalog: &Catalog) -> HashMap<&Name, EnumNames> {
    let names = name_enums(catalog, &mut Names::with(TAKEN));
    catalog.enums.iter().map(|e| &e.name).zip(names).collect()
}

/// The schemas that the file exports for composite types, by the types' names.
pub fn composite_schemas(catalog: &Catalog) -> HashMap<&str, String> {
    let mut names = Names::with(TAKEN);
    name_enums(catalog, &mut names);
    let schemas = composite::names(catalog, &mut names);
    let schemas = schemas.into_iter().map(|it| it.schema);
    let types = catalog.composites.iter().map(|it| it.name.as_str());
    types.zip(schemas).collect()
}

fn name_enums(catalog: &Catalog, names: &mut Names) -> Vec<EnumNames> {
    let mut name_one = |e: &Enum| {
        let wish = type_name(&e.notes.code_name);
        EnumNames {
            schema: names.take(&format!("{wish}Schema"), "Of"),
            ty: names.take(&wish, "Enum"),
        }
    };
    catalog.enums.iter().map(&mut name_one).collect()
}

fn enum_page(e: &Enum, names: EnumNames) -> EnumPage {
    let Enum {
        name: _,
        values,
        place: _,
        notes,
    } = e;
    EnumPage {
        doc: quote::doc(notes.doc.as_deref()),
        schema: names.schema,
        ty: names.ty,
        labels: values
            .iter()
            .map(|value| quote::string(&value.label))
            .collect(),
    }
}

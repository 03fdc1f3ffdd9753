//! `json-schemas.ts`, which is the user's: one Zod schema for each JSON type.

use std::collections::HashMap;

use askama::Template;

use crate::{
    catalog::Catalog,
    typescript::{exports::exported_names, parse::ParseError},
};

/// A JSON column, as `Model.field`, and the name of its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonColumn {
    pub path: String,
    pub name: String,
}

/// A schema of the user's file, and the columns that it is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonSchema {
    pub name: String,
    pub columns: Vec<String>,
}

/// All JSON columns, in the order of the catalog, and those of composite types.
#[must_use]
pub fn json_columns(catalog: &Catalog) -> Vec<JsonColumn> {
    let tables = catalog.tables.iter();
    let tables = tables.map(|table| (&table.notes.code_name, &table.columns));
    let composites = catalog.composites.iter().map(|it| (&it.name, &it.columns));
    let mut found = Vec::new();
    for (owner, columns) in tables.chain(composites) {
        for column in columns {
            if let Some(json) = &column.notes.json {
                found.push(JsonColumn {
                    path: format!("{owner}.{}", column.notes.code_name),
                    name: json.name.clone(),
                });
            }
        }
    }
    found
}

/// The schemas that the user's file has to export: one a name, in order.
#[must_use]
pub fn json_schemas(catalog: &Catalog) -> Vec<JsonSchema> {
    let mut schemas: Vec<JsonSchema> = Vec::new();
    let mut places = HashMap::new();
    for JsonColumn { path, name } in json_columns(catalog) {
        if let Some(&place) = places.get(&name) {
            let schema: &mut JsonSchema = &mut schemas[place];
            schema.columns.push(path);
        } else {
            places.insert(name.clone(), schemas.len());
            schemas.push(JsonSchema {
                name,
                columns: vec![path],
            });
        }
    }
    schemas
}

/// The name of the user's file.
pub const JSON_FILE: &str = "json-schemas.ts";

/// What a stub says until the user fills it in.
const STUB: &str = "z.json()";

/// The user's file, as this catalog needs it.
#[derive(Debug)]
pub struct JsonFile {
    /// The whole text, for a file that is not there yet; not laid out.
    pub new: String,
    /// What the file that is there lacks.
    pub additions: Vec<Addition>,
    /// The schemas that are stubs, or would be.
    pub stubs: Vec<String>,
}

/// Lines to append to the user's file, and whom they are for; not laid out.
#[derive(Debug)]
pub struct Addition {
    pub what: String,
    pub text: String,
}

/// Finds what the user's file lacks. What it re-exports with `export *` cannot
/// be seen from here: then nothing counts as missing.
///
/// # Errors
/// When the file is no TypeScript.
pub fn json_file(schemas: &[JsonSchema], existing: Option<&str>) -> Result<JsonFile, ParseError> {
    let exports = exported_names(existing.unwrap_or_default())?;
    let sees_all = exports.star.is_empty();
    let mut needs_import = !exports.bindings.contains_key("z");
    let mut additions = Vec::new();
    let mut stubs = Vec::new();
    for schema in schemas {
        let value = sees_all && !exports.values.contains(&schema.name);
        let ty = sees_all && !exports.types.contains(&schema.name);
        if value
            || exports
                .initializers
                .get(&schema.name)
                .is_some_and(|init| init == STUB)
        {
            stubs.push(schema.name.clone());
        }
        if existing.is_some() && (value || ty) {
            additions.push(Addition {
                what: schema.columns.join(", "),
                text: render(false, needs_import, &[stub(schema, value, ty)]),
            });
            needs_import = false;
        }
    }
    let all: Vec<StubPage<'_>> = schemas.iter().map(|s| stub(s, true, true)).collect();
    Ok(JsonFile {
        new: render(true, true, &all),
        additions,
        stubs,
    })
}

#[derive(Template)]
#[template(path = "zod/json-schemas.ts")]
struct StubsPage<'a> {
    header: bool,
    import: bool,
    stubs: &'a [StubPage<'a>],
}

struct StubPage<'a> {
    columns: String,
    name: &'a str,
    value: bool,
    ty: bool,
}

fn stub(schema: &JsonSchema, value: bool, ty: bool) -> StubPage<'_> {
    StubPage {
        columns: schema.columns.join(", ").replace("*/", "*\\/"),
        name: &schema.name,
        value,
        ty,
    }
}

fn render(header: bool, import: bool, stubs: &[StubPage<'_>]) -> String {
    StubsPage {
        header,
        import,
        stubs,
    }
    .render()
    .expect("a template that is made of fields alone renders")
}

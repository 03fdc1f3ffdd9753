//! `json-schemas.ts`, which is the user's: one Zod schema for each JSON type.

use askama::Template;

use crate::catalog::Catalog;

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

/// All JSON columns, in the order of the catalog.
#[must_use]
pub fn json_columns(catalog: &Catalog) -> Vec<JsonColumn> {
    let mut columns = Vec::new();
    for table in &catalog.tables {
        for column in &table.columns {
            if let Some(json) = &column.notes.json {
                columns.push(JsonColumn {
                    path: format!("{}.{}", table.notes.code_name, column.notes.code_name),
                    name: json.name.clone(),
                });
            }
        }
    }
    columns
}

/// The schemas that the user's file has to export: one a name, in order.
#[must_use]
pub fn json_schemas(catalog: &Catalog) -> Vec<JsonSchema> {
    let mut schemas: Vec<JsonSchema> = Vec::new();
    let mut places = std::collections::HashMap::new();
    for JsonColumn { path, name } in json_columns(catalog) {
        match places.get(&name) {
            Some(&place) => {
                let schema: &mut JsonSchema = &mut schemas[place];
                schema.columns.push(path);
            }
            None => {
                places.insert(name.clone(), schemas.len());
                schemas.push(JsonSchema {
                    name,
                    columns: vec![path],
                });
            }
        }
    }
    schemas
}

/// What a stub says until the user fills it in.
pub const STUB: &str = "z.json()";

#[derive(Template)]
#[template(path = "zod/json-schemas.ts")]
struct StubsPage<'a> {
    header: bool,
    import: bool,
    stubs: Vec<StubPage<'a>>,
}

struct StubPage<'a> {
    columns: String,
    name: &'a str,
    value: bool,
    ty: bool,
}

/// A stub, or the half of it that the user's file lacks.
#[derive(Debug, Clone, Copy)]
pub struct Missing<'a> {
    pub schema: &'a JsonSchema,
    pub value: bool,
    pub ty: bool,
}

/// The text of a new `json-schemas.ts`, not yet laid out.
#[must_use]
pub fn new_file(schemas: &[JsonSchema]) -> String {
    let all: Vec<Missing<'_>> = schemas
        .iter()
        .map(|schema| Missing {
            schema,
            value: true,
            ty: true,
        })
        .collect();
    render(true, true, &all)
}

/// What to append to the user's file; `import`: it has no `z` yet.
#[must_use]
pub fn addition(missing: &[Missing<'_>], import: bool) -> String {
    render(false, import, missing)
}

fn render(header: bool, import: bool, missing: &[Missing<'_>]) -> String {
    let stubs = missing
        .iter()
        .map(|&Missing { schema, value, ty }| StubPage {
            columns: schema.columns.join(", "),
            name: &schema.name,
            value,
            ty,
        })
        .collect();
    StubsPage {
        header,
        import,
        stubs,
    }
    .render()
    .expect("a template that is made of fields alone renders")
}

//! What the Drizzle file calls everything: one constant a table, enum, schema and type.

use std::collections::{BTreeSet, HashMap};

use crate::{
    catalog::{Catalog, Dialect, Name, Origin},
    diagnostic::Diagnostic,
    typescript::names::{Names, camel, is_reserved},
};

use super::{Options, Version, dialect};

/// Everything that `drizzle-orm` gives to a file, and the globals and parameters
/// that ours uses; what its module for the database gives is in
/// [`Core::names`](super::dialect::Core::names).
const OURS: &[&str] = &[
    "relations",
    "sql",
    "Buffer",
    "Date",
    "JSON",
    "crypto",
    "t",
    "one",
    "many",
    "createId",
    "ulid",
    "nanoid",
    "uuidv7",
];

/// The same of drizzle-orm 1.0 alone.
const OURS_OF_V1: &[&str] = &["defineRelations", "r"];

/// The names of one file.
#[derive(Debug)]
pub struct FileNames<'c> {
    tables: HashMap<&'c Name, TableNames>,
    enums: HashMap<&'c Name, String>,
    schemas: HashMap<&'c str, String>,
    json: HashMap<&'c str, String>,
    /// What is still free.
    pub rest: Names,
}

#[derive(Debug)]
struct TableNames {
    table: String,
    /// Of drizzle-orm 0.45, which has one constant a table.
    relations: Option<String>,
}

impl<'c> FileNames<'c> {
    pub fn new(catalog: &'c Catalog, options: &Options) -> Self {
        let mut names = Names::with(&taken(catalog.dialect, options.version));
        let mut tables = HashMap::new();
        let mut enums = HashMap::new();
        // Names that the user chose come before those that we make.
        let chosen = |code_name: &str| options.names.get(code_name).map(|name| &name.value);
        for table in &catalog.tables {
            if let Some(name) = chosen(&table.notes.code_name) {
                tables.insert(&table.name, names.take(name, "Table"));
            }
        }
        for e in &catalog.enums {
            if let Some(name) = chosen(&e.notes.code_name) {
                enums.insert(&e.name, names.take(name, "Type"));
            }
        }
        for table in &catalog.tables {
            tables.entry(&table.name).or_insert_with(|| {
                let name = match table.notes.origin {
                    Origin::Declared => options.table_style.apply(&table.notes.code_name),
                    Origin::Joined => camel(&table.notes.code_name),
                };
                names.take(&name, "Table")
            });
        }
        let tables = catalog
            .tables
            .iter()
            .map(|table| {
                let name = tables.remove(&table.name).unwrap_or_default();
                let relations = match options.version {
                    Version::V0 => Some(names.take(&format!("{name}Relations"), "Of")),
                    Version::V1 => None,
                };
                (
                    &table.name,
                    TableNames {
                        table: name,
                        relations,
                    },
                )
            })
            .collect();
        for e in &catalog.enums {
            enums.entry(&e.name).or_insert_with(|| {
                let wish = options.enum_style.apply(&e.notes.code_name);
                names.take(&wish, "Type")
            });
        }
        let schemas = schemas(catalog)
            .into_iter()
            .map(|schema| {
                (
                    schema,
                    names.take(&format!("{}Schema", camel(schema)), "Of"),
                )
            })
            .collect();
        let mut json = HashMap::new();
        for name in json_types(catalog) {
            json.insert(name, names.take(name, "Json"));
        }
        Self {
            tables,
            enums,
            schemas,
            json,
            rest: names,
        }
    }

    pub fn table(&self, name: &Name) -> &str {
        &self.tables[name].table
    }

    pub fn relations(&self, name: &Name) -> &str {
        self.tables[name].relations.as_deref().unwrap_or_default()
    }

    pub fn enum_type(&self, name: &Name) -> &str {
        &self.enums[name]
    }

    pub fn schema(&self, name: &str) -> &str {
        &self.schemas[name]
    }

    pub fn json(&self, name: &str) -> &str {
        &self.json[name]
    }
}

/// The names that no table takes.
fn taken(dialect: Dialect, version: Version) -> Vec<&'static str> {
    let ours = match version {
        Version::V0 => &[],
        Version::V1 => OURS_OF_V1,
    };
    [OURS, ours, dialect::of(dialect, version).names].concat()
}

/// Says which of the names that the user chose the file cannot give.
pub fn check(dialect: Dialect, options: &Options) -> Vec<Diagnostic> {
    let taken = taken(dialect, options.version);
    let ours = options
        .names
        .values()
        .filter(|name| taken.contains(&name.value.as_str()) || is_reserved(&name.value));
    ours.map(|name| {
        Diagnostic::error(
            "drizzle/taken-name",
            format!(
                "`{}` has a meaning of its own in the Drizzle file",
                name.value
            ),
        )
        .at(name.span, "")
        .help("choose another name")
    })
    .collect()
}

/// The schemas other than the default one, in order.
pub fn schemas(catalog: &Catalog) -> BTreeSet<&str> {
    let of_tables = catalog.tables.iter().map(|table| &table.name);
    let of_enums = catalog.enums.iter().map(|e| &e.name);
    of_tables
        .chain(of_enums)
        .filter_map(|name| name.schema.as_deref())
        .collect()
}

/// The names of all JSON types, in order.
pub fn json_types(catalog: &Catalog) -> BTreeSet<&str> {
    catalog
        .tables
        .iter()
        .flat_map(|table| &table.columns)
        .filter_map(|column| Some(column.notes.json.as_ref()?.name.as_str()))
        .collect()
}

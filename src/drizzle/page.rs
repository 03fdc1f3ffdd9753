//! The whole file: what its template prints.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use askama::Template;

use crate::{
    catalog::{Catalog, CodeType, Name, Table},
    typescript::{
        names::{camel, import_as},
        quote,
        type_imports::TypeImports,
    },
};

use super::{
    Options, Version,
    circles::tables_in_circles,
    default::Import,
    define_relations,
    dialect::{self, Core, CustomType},
    names::{self, FileNames},
    relations, table,
};

#[derive(Template)]
#[template(path = "drizzle/schema.ts")]
pub struct SchemaPage {
    module: &'static str,
    /// The type of what stands behind a table's columns.
    extra: &'static str,
    orm_imports: Vec<&'static str>,
    core_imports: Vec<String>,
    module_imports: Vec<ImportPage>,
    json_module: String,
    json_imports: Vec<String>,
    type_imports: Vec<(String, Vec<String>)>,
    custom_types: Vec<CustomTypePage>,
    schemas: Vec<(String, String)>,
    enums: Vec<EnumPage>,
    tables: Vec<TablePage>,
    relations: Vec<RelationsPage>,
    defined: Option<DefinedPage>,
}

/// The constant for a type that Drizzle lacks.
pub struct CustomTypePage {
    limit: &'static str,
    name: String,
    definition: String,
}

pub struct ImportPage {
    module: &'static str,
    names: Vec<&'static str>,
}

pub struct EnumPage {
    pub doc: String,
    pub name: String,
    pub value: String,
}

/// What stands for an enum in the file.
#[derive(Debug, Clone, Copy)]
pub enum EnumForm {
    /// A type of the database, made by this function: `pgEnum("role", ["ADMIN"])`.
    Type(&'static str),
    /// The labels, which the columns refer to: `["ADMIN"] as const`.
    Labels {
        /// What builds a column of them: `mysqlEnum`
        builder: &'static str,
        /// Its second argument, from the name of the labels.
        config: fn(&str) -> String,
    },
}

pub struct TablePage {
    /// What Drizzle cannot do with it: a comment with its newline, or nothing.
    pub limit: &'static str,
    pub doc: String,
    pub name: String,
    pub function: String,
    pub database_name: String,
    pub properties: Vec<PropertyPage>,
    /// Keys, indexes and foreign keys.
    pub extras: Vec<String>,
    /// Their type must be declared, since it cannot be inferred.
    pub in_circle: bool,
    pub is_view: bool,
}

pub struct PropertyPage {
    pub doc: String,
    pub key: String,
    pub value: String,
}

pub struct RelationsPage {
    pub name: String,
    pub table: String,
    /// The parameters: `one, many`
    pub helpers: &'static str,
    pub properties: Vec<PropertyPage>,
}

/// `defineRelations()` of drizzle-orm 1.0, which takes the place of `relations()`.
pub struct DefinedPage {
    /// The constants of all tables.
    pub tables: Vec<String>,
    /// Those that have relations.
    pub definitions: Vec<DefinitionPage>,
}

/// The relations of one table.
pub struct DefinitionPage {
    pub table: String,
    pub properties: Vec<PropertyPage>,
}

/// What the parts of the file share while it is made: the names, and what they
/// found that they must import.
pub struct FilePage<'c> {
    pub core: &'static Core,
    pub catalog: &'c Catalog,
    pub options: &'c Options,
    pub names: FileNames<'c>,
    pub tables: HashMap<&'c Name, &'c Table>,
    /// What foreign keys refer to: a table and its columns, sorted.
    referenced: HashSet<(&'c Name, Vec<&'c str>)>,
    /// The tables whose foreign keys go in a circle.
    circles: HashSet<&'c Name>,
    pub core_imports: BTreeSet<&'static str>,
    pub core_types: BTreeSet<&'static str>,
    /// The types that the user chose for columns.
    code_types: TypeImports,
    pub module_imports: BTreeSet<Import>,
    json_imports: BTreeSet<String>,
    /// The types that Drizzle lacks, and their constants.
    custom_types: BTreeMap<CustomType, String>,
    uses_sql: bool,
}

pub fn page(catalog: &Catalog, options: &Options) -> SchemaPage {
    let mut file = FilePage {
        core: dialect::of(catalog.dialect, options.version),
        catalog,
        options,
        names: FileNames::new(catalog, options),
        tables: catalog.tables_by_name(),
        referenced: referenced(catalog),
        circles: tables_in_circles(catalog),
        core_imports: BTreeSet::new(),
        core_types: BTreeSet::new(),
        code_types: TypeImports::default(),
        module_imports: BTreeSet::new(),
        json_imports: BTreeSet::new(),
        custom_types: BTreeMap::new(),
        uses_sql: false,
    };
    let schemas: Vec<_> = names::schemas(catalog)
        .into_iter()
        .map(|schema| {
            let function = file.core.schema.unwrap_or_default();
            let value = format!("{function}({})", quote::string(schema));
            (file.names.schema(schema).to_owned(), value)
        })
        .collect();
    if !schemas.is_empty() {
        file.core_imports.extend(file.core.schema);
    }
    let enums = catalog
        .enums
        .iter()
        .map(|e| table::enum_page(e, &mut file))
        .collect();
    let tables = catalog
        .tables
        .iter()
        .map(|t| table::page(t, &mut file))
        .collect();
    let (relations, defined) = match options.version {
        Version::V0 => (relations::pages(&mut file), None),
        Version::V1 if catalog.tables.is_empty() => (Vec::new(), None),
        Version::V1 => (Vec::new(), Some(define_relations::page(&file))),
    };
    file.finish(schemas, enums, tables, relations, defined)
}

/// The sets of columns that foreign keys refer to.
fn referenced(catalog: &Catalog) -> HashSet<(&Name, Vec<&str>)> {
    catalog
        .tables
        .iter()
        .flat_map(|table| &table.foreign_keys)
        .map(|key| (&key.references, sorted(&key.referenced_columns)))
        .collect()
}

fn sorted(columns: &[String]) -> Vec<&str> {
    let mut columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    columns.sort_unstable();
    columns
}

impl FilePage<'_> {
    /// Whether the table's foreign keys lead back to it through another table.
    pub fn is_in_circle(&self, table: &Name) -> bool {
        self.circles.contains(table)
    }

    /// Whether a foreign key refers to these columns.
    pub fn is_referenced(&self, table: &Name, columns: &[String]) -> bool {
        self.referenced.contains(&(table, sorted(columns)))
    }

    /// The constant for a type that Drizzle lacks, made on first use.
    pub fn custom_type(&mut self, custom: &CustomType) -> String {
        if let Some(name) = self.custom_types.get(custom) {
            return name.clone();
        }
        let name = self.names.rest.take(&camel(&custom.wish), "Type");
        self.custom_types.insert(custom.clone(), name.clone());
        name
    }

    /// The type of a JSON column, imported on first use.
    pub fn json_type(&mut self, name: &str) -> String {
        let local = self.names.json(name).to_owned();
        self.json_imports.insert(import_as(name, &local));
        local
    }

    /// The type that the user chose for a column, imported on first use.
    pub fn code_type(&mut self, ty: &CodeType) -> String {
        self.code_types.write(ty, &mut self.names.rest)
    }

    /// Notes that an expression uses the `sql` tag, if it does.
    pub fn sql(&mut self, expression: String) -> String {
        self.uses_sql |= expression.starts_with("sql`");
        expression
    }

    fn finish(
        self,
        schemas: Vec<(String, String)>,
        enums: Vec<EnumPage>,
        tables: Vec<TablePage>,
        relations: Vec<RelationsPage>,
        defined: Option<DefinedPage>,
    ) -> SchemaPage {
        let mut orm_imports = Vec::new();
        if !relations.is_empty() {
            orm_imports.push("relations");
        }
        if defined.is_some() {
            orm_imports.push("defineRelations");
        }
        if self.uses_sql {
            orm_imports.push("sql");
        }
        let mut core_imports = self.core_imports;
        if !self.custom_types.is_empty() {
            core_imports.insert("customType");
        }
        let core_imports = self
            .core_types
            .iter()
            .map(|name| format!("type {name}"))
            .chain(core_imports.into_iter().map(str::to_owned))
            .collect();
        let mut modules: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for Import { module, name } in self.module_imports {
            modules.entry(module).or_default().push(name);
        }
        SchemaPage {
            module: self.core.module,
            extra: self.core.extra,
            orm_imports,
            core_imports,
            module_imports: modules
                .into_iter()
                .map(|(module, names)| ImportPage { module, names })
                .collect(),
            json_module: self.options.json_module.quoted().to_owned(),
            json_imports: self.json_imports.into_iter().collect(),
            type_imports: self.code_types.by_module(),
            custom_types: self
                .custom_types
                .into_iter()
                .map(|(custom, name)| CustomTypePage {
                    limit: custom.limit,
                    name,
                    definition: custom.definition,
                })
                .collect(),
            schemas,
            enums,
            tables,
            relations,
            defined,
        }
    }
}

//! The whole file: what its template prints.

use std::collections::{BTreeSet, HashMap};

use askama::Template;

use crate::{
    catalog::{Catalog, Column, ColumnNotes, Enum, Name, Table, TableKind, TableNotes, TypeName},
    typescript::{
        names::{Names, import_as, key, type_name},
        quote,
    },
};

use super::{
    Options,
    driver::{Driver, Value},
};

#[derive(Template)]
#[template(path = "kysely/types.ts")]
pub struct TypesPage {
    column_type: Option<String>,
    json_imports: Vec<String>,
    helpers: Vec<HelperPage>,
    enums: Vec<EnumPage>,
    tables: Vec<TablePage>,
    /// The key of a table in `DB`, and its interface.
    entries: Vec<(String, String)>,
}

struct HelperPage {
    doc: &'static str,
    definition: String,
}

struct EnumPage {
    doc: String,
    name: String,
    values: Vec<(String, String, String)>,
}

struct TablePage {
    doc: String,
    name: String,
    columns: Vec<ColumnPage>,
}

struct ColumnPage {
    doc: String,
    key: String,
    ty: String,
}

/// What the parts of the file share while it is made.
struct FilePage<'c> {
    driver: Driver,
    names: Names,
    tables: HashMap<&'c Name, String>,
    enums: HashMap<&'c Name, String>,
    json: HashMap<&'c str, String>,
    json_imports: BTreeSet<String>,
    column_type: String,
    uses_column_type: bool,
    /// The helper types in use: what each is called, and its definition.
    helpers: Vec<(&'static str, String, HelperPage)>,
}

pub fn page(catalog: &Catalog, options: Options) -> TypesPage {
    let mut file = FilePage::new(catalog, options);
    let enums = catalog.enums.iter().map(|e| enum_page(e, &file)).collect();
    let tables: Vec<TablePage> = catalog
        .tables
        .iter()
        .map(|table| table_page(table, &mut file))
        .collect();
    let entries = catalog
        .tables
        .iter()
        .map(|table| {
            (
                key(&table.name.to_string()),
                file.tables[&table.name].clone(),
            )
        })
        .collect();
    file.helpers
        .sort_by_key(|(helper, ..)| helper_order(helper));
    TypesPage {
        column_type: file
            .uses_column_type
            .then(|| import_as("ColumnType", &file.column_type)),
        json_imports: file.json_imports.into_iter().collect(),
        helpers: file.helpers.into_iter().map(|(_, _, page)| page).collect(),
        enums,
        tables,
        entries,
    }
}

impl<'c> FilePage<'c> {
    /// Gives out all names: models and enums come first, then what the file needs.
    fn new(catalog: &'c Catalog, options: Options) -> Self {
        let mut names = Names::with(&["DB", "Date", "Buffer"]);
        let mut declared = |wish: &str| names.take(&type_name(wish), "Row");
        let enums = catalog
            .enums
            .iter()
            .map(|e| (&e.name, declared(&e.notes.code_name)))
            .collect();
        let tables = catalog
            .tables
            .iter()
            .map(|table| (&table.name, declared(&table.notes.code_name)))
            .collect();
        let json: BTreeSet<&str> = catalog
            .tables
            .iter()
            .flat_map(|table| &table.columns)
            .filter_map(|column| Some(column.notes.json.as_ref()?.name.as_str()))
            .collect();
        let json = json
            .into_iter()
            .map(|name| (name, names.take(name, "Json")))
            .collect();
        let column_type = names.take("ColumnType", "Of");
        Self {
            driver: options.driver,
            names,
            tables,
            enums,
            json,
            json_imports: BTreeSet::new(),
            column_type,
            uses_column_type: false,
            helpers: Vec::new(),
        }
    }

    /// The name of a helper type, which is defined on first use.
    fn helper(&mut self, helper: &'static str, doc: &'static str, body: &str) -> String {
        self.uses_column_type = true;
        if let Some((_, name, _)) = self.helpers.iter().find(|(known, ..)| *known == helper) {
            return name.clone();
        }
        let name = self.names.take(helper, "Column");
        let definition = body
            .replace("NAME", &name)
            .replace("COLUMN_TYPE", &self.column_type);
        let page = HelperPage { doc, definition };
        self.helpers.push((helper, name.clone(), page));
        name
    }

    fn split(&mut self, helper: &'static str, select: &str, insert: &str) -> String {
        let body = format!("NAME = COLUMN_TYPE<{select}, {insert}, {insert}>");
        self.helper(helper, "", &body)
    }

    fn generated(&mut self, ty: &str) -> String {
        let name = self.helper(
            "Generated",
            "A column that the database fills in: an insert may leave it out.",
            "NAME<T> = T extends COLUMN_TYPE<infer S, infer I, infer U> \
             ? COLUMN_TYPE<S, I | undefined, U> : COLUMN_TYPE<T, T | undefined, T>",
        );
        format!("{name}<{ty}>")
    }

    fn read_only(&mut self, ty: &str) -> String {
        let name = self.helper(
            "ReadOnly",
            "A column of a view: nothing can be written to it.",
            "NAME<T> = T extends COLUMN_TYPE<infer S, infer _I, infer _U> \
             ? COLUMN_TYPE<S, never, never> : COLUMN_TYPE<T, never, never>",
        );
        format!("{name}<{ty}>")
    }

    fn json_type(&mut self, name: &str) -> String {
        let local = self.json[name].clone();
        self.json_imports.insert(import_as(name, &local));
        local
    }
}

fn helper_order(helper: &str) -> usize {
    const ORDER: [&str; 9] = [
        "Generated",
        "ReadOnly",
        "Timestamp",
        "Int8",
        "Numeric",
        "Interval",
        "Point",
        "Circle",
        "Json",
    ];
    ORDER
        .iter()
        .position(|name| *name == helper)
        .unwrap_or(ORDER.len())
}

fn enum_page(e: &Enum, file: &FilePage<'_>) -> EnumPage {
    EnumPage {
        doc: quote::doc(e.notes.doc.as_deref()),
        name: file.enums[&e.name].clone(),
        values: e
            .values
            .iter()
            .map(|value| {
                (
                    quote::doc(value.doc.as_deref()),
                    key(&value.code_name),
                    quote::string(&value.label),
                )
            })
            .collect(),
    }
}

fn table_page(table: &Table, file: &mut FilePage<'_>) -> TablePage {
    let Table {
        name,
        kind,
        columns,
        primary_key: _,
        indexes: _,
        foreign_keys: _,
        checks: _,
        row_security: _,
        policies: _,
        partition: _,
        definition: _,
        place: _,
        notes: TableNotes { doc, .. },
    } = table;
    TablePage {
        doc: quote::doc(doc.as_deref()),
        name: file.tables[name].clone(),
        columns: columns
            .iter()
            .map(|column| column_page(column, *kind, file))
            .collect(),
    }
}

fn column_page(column: &Column, kind: TableKind, file: &mut FilePage<'_>) -> ColumnPage {
    let Column {
        name,
        ty: _,
        nullable,
        default,
        // A Prisma schema says nothing of these.
        generated: _,
        identity: _,
        place: _,
        notes:
            ColumnNotes {
                code_name: _,
                doc,
                client_default: _,
                updated_at: _,
                json: _,
            },
    } = column;
    let is_view = kind != TableKind::Table;
    let value = value_type(column, !nullable && !is_view, file);
    let ty = if is_view {
        file.read_only(&value)
    } else if default.is_some() {
        file.generated(&value)
    } else {
        value
    };
    ColumnPage {
        doc: quote::doc(doc.as_deref()),
        key: key(name),
        ty,
    }
}

/// The type of a column with its NULL; `strict` JSON may not be NULL whatever its type is.
fn value_type(column: &Column, strict: bool, file: &mut FilePage<'_>) -> String {
    let value = file.driver.value(&column.ty);
    let or_null = |ty: String| {
        if column.nullable {
            format!("{ty} | null")
        } else {
            ty
        }
    };
    let element = |file: &mut FilePage<'_>| match value {
        Value::Json => {
            let json = column.notes.json.as_ref().map(|json| json.name.clone());
            json.map_or_else(|| "unknown".to_owned(), |name| file.json_type(&name))
        }
        _ => match &column.ty.name {
            TypeName::Enum(name) => file.enums[name].clone(),
            TypeName::Plain { .. } | TypeName::Labels(_) => "string".to_owned(),
        },
    };
    if column.ty.list {
        let (select, insert) = match value {
            Value::Plain(ty) => (ty.to_owned(), ty.to_owned()),
            Value::Split { select, insert, .. } => (select.to_owned(), insert.to_owned()),
            Value::Enum | Value::Json => {
                let ty = element(file);
                (ty.clone(), ty)
            }
        };
        return list_type(column, &select, &insert, file);
    }
    match value {
        Value::Plain(ty) => or_null(ty.to_owned()),
        Value::Split {
            helper,
            select,
            insert,
        } => or_null(file.split(helper, select, insert)),
        Value::Json if strict => {
            let ty = element(file);
            let name = file.helper(
                "Json",
                "A JSON column that may not be NULL, whatever its value's type is.",
                "NAME<T> = COLUMN_TYPE<T, T & {}, T & {}>",
            );
            format!("{name}<{ty}>")
        }
        Value::Enum | Value::Json => or_null(element(file)),
    }
}

/// Kysely does not look for a `ColumnType` inside an array, so that a list is
/// one `ColumnType` of arrays where selecting and inserting differ.
fn list_type(column: &Column, select: &str, insert: &str, file: &mut FilePage<'_>) -> String {
    let null = if column.nullable { " | null" } else { "" };
    let array = |ty: &str| {
        if ty.contains(['|', '{', '&']) {
            format!("({ty})[]")
        } else {
            format!("{ty}[]")
        }
    };
    let insert = array(insert);
    let select = if file.driver.reads_lists(&column.ty) {
        array(select)
    } else {
        "string".to_owned()
    };
    if select == insert {
        return format!("{select}{null}");
    }
    let insert = if select == "string" {
        format!("{insert} | string")
    } else {
        insert
    };
    file.uses_column_type = true;
    let column_type = &file.column_type;
    format!("{column_type}<{select}{null}, {insert}{null}, {insert}{null}>")
}

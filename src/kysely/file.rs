//! What the parts of the file share while it is made: the names of everything,
//! and what they found that the file must import or define.

use std::collections::{BTreeSet, HashMap};

use crate::{
    catalog::{Catalog, CodeType, Column, Name},
    typescript::{
        names::{Names, import_as, type_name},
        type_imports::TypeImports,
    },
};

use super::{
    Driver, Options, RowTypes,
    driver::{List, Value},
};

/// What a table is called, and, where they are asked for, its rows: as they are
/// selected, inserted and updated.
pub struct TableNames {
    pub table: String,
    pub rows: Option<[String; 3]>,
}

/// A helper type that the file defines.
pub struct HelperPage {
    pub doc: &'static str,
    pub definition: String,
}

/// What the parts of the file share while it is made.
pub struct FilePage<'c> {
    pub options: &'c Options,
    driver: Driver,
    names: Names,
    pub tables: HashMap<&'c Name, TableNames>,
    pub enums: HashMap<&'c Name, String>,
    json: HashMap<&'c str, String>,
    pub json_imports: BTreeSet<String>,
    /// The types that the user chose for columns.
    pub code_types: TypeImports,
    column_type: String,
    uses_column_type: bool,
    /// Kysely's types of rows: `Selectable`, `Insertable` and `Updateable`.
    pub row_types: Option<[String; 3]>,
    /// The helper types in use: what each is called, and its definition.
    helpers: Vec<(&'static str, String, HelperPage)>,
}

/// Kysely's types of rows, in the order of [`TableNames::rows`].
const ROW_TYPES: [&str; 3] = ["Selectable", "Insertable", "Updateable"];

impl TableNames {
    fn new(model: String, rows: RowTypes, names: &mut Names) -> Self {
        match rows {
            RowTypes::Table => Self {
                table: model,
                rows: None,
            },
            RowTypes::Wrapped => Self {
                table: names.take(&format!("{model}Table"), "Of"),
                rows: Some([
                    model.clone(),
                    names.take(&format!("New{model}"), "Row"),
                    names.take(&format!("{model}Update"), "Row"),
                ]),
            },
        }
    }
}

impl<'c> FilePage<'c> {
    /// Gives out all names: models and enums come first, then what the file needs.
    pub fn new(catalog: &'c Catalog, options: &'c Options) -> Self {
        let mut names = Names::with(&["DB", "Date", "Buffer", "Uint8Array", "ArrayBuffer"]);
        let mut declared = |wish: &str| names.take(&type_name(wish), "Row");
        let enums = catalog
            .enums
            .iter()
            .map(|e| (&e.name, declared(&e.notes.code_name)))
            .collect();
        let models: Vec<(&Name, String)> = catalog
            .tables
            .iter()
            .map(|table| (&table.name, declared(&table.notes.code_name)))
            .collect();
        let tables = models
            .into_iter()
            .map(|(name, model)| (name, TableNames::new(model, options.rows, &mut names)))
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
        let row_types = match options.rows {
            RowTypes::Table => None,
            RowTypes::Wrapped => Some(ROW_TYPES.map(|name| names.take(name, "Of"))),
        };
        Self {
            options,
            driver: options.driver(catalog.dialect),
            names,
            tables,
            enums,
            json,
            json_imports: BTreeSet::new(),
            code_types: TypeImports::default(),
            column_type,
            uses_column_type: false,
            row_types,
            helpers: Vec::new(),
        }
    }

    /// What a column holds; of a list, what one element is.
    pub fn value(&self, column: &Column) -> Value {
        self.driver.value(column, self.options.sqlite_dates)
    }

    pub fn list(&self, column: &Column) -> List {
        self.driver.list(&column.ty)
    }

    /// The name of a helper type, which is defined on first use.
    pub fn helper(&mut self, helper: &'static str, doc: &'static str, body: &str) -> String {
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

    /// What the file takes from Kysely, in the order of the alphabet: with so many of its types of rows.
    pub fn kysely_imports(&self, row_types: usize) -> Vec<String> {
        let column_type = self
            .uses_column_type
            .then(|| import_as("ColumnType", &self.column_type));
        let rows = self.row_types.iter().flatten().zip(ROW_TYPES);
        let mut imports: Vec<String> = rows
            .take(row_types)
            .map(|(local, name)| import_as(name, local))
            .chain(column_type)
            .collect();
        imports.sort_unstable();
        imports
    }

    /// The helper types in use, in their order.
    pub fn into_helpers(mut self) -> Vec<HelperPage> {
        self.helpers
            .sort_by_key(|(helper, ..)| helper_order(helper));
        self.helpers.into_iter().map(|(_, _, page)| page).collect()
    }

    pub fn split(&mut self, helper: &'static str, select: &str, insert: &str) -> String {
        let body = format!("NAME = COLUMN_TYPE<{select}, {insert}, {insert}>");
        self.helper(helper, "", &body)
    }

    pub fn generated(&mut self, ty: &str) -> String {
        let name = self.helper(
            "Generated",
            "A column that the database fills in: an insert may leave it out.",
            "NAME<T> = T extends COLUMN_TYPE<infer S, infer I, infer U> \
             ? COLUMN_TYPE<S, I | undefined, U> : COLUMN_TYPE<T, T | undefined, T>",
        );
        format!("{name}<{ty}>")
    }

    pub fn read_only(&mut self, ty: &str) -> String {
        let name = self.helper(
            "ReadOnly",
            "A column of a view: nothing can be written to it.",
            "NAME<T> = T extends COLUMN_TYPE<infer S, infer _I, infer _U> \
             ? COLUMN_TYPE<S, never, never> : COLUMN_TYPE<T, never, never>",
        );
        format!("{name}<{ty}>")
    }

    /// `ColumnType<select, insert, insert>`, where no helper stands for it.
    pub fn column_type(&mut self, select: &str, insert: &str) -> String {
        self.uses_column_type = true;
        format!("{}<{select}, {insert}, {insert}>", self.column_type)
    }

    /// The type that the user chose for a column, imported on first use.
    pub fn code_type(&mut self, ty: &CodeType) -> String {
        self.code_types.write(ty, &mut self.names)
    }

    pub fn json_type(&mut self, name: &str) -> String {
        let local = self.json[name].clone();
        self.json_imports.insert(import_as(name, &local));
        local
    }
}

fn helper_order(helper: &str) -> usize {
    const ORDER: [&str; 14] = [
        "Generated",
        "ReadOnly",
        "Timestamp",
        "UnixTime",
        "Int8",
        "Numeric",
        "Bool",
        "Bit",
        "Bytes",
        "Interval",
        "Point",
        "Circle",
        "Json",
        "JsonText",
    ];
    ORDER
        .iter()
        .position(|name| *name == helper)
        .unwrap_or(ORDER.len())
}

//! `zod-models.ts`: schemas of the rows of every model, as Drizzle selects, inserts
//! and updates them; of `MongoDB`, as Prisma's client does.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use askama::Template;

use crate::{
    catalog::{
        Catalog, Column, ColumnNotes, Default, Dialect, Name, Origin, Table, TableKind, TableNotes,
        TypeName,
    },
    typescript::{
        names::{Names, import_as, key, pascal, type_name},
        quote,
        type_imports::TypeImports,
    },
};

use super::{
    composite::is_returned,
    options::Options,
    page::{composite_schemas, enum_names},
    value::{Value, numeric, value},
};

#[derive(Template)]
#[template(path = "zod/models.ts")]
pub struct ModelsPage {
    json_module: String,
    zod_module: String,
    type_imports: Vec<(String, Vec<String>)>,
    json_imports: BTreeSet<String>,
    enum_imports: BTreeSet<String>,
    numeric: Option<NumericPage>,
    models: Vec<ModelPage>,
}

struct NumericPage {
    name: String,
    schema: &'static str,
}

struct ModelPage {
    doc: String,
    row: NamePair,
    properties: Vec<PropertyPage>,
    /// Nothing is written to a view.
    written: Option<WrittenPage>,
}

struct WrittenPage {
    insert: NamePair,
    update: NamePair,
    /// What an insert may leave out, as the argument of `.partial()`.
    optional: Optional,
}

enum Optional {
    None,
    Some(Vec<String>),
    All,
}

/// `UserSchema`, `User`
struct NamePair {
    schema: String,
    ty: String,
}

struct PropertyPage {
    doc: String,
    key: String,
    value: String,
}

/// What the parts of the file share while it is made.
struct FilePage<'c> {
    options: &'c Options,
    names: Names,
    code_types: TypeImports,
    dialect: Dialect,
    enums: HashMap<&'c Name, (String, String)>,
    composites: HashMap<&'c str, (String, String)>,
    json: HashMap<&'c str, String>,
    numeric: String,
    uses_numeric: bool,
    json_imports: BTreeSet<String>,
    enum_imports: BTreeSet<String>,
}

pub fn page(catalog: &Catalog, options: &Options) -> ModelsPage {
    let mut names = Names::with(&["z", "Buffer", "Uint8Array"]);
    // Rows come first, then what is named after them, then what is imported.
    let tables: Vec<&Table> = catalog
        .tables
        .iter()
        .filter(|table| catalog.dialect != Dialect::Mongo || !table.notes.ignored)
        .collect();
    let rows: Vec<NamePair> = tables
        .iter()
        .map(|table| NamePair::take(&wish(table), &mut names))
        .collect();
    let written: Vec<_> = tables
        .iter()
        .map(|table| written_names(table, &mut names))
        .collect();
    let mut file = FilePage::new(catalog, options, names);
    let models = tables
        .iter()
        .zip(rows.into_iter().zip(written))
        .map(|(table, (row, written))| model_page(table, row, written, &mut file))
        .collect();
    ModelsPage {
        json_module: options.json_module.quoted().to_owned(),
        zod_module: options.zod_module.quoted().to_owned(),
        type_imports: file.code_types.by_module(),
        json_imports: file.json_imports,
        enum_imports: file.enum_imports,
        numeric: file.uses_numeric.then_some(NumericPage {
            name: file.numeric,
            schema: numeric(catalog.dialect),
        }),
        models,
    }
}

fn wish(table: &Table) -> String {
    match table.notes.origin {
        Origin::Declared => type_name(&table.notes.code_name),
        Origin::Joined => pascal(&table.notes.code_name),
    }
}

impl NamePair {
    fn take(wish: &str, names: &mut Names) -> Self {
        Self {
            schema: names.take(&format!("{wish}Schema"), "Row"),
            ty: names.take(wish, "Row"),
        }
    }
}

fn written_names(table: &Table, names: &mut Names) -> Option<(NamePair, NamePair)> {
    let wish = wish(table);
    match table.kind {
        TableKind::Table => Some((
            NamePair::take(&format!("{wish}Insert"), names),
            NamePair::take(&format!("{wish}Update"), names),
        )),
        TableKind::View | TableKind::MaterializedView => None,
    }
}

impl<'c> FilePage<'c> {
    fn new(catalog: &'c Catalog, options: &'c Options, mut names: Names) -> Self {
        let enums = enum_names(catalog)
            .into_iter()
            .map(|(name, exported)| {
                let local = names.take(&exported.schema, "Enum");
                (name, (exported.schema, local))
            })
            .collect();
        let composites = composite_schemas(catalog)
            .into_iter()
            .collect::<BTreeMap<_, _>>()
            .into_iter()
            .map(|(name, exported)| {
                let local = names.take(&exported, "Type");
                (name, (exported, local))
            })
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
        Self {
            options,
            dialect: catalog.dialect,
            enums,
            composites,
            json,
            numeric: names.take("numeric", "Text"),
            names,
            code_types: TypeImports::default(),
            uses_numeric: false,
            json_imports: BTreeSet::new(),
            enum_imports: BTreeSet::new(),
        }
    }
}

fn model_page(
    table: &Table,
    row: NamePair,
    written: Option<(NamePair, NamePair)>,
    file: &mut FilePage<'_>,
) -> ModelPage {
    let Table {
        name: _,
        kind: _,
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
        notes:
            TableNotes {
                code_name: _,
                doc,
                origin: _,
                ignored: _,
            },
    } = table;
    let columns: Vec<&Column> = columns.iter().filter(|it| file.has(it)).collect();
    ModelPage {
        doc: quote::doc(doc.as_deref()),
        row,
        properties: columns
            .iter()
            .map(|column| property_page(column, file))
            .collect(),
        written: written.map(|(insert, update)| WrittenPage {
            insert,
            update,
            optional: file.optional(&columns),
        }),
    }
}

fn property_page(column: &Column, file: &mut FilePage<'_>) -> PropertyPage {
    let Column {
        name: _,
        ty,
        nullable,
        default: _,
        generated: _,
        identity: _,
        default_name: _,
        sequence: _,
        place: _,
        notes:
            ColumnNotes {
                code_name: _,
                doc,
                scalar: _,
                optional: _,
                ignored: _,
                client_default: _,
                updated_at: _,
                json,
                code_type,
            },
    } = column;
    let mut schema = match (code_type, json) {
        (Some(code_type), json) => {
            let code_type = file.code_types.write(code_type, &mut file.names);
            // Of the values nothing is known, but that JSON's null is one of them.
            let check = json.as_ref().map_or("(value) => value != null", |_| "");
            format!("z.custom<{code_type}>({check})")
        }
        (None, Some(json)) => file.json_schema(&json.name),
        (None, None) => file.schema(column),
    };
    if ty.list {
        schema = format!("z.array({schema})");
    }
    if *nullable {
        schema.push_str(".nullable()");
    }
    PropertyPage {
        doc: quote::doc(doc.as_deref()),
        key: file.key(column),
        value: schema,
    }
}

impl FilePage<'_> {
    fn json_schema(&mut self, name: &str) -> String {
        let local = self.json[name].clone();
        self.json_imports.insert(import_as(name, &local));
        local
    }

    fn schema(&mut self, column: &Column) -> String {
        match (value(self.dialect, column, self.options), &column.ty.name) {
            (Value::Schema(schema), _) => schema,
            (Value::Numeric, _) => {
                self.uses_numeric = true;
                self.numeric.clone()
            }
            (Value::Enum, TypeName::Enum(name)) => {
                let (exported, local) = &self.enums[name];
                self.enum_imports.insert(import_as(exported, local));
                local.clone()
            }
            (Value::Composite, TypeName::Composite(name)) => {
                let (exported, local) = &self.composites[name.as_str()];
                self.enum_imports.insert(import_as(exported, local));
                local.clone()
            }
            (Value::Enum | Value::Composite, _) => {
                unreachable!("a value is of its column's type")
            }
        }
    }

    /// What a row calls a column: what Drizzle does, or in `MongoDB` Prisma's client.
    fn key(&self, column: &Column) -> String {
        let code_name = &column.notes.code_name;
        key(&match self.dialect {
            Dialect::Mongo => code_name.clone(),
            _ => self.options.column_style.apply(code_name, &column.name),
        })
    }

    /// Whether a row has the column.
    fn has(&self, column: &Column) -> bool {
        self.dialect != Dialect::Mongo || is_returned(column)
    }

    /// Whether an insert may leave the column out: it may be NULL, or the database or
    /// the client fills it in.
    fn may_be_left_out(&self, column: &Column) -> bool {
        let ColumnNotes {
            client_default,
            updated_at,
            ..
        } = &column.notes;
        // Of a default that nobody knows Drizzle is not told.
        let is_filled = matches!(
            column.default,
            Some(Default::Literal(_) | Default::Expression(_) | Default::AutoIncrement)
        );
        // Prisma's client makes an empty list of one that is not there.
        let is_empty = self.dialect == Dialect::Mongo && column.ty.list;
        column.nullable || is_filled || is_empty || client_default.is_some() || *updated_at
    }

    fn optional(&self, columns: &[&Column]) -> Optional {
        let keys: Vec<String> = columns
            .iter()
            .filter(|column| self.may_be_left_out(column))
            .map(|column| self.key(column))
            .collect();
        match keys.len() {
            0 => Optional::None,
            all if all == columns.len() => Optional::All,
            _ => Optional::Some(keys),
        }
    }
}

//! The whole file: what its template prints.

use askama::Template;

use crate::{
    catalog::{Catalog, Column, ColumnNotes, Dialect, Enum, Table, TableKind, TableNotes},
    sql,
    typescript::{names::key, quote},
};

use super::{
    EnumForm, KeyStyle, Options, camel_case,
    file::{FilePage, HelperPage, TableNames},
    value,
};

#[derive(Template)]
#[template(path = "kysely/types.ts")]
pub struct TypesPage {
    kysely_imports: Vec<String>,
    json_module: String,
    json_imports: Vec<String>,
    type_imports: Vec<(String, Vec<String>)>,
    helpers: Vec<HelperPage>,
    enums: Vec<EnumPage>,
    tables: Vec<TablePage>,
    /// The key of a table in `DB`, and its interface.
    entries: Vec<(String, String)>,
}

struct EnumPage {
    form: EnumForm,
    doc: String,
    name: String,
    values: Vec<(String, String, String)>,
}

struct TablePage {
    doc: String,
    name: String,
    columns: Vec<ColumnPage>,
    /// The types of its rows: what each is called, and what it is.
    rows: Vec<(String, String)>,
}

struct ColumnPage {
    doc: String,
    key: String,
    ty: String,
}

pub fn page(catalog: &Catalog, options: &Options) -> TypesPage {
    let mut file = FilePage::new(catalog, options);
    let enums = catalog.enums.iter().map(|e| enum_page(e, &file)).collect();
    let tables: Vec<TablePage> = catalog
        .tables
        .iter()
        .map(|table| table_page(table, catalog.dialect, &mut file))
        .collect();
    let entries = catalog
        .tables
        .iter()
        .map(|table| {
            let name = match options.keys {
                KeyStyle::Database => table.name.to_string(),
                KeyStyle::Camel => camel_case::table_key(&table.name),
            };
            (key(&name), file.tables[&table.name].table.clone())
        })
        .collect();
    // A file of views alone inserts nothing.
    let row_types = tables.iter().map(|table| table.rows.len()).max();
    TypesPage {
        kysely_imports: file.kysely_imports(row_types.unwrap_or_default()),
        json_module: options.json_module.quoted().to_owned(),
        json_imports: file.json_imports.iter().cloned().collect(),
        type_imports: file.code_types.by_module(),
        helpers: file.into_helpers(),
        enums,
        tables,
        entries,
    }
}

fn enum_page(e: &Enum, file: &FilePage<'_>) -> EnumPage {
    EnumPage {
        form: file.options.enums,
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

fn table_page(table: &Table, dialect: Dialect, file: &mut FilePage<'_>) -> TablePage {
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
    let names = &file.tables[name];
    TablePage {
        doc: quote::doc(doc.as_deref()),
        name: names.table.clone(),
        rows: row_types(names, *kind, file),
        columns: columns
            .iter()
            .map(|column| {
                let is_filled = sql::fills_in(dialect, table, column);
                column_page(column, *kind, is_filled, file)
            })
            .collect(),
    }
}

/// The types of a table's rows; nothing is written to a view.
fn row_types(names: &TableNames, kind: TableKind, file: &FilePage<'_>) -> Vec<(String, String)> {
    let count = match kind {
        TableKind::Table => 3,
        TableKind::View | TableKind::MaterializedView => 1,
    };
    let rows = names.rows.iter().flatten();
    let types = file.row_types.iter().flatten();
    rows.zip(types)
        .take(count)
        .map(|(row, ty)| (row.clone(), format!("{ty}<{}>", names.table)))
        .collect()
}

fn column_page(
    column: &Column,
    kind: TableKind,
    is_filled: bool,
    file: &mut FilePage<'_>,
) -> ColumnPage {
    let Column {
        name,
        ty: _,
        nullable,
        default: _,
        // A Prisma schema says nothing of these.
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
                json: _,
                code_type: _,
            },
    } = column;
    let is_view = kind != TableKind::Table;
    let value = value::of(column, !nullable && !is_view, file);
    let ty = if is_view {
        file.read_only(&value)
    } else if is_filled {
        file.generated(&value)
    } else {
        value
    };
    ColumnPage {
        doc: quote::doc(doc.as_deref()),
        key: match file.options.keys {
            KeyStyle::Database => key(name),
            KeyStyle::Camel => key(&camel_case::camel(name)),
        },
        ty,
    }
}

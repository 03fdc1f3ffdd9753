//! The keys of a table's columns, and where they would clash.

use std::collections::HashMap;

use crate::{
    catalog::{Catalog, Column, Name, Table, TableKind},
    diagnostic::Diagnostic,
    typescript::styles::ColumnStyle,
};

use super::{Options, Version};

/// The key of a column in its table's constant.
pub fn key(column: &Column, options: &Options) -> String {
    options
        .column_style
        .apply(&column.notes.code_name, &column.name)
}

/// Says where a style gives one key to two columns, or to a column and a relation,
/// which Drizzle puts into the same object. Prisma's own field names never clash.
pub fn check(catalog: &Catalog, options: &Options) -> Vec<Diagnostic> {
    if options.column_style == ColumnStyle::Field {
        return Vec::new();
    }
    let mut relations: HashMap<&Name, Vec<&str>> = HashMap::new();
    for relation in &catalog.relations {
        for end in [&relation.from, &relation.to] {
            relations.entry(&end.table).or_default().push(&end.field);
        }
    }
    let mut diagnostics = Vec::new();
    for table in &catalog.tables {
        let mut columns: HashMap<String, &str> = HashMap::new();
        for column in &table.columns {
            let key = key(column, options);
            let field = column.notes.code_name.as_str();
            let relation = relations
                .get(&table.name)
                .filter(|_| table.kind == TableKind::Table || options.version == Version::V1)
                .and_then(|fields| fields.iter().find(|name| **name == key));
            if let Some(relation) = relation {
                diagnostics.push(clash(
                    table,
                    field,
                    &format!("the relation `{relation}`"),
                    &key,
                ));
            }
            if let Some(other) = columns.insert(key.clone(), field) {
                diagnostics.push(clash(table, field, &format!("the field `{other}`"), &key));
            }
        }
    }
    diagnostics
}

fn clash(table: &Table, field: &str, other: &str, key: &str) -> Diagnostic {
    let model = &table.notes.code_name;
    Diagnostic::error(
        "drizzle/key-clash",
        format!("with this `names.columns`, the field `{field}` and {other} of `{model}` would both be `{key}`"),
    )
    .help("choose another style, or rename one of the two")
}

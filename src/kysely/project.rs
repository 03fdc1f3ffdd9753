//! A catalog of a database as a Kysely file shows it: every type becomes what the
//! driver returns, so that both can be compared in one language.

use std::collections::HashMap;

use crate::catalog::{
    Catalog, Column, ColumnType, Default, Dialect, Enum, Fact, Knows, Name, Object, TableKind,
    TypeName,
};

use crate::sql;

use super::{
    Options,
    driver::{List, Value},
};

/// The TypeScript type of a JSON column, whatever its values are.
const JSON: &str = "json";

/// What a Kysely file for the driver of the options would say of a database.
#[must_use]
pub fn project(catalog: &Catalog, options: &Options) -> Catalog {
    let enums = catalog.enums_by_name();
    let mut projected = Catalog {
        knows: Knows::new([
            Fact::ScriptTypes,
            Fact::Nullability,
            Fact::ListNullability,
            Fact::HasDefault,
            Fact::Enums,
        ]),
        enums: Vec::new(),
        relations: Vec::new(),
        ..catalog.clone()
    };
    for (table, origin) in projected.tables.iter_mut().zip(&catalog.tables) {
        table.primary_key = None;
        table.indexes.clear();
        table.foreign_keys.clear();
        table.checks.clear();
        table.policies.clear();
        table.definition = None;
        let is_view = table.kind != TableKind::Table;
        for column in &mut table.columns {
            // An insert may leave it out, or cannot give it at all.
            let is_filled = is_view || sql::fills_in(catalog.dialect, origin, column);
            column.ty = class(column, catalog.dialect, options, &enums);
            column.default = is_filled.then_some(Default::Unknown);
            column.generated = None;
            column.identity = None;
            column.default_name = None;
            column.sequence.clear();
        }
    }
    projected
}

/// The class of the values that a select returns.
fn class(
    column: &Column,
    dialect: Dialect,
    options: &Options,
    enums: &HashMap<&Name, &Enum>,
) -> ColumnType {
    let ty = &column.ty;
    if ty.list && options.driver(dialect).list(ty) == List::Text {
        return ColumnType::plain("string", Vec::new());
    }
    let name = match options.value(dialect, column) {
        Value::Json(_) | Value::JsonText => JSON,
        Value::Enum => {
            let mut labels: Vec<String> = match &ty.name {
                TypeName::Enum(name) => enums.get(name).map_or_else(Vec::new, |e| {
                    e.values.iter().map(|value| value.label.clone()).collect()
                }),
                TypeName::Labels(labels) => labels.clone(),
                TypeName::Plain { .. } | TypeName::Composite(_) => Vec::new(),
            };
            labels.sort();
            return ColumnType {
                name: TypeName::Labels(labels),
                list: ty.list,
            };
        }
        Value::Plain(name)
        | Value::Split { select: name, .. }
        | Value::Stored { text: name, .. } => name,
    };
    let name = match name {
        object if object.starts_with('{') => "object",
        "Uint8Array" | "ArrayBuffer" => "Buffer",
        other => other,
    };
    ColumnType {
        list: ty.list,
        ..ColumnType::plain(name, Vec::new())
    }
}

/// Where a file says another thing than `projected` that is as right, it is made
/// to say the same: the diff then finds what is wrong.
///
/// - A JSON column may have any type that JSON has.
/// - A column may have any type that the user chose for it.
/// - A text may be narrowed to some labels.
/// - A column that may be NULL may be left out, whether or not it has a default.
/// - Nobody writes to a view: what an insert takes is of no interest, nor what may be NULL.
pub fn accept(file: &mut Catalog, projected: &Catalog) {
    let tables = projected.tables_by_name();
    let mut accepted = Vec::new();
    for table in &mut file.tables {
        let Some(expected) = tables.get(&table.name) else {
            continue;
        };
        table.kind = expected.kind;
        for column in &mut table.columns {
            let mut columns = expected.columns.iter();
            let Some(expected_column) = columns.find(|other| other.name == column.name) else {
                continue;
            };
            let is_chosen = expected_column.notes.code_type.is_some();
            if is_chosen || is_json(&expected_column.ty) && may_be_json(&column.ty) {
                // The JSON value `null` is another thing than NULL.
                if is_chosen && is_json(&expected_column.ty) {
                    column.nullable = expected_column.nullable;
                }
                column.ty = expected_column.ty.clone();
                accepted.push((table.name.clone(), column.name.clone()));
            } else if is_plain(&expected_column.ty, "string")
                && matches!(column.ty.name, TypeName::Labels(_))
                && column.ty.list == expected_column.ty.list
            {
                column.ty = expected_column.ty.clone();
            }
            accept_writes(column, expected_column, expected.kind);
        }
    }
    file.unknown.retain(|unknown| match &unknown.object {
        Object::Column(table, column) => !accepted
            .iter()
            .any(|(name, known)| name == table && known == column),
        _ => true,
    });
}

fn accept_writes(column: &mut Column, expected: &Column, kind: TableKind) {
    if kind != TableKind::Table {
        column.nullable = expected.nullable;
        column.default.clone_from(&expected.default);
    } else if column.nullable && expected.nullable {
        column.default.clone_from(&expected.default);
    }
}

fn is_plain(ty: &ColumnType, wanted: &str) -> bool {
    matches!(&ty.name, TypeName::Plain { name, .. } if name == wanted)
}

fn is_json(ty: &ColumnType) -> bool {
    is_plain(ty, JSON)
}

/// Whether values of a type can come out of JSON.
fn may_be_json(ty: &ColumnType) -> bool {
    !["Date", "Buffer", "bigint"]
        .iter()
        .any(|name| is_plain(ty, name))
}

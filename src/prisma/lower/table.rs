//! Models and views into tables, enums into enum types.

use crate::{
    catalog::{
        Composite, Dialect, Enum as CatalogEnum, EnumNotes, EnumValue as CatalogValue, Origin,
        Table, TableKind, TableNotes,
    },
    prisma::{
        ast::{Enum, EnumValue, Model, ModelKind},
        lookup::{attribute, mapped_name},
    },
};

use super::{column, default, index, scope::Scope};

/// Lowers a model by itself: its foreign keys come with the relations.
pub fn lower(model: &Model<'_>, scope: &Scope<'_, '_>) -> Table {
    let kind = match model.kind {
        ModelKind::View => TableKind::View,
        ModelKind::Model | ModelKind::Composite => TableKind::Table,
    };
    let mut table = Table {
        columns: column::lower_all(model, scope),
        place: Some(model.name.span),
        notes: TableNotes {
            code_name: model.name.text.to_owned(),
            doc: model.doc.as_deref().map(str::to_owned),
            origin: Origin::Declared,
            ignored: attribute(&model.attributes, "ignore").is_some(),
        },
        ..Table::new(scope.table_name(model), kind)
    };
    index::lower(model, scope, &mut table);
    if scope.dialect == Dialect::Sqlite {
        default::count_up_in_sqlite(&mut table);
    }
    table
}

pub fn lower_composite(ty: &Model<'_>, scope: &Scope<'_, '_>) -> Composite {
    Composite {
        name: ty.name.text.to_owned(),
        columns: column::lower_all(ty, scope),
        doc: ty.doc.as_deref().map(str::to_owned),
        place: Some(ty.name.span),
    }
}

pub fn lower_enum(e: &Enum<'_>, scope: &Scope<'_, '_>) -> CatalogEnum {
    CatalogEnum {
        name: scope.enum_name(e),
        values: e.values.iter().map(lower_value).collect(),
        place: Some(e.name.span),
        notes: EnumNotes {
            code_name: e.name.text.to_owned(),
            doc: e.doc.as_deref().map(str::to_owned),
        },
    }
}

fn lower_value(value: &EnumValue<'_>) -> CatalogValue {
    CatalogValue {
        label: label(value).to_owned(),
        code_name: value.name.text.to_owned(),
        doc: value.doc.as_deref().map(str::to_owned),
    }
}

/// What rows hold for a value: its mapped name, or else its own.
pub fn label<'a>(value: &'a EnumValue<'_>) -> &'a str {
    mapped_name(&value.attributes).unwrap_or(value.name.text)
}

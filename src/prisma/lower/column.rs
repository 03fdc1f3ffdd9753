//! Fields into columns.

use crate::{
    catalog::{Column, ColumnNotes, ColumnType, Default, JsonType, TypeName},
    prisma::{
        ast::{Argument, Arity, Expression, Field, Model},
        lookup::{attribute, column_name},
        types::{self, Scalar},
    },
};

use super::{
    default, json,
    scope::{Referent, Scope},
};

/// The columns of a model: its fields without the relations.
pub fn lower_all(model: &Model<'_>, scope: &Scope<'_, '_>) -> Vec<Column> {
    let mut columns = Vec::with_capacity(model.fields.len());
    for field in &model.fields {
        match scope.referent(field) {
            Referent::Model(_) | Referent::Unknown => {}
            referent => columns.push(lower(field, referent, scope)),
        }
    }
    columns
}

fn lower(field: &Field<'_>, referent: Referent<'_, '_>, scope: &Scope<'_, '_>) -> Column {
    let ty = column_type(field, referent, scope);
    let default::Defaults { database, client } =
        default::lower(field, referent, &ty, scope.dialect);
    let (json_name, doc) = match field.doc.as_deref() {
        Some(doc) if matches!(referent, Referent::Scalar(Scalar::Json)) => json::split_doc(doc),
        doc => (None, doc.map(str::to_owned)),
    };
    Column {
        name: column_name(field).to_owned(),
        ty,
        // A list may be NULL in the database whatever Prisma says of it, and a
        // column with a sequence may not.
        nullable: field.ty.arity != Arity::Required && database != Some(Default::AutoIncrement),
        default: database,
        generated: None,
        identity: None,
        place: Some(field.span),
        notes: ColumnNotes {
            code_name: field.name.text.to_owned(),
            doc,
            client_default: client,
            updated_at: attribute(&field.attributes, "updatedAt").is_some(),
            json: matches!(referent, Referent::Scalar(Scalar::Json)).then(|| JsonType {
                name: json_name.unwrap_or_default(),
            }),
            code_type: None,
        },
    }
}

fn column_type(field: &Field<'_>, referent: Referent<'_, '_>, scope: &Scope<'_, '_>) -> ColumnType {
    let ty = match referent {
        Referent::Scalar(scalar) => native_type(field, scalar, scope)
            .unwrap_or_else(|| types::default_type(scope.dialect, scalar)),
        Referent::Enum(e) => ColumnType {
            name: TypeName::Enum(scope.enum_name(e)),
            list: false,
        },
        Referent::Unsupported(text) => types::parse(scope.dialect, text),
        Referent::Model(_) | Referent::Unknown => unreachable!("only columns have a type"),
    };
    ColumnType {
        list: ty.list || field.ty.arity == Arity::List,
        ..ty
    }
}

/// The type of `@db.VarChar(255)`, where the field has such an attribute.
fn native_type(field: &Field<'_>, scalar: Scalar, scope: &Scope<'_, '_>) -> Option<ColumnType> {
    let (attribute, name) = field.attributes.iter().find_map(|attribute| {
        let (prefix, name) = attribute.name.text.split_once('.')?;
        (prefix == scope.datasource).then_some((attribute, name))
    })?;
    let arguments = attribute.arguments.iter().map(argument_text).collect();
    types::native_type(scope.dialect, scalar, name, arguments)
}

fn argument_text(argument: &Argument<'_>) -> String {
    match &argument.value {
        Expression::Number(text, _) => (*text).to_owned(),
        Expression::String(text, _) => text.to_string(),
        Expression::Constant(name) => name.text.to_owned(),
        Expression::Function(_) | Expression::Array(..) | Expression::Object(..) => String::new(),
    }
}

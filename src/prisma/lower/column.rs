//! Fields into columns.

use crate::{
    catalog::{Column, ColumnNotes, ColumnType, Default, Dialect, Identity, JsonType, TypeName},
    prisma::{
        ast::{Argument, Arity, Expression, Field, Model},
        lookup::{attribute, column_name, mapped_name},
        types::{self, Scalar},
    },
};

use super::{
    default, json,
    scope::{Referent, Scope},
};

/// The columns of a model or a composite type: its fields without the relations.
pub fn lower_all(model: &Model<'_>, scope: &Scope<'_, '_>) -> Vec<Column> {
    let table = mapped_name(&model.attributes).unwrap_or(model.name.text);
    let mut columns = Vec::with_capacity(model.fields.len());
    for field in &model.fields {
        match scope.referent(field) {
            Referent::Model(_) | Referent::Unknown => {}
            referent => columns.push(lower(field, referent, table, scope)),
        }
    }
    columns
}

fn lower(
    field: &Field<'_>,
    referent: Referent<'_, '_>,
    table: &str,
    scope: &Scope<'_, '_>,
) -> Column {
    let name = column_name(field);
    let ty = column_type(field, referent, scope);
    let default::Defaults {
        database,
        client,
        identity,
    } = default::lower(field, referent, &ty, scope.dialect);
    let (json_name, doc) = match field.doc.as_deref() {
        Some(doc) if matches!(referent, Referent::Scalar(Scalar::Json)) => json::split_doc(doc),
        doc => (None, doc.map(str::to_owned)),
    };
    Column {
        default_name: default::constraint_name(field, database.as_ref(), scope.dialect, table),
        nullable: is_nullable(field, database.as_ref(), scope.dialect),
        default: database,
        identity: identity.as_ref().map(|_| Identity::ByDefault),
        sequence: identity.unwrap_or_default(),
        place: Some(field.span),
        notes: ColumnNotes {
            code_name: field.name.text.to_owned(),
            doc,
            scalar: match referent {
                Referent::Scalar(scalar) => Some(scalar.name()),
                _ => None,
            },
            optional: field.ty.arity == Arity::Optional,
            ignored: attribute(&field.attributes, "ignore").is_some(),
            client_default: client,
            updated_at: attribute(&field.attributes, "updatedAt").is_some(),
            json: matches!(referent, Referent::Scalar(Scalar::Json)).then(|| JsonType {
                name: json_name.unwrap_or_default(),
            }),
            code_type: None,
        },
        ..Column::new(name, ty, false)
    }
}

/// A list may be NULL in a database whatever Prisma says of it, and a column with a
/// sequence may not. In a document Prisma takes a list that is not there for an empty one.
fn is_nullable(field: &Field<'_>, default: Option<&Default>, dialect: Dialect) -> bool {
    match field.ty.arity {
        Arity::Required => false,
        Arity::Optional => default != Some(&Default::AutoIncrement),
        Arity::List => dialect != Dialect::Mongo,
    }
}

fn column_type(field: &Field<'_>, referent: Referent<'_, '_>, scope: &Scope<'_, '_>) -> ColumnType {
    let of = |name| ColumnType { name, list: false };
    let ty = match referent {
        Referent::Scalar(scalar) => native_type(field, scalar, scope)
            .unwrap_or_else(|| types::default_type(scope.dialect, scalar)),
        Referent::Enum(e) => of(TypeName::Enum(scope.enum_name(e))),
        Referent::Composite(ty) => of(TypeName::Composite(ty.name.text.to_owned())),
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

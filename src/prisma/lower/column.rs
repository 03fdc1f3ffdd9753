//! Fields into columns.

use crate::{
    catalog::{Column, ColumnNotes, ColumnType, Default, JsonType, TypeName},
    diagnostic::{Diagnostic, Diagnostics, nearest},
    prisma::{
        ast::{Argument, Arity, Attribute, Expression, Field, Model, TypeName as AstTypeName},
        types::{self, Scalar},
    },
    sql::postgres,
};

use super::{
    default, json,
    scope::{Referent, Scope, attribute, column_name},
};

/// The columns of a model: its fields without the relations.
pub fn lower_all(
    model: &Model<'_>,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Vec<Column> {
    let mut columns = Vec::with_capacity(model.fields.len());
    for field in &model.fields {
        match scope.referent(field) {
            Referent::Model(_) => {}
            Referent::Unknown => diagnostics.push(unknown_type(field, scope)),
            referent => columns.push(lower(field, referent, scope, diagnostics)),
        }
    }
    columns
}

fn lower(
    field: &Field<'_>,
    referent: Referent<'_, '_>,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Column {
    let ty = column_type(field, referent, scope, diagnostics);
    let default::Defaults { database, client } = default::lower(field, referent, &ty, diagnostics);
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
        notes: ColumnNotes {
            code_name: field.name.text.to_owned(),
            doc,
            client_default: client,
            updated_at: attribute(&field.attributes, "updatedAt").is_some(),
            json: matches!(referent, Referent::Scalar(Scalar::Json)).then(|| JsonType {
                name: json_name.unwrap_or_default(),
            }),
        },
    }
}

fn column_type(
    field: &Field<'_>,
    referent: Referent<'_, '_>,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> ColumnType {
    let ty = match referent {
        Referent::Scalar(scalar) => native_type(field, scope, diagnostics)
            .unwrap_or_else(|| types::default_type(scope.dialect, scalar)),
        Referent::Enum(e) => ColumnType {
            name: TypeName::Enum(scope.enum_name(e)),
            list: false,
        },
        Referent::Unsupported(text) => postgres::parse_type(text),
        Referent::Model(_) | Referent::Unknown => unreachable!("only columns have a type"),
    };
    ColumnType {
        list: ty.list || field.ty.arity == Arity::List,
        ..ty
    }
}

/// The type of `@db.VarChar(255)`, where the field has such an attribute.
fn native_type(
    field: &Field<'_>,
    scope: &Scope<'_, '_>,
    diagnostics: &mut Diagnostics,
) -> Option<ColumnType> {
    let (attribute, name) = field.attributes.iter().find_map(|attribute| {
        let (prefix, name) = attribute.name.text.split_once('.')?;
        (prefix == scope.datasource).then_some((attribute, name))
    })?;
    let arguments = attribute.arguments.iter().map(argument_text).collect();
    let ty = types::native_type(scope.dialect, name, arguments);
    if ty.is_none() {
        diagnostics.push(unknown_native_type(attribute, name, scope));
    }
    ty
}

fn argument_text(argument: &Argument<'_>) -> String {
    match &argument.value {
        Expression::Number(text, _) => (*text).to_owned(),
        Expression::String(text, _) => text.to_string(),
        Expression::Constant(name) => name.text.to_owned(),
        Expression::Function(_) | Expression::Array(..) | Expression::Object(..) => String::new(),
    }
}

fn unknown_type(field: &Field<'_>, scope: &Scope<'_, '_>) -> Diagnostic {
    let AstTypeName::Named(name) = &field.ty.name else {
        unreachable!("`Unsupported` is always a type")
    };
    let diagnostic = Diagnostic::error(
        "prisma/unknown-type",
        format!("the type `{}` is not known", name.text),
    )
    .at(name.span, "");
    match nearest(name.text, scope.type_names()) {
        Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
        None => diagnostic.help(format!(
            "add a model or an enum `{}`, or use a scalar type such as `String`",
            name.text
        )),
    }
}

fn unknown_native_type(attribute: &Attribute<'_>, name: &str, scope: &Scope<'_, '_>) -> Diagnostic {
    let diagnostic = Diagnostic::error(
        "prisma/unknown-native-type",
        format!("the native type `{name}` is not known"),
    )
    .at(attribute.name.span, "");
    match nearest(name, types::native_type_names(scope.dialect)) {
        Some(near) => diagnostic.help(format!("did you mean `@{}.{near}`?", scope.datasource)),
        None => diagnostic.help("see the native types in Prisma's documentation of the database"),
    }
}

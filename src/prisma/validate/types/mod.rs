//! Types: that there is such a type, and that the database can hold it.

pub mod composite;
pub mod unsupported;
pub mod view;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Arity, ModelKind, TypeName},
        types::Scalar,
        validate::{Context, context::FieldType, lookup::did_you_mean},
    },
};

pub fn unknown(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in context.all_models() {
        for field in &model.fields {
            let (FieldType::Unknown, TypeName::Named(name)) =
                (context.field_type(field), &field.ty.name)
            else {
                continue;
            };
            let names = Scalar::ALL
                .iter()
                .map(|(name, _)| *name)
                .chain(context.all_models().map(|model| model.name.text))
                .chain(context.all_enums().map(|e| e.name.text));
            let otherwise = format!(
                "add a model or an enum `{}`, or use a scalar type such as `String`",
                name.text
            );
            diagnostics.push(
                Diagnostic::error(
                    "prisma/unknown-type",
                    format!("the type `{}` is not known", name.text),
                )
                .at(name.span, "")
                .help(did_you_mean(name.text, names, otherwise)),
            );
        }
    }
}

/// Lists, JSON and decimals, where the database has none.
pub fn supported(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some(provider) = context.provider else {
        return;
    };
    // Composite types are MongoDB's, which takes anything inside of them.
    for model in context
        .all_models()
        .filter(|m| m.kind != ModelKind::Composite)
    {
        for field in &model.fields {
            let ty = context.field_type(field);
            let is_list = field.ty.arity == Arity::List;
            let (what, help) = match ty {
                FieldType::Model(_) | FieldType::Unknown => continue,
                FieldType::Scalar(Scalar::Json) if !provider.has_json() => {
                    ("the type `Json`", "use `String`")
                }
                FieldType::Scalar(Scalar::Decimal) if !provider.has_decimal() => {
                    ("the type `Decimal`", "use `Float` or `String`")
                }
                _ if is_list && !provider.has_scalar_lists() => (
                    "a list of values in one field",
                    "move the values to a model of their own, with a relation",
                ),
                FieldType::Scalar(Scalar::Json) if is_list && !provider.has_json_lists() => (
                    "a list of `Json`",
                    "use `Json`, and put the list into the value",
                ),
                _ => continue,
            };
            diagnostics.push(
                Diagnostic::error(
                    "prisma/unsupported-type",
                    format!("{} does not support {what}", provider.title()),
                )
                .at(field.ty.span, "")
                .help(help),
            );
        }
    }
}

pub fn enums(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some(provider) = context.provider.filter(|provider| !provider.has_enums()) else {
        return;
    };
    for e in context.all_enums() {
        diagnostics.push(
            Diagnostic::error(
                "prisma/unsupported-type",
                format!("{} does not support enums", provider.title()),
            )
            .at(e.name.span, "")
            .help("use `String`"),
        );
    }
}

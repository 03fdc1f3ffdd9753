//! `@updatedAt` is for one moment: a `DateTime` that is no list.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Arity, ModelKind},
        types::Scalar,
        validate::{Context, context::FieldType, lookup::attribute},
    },
};

pub fn updated_at(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in context
        .all_models()
        .filter(|m| m.kind != ModelKind::Composite)
    {
        for field in &model.fields {
            let Some(attribute) = attribute(&field.attributes, "updatedAt") else {
                continue;
            };
            let message = match context.field_type(field) {
                FieldType::Scalar(Scalar::DateTime) if field.ty.arity == Arity::List => {
                    "`@updatedAt` cannot stand on a list"
                }
                // On a relation it cannot stand at all, which is another rule.
                FieldType::Scalar(Scalar::DateTime) | FieldType::Model(_) | FieldType::Unknown => {
                    continue;
                }
                _ => "`@updatedAt` needs a field of type `DateTime`",
            };
            diagnostics.push(
                Diagnostic::error("prisma/updated-at", message)
                    .at(attribute.span, "")
                    .at(field.ty.span, "this is the type")
                    .help("make the type `DateTime`, or remove `@updatedAt`"),
            );
        }
    }
}

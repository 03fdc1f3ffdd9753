//! `@ignore` and `@@ignore`: not where it is said already, and on every field
//! that leads to a model that is ignored.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Attribute, Model, ModelKind},
        validate::{Context, context::FieldType, lookup::attribute},
    },
};

const CODE: &str = "prisma/ignore";

fn is_ignored(model: &Model<'_>) -> bool {
    attribute(&model.attributes, "ignore").is_some()
}

/// A model that is ignored twice has another mistake.
fn is_ignored_once(model: &Model<'_>) -> bool {
    let is_ignore = |a: &&Attribute<'_>| a.name.text == "ignore";
    model.attributes.iter().filter(is_ignore).count() == 1
}

pub fn ignore(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in context
        .all_models()
        .filter(|m| m.kind != ModelKind::Composite)
    {
        for field in &model.fields {
            let ignored = attribute(&field.attributes, "ignore");
            match (context.field_type(field), ignored) {
                (FieldType::Unsupported, Some(ignored)) => diagnostics.push(
                    Diagnostic::error(CODE, "a field of type `Unsupported` is ignored anyway")
                        .at(ignored.span, "")
                        .help("remove `@ignore`"),
                ),
                (FieldType::Scalar(_) | FieldType::Enum(_) | FieldType::Composite(_), Some(_))
                    if is_ignored_once(model) =>
                {
                    diagnostics.push(
                        Diagnostic::error(
                            CODE,
                            format!("all of `{}` is ignored already", model.name.text),
                        )
                        .at(field.span, "")
                        .help("remove `@ignore` from the field"),
                    );
                }
                _ => {}
            }
        }
    }
}

/// A field that leads to an ignored model could not be read.
pub fn ignored_targets(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in context.all_models().filter(|model| !is_ignored(model)) {
        for field in &model.fields {
            let FieldType::Model(target) = context.field_type(field) else {
                continue;
            };
            if !is_ignored(target) || attribute(&field.attributes, "ignore").is_some() {
                continue;
            }
            diagnostics.push(
                Diagnostic::error(
                    CODE,
                    format!(
                        "`{}` leads to `{}`, which is ignored",
                        field.name.text, target.name.text
                    ),
                )
                .at(field.span, "")
                .at(target.name.span, "this model has `@@ignore`")
                .help("add `@ignore` to the field"),
            );
        }
    }
}

//! What `MongoDB` asks of defaults: `auto()` is for ids that are object ids, and
//! there are no expressions of the database.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Expression, Field, Model},
        provider::Provider,
        validate::{
            Context,
            lookup::{attribute, default_function},
        },
    },
};

pub fn defaults(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    if context.provider != Some(Provider::Mongo) {
        return;
    }
    for (model, field) in context.columns() {
        let (message, help) = match default_function(field) {
            Some("dbgenerated") => (
                "MongoDB has no `dbgenerated()`",
                "use `auto()` for an id, or another function",
            ),
            Some("auto") if !has_object_id(field) => (
                "`auto()` makes an object id, and the field is none",
                "add `@db.ObjectId`",
            ),
            Some("auto") if !is_id(model, field) => (
                "`auto()` is for the id only",
                "add `@id`, or remove the default",
            ),
            _ => continue,
        };
        diagnostics.push(
            Diagnostic::error(super::CODE, message)
                .at(field.span, "")
                .help(help),
        );
    }
}

fn has_object_id(field: &Field<'_>) -> bool {
    let mut natives = field.attributes.iter().map(|a| a.name.text.split_once('.'));
    natives.any(|native| native.is_some_and(|(_, name)| name == "ObjectId"))
}

fn is_id(model: &Model<'_>, field: &Field<'_>) -> bool {
    let listed = attribute(&model.attributes, "id").and_then(|id| id.named_or_first("fields"));
    let is_listed = match listed {
        Some(Expression::Array(items, _)) => items
            .iter()
            .any(|item| matches!(item, Expression::Constant(name) if name.text == field.name.text)),
        _ => false,
    };
    is_listed || attribute(&field.attributes, "id").is_some()
}

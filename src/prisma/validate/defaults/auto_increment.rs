//! `@default(autoincrement())`: how often, and where, depends on the database.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Expression, Field, Model, ModelKind},
        provider::{AutoIncrement, Provider},
        types::Scalar,
        validate::{
            Context,
            context::FieldType,
            lookup::{attribute, default_function},
        },
    },
};

const CODE: &str = "prisma/autoincrement";

pub fn auto_increment(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some(provider) = context.provider else {
        return;
    };
    for model in context
        .all_models()
        .filter(|m| m.kind != ModelKind::Composite)
    {
        let fields: Vec<&Field<'_>> = model
            .fields
            .iter()
            .filter(|field| default_function(field) == Some("autoincrement"))
            .filter(|field| {
                let ty = context.field_type(field);
                matches!(ty, FieldType::Scalar(Scalar::Int | Scalar::BigInt))
            })
            .collect();
        if let [_, second, ..] = fields.as_slice()
            && provider.auto_increment() == AutoIncrement::OnceIndexed
        {
            diagnostics.push(
                Diagnostic::error(
                    CODE,
                    format!("{} counts up one field of a model", provider.title()),
                )
                .at(model.name.span, "")
                .at(second.span, "this is the second one")
                .help("keep one `autoincrement()`"),
            );
        }
        for field in fields {
            if let Some((message, help)) = mistake(context, provider, model, field) {
                let attribute = attribute(&field.attributes, "default");
                let span = attribute.map_or(field.span, |attribute| attribute.span);
                diagnostics.push(Diagnostic::error(CODE, message).at(span, "").help(help));
            }
        }
    }
}

fn mistake(
    context: &Context<'_, '_>,
    provider: Provider,
    model: &Model<'_>,
    field: &Field<'_>,
) -> Option<(String, &'static str)> {
    let title = provider.title();
    match provider.auto_increment() {
        AutoIncrement::Never => Some((
            format!("{title} has no `autoincrement()`"),
            "use `auto()` with `@db.ObjectId`",
        )),
        AutoIncrement::OnId => (!is_the_id(model, field)).then(|| {
            (
                format!("{title} counts up the id only"),
                "add `@id` to the field, or give another default",
            )
        }),
        AutoIncrement::OnceIndexed => (!leads_an_index(model, field)).then(|| {
            (
                format!("{title} counts up a field only if it leads an index"),
                "add `@unique` to the field, or `@@index` to the model",
            )
        }),
        AutoIncrement::Anywhere => {
            let is_int = matches!(context.field_type(field), FieldType::Scalar(Scalar::Int));
            (provider == Provider::Cockroach && is_int).then(|| {
                (
                    format!("{title} counts up a `BigInt` only"),
                    "make the type `BigInt`, or use `sequence()`",
                )
            })
        }
    }
}

/// The fields of an `@@id`, an `@@unique` or an `@@index`, without their arguments.
fn listed_fields<'a>(model: &'a Model<'_>, attributes: &[&str]) -> Vec<Vec<&'a str>> {
    model
        .attributes
        .iter()
        .filter(|attribute| attributes.contains(&attribute.name.text))
        .map(|attribute| match attribute.named_or_first("fields") {
            Some(Expression::Array(items, _)) => items.iter().filter_map(name).collect(),
            single => single.and_then(name).into_iter().collect(),
        })
        .collect()
}

fn name<'a>(item: &'a Expression<'_>) -> Option<&'a str> {
    match item {
        Expression::Constant(name) => Some(name.text),
        Expression::Function(function) => Some(function.name.text),
        _ => None,
    }
}

fn is_the_id(model: &Model<'_>, field: &Field<'_>) -> bool {
    attribute(&field.attributes, "id").is_some()
        || listed_fields(model, &["id"]).contains(&vec![field.name.text])
}

fn leads_an_index(model: &Model<'_>, field: &Field<'_>) -> bool {
    let own = ["id", "unique"];
    own.iter()
        .any(|name| attribute(&field.attributes, name).is_some())
        || listed_fields(model, &["id", "unique", "index"])
            .iter()
            .any(|fields| fields.first() == Some(&field.name.text))
}

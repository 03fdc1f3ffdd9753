//! `@@schema("auth")`: where the database has schemas, and one that the
//! datasource lists. When it lists some, every table and enum says which.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Attribute, Block, Expression, Identifier, ModelKind},
        validate::{
            Context,
            context::{property, text},
            lookup::{attribute, did_you_mean},
            names::noun,
        },
    },
};

pub fn schema(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some(provider) = context.provider else {
        return;
    };
    let listed = context.datasource.and_then(|d| property(d, "schemas"));
    let names: Vec<&str> = match listed {
        Some(Expression::Array(items, _)) => items.iter().filter_map(text).collect(),
        Some(single) => text(single).into_iter().collect(),
        None => Vec::new(),
    };
    for (noun, name, attributes) in blocks(context) {
        let Some(attribute) = attribute(attributes, "schema") else {
            if listed.is_some() && provider.has_schemas() {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/missing-schema",
                        format!("the {noun} `{}` has no `@@schema`", name.text),
                    )
                    .at(name.span, "")
                    .help(match names.first() {
                        Some(first) => format!("add `@@schema(\"{first}\")`"),
                        None => "add `@@schema`".to_owned(),
                    }),
                );
            }
            continue;
        };
        let value = attribute.named_or_first("map");
        let Some((value, written)) = value.and_then(|value| Some((value, text(value)?))) else {
            continue;
        };
        if !provider.has_schemas() {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/unsupported-schema",
                    format!("`@@schema` is not supported on {}", provider.title()),
                )
                .at(value.span(), "")
                .help("remove `@@schema`"),
            );
        } else if !names.contains(&written) {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/unknown-schema",
                    format!("the datasource has no schema `{written}`"),
                )
                .at(value.span(), "")
                .help(did_you_mean(
                    written,
                    names.iter().copied(),
                    format!("add `\"{written}\"` to the `schemas` of the datasource"),
                )),
            );
        }
    }
}

/// Everything that lives in a schema of the database.
fn blocks<'a, 's>(
    context: &Context<'a, 's>,
) -> impl Iterator<Item = (&'static str, Identifier<'s>, &'a [Attribute<'s>])> {
    context
        .schema
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Model(model) if model.kind != ModelKind::Composite => {
                Some((noun(model.kind), model.name, model.attributes.as_slice()))
            }
            Block::Enum(e) => Some(("enum", e.name, e.attributes.as_slice())),
            _ => None,
        })
}

//! `schemas = ["auth", "public"]`: a list of names, each once, where the
//! database has schemas.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::Expression,
        validate::{
            Context,
            context::{property, text},
        },
    },
};

use super::{datasources, expect_string, items};

pub fn schemas(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in datasources(context) {
        let Some(value) = property(block, "schemas") else {
            continue;
        };
        if matches!(value, Expression::Array(items, _) if items.is_empty()) {
            diagnostics.push(
                Diagnostic::error("prisma/schemas", "the list of `schemas` is empty")
                    .at(value.span(), "")
                    .help("name the schemas of the database, or remove the line"),
            );
        }
        let mut seen: Vec<(&str, _)> = Vec::new();
        for item in items(value) {
            expect_string(item, "schemas", diagnostics);
            let Some(name) = text(item) else { continue };
            match seen.iter().find(|(other, _)| *other == name) {
                Some((_, first)) => diagnostics.push(
                    Diagnostic::error(
                        "prisma/schemas",
                        format!("the schema `{name}` is listed twice"),
                    )
                    .at(item.span(), "")
                    .at(*first, "the first one is here")
                    .help("remove one of them"),
                ),
                None => seen.push((name, item.span())),
            }
        }
        if let Some(provider) = context.provider
            && !provider.has_schemas()
        {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/schemas",
                    format!("`schemas` is not supported on {}", provider.title()),
                )
                .at(value.span(), "")
                .help("remove the line"),
            );
        }
    }
}

//! `extensions = [pgcrypto, uuidOssp(map: "uuid-ossp", schema: "extensions")]`

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        ast::{Argument, Expression, Identifier},
        provider::Provider,
        validate::{
            Context,
            context::text,
            lookup::{did_you_mean, kind},
        },
    },
};

use super::{datasources, items, preview_features::is_on};

const ARGUMENTS: [&str; 3] = ["map", "schema", "version"];

pub fn extensions(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    if !context.provider.is_some_and(Provider::has_extensions) {
        return;
    }
    for block in datasources(context) {
        let found = block
            .properties
            .iter()
            .find(|p| p.name.text == "extensions");
        let Some((property, value)) = found.and_then(|p| Some((p, p.value.as_ref()?))) else {
            continue;
        };
        if !is_on(context, "postgresqlExtensions") {
            diagnostics.push(
                error("`extensions` needs a preview feature", property.span)
                    .help("add `previewFeatures = [\"postgresqlExtensions\"]` to the generator"),
            );
        }
        for item in items(value) {
            match item {
                Expression::Constant(_) => {}
                Expression::Function(function) => arguments(&function.arguments, diagnostics),
                other => diagnostics.push(
                    error(format!("an extension is not {}", kind(other)), other.span())
                        .help("write its bare name, or `name(map: \"name-in-the-database\")`"),
                ),
            }
        }
    }
}

fn arguments(arguments: &[Argument<'_>], diagnostics: &mut Diagnostics) {
    let mut seen: Vec<Identifier<'_>> = Vec::new();
    for Argument { name, value, span } in arguments {
        let Some(name) = name else {
            diagnostics.push(
                error("the argument of an extension needs a name", *span)
                    .help("write `map: \"…\"`, `schema: \"…\"` or `version: \"…\"`"),
            );
            continue;
        };
        if seen.iter().any(|other| other.text == name.text) {
            let message = format!("the argument `{}` is given twice", name.text);
            diagnostics.push(error(message, *span).help("keep one of them"));
        } else if !ARGUMENTS.contains(&name.text) {
            let message = format!("an extension has no argument `{}`", name.text);
            let help = did_you_mean(name.text, ARGUMENTS, "remove it");
            diagnostics.push(error(message, *span).help(help));
        } else if text(value).is_none() {
            let message = format!(
                "`{}` takes a string, and this is {}",
                name.text,
                kind(value)
            );
            diagnostics.push(error(message, value.span()).help("write it in quotes"));
        }
        seen.push(*name);
    }
}

fn error(message: impl Into<String>, span: Span) -> Diagnostic {
    Diagnostic::error("prisma/extensions", message).at(span, "")
}

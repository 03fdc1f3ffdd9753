//! `datasource db { … }`: one block, a provider that Prisma knows, and keys that
//! mean something. URLs may stand there or not: Prisma 6 wants them, Prisma 7
//! has them elsewhere.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{ConfigBlock, Expression, Property},
        provider::Provider,
        validate::{
            Context,
            context::{property, text},
            lookup::{did_you_mean, listed},
        },
    },
};

use super::{datasources, expect_string_or_env, wrong_value};

const KEYS: [&str; 8] = [
    "provider",
    "url",
    "directUrl",
    "shadowDatabaseUrl",
    "relationMode",
    "referentialIntegrity",
    "schemas",
    "extensions",
];

const URLS: [&str; 3] = ["url", "directUrl", "shadowDatabaseUrl"];

pub fn several(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    // A block with a mistake in its provider is not counted, as in Prisma.
    let mut blocks = datasources(context).filter(|block| {
        let name = property(block, "provider").and_then(text);
        name.is_some_and(|name| Provider::parse(name).is_some())
    });
    let Some(first) = blocks.next() else { return };
    for other in blocks {
        // Prisma looks for a second one in the same file, or of the same name in
        // any, and else takes the first.
        let same_file = other.name.span.file == first.name.span.file;
        let make = if same_file || other.name.text == first.name.text {
            Diagnostic::error
        } else {
            Diagnostic::warning
        };
        diagnostics.push(
            make(
                "prisma/several-datasources",
                "the schema has more than one `datasource` block".to_owned(),
            )
            .at(other.name.span, "")
            .at(first.name.span, "the first one is here")
            .help("keep one of them"),
        );
    }
}

pub fn provider(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in datasources(context) {
        let Some(property) = find(block, "provider") else {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/no-provider",
                    format!("the datasource `{}` has no `provider`", block.name.text),
                )
                .at(block.name.span, "")
                .help("add `provider = \"postgresql\"`"),
            );
            continue;
        };
        match &property.value {
            Some(Expression::Function(function)) if function.name.text == "env" => {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/config-value",
                        "the `provider` cannot come from the environment",
                    )
                    .at(block.name.span, "")
                    .at(function.span, "it must be known when the schema is read")
                    .help("write the name of the database, such as `\"postgresql\"`"),
                );
            }
            Some(value @ Expression::String(name, _)) if name.is_empty() => diagnostics.push(
                Diagnostic::error("prisma/config-value", "the `provider` is empty")
                    .at(value.span(), "")
                    .help("write the name of the database, such as `\"postgresql\"`"),
            ),
            Some(Expression::String(name, span)) => {
                let known = Provider::parse(name).is_some();
                if !known {
                    let names = Provider::NAMES.map(|(name, _)| name);
                    diagnostics.push(
                        Diagnostic::error(
                            "prisma/unknown-provider",
                            format!("the provider `{name}` is not known"),
                        )
                        .at(*span, "")
                        .help(did_you_mean(
                            name,
                            names,
                            format!("use one of {}", listed(names)),
                        )),
                    );
                }
            }
            Some(other) => diagnostics.push(wrong_value(other, "provider", "a string")),
            None => {}
        }
    }
}

pub fn keys(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in datasources(context) {
        for Property { name, span, value } in &block.properties {
            if URLS.contains(&name.text)
                && let Some(value) = value
            {
                expect_string_or_env(value, name.text, diagnostics);
            } else if name.text == "previewFeatures" {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/unknown-property",
                        "preview features do not belong to the datasource",
                    )
                    .at(*span, "")
                    .help("move the line to the `generator` block"),
                );
            } else if name.text == "extensions" {
                if let Some(provider) = context.provider
                    && !provider.has_extensions()
                {
                    let message = format!("{} has no `extensions` here", provider.title());
                    diagnostics.push(
                        Diagnostic::error("prisma/unknown-property", message)
                            .at(*span, "")
                            .help("remove the line: `extensions` are for PostgreSQL"),
                    );
                }
            } else if !KEYS.contains(&name.text) {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/unknown-property",
                        format!("a datasource has no `{}`", name.text),
                    )
                    .at(*span, "")
                    .help(did_you_mean(name.text, KEYS, "remove the line")),
                );
            }
        }
    }
}

pub fn relation_mode(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in datasources(context) {
        let old = find(block, "referentialIntegrity");
        if let Some(old) = old {
            diagnostics.push(
                Diagnostic::warning(
                    "prisma/deprecated-property",
                    "`referentialIntegrity` is called `relationMode` now",
                )
                .at(old.span, "")
                .help("rename it to `relationMode`"),
            );
            if let Some(new) = find(block, "relationMode") {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/relation-mode",
                        "`referentialIntegrity` and `relationMode` say the same thing",
                    )
                    .at(old.span, "")
                    .at(new.span, "the new name is here")
                    .help("remove `referentialIntegrity`"),
                );
                continue;
            }
        }
        let property = find(block, "relationMode").or(old);
        let value = property.and_then(|property| property.value.as_ref());
        let Some(value) = value else { continue };
        let Some(mode) = text(value) else {
            diagnostics.push(wrong_value(value, "relationMode", "a string"));
            continue;
        };
        let known: &[&str] = &["prisma", "foreignKeys"];
        let allowed = context.provider.map_or(known, Provider::relation_modes);
        if allowed.contains(&mode) {
            continue;
        }
        let message = if known.contains(&mode) {
            let title = context.provider.map_or("the database", Provider::title);
            format!("{title} does not support the relation mode `{mode}`")
        } else {
            format!("the relation mode `{mode}` is not known")
        };
        let diagnostic = Diagnostic::error("prisma/relation-mode", message);
        // Prisma reports an unknown mode at the head of the block.
        let diagnostic = if known.contains(&mode) {
            diagnostic.at(value.span(), "")
        } else {
            diagnostic
                .at(block.name.span, "")
                .at(value.span(), "this value")
        };
        let help = format!("use {}", listed(allowed.iter().copied()));
        diagnostics.push(diagnostic.help(help.replace(" and ", " or ")));
    }
}

fn find<'a, 's>(block: &'a ConfigBlock<'s>, name: &str) -> Option<&'a Property<'s>> {
    // Of a key that is set twice, the last one counts.
    block.properties.iter().rfind(|p| p.name.text == name)
}

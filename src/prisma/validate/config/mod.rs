//! The blocks that say what for: the datasource and the generators.

pub mod datasource;
pub mod extensions;
pub mod generator;
pub mod preview_features;
pub mod schemas;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Block, ConfigBlock, Expression, Identifier, Property},
        validate::{context::text, lookup::kind},
    },
};

use super::Context;

/// The same key twice, and keys without a value.
pub fn properties(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in &context.schema.blocks {
        let (Block::Datasource(block) | Block::Generator(block)) = block else {
            continue;
        };
        let mut seen: Vec<Identifier<'_>> = Vec::new();
        for Property { name, value, .. } in &block.properties {
            match seen.iter().find(|other| other.text == name.text) {
                Some(first) => diagnostics.push(
                    Diagnostic::error(
                        "prisma/duplicate-property",
                        format!("`{}` is set twice", name.text),
                    )
                    .at(name.span, "")
                    .at(first.span, "the first one is here")
                    .help("keep one of them"),
                ),
                None => seen.push(*name),
            }
            if value.is_none() {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/config-value",
                        format!("`{}` has no value", name.text),
                    )
                    .at(block.name.span, "")
                    .at(name.span, "this key has no value")
                    .help("write a value behind the `=`, or remove the line"),
                );
            }
        }
    }
}

fn datasources<'a, 's>(
    context: &Context<'a, 's>,
) -> impl Iterator<Item = &'a ConfigBlock<'s>> + use<'a, 's> {
    context
        .schema
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Datasource(block) => Some(block),
            _ => None,
        })
}

fn generators<'a, 's>(
    context: &Context<'a, 's>,
) -> impl Iterator<Item = &'a ConfigBlock<'s>> + use<'a, 's> {
    context
        .schema
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Generator(block) => Some(block),
            _ => None,
        })
}

/// The items of a list; a value that is no list stands for a list of one.
fn items<'a, 's>(value: &'a Expression<'s>) -> &'a [Expression<'s>] {
    match value {
        Expression::Array(items, _) => items,
        single => std::slice::from_ref(single),
    }
}

/// Reports a value that is no string.
fn expect_string(value: &Expression<'_>, key: &str, diagnostics: &mut Diagnostics) {
    if text(value).is_none() {
        diagnostics.push(wrong_value(value, key, "a string"));
    }
}

/// Reports a value that is neither a string nor `env("NAME")`.
fn expect_string_or_env(value: &Expression<'_>, key: &str, diagnostics: &mut Diagnostics) {
    match value {
        Expression::String(..) => {}
        Expression::Function(function) if function.name.text == "env" => {
            let [argument] = function.arguments.as_slice() else {
                diagnostics.push(
                    Diagnostic::error("prisma/config-value", "`env` takes one name")
                        .at(function.span, "")
                        .help("write `env(\"NAME_OF_THE_VARIABLE\")`"),
                );
                return;
            };
            expect_string(&argument.value, "env", diagnostics);
        }
        other => diagnostics.push(wrong_value(other, key, "a string")),
    }
}

fn wrong_value(value: &Expression<'_>, key: &str, expected: &str) -> Diagnostic {
    Diagnostic::error(
        "prisma/config-value",
        format!("`{key}` takes {expected}, and this is {}", kind(value)),
    )
    .at(value.span(), "")
    .help(match value {
        Expression::Constant(name) => format!("write it in quotes: `\"{}\"`", name.text),
        _ => format!("give {expected}"),
    })
}

//! Names: which ones may be given, and that each is given once.

use std::collections::HashMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Block, Identifier, Model, ModelKind},
        types::Scalar,
        validate::Context,
    },
};

/// The words of JavaScript that Prisma's client cannot export.
const RESERVED: [&str; 48] = [
    "PrismaClient",
    "async",
    "await",
    "break",
    "case",
    "catch",
    "class",
    "const",
    "continue",
    "debugger",
    "default",
    "delete",
    "do",
    "else",
    "enum",
    "export",
    "extends",
    "false",
    "finally",
    "for",
    "function",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "interface",
    "let",
    "new",
    "null",
    "package",
    "private",
    "protected",
    "public",
    "return",
    "super",
    "switch",
    "this",
    "throw",
    "true",
    "try",
    "typeof",
    "using",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

/// The word for a block with fields.
pub fn noun(kind: ModelKind) -> &'static str {
    match kind {
        ModelKind::Model => "model",
        ModelKind::View => "view",
        ModelKind::Composite => "type",
    }
}

fn head<'s>(block: &Block<'s>) -> (&'static str, Identifier<'s>) {
    match block {
        Block::Datasource(block) => ("datasource", block.name),
        Block::Generator(block) => ("generator", block.name),
        Block::Model(model) => (noun(model.kind), model.name),
        Block::Enum(e) => ("enum", e.name),
    }
}

pub fn reserved(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in &context.schema.blocks {
        let (noun, name) = head(block);
        let is_client_type = match block {
            Block::Model(model) => model.kind != ModelKind::Composite,
            Block::Enum(_) => true,
            Block::Datasource(_) | Block::Generator(_) => false,
        };
        let reason = if Scalar::parse(name.text).is_some() {
            "is a scalar type of Prisma"
        } else if is_client_type && RESERVED.contains(&name.text) {
            "is a reserved word"
        } else {
            continue;
        };
        diagnostics.push(
            Diagnostic::error("prisma/reserved-name", format!("`{}` {reason}", name.text))
                .at(name.span, "")
                .help(format!("give the {noun} another name")),
        );
    }
}

pub fn characters(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for block in &context.schema.blocks {
        let (noun, name) = head(block);
        match block {
            Block::Datasource(_) | Block::Generator(_) => {}
            Block::Model(model) => {
                spelling(noun, name, diagnostics);
                if model.kind != ModelKind::Composite {
                    for field in &model.fields {
                        spelling("field", field.name, diagnostics);
                    }
                }
            }
            Block::Enum(e) => {
                spelling(noun, name, diagnostics);
                for value in &e.values {
                    spelling("value", value.name, diagnostics);
                }
            }
        }
    }
}

fn spelling(noun: &str, name: Identifier<'_>, diagnostics: &mut Diagnostics) {
    let (message, help) = if name.text.starts_with(char::is_numeric) {
        (
            format!("the name `{}` begins with a number", name.text),
            "begin it with a letter",
        )
    } else if name.text.contains('-') {
        (
            format!("the name `{}` has a `-`", name.text),
            "write it in one word, or with a `_`",
        )
    } else {
        return;
    };
    let map = if matches!(noun, "model" | "view" | "enum") {
        "@@map"
    } else {
        "@map"
    };
    diagnostics.push(
        Diagnostic::error("prisma/invalid-name", message)
            .at(name.span, "")
            .help(if noun == "type" {
                help.to_owned()
            } else {
                format!("{help}, and add `{map}(\"{}\")`", name.text)
            }),
    );
}

/// Models, views, types and enums share their names; generators have their own.
pub fn duplicate_blocks(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let mut types: HashMap<&str, (&str, Identifier<'_>)> = HashMap::new();
    let mut generators = HashMap::new();
    for block in &context.schema.blocks {
        let (noun, name) = head(block);
        let names = match block {
            // A second datasource is a mistake whatever its name.
            Block::Datasource(_) => continue,
            Block::Generator(_) => &mut generators,
            Block::Model(_) | Block::Enum(_) => &mut types,
        };
        match names.get(name.text) {
            Some((other, first)) => diagnostics.push(
                Diagnostic::error(
                    "prisma/duplicate-name",
                    format!("there is already a {other} `{}`", name.text),
                )
                .at(name.span, "")
                .at(first.span, "the first one is here")
                .help(format!("rename the {noun}, or remove one of them")),
            ),
            None => {
                names.insert(name.text, (noun, name));
            }
        }
    }
}

pub fn duplicate_fields(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in context.all_models() {
        let mut seen: HashMap<&str, Identifier<'_>> = HashMap::new();
        for field in &model.fields {
            let Some(first) = seen.get(field.name.text) else {
                seen.insert(field.name.text, field.name);
                continue;
            };
            diagnostics.push(
                Diagnostic::error(
                    "prisma/duplicate-field",
                    format!(
                        "the {} `{}` already has a field `{}`",
                        noun(model.kind),
                        model.name.text,
                        field.name.text
                    ),
                )
                .at(field.name.span, "")
                .at(first.span, "the first one is here")
                .help("rename one of them, or remove it"),
            );
        }
    }
}

pub fn duplicate_enum_values(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for e in context.all_enums() {
        let mut seen: HashMap<&str, Identifier<'_>> = HashMap::new();
        for value in &e.values {
            let Some(first) = seen.get(value.name.text) else {
                seen.insert(value.name.text, value.name);
                continue;
            };
            diagnostics.push(
                Diagnostic::error(
                    "prisma/duplicate-enum-value",
                    format!(
                        "the enum `{}` already has a value `{}`",
                        e.name.text, value.name.text
                    ),
                )
                .at(value.name.span, "")
                .at(first.span, "the first one is here")
                .help("rename one of them, or remove it"),
            );
        }
    }
}

/// Enums and composite types hold something. (A model without fields has no id,
/// which is another rule's.)
pub fn empty_blocks(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let is_empty_type =
        |model: &&Model<'_>| model.kind == ModelKind::Composite && model.fields.is_empty();
    let types = context.all_models().filter(is_empty_type);
    let enums = context.all_enums().filter(|e| e.values.is_empty());
    let types = types.map(|model| ("type", model.name, "field"));
    for (noun, name, part) in types.chain(enums.map(|e| ("enum", e.name, "value"))) {
        diagnostics.push(
            Diagnostic::error(
                "prisma/empty-block",
                format!("the {noun} `{}` has no {part}", name.text),
            )
            .at(name.span, "")
            .help(format!("add a {part}")),
        );
    }
}

//! Prisma's client has a copy of the schema that it was generated from: whether
//! the schema still says the same.
//!
//! Where the copy is on the disk is for `source` to find out.

use super::ast::{
    Argument, Arity, Attribute, Block, Enum, Expression, Field, Model, Schema, TypeName,
};
use crate::diagnostic::Span;

/// A `generator` block that makes Prisma's client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientGenerator {
    pub name: String,
    pub kind: ClientKind,
    pub output: ClientOutput,
    /// `generatedFileExtension`, which `prisma-client` has: `mts`
    pub extension: Option<String>,
    pub span: Span,
}

/// Where a `generator` block says that the client goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientOutput {
    /// Nothing is said.
    Default,
    /// Relative to the folder of the block's file.
    Path(String),
    /// `env("…")`
    Computed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClientKind {
    /// `prisma-client-js`: its folder holds a `schema.prisma`.
    JavaScript,
    /// `prisma-client`: its `internal/class.ts` holds the schema as a string.
    TypeScript,
}

/// Whether a client was made from the schema that is there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Freshness {
    UpToDate,
    /// It was made from another schema.
    Stale(Vec<Difference>),
}

/// A model or an enum that the schema and its copy do not have alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub name: String,
    pub kind: DifferenceKind,
    /// Where the schema has it.
    pub place: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DifferenceKind {
    /// The client does not know it yet.
    Added,
    /// The client knows what is gone.
    Removed,
    Changed,
}

/// The blocks that make Prisma's client, in the order of the schema.
#[must_use]
pub fn clients(schema: &Schema<'_>) -> Vec<ClientGenerator> {
    let blocks = schema.blocks.iter().filter_map(|block| match block {
        Block::Generator(block) => Some(block),
        _ => None,
    });
    let clients = blocks.filter_map(|block| {
        let text = |key: &str| {
            let property = block.properties.iter().find(|p| p.name.text == key)?;
            match property.value.as_ref()? {
                Expression::String(text, _) => Some(text.to_string()),
                _ => None,
            }
        };
        let has = |key: &str| block.properties.iter().any(|p| p.name.text == key);
        let kind = match text("provider")?.as_str() {
            "prisma-client-js" | "@prisma/client" => ClientKind::JavaScript,
            "prisma-client" => ClientKind::TypeScript,
            _ => return None,
        };
        Some(ClientGenerator {
            name: block.name.text.to_owned(),
            kind,
            output: match (text("output"), has("output")) {
                (Some(path), _) => ClientOutput::Path(path),
                (None, true) => ClientOutput::Computed,
                (None, false) => ClientOutput::Default,
            },
            extension: text("generatedFileExtension"),
            span: block.span,
        })
    });
    clients.collect()
}

/// The schema in the text of `internal/class.ts`.
#[must_use]
pub fn inline_schema(module: &str) -> Option<String> {
    let (_, behind) = module.split_once("\"inlineSchema\":")?;
    let mut values = serde_json::Deserializer::from_str(behind).into_iter::<String>();
    values.next()?.ok()
}

/// Compares the models and enums of a schema with those of the client's copy.
/// Layout, comments, the order of blocks and all configuration count for nothing.
#[must_use]
pub fn freshness(schema: &Schema<'_>, copy: &Schema<'_>) -> Freshness {
    let ours = meanings(schema);
    let theirs = meanings(copy);
    let mut differences = Vec::new();
    for (name, meaning, place) in &ours {
        let kind = match theirs.iter().find(|(other, ..)| other == name) {
            None => DifferenceKind::Added,
            Some((_, other, _)) if other != meaning => DifferenceKind::Changed,
            Some(_) => continue,
        };
        differences.push(Difference {
            name: name.clone(),
            kind,
            place: Some(*place),
        });
    }
    for (name, ..) in &theirs {
        if ours.iter().all(|(other, ..)| other != name) {
            differences.push(Difference {
                name: name.clone(),
                kind: DifferenceKind::Removed,
                place: None,
            });
        }
    }
    if differences.is_empty() {
        Freshness::UpToDate
    } else {
        Freshness::Stale(differences)
    }
}

/// Each model and enum: its name, what it says in one spelling, and its place.
fn meanings(schema: &Schema<'_>) -> Vec<(String, String, Span)> {
    let blocks = schema.blocks.iter().filter_map(|block| match block {
        Block::Model(one) => Some((one.name, model(one))),
        Block::Enum(one) => Some((one.name, enumeration(one))),
        Block::Datasource(_) | Block::Generator(_) => None,
    });
    blocks
        .map(|(name, meaning)| (name.text.to_owned(), meaning, name.span))
        .collect()
}

fn model(one: &Model<'_>) -> String {
    let Model {
        kind,
        name: _,
        fields,
        attributes: all,
        doc: _,
        span: _,
    } = one;
    let mut text = format!("{kind:?}\n");
    for field in fields {
        let Field {
            name,
            ty,
            attributes: all,
            doc: _,
            span: _,
        } = field;
        let ty_name = match &ty.name {
            TypeName::Named(name) => name.text.to_owned(),
            TypeName::Unsupported(text, _) => format!("Unsupported({text:?})"),
        };
        let arity = match ty.arity {
            Arity::Required => "",
            Arity::Optional => "?",
            Arity::List => "[]",
        };
        text.push_str(&format!(
            "{} {ty_name}{arity}{}\n",
            name.text,
            attributes(all)
        ));
    }
    text + &attributes(all)
}

fn enumeration(one: &Enum<'_>) -> String {
    let mut text = String::from("Enum\n");
    for value in &one.values {
        text.push_str(&format!(
            "{}{}\n",
            value.name.text,
            attributes(&value.attributes)
        ));
    }
    text + &attributes(&one.attributes)
}

/// The attributes, whose order means nothing.
fn attributes(all: &[Attribute<'_>]) -> String {
    let mut texts: Vec<String> = all
        .iter()
        .map(|one| format!(" @{}({})", one.name.text, arguments(&one.arguments)))
        .collect();
    texts.sort();
    texts.concat()
}

fn arguments(all: &[Argument<'_>]) -> String {
    let texts = all.iter().map(|argument| {
        let name = argument
            .name
            .map_or_else(String::new, |name| format!("{}:", name.text));
        format!("{name}{}", expression(&argument.value))
    });
    texts.collect::<Vec<_>>().join(",")
}

fn expression(one: &Expression<'_>) -> String {
    match one {
        Expression::String(text, _) => format!("{text:?}"),
        Expression::Number(text, _) => (*text).to_owned(),
        Expression::Constant(name) => name.text.to_owned(),
        Expression::Function(function) => {
            format!("{}({})", function.name.text, arguments(&function.arguments))
        }
        Expression::Array(items, _) => {
            let items: Vec<String> = items.iter().map(expression).collect();
            format!("[{}]", items.join(","))
        }
        Expression::Object(entries, _) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}:{}", key.text, expression(value)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
    }
}

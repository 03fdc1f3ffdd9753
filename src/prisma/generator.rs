//! The `generator` block that is ours, as settings.

use std::collections::BTreeMap;

use crate::diagnostic::Span;

use super::ast::{Block, ConfigBlock, Expression, Schema};

/// The program behind `provider = "…"` in a block of ours.
const PROGRAM: &str = "triple-orm";

/// A value in a `generator` block: `"pg"`, `["drizzle", "zod"]`
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GeneratorValue {
    Text(String),
    List(Vec<String>),
    /// `env("OUT")`: what Prisma would have to work out.
    Call,
}

/// The keys and values of a `generator` block, without its provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generator {
    /// The block's own place: a relative `output` starts from the folder of its file.
    pub span: Span,
    pub values: BTreeMap<String, (GeneratorValue, Span)>,
}

/// The `generator` block of that name or, without a name, the first one whose
/// provider is `triple-orm`.
#[must_use]
pub fn generator(schema: &Schema<'_>, name: Option<&str>) -> Option<Generator> {
    let is_meant = |block: &ConfigBlock<'_>| match name {
        Some(name) => block.name.text == name,
        None => is_ours(block),
    };
    let block = schema.blocks.iter().find_map(|block| match block {
        Block::Generator(block) if is_meant(block) => Some(block),
        _ => None,
    })?;
    let values = block
        .properties
        .iter()
        .filter_map(|property| {
            let value = value_of(property.value.as_ref()?);
            Some((property.name.text.to_owned(), (value, property.span)))
        })
        .collect();
    Some(Generator {
        span: block.span,
        values,
    })
}

fn is_ours(block: &ConfigBlock<'_>) -> bool {
    let provider = block.properties.iter().find(|p| p.name.text == "provider");
    matches!(
        provider.and_then(|p| p.value.as_ref()),
        Some(Expression::String(command, _)) if command.split_whitespace().any(is_our_program)
    )
}

/// A provider is a command: `triple-orm`, `npx triple-orm@0.1`,
/// `node ./node_modules/triple-orm/bin/triple-orm.js`
fn is_our_program(word: &str) -> bool {
    let name = word.rsplit(['/', '\\']).next().unwrap_or(word);
    name.split(['@', '.']).next() == Some(PROGRAM)
}

fn value_of(expression: &Expression<'_>) -> GeneratorValue {
    match expression {
        Expression::Function(_) => GeneratorValue::Call,
        Expression::Array(items, _) => GeneratorValue::List(items.iter().map(text_of).collect()),
        other => GeneratorValue::Text(text_of(other)),
    }
}

fn text_of(expression: &Expression<'_>) -> String {
    match expression {
        Expression::String(text, _) => text.to_string(),
        Expression::Number(text, _) => (*text).to_owned(),
        Expression::Constant(name) => name.text.to_owned(),
        Expression::Function(_) | Expression::Array(..) | Expression::Object(..) => String::new(),
    }
}

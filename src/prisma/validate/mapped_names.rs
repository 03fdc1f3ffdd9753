//! Names in the database: `@map` and `@@map` give each table, each enum and each
//! column a name of its own.

use std::collections::HashMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        ast::{Attribute, Enum, Model, ModelKind},
        provider::Provider,
        validate::{
            Context,
            context::{FieldType, text},
            lookup::{attribute, mapped_name},
            names::noun,
        },
    },
};

const CODE: &str = "prisma/duplicate-database-name";

/// The schema and the name of a table or an enum.
fn database_name<'a>(name: &'a str, attributes: &'a [Attribute<'_>]) -> (Option<&'a str>, &'a str) {
    let schema = attribute(attributes, "schema").and_then(|a| text(a.named_or_first("map")?));
    (schema, mapped_name(attributes).unwrap_or(name))
}

pub fn tables(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let mut tables: HashMap<_, &Model<'_>> = HashMap::new();
    for kind in [ModelKind::Model, ModelKind::View] {
        for model in context.all_models().filter(|model| model.kind == kind) {
            let name = database_name(model.name.text, &model.attributes);
            let Some(other) = tables.insert(name, model) else {
                continue;
            };
            // The mistake is the `@@map`, and either of the two may have it. Two
            // models of one name are a mistake of their names.
            let own = attribute(&model.attributes, "map");
            let its = attribute(&other.attributes, "map");
            let (map, named) = match (own, its) {
                (Some(map), _) => (map, other),
                (None, Some(map)) => (map, model),
                (None, None) => continue,
            };
            diagnostics.push(
                Diagnostic::error(CODE, format!("two tables are called `{}`", name.1))
                    .at(map.span, "")
                    .at(
                        named.name.span,
                        format!("this {} is the other one", noun(named.kind)),
                    )
                    .help("give one of them another name"),
            );
        }
    }
}

pub fn enums(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    if !context.provider.is_some_and(Provider::has_enums) {
        return;
    }
    let mut enums: HashMap<_, &Enum<'_>> = HashMap::new();
    for e in context.all_enums() {
        let name = database_name(e.name.text, &e.attributes);
        let Some(first) = enums.get(&name) else {
            enums.insert(name, e);
            continue;
        };
        if first.name.text == e.name.text {
            continue;
        }
        diagnostics.push(
            Diagnostic::error(CODE, format!("two enums are called `{}`", name.1))
                .at(e.name.span, "")
                .at(first.name.span, "the other one is here")
                .help("give one of them another name with `@@map`"),
        );
    }
}

/// A field's `@map` must be neither that of another field nor another's name,
/// unless the other one is called otherwise in the database by an `@map` above.
pub fn columns(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in context.all_models() {
        let columns: Vec<_> = model
            .fields
            .iter()
            .filter(|field| {
                let ty = context.field_type(field);
                !matches!(ty, FieldType::Model(_) | FieldType::Unknown)
            })
            .collect();
        let mut above: HashMap<&str, Span> = HashMap::new();
        for (index, field) in columns.iter().enumerate() {
            let Some(mapped) = mapped_name(&field.attributes) else {
                continue;
            };
            let clash = above.insert(mapped, field.span).or_else(|| {
                let other = columns.iter().position(|other| other.name.text == mapped)?;
                let renamed = other < index && mapped_name(&columns[other].attributes).is_some();
                (other != index && !renamed).then(|| columns[other].name.span)
            });
            if let Some(clash) = clash {
                diagnostics.push(
                    Diagnostic::error(
                        CODE,
                        format!("`{}` has two columns called `{mapped}`", model.name.text),
                    )
                    .at(field.span, "")
                    .at(clash, "the other one is here")
                    .help("give one of them another name"),
                );
            }
        }
    }
}

//! SQL Server makes a constraint of a default: its name is told once in a schema,
//! and has a limit.

use std::collections::HashMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        ast::{Expression, ModelKind},
        validate::{
            Context,
            context::{FieldType, text},
            lookup::{attribute, mapped_name},
        },
    },
};

pub fn constraint_names(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some(provider) = context.provider.filter(|p| p.names_defaults()) else {
        return;
    };
    let mut seen: HashMap<(Option<&str>, String), Span> = HashMap::new();
    for model in context
        .all_models()
        .filter(|m| m.kind != ModelKind::Composite)
    {
        let schema = attribute(&model.attributes, "schema")
            .and_then(|schema| text(schema.named_or_first("map")?));
        let table = mapped_name(&model.attributes).unwrap_or(model.name.text);
        for field in &model.fields {
            let ty = context.field_type(field);
            let default = attribute(&field.attributes, "default");
            let Some(default) = default.filter(|_| !matches!(ty, FieldType::Model(_))) else {
                continue;
            };
            let map = default.named("map");
            let name = map.and_then(text).map_or_else(
                || {
                    let column = mapped_name(&field.attributes).unwrap_or(field.name.text);
                    format!("{table}_{column}_df")
                },
                str::to_owned,
            );
            let span = map.map_or(field.span, Expression::span);
            if map.is_some() && name.len() > provider.max_name_length() {
                diagnostics.push(
                    Diagnostic::error("prisma/default-name", "the name of the default is too long")
                        .at(default.span, "")
                        .help(format!("use at most {} bytes", provider.max_name_length())),
                );
            }
            let Some(first) = seen.get(&(schema, name.clone())) else {
                seen.insert((schema, name), span);
                continue;
            };
            diagnostics.push(
                Diagnostic::error(
                    "prisma/default-name",
                    format!("two defaults are called `{name}`"),
                )
                .at(span, "")
                .at(*first, "the other one is here")
                .help("give one of them another name with `map`"),
            );
        }
    }
}

//! The fields that `@@id`, `@@unique`, `@@index`, `@@fulltext` and `@relation` list.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    prisma::{
        ast::{Attribute, Expression, Field, Identifier, Model, ModelKind},
        validate::{
            context::{Context, FieldType},
            resolved::{Problem, attribute, is_relation, item_parts, items, named, resolve_path},
        },
    },
};

/// Keys list scalar fields of their model, each once.
pub fn keys(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in models(context) {
        for attribute in &model.attributes {
            if !matches!(attribute.name.text, "id" | "unique" | "index" | "fulltext") {
                continue;
            }
            let Some(list) = attribute.named_or_first("fields") else {
                continue;
            };
            let mut seen: Vec<Vec<&Field<'_>>> = Vec::new();
            for item in items(list) {
                let Some((name, _)) = item_parts(item) else {
                    diagnostics.push(not_a_name(item, attribute));
                    continue;
                };
                if attribute.name.text == "id" && name.text.contains('.') {
                    diagnostics.push(unknown_field(name, name.text, model));
                    continue;
                }
                match resolve_path(context, model, name.text) {
                    Ok(path) if seen.iter().any(|it| same_path(it, &path)) => {
                        diagnostics.push(repeated(name, attribute));
                    }
                    Ok(path) => seen.push(path),
                    Err(Problem::Unknown(container, part)) => {
                        diagnostics.push(unknown_field(name, part, container));
                    }
                    Err(Problem::Relation(field)) => {
                        diagnostics.push(relation_in_key(name, field, attribute));
                    }
                }
            }
        }
    }
}

/// Relations name scalar fields of both models, each once.
pub fn relations(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in models(context) {
        for field in &model.fields {
            let Some(relation) = attribute(&field.attributes, "relation") else {
                continue;
            };
            let FieldType::Model(other) = context.field_type(field) else {
                continue;
            };
            for (argument, of) in [("fields", model), ("references", other)] {
                if let Some(argument) = named(relation, argument) {
                    relation_list(context, &argument.value, relation, of, diagnostics);
                }
            }
        }
    }
}

fn relation_list(
    context: &Context<'_, '_>,
    list: &Expression<'_>,
    relation: &Attribute<'_>,
    of: &Model<'_>,
    diagnostics: &mut Diagnostics,
) {
    let mut seen: Vec<&str> = Vec::new();
    for item in items(list) {
        let Expression::Constant(name) = item else {
            diagnostics.push(not_a_name(item, relation));
            continue;
        };
        let found = of.fields.iter().find(|field| field.name.text == name.text);
        match found {
            None => diagnostics.push(unknown_field(*name, name.text, of)),
            Some(field) if is_relation(context, field) => {
                diagnostics.push(relation_in_key(*name, field, relation));
            }
            Some(_) if seen.contains(&name.text) => diagnostics.push(repeated(*name, relation)),
            Some(_) => seen.push(name.text),
        }
    }
}

fn models<'a, 's>(context: &Context<'a, 's>) -> impl Iterator<Item = &'a Model<'s>> {
    context
        .all_models()
        .filter(|model| model.kind != ModelKind::Composite)
}

fn same_path(a: &[&Field<'_>], b: &[&Field<'_>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| std::ptr::eq(*a, *b))
}

fn not_a_name(item: &Expression<'_>, attribute: &Attribute<'_>) -> Diagnostic {
    Diagnostic::error(
        "prisma/field-list",
        format!(
            "`{}` lists something that is not the name of a field",
            attribute.name.text
        ),
    )
    .at(item.span(), "")
    .help("write the names of fields, without quotes")
}

fn unknown_field(name: Identifier<'_>, part: &str, model: &Model<'_>) -> Diagnostic {
    let fields = model.fields.iter().map(|field| field.name.text);
    let help = match nearest(part, fields) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "add the field to `{}`, or name one that it has",
            model.name.text
        ),
    };
    Diagnostic::error(
        "prisma/unknown-field",
        format!("`{}` has no field `{part}`", model.name.text),
    )
    .at(name.span, "")
    .help(help)
}

fn relation_in_key(
    name: Identifier<'_>,
    field: &Field<'_>,
    attribute: &Attribute<'_>,
) -> Diagnostic {
    Diagnostic::error(
        "prisma/relation-in-field-list",
        format!(
            "`{}` is a relation field: `{}` takes fields with a column",
            name.text, attribute.name.text
        ),
    )
    .at(name.span, "")
    .help(scalar_fields(field).map_or_else(
        || "name the field that holds the relation".to_owned(),
        |fields| format!("name what holds the relation: `[{fields}]`"),
    ))
}

/// `authorId`, `tenantId, userId`: the fields behind a relation field.
pub fn scalar_fields(field: &Field<'_>) -> Option<String> {
    let relation = attribute(&field.attributes, "relation")?;
    let names: Vec<&str> = items(relation.named("fields")?)
        .iter()
        .filter_map(|item| match item {
            Expression::Constant(name) => Some(name.text),
            _ => None,
        })
        .collect();
    (!names.is_empty()).then(|| names.join(", "))
}

fn repeated(name: Identifier<'_>, attribute: &Attribute<'_>) -> Diagnostic {
    Diagnostic::error(
        "prisma/repeated-field",
        format!("`{}` names `{}` twice", attribute.name.text, name.text),
    )
    .at(name.span, "")
    .help("name each field once")
}

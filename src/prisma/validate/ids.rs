//! `@id` and `@@id`: how many, of which fields, and what each database takes.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Arity, Attribute, Field, Model, ModelKind},
        provider::Provider,
        types::Scalar,
        validate::{
            context::{Context, FieldType},
            resolved::{
                Key, Resolved, attribute, column_name, is_relation, item_parts, items, named,
            },
        },
    },
};

/// A model has one id.
pub fn one_id(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in models(context) {
        let mut ids = id_fields(context, model)
            .filter_map(|field| attribute(&field.attributes, "id"))
            .chain(attribute(&model.attributes, "id").filter(|id| names_fields(id, model)));
        let Some(first) = ids.next() else { continue };
        let others: Vec<_> = ids.collect();
        if others.is_empty() {
            continue;
        }
        let mut diagnostic = Diagnostic::error(
            "prisma/several-ids",
            format!("the model `{}` has more than one id", model.name.text),
        )
        .at(model.name.span, "")
        .at(first.span, "the first one");
        for other in others {
            diagnostic = diagnostic.at(other.span, "another one");
        }
        diagnostics.push(diagnostic.help("use `@@id([…])` for an id of several fields"));
    }
}

/// An id of fields that are not there is no second id.
fn names_fields(id: &Attribute<'_>, model: &Model<'_>) -> bool {
    id.named_or_first("fields")
        .map_or(&[][..], items)
        .iter()
        .filter_map(item_parts)
        .all(|(name, _)| {
            model
                .fields
                .iter()
                .any(|field| field.name.text == name.text)
        })
}

/// The fields of an id are required, unless the model is ignored.
pub fn required_fields(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in models(context) {
        if attribute(&model.attributes, "ignore").is_some() {
            continue;
        }
        if let Some(field) = id_fields(context, model).next() {
            let id = attribute(&field.attributes, "id").expect("the field has an id");
            if field.ty.arity != Arity::Required {
                diagnostics.push(not_required(field).at(id.span, "").help(help(field)));
            }
        }
        let Some(id) = attribute(&model.attributes, "id") else {
            continue;
        };
        for item in id.named_or_first("fields").map_or(&[][..], items) {
            let Some((name, _)) = item_parts(item) else {
                continue;
            };
            let field = model.fields.iter().find(|it| it.name.text == name.text);
            if let Some(field) = field
                && !is_relation(context, field)
                && field.ty.arity != Arity::Required
            {
                diagnostics.push(not_required(field).at(name.span, "").help(help(field)));
            }
        }
    }
}

fn not_required(field: &Field<'_>) -> Diagnostic {
    let what = match field.ty.arity {
        Arity::List => "a list",
        _ => "optional",
    };
    Diagnostic::error(
        "prisma/optional-id",
        format!("`{}` is part of the id, but {what}", field.name.text),
    )
}

fn help(field: &Field<'_>) -> String {
    match field.ty.arity {
        Arity::List => "choose a field that holds one value",
        _ => "make the field required: leave out the `?`",
    }
    .to_owned()
}

fn id_fields<'a, 's>(
    context: &Context<'a, 's>,
    model: &'a Model<'s>,
) -> impl Iterator<Item = &'a Field<'s>> {
    model.fields.iter().filter(move |field| {
        attribute(&field.attributes, "id").is_some() && !is_relation(context, field)
    })
}

fn models<'a, 's>(context: &Context<'a, 's>) -> impl Iterator<Item = &'a Model<'s>> {
    context
        .all_models()
        .filter(|model| model.kind != ModelKind::Composite)
}

/// A row can be told from others: by an id, or a unique of required fields.
pub fn unique_criterion(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for model in &resolved.models {
        if model.is_view() || model.is_ignored {
            continue;
        }
        if model
            .unique_criteria()
            .any(|key| key.is_strict(resolved.context))
        {
            continue;
        }
        let mut diagnostic = Diagnostic::error(
            "prisma/no-unique-criterion",
            format!(
                "the model `{}` has no id and no unique of required fields",
                model.model.name.text
            ),
        )
        .at(model.model.name.span, "");
        for key in model.unique_criteria() {
            diagnostic = diagnostic.at(key.span(), "does not count: a field is not required");
        }
        diagnostics.push(diagnostic.help("mark a field with `@id`, or add `@@id([…])`"));
    }
}

/// An id lists fields.
pub fn field_list(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for id in ids(resolved) {
        if id.fields.is_empty() {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/empty-field-list",
                    format!("`{}` lists no fields", id.shown()),
                )
                .at(id.span(), "")
                .help("name at least one field"),
            );
        }
    }
}

fn ids<'r, 'a, 's>(resolved: &'r Resolved<'_, 'a, 's>) -> impl Iterator<Item = &'r Key<'a, 's>> {
    resolved.models.iter().filter_map(|model| model.id.as_ref())
}

/// `map`, `length`, `sort` and `clustered` where the database has them.
pub fn arguments(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    use Provider::{Cockroach, MySql, Postgres, SqlServer};
    let provider = resolved.provider;
    for model in &resolved.models {
        let Some(id) = &model.id else { continue };
        let refusals = [
            (
                "map",
                id.map.is_some() && !matches!(provider, Postgres | Cockroach | SqlServer),
            ),
            (
                "length",
                id.fields.iter().any(|field| field.has_length) && provider != MySql,
            ),
            (
                "sort",
                id.fields.iter().any(|field| field.has_sort) && provider != SqlServer,
            ),
            ("clustered", id.clustered.is_some() && provider != SqlServer),
        ];
        for (argument, is_refused) in refusals {
            if !is_refused {
                continue;
            }
            // Prisma shows a name that the database does not keep on the model.
            let span = match argument {
                "map" => model.model.name.span,
                _ => id.span(),
            };
            let mut diagnostic = Diagnostic::error(
                "prisma/unsupported-key-argument",
                format!(
                    "{} has no `{argument}` for the id of `{}`",
                    resolved.database(),
                    model.model.name.text
                ),
            )
            .at(span, "");
            if let Some(place) = named(id.attribute, "map").filter(|_| argument == "map") {
                diagnostic = diagnostic.at(place.span, "the name of the key");
            }
            diagnostics.push(diagnostic.help(format!("leave out `{argument}`")));
        }
    }
}

/// `MongoDB` has ids of one field.
pub fn compound(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::Mongo {
        return;
    }
    for id in ids(resolved).filter(|id| id.fields.len() > 1) {
        diagnostics.push(
            Diagnostic::error("prisma/compound-id", "MongoDB has no ids of several fields")
                .at(id.span(), "")
                .help("mark one field with `@id`, and use `@@unique([…])`"),
        );
    }
}

/// SQL Server keeps no key over bytes.
pub fn bytes(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::SqlServer {
        return;
    }
    for id in ids(resolved) {
        let bytes = id.fields.iter().find(|field| {
            let ty = resolved.context.field_type(field.field());
            matches!(ty, FieldType::Scalar(Scalar::Bytes))
        });
        if let Some(field) = bytes {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/unindexable-type",
                    format!(
                        "`{}` is part of the id, but SQL Server has no key over `Bytes`",
                        field.field().name.text
                    ),
                )
                .at(id.span(), "")
                .help("choose a field of another type"),
            );
        }
    }
}

/// A document of `MongoDB` has its id in `_id`.
pub fn mongodb(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::Mongo {
        return;
    }
    for model in resolved.models.iter().filter(|model| !model.is_view()) {
        let Some(id) = &model.id else {
            // The general rule has spoken already where there is no unique either.
            if model.is_ignored
                || model
                    .unique_criteria()
                    .any(|it| it.is_strict(resolved.context))
            {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/mongodb-id",
                        format!(
                            "the model `{}` has no field with `@id`",
                            model.model.name.text
                        ),
                    )
                    .at(model.model.name.span, "")
                    .help("mark one field with `@id @map(\"_id\")`"),
                );
            }
            continue;
        };
        let [field] = id.fields.as_slice() else {
            continue;
        };
        let field = field.field();
        if column_name(field) != "_id" {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/mongodb-id",
                    format!(
                        "the id `{}` is not called `_id` in the database",
                        field.name.text
                    ),
                )
                .at(field.span, "")
                .help("add `@map(\"_id\")` to the field"),
            );
        }
    }
}

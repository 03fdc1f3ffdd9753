//! The arguments of keys and indexes, whatever the database.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span, nearest},
    prisma::{
        ast::{Argument, Attribute, Expression, ModelKind},
        validate::{
            context::{Context, text},
            resolved::{Algorithm, has_key, is_relation, item_parts, items, named},
        },
    },
};

use super::operator_classes;

/// A `name` is an identifier of code.
pub fn names(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for (attribute, _) in keys(context).filter(|(_, is_on_field)| !is_on_field) {
        let Some(name) = named(attribute, "name") else {
            continue;
        };
        if text(&name.value) == Some("") {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/empty-name",
                    format!("the `name` of `{}` is empty", attribute.name.text),
                )
                .at(name.span, "")
                .help("write a name, or leave out the argument"),
            );
        }
        if attribute.name.text == "index" {
            if let Some(map) = named(attribute, "map") {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/index-name",
                        "the index has a `name` and a `map`, which mean the same",
                    )
                    .at(attribute.span, "")
                    .at(map.span, "the name in the database")
                    .help("leave out `name`"),
                );
            }
        } else if let Some(text) = text(&name.value)
            && !text.chars().all(|c| c == '_' || c.is_ascii_alphanumeric())
        {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/key-name",
                    format!("the name `{text}` has a character that code cannot use"),
                )
                .at(name.span, "")
                .help("use letters, digits and `_`"),
            );
        }
    }
}

/// `type: Gin` is one of six.
pub fn types(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for (attribute, _) in keys(context).filter(|(it, _)| it.name.text == "index") {
        let Some(Expression::Constant(name)) = attribute.named("type") else {
            continue;
        };
        if Algorithm::parse(name.text).is_none() {
            let known = Algorithm::ALL.map(|(known, _)| known);
            diagnostics.push(unknown(
                "prisma/index-type",
                format!("there is no index type `{}`", name.text),
                name.span,
                name.text,
                &known,
            ));
        }
    }
}

fn unknown(
    code: &'static str,
    message: String,
    span: Span,
    word: &str,
    known: &[&'static str],
) -> Diagnostic {
    let help = match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.len() < 10 => format!("use one of `{}`", known.join("`, `")),
        None => "see the operator classes in Prisma's documentation of indexes".to_owned(),
    };
    Diagnostic::error(code, message).at(span, "").help(help)
}

/// `sort:` is `Asc` or `Desc`, `length:` a number.
pub fn sort_orders(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for (attribute, is_on_field) in keys(context) {
        for arguments in field_arguments(attribute, is_on_field) {
            for argument in arguments {
                match (argument.name.map(|name| name.text), &argument.value) {
                    (Some("sort"), Expression::Constant(it))
                        if !matches!(it.text, "Asc" | "Desc") =>
                    {
                        diagnostics.push(bad_sort(&argument.value));
                    }
                    // Behind a field they are arguments of the attribute, like all others.
                    _ if is_on_field => {}
                    (Some("sort"), value) if !matches!(value, Expression::Constant(_)) => {
                        diagnostics.push(bad_sort(value));
                    }
                    (Some("length"), value) if !matches!(value, Expression::Number(..)) => {
                        diagnostics.push(
                            Diagnostic::error(
                                "prisma/index-argument",
                                "the `length` is not a number",
                            )
                            .at(value.span(), "")
                            .help("write how many characters or bytes the index keeps"),
                        );
                    }
                    _ => {}
                }
            }
        }
    }
}

fn bad_sort(value: &Expression<'_>) -> Diagnostic {
    Diagnostic::error(
        "prisma/index-argument",
        "the `sort` is neither `Asc` nor `Desc`",
    )
    .at(value.span(), "")
    .help("use `Asc` or `Desc`, without quotes")
}

/// `ops:` is a known operator class, or `raw("…")`.
pub fn operator_classes(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for (attribute, is_on_field) in keys(context).filter(|(_, is_on_field)| !is_on_field) {
        for arguments in field_arguments(attribute, is_on_field) {
            let ops = arguments
                .iter()
                .find(|argument| argument.name.is_some_and(|name| name.text == "ops"));
            match ops.map(|ops| &ops.value) {
                None => {}
                Some(Expression::Constant(name)) if operator_classes::is_known(name.text) => {}
                Some(Expression::Constant(name)) => {
                    let known: Vec<_> = operator_classes::names().collect();
                    diagnostics.push(unknown(
                        "prisma/operator-class",
                        format!("there is no operator class `{}`", name.text),
                        name.span,
                        name.text,
                        &known,
                    ));
                }
                Some(Expression::Function(call)) if call.name.text == "raw" => {
                    let is_text = match call.arguments.as_slice() {
                        [argument] => text(&argument.value).is_some(),
                        _ => false,
                    };
                    if !is_text {
                        diagnostics.push(bad_class(call.span));
                    }
                }
                Some(other) => diagnostics.push(bad_class(other.span())),
            }
        }
    }
}

fn bad_class(span: Span) -> Diagnostic {
    Diagnostic::error("prisma/operator-class", "`ops` names no operator class")
        .at(span, "")
        .help("write the class without quotes, or `raw(\"…\")`")
}

/// The arguments that stand behind the fields of a key: `email(sort: Desc)`,
/// `@unique(sort: Desc)`.
fn field_arguments<'a, 's>(
    attribute: &'a Attribute<'s>,
    is_on_field: bool,
) -> Vec<&'a [Argument<'s>]> {
    if is_on_field {
        return vec![&attribute.arguments];
    }
    attribute
        .named_or_first("fields")
        .map_or(&[][..], items)
        .iter()
        .filter_map(|item| item_parts(item).map(|(_, arguments)| arguments))
        .filter(|arguments| !arguments.is_empty())
        .collect()
}

/// All keys as written, and whether they stand behind a field.
pub(super) fn keys<'a, 's>(
    context: &Context<'a, 's>,
) -> impl Iterator<Item = (&'a Attribute<'s>, bool)> {
    context
        .all_models()
        .filter(|model| model.kind != ModelKind::Composite)
        .flat_map(move |model| {
            let on_fields = model
                .fields
                .iter()
                .filter(|field| has_key(field) && !is_relation(context, field))
                .flat_map(|field| &field.attributes)
                .filter(|it| matches!(it.name.text, "id" | "unique"))
                .map(|it| (it, true));
            let on_model = model
                .attributes
                .iter()
                .filter(|it| matches!(it.name.text, "id" | "unique" | "index" | "fulltext"))
                .map(|it| (it, false));
            on_fields.chain(on_model)
        })
}

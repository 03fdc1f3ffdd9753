//! `where:` makes an index of some of the rows: `raw("…")`, or an object.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span, nearest},
    prisma::{
        ast::{Attribute, Expression, Identifier, Model, ModelKind},
        provider::Provider,
        types::Scalar,
        validate::{
            context::{Context, FieldType, text},
            resolved::{KeyKind, Resolved, has_key, is_relation, named},
        },
    },
};

/// The condition is one that Prisma can read.
pub fn conditions(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in context.all_models() {
        if model.kind == ModelKind::Composite {
            continue;
        }
        let on_fields = model
            .fields
            .iter()
            .filter(|field| has_key(field) && !is_relation(context, field))
            .flat_map(|field| &field.attributes)
            .filter(|attribute| attribute.name.text == "unique");
        let on_model = model
            .attributes
            .iter()
            .filter(|it| matches!(it.name.text, "unique" | "index"));
        for attribute in on_fields.chain(on_model) {
            if let Some(condition) = attribute.named("where") {
                check(condition, attribute, model, context, diagnostics);
            }
        }
    }
}

fn check(
    condition: &Expression<'_>,
    attribute: &Attribute<'_>,
    model: &Model<'_>,
    context: &Context<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    let span = attribute.span;
    match condition {
        Expression::Function(call) if call.name.text == "raw" => {
            let sql = call.arguments.first().and_then(|sql| text(&sql.value));
            match sql {
                None => diagnostics.push(wrong(span, "`raw` takes the condition as a text")),
                Some("") => diagnostics.push(wrong(span, "the condition is empty")),
                Some(_) => {}
            }
        }
        Expression::Object(members, _) => {
            if members.is_empty() {
                diagnostics.push(wrong(span, "the condition is empty"));
            }
            for (name, value) in members {
                member(*name, value, span, model, context, diagnostics);
            }
        }
        _ => diagnostics.push(wrong(
            span,
            "the condition is neither `raw(\"…\")` nor an object",
        )),
    }
}

fn member(
    name: Identifier<'_>,
    value: &Expression<'_>,
    span: Span,
    model: &Model<'_>,
    context: &Context<'_, '_>,
    diagnostics: &mut Diagnostics,
) {
    let found = model
        .fields
        .iter()
        .find(|field| field.name.text == name.text);
    let Some(field) = found else {
        let near = nearest(name.text, model.fields.iter().map(|field| field.name.text));
        diagnostics.push(
            Diagnostic::error(
                "prisma/unknown-field",
                format!("`{}` has no field `{}`", model.name.text, name.text),
            )
            .at(span, "")
            .help(near.map_or_else(
                || "name a field of the model".to_owned(),
                |near| format!("did you mean `{near}`?"),
            )),
        );
        return;
    };
    let ty = context.field_type(field);
    if matches!(
        ty,
        FieldType::Model(_) | FieldType::Composite(_) | FieldType::Unsupported
    ) {
        diagnostics.push(wrong(
            span,
            format!("the condition compares `{}`, which is no scalar", name.text),
        ));
        return;
    }
    let value = match value {
        Expression::Object(members, _) => match members.as_slice() {
            [(key, value)] if key.text == "not" => value,
            [(key, _)] => {
                let message = format!("the condition of `{}` has no `{}`", name.text, key.text);
                diagnostics.push(wrong(span, message));
                return;
            }
            _ => {
                let message = format!("the condition of `{}` is not one `not`", name.text);
                diagnostics.push(wrong(span, message));
                return;
            }
        },
        value => value,
    };
    let fits = match value {
        Expression::Constant(it) if it.text == "null" => true,
        Expression::Constant(it) if matches!(it.text, "true" | "false") => {
            matches!(ty, FieldType::Scalar(Scalar::Boolean))
        }
        Expression::Number(..) => matches!(
            ty,
            FieldType::Scalar(Scalar::Int | Scalar::BigInt | Scalar::Float | Scalar::Decimal)
        ),
        Expression::String(..) => matches!(
            ty,
            FieldType::Scalar(Scalar::String | Scalar::DateTime) | FieldType::Enum(_)
        ),
        _ => false,
    };
    if !fits {
        diagnostics.push(wrong(
            span,
            format!("the condition of `{}` is no value of its type", name.text),
        ));
    }
}

fn wrong(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("prisma/index-condition", message)
        .at(span, "")
        .help(
            "write `where: { active: true }`, `{ deletedAt: null }`, `{ not: … }` or `raw(\"…\")`",
        )
}

/// The database has such indexes, and the preview feature is on.
pub fn support(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    let is_enabled = resolved
        .context
        .preview_features
        .contains(&"partialIndexes");
    let is_supported = !matches!(resolved.provider, Provider::MySql | Provider::Mongo);
    if is_enabled && is_supported {
        return;
    }
    let keys = resolved
        .all_keys()
        .filter(|(_, key)| matches!(key.kind, KeyKind::Unique | KeyKind::Index));
    for (_, key) in keys {
        let Some(condition) = named(key.attribute, "where") else {
            continue;
        };
        let diagnostic = if is_supported {
            Diagnostic::error(
                "prisma/partial-index",
                "an index with `where` is a preview feature that is not on",
            )
            .help("add `previewFeatures = [\"partialIndexes\"]` to the generator")
        } else {
            Diagnostic::error(
                "prisma/partial-index",
                format!("{} has no index with `where`", resolved.database()),
            )
            .help("leave out `where`")
        };
        diagnostics.push(diagnostic.at(condition.span, ""));
    }
}

//! `@default(…)`: a value of the field's type, or a function that gives one.

pub mod auto_increment;
mod constraint_names;
pub mod functions;
mod literal_text;
pub mod literals;
pub mod mongo;

pub use constraint_names::constraint_names;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Arity, Attribute, Expression, Field, Model, ModelKind},
        validate::{
            Context,
            context::FieldType,
            lookup::{attribute, written},
        },
    },
};

const CODE: &str = "prisma/default-value";

/// Whether the value, whatever it is, may be the default of such a field.
pub fn values(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for model in context.all_models() {
        for field in &model.fields {
            if let Some(attribute) = sole_default(field)
                && let Some(value) = attribute.named_or_first("value")
                && let Some(mistake) = mistake(context, model, field, value)
            {
                // Some mistakes have a place of their own.
                diagnostics.push(if mistake.labels.is_empty() {
                    mistake.at(attribute.span, "")
                } else {
                    mistake
                });
            }
        }
    }
}

/// The default of a field that has just one.
fn sole_default<'a, 's>(field: &'a Field<'s>) -> Option<&'a Attribute<'s>> {
    let mut defaults = field.attributes.iter().filter(|a| a.name.text == "default");
    let first = defaults.next()?;
    defaults.next().is_none().then_some(first)
}

fn mistake(
    context: &Context<'_, '_>,
    model: &Model<'_>,
    field: &Field<'_>,
    value: &Expression<'_>,
) -> Option<Diagnostic> {
    let composite = model.kind == ModelKind::Composite;
    let is_dbgenerated = matches!(value, Expression::Function(f) if f.name.text == "dbgenerated");
    if composite {
        let named = attribute(&field.attributes, "default").and_then(|a| a.named("map"));
        if named.is_some() {
            return Some(
                Diagnostic::error(CODE, "a default of a composite type has no name")
                    .help("remove `map`"),
            );
        }
        if is_dbgenerated {
            return Some(
                Diagnostic::error(CODE, "`dbgenerated` cannot stand in a composite type")
                    .help("give a value"),
            );
        }
    } else if let Expression::Function(function) = value
        && is_dbgenerated
    {
        return match context.field_type(field) {
            FieldType::Model(_) | FieldType::Unknown => None,
            _ => functions::arguments(function),
        };
    }
    match context.field_type(field) {
        FieldType::Model(_) | FieldType::Unknown => None,
        FieldType::Composite(ty) => Some(
            Diagnostic::error(
                CODE,
                format!(
                    "a field of the composite type `{}` has no default",
                    ty.name.text
                ),
            )
            .help("remove `@default`"),
        ),
        FieldType::Unsupported => Some(
            Diagnostic::error(
                CODE,
                "a field of type `Unsupported` takes no value as default",
            )
            .help(if composite {
                "remove `@default`"
            } else {
                "write an expression of the database: `dbgenerated(\"…\")`"
            }),
        ),
        FieldType::Enum(e) => match (field.ty.arity, value) {
            (Arity::List, Expression::Array(items, _)) => {
                items.iter().find_map(|item| literals::enum_value(e, item))
            }
            (Arity::List, _) => Some(not_a_list(value)),
            _ => literals::enum_value(e, value),
        },
        FieldType::Scalar(scalar) => match value {
            Expression::Function(function) => {
                let default = attribute(&field.attributes, "default");
                let named = default.is_some_and(|default| default.named("map").is_some());
                if named && function.name.text == "autoincrement" {
                    return Some(
                        Diagnostic::error("prisma/default-name", "`autoincrement()` has no name")
                            .help("remove `map`"),
                    );
                }
                functions::mistake(composite, scalar, function)
            }
            Expression::Array(items, _) if field.ty.arity == Arity::List => items
                .iter()
                .find_map(|item| literals::scalar_value(scalar, item)),
            value if field.ty.arity == Arity::List => Some(not_a_list(value)),
            Expression::Array(..) => Some(
                Diagnostic::error(CODE, "the field is no list, and its default is one")
                    .help("give one value, or make the type a list"),
            ),
            value => literals::scalar_value(scalar, value),
        },
    }
}

/// Numbers, JSON, bytes and moments that are not spelt as such.
pub fn spelling(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for field in context.all_models().flat_map(|model| &model.fields) {
        let value = sole_default(field).and_then(|a| a.named_or_first("value"));
        let (FieldType::Scalar(scalar), Some(value)) = (context.field_type(field), value) else {
            continue;
        };
        let values = match value {
            Expression::Array(items, _) => items,
            single => std::slice::from_ref(single),
        };
        let mistakes = values
            .iter()
            .filter_map(|value| literals::spelling(scalar, value));
        diagnostics.extend(mistakes);
    }
}

fn not_a_list(value: &Expression<'_>) -> Diagnostic {
    Diagnostic::error(CODE, "the field is a list, and its default is not")
        .help(format!("write a list: `[{}]`", written(value)))
}

/// `map: "…"` in a default, where the database does not name its defaults.
pub fn names(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some(provider) = context.provider.filter(|p| !p.names_defaults()) else {
        return;
    };
    for model in context
        .all_models()
        .filter(|m| m.kind != ModelKind::Composite)
    {
        for field in &model.fields {
            let is_column = !matches!(
                context.field_type(field),
                FieldType::Model(_) | FieldType::Unknown
            );
            let Some(attribute) = attribute(&field.attributes, "default").filter(|_| is_column)
            else {
                continue;
            };
            if attribute.named("map").is_none() {
                continue;
            }
            diagnostics.push(
                Diagnostic::error(
                    "prisma/default-name",
                    format!("a default has no name on {}", provider.title()),
                )
                .at(attribute.span, "")
                .help("remove `map`"),
            );
        }
    }
}

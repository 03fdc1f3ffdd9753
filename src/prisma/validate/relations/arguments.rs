//! `@relation(…)` as written, and attributes that a relation field cannot have.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, nearest},
    prisma::{
        ast::{Attribute, Expression, Field, Model, ModelKind},
        validate::{
            context::Context,
            field_lists::scalar_fields,
            resolved::{action, attribute, is_relation},
        },
    },
};

/// The actions that `onDelete` and `onUpdate` take.
const ACTIONS: [&str; 5] = ["Cascade", "Restrict", "NoAction", "SetNull", "SetDefault"];

/// `onDelete` and `onUpdate` are known actions.
pub fn actions(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for (_, relation) in relations(context) {
        for argument in ["onDelete", "onUpdate"] {
            let (name, span) = match relation.named(argument) {
                Some(Expression::Constant(name)) if action(name.text).is_some() => continue,
                Some(Expression::Constant(name)) => (name.text, name.span),
                // The rules of arguments say that it is no word.
                Some(_) | None => continue,
            };
            let help = match nearest(name, ACTIONS) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "use `Cascade`, `Restrict`, `NoAction`, `SetNull` or `SetDefault`".into(),
            };
            diagnostics.push(
                Diagnostic::error(
                    "prisma/unknown-action",
                    format!("the referential action `{name}` is not known"),
                )
                .at(span, "")
                .help(help),
            );
        }
    }
}

/// A relation field has no column, so it is no key.
pub fn keys_of_relation_fields(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for (_, field) in fields(context).filter(|(_, field)| is_relation(context, field)) {
        for key in ["id", "unique"] {
            let Some(key) = attribute(&field.attributes, key) else {
                continue;
            };
            let at = key.name.text;
            let help = match scalar_fields(field) {
                Some(fields) if fields.contains(',') => format!("use `@@{at}([{fields}])`"),
                Some(field) => format!("put it on `{field}`"),
                None => "put it on the field that holds the relation".to_owned(),
            };
            diagnostics.push(
                Diagnostic::error(
                    "prisma/relation-as-key",
                    format!(
                        "`{}` is a relation field, which cannot have `@{at}`",
                        field.name.text
                    ),
                )
                .at(key.span, "")
                .help(help),
            );
        }
    }
}

fn fields<'a, 's>(
    context: &Context<'a, 's>,
) -> impl Iterator<Item = (&'a Model<'s>, &'a Field<'s>)> {
    context
        .all_models()
        .filter(|model| model.kind != ModelKind::Composite)
        .flat_map(|model| model.fields.iter().map(move |field| (model, field)))
        .filter(|(_, field)| !field.attributes.is_empty())
}

/// The relation fields that have `@relation`.
fn relations<'a, 's>(
    context: &Context<'a, 's>,
) -> impl Iterator<Item = (&'a Field<'s>, &'a Attribute<'s>)> {
    fields(context)
        .filter(|(_, field)| is_relation(context, field))
        .filter_map(|(_, field)| Some((field, attribute(&field.attributes, "relation")?)))
}

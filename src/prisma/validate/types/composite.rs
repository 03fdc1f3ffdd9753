//! `type Address { … }`: for `MongoDB` only, without relations, and not part of
//! itself.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Arity, Field, Model, ModelKind, TypeName},
        validate::{Context, context::FieldType},
    },
};

const CODE: &str = "prisma/composite-type";

fn all<'a, 's>(context: &Context<'a, 's>) -> impl Iterator<Item = &'a Model<'s>> {
    context
        .all_models()
        .filter(|m| m.kind == ModelKind::Composite)
}

pub fn supported(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    let Some(provider) = context.provider.filter(|p| !p.has_composite_types()) else {
        return;
    };
    for ty in all(context) {
        diagnostics.push(
            Diagnostic::error(
                CODE,
                format!("{} does not support composite types", provider.title()),
            )
            .at(ty.name.span, "")
            .help("make it a model with a relation, or use a field of type `Json`"),
        );
    }
}

pub fn relations(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for ty in all(context) {
        for field in &ty.fields {
            let (FieldType::Model(target), TypeName::Named(name)) =
                (context.field_type(field), &field.ty.name)
            else {
                continue;
            };
            diagnostics.push(
                Diagnostic::error(
                    CODE,
                    format!(
                        "a composite type cannot have a relation to `{}`",
                        target.name.text
                    ),
                )
                .at(name.span, "")
                .help("hold the id of the other model instead"),
            );
        }
    }
}

/// A type that always holds itself would have no end.
pub fn cycles(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for ty in all(context) {
        for field in required(ty) {
            let FieldType::Composite(target) = context.field_type(field) else {
                continue;
            };
            let mut seen = Vec::new();
            if leads_to(context, target, ty.name.text, &mut seen) {
                diagnostics.push(
                    Diagnostic::error(
                        CODE,
                        format!(
                            "every `{0}` holds another `{0}`, without an end",
                            ty.name.text
                        ),
                    )
                    .at(field.span, "")
                    .help("make the field optional or a list"),
                );
            }
        }
    }
}

fn required<'a, 's>(ty: &'a Model<'s>) -> impl Iterator<Item = &'a Field<'s>> {
    ty.fields
        .iter()
        .filter(|field| field.ty.arity == Arity::Required)
}

fn leads_to<'a, 's>(
    context: &Context<'a, 's>,
    from: &'a Model<'s>,
    name: &str,
    seen: &mut Vec<&'a str>,
) -> bool {
    if from.name.text == name {
        return true;
    }
    if seen.contains(&from.name.text) {
        return false;
    }
    seen.push(from.name.text);
    required(from).any(|field| match context.field_type(field) {
        FieldType::Composite(target) => leads_to(context, target, name, seen),
        _ => false,
    })
}

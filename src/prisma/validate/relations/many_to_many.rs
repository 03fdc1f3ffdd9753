//! Relations with lists at both ends.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        ast::Arity,
        provider::Provider,
        validate::resolved::{RelationField, RelationKind, Resolved, named, same_type},
    },
};

/// The ends of relations of one kind.
fn ends<'r, 'a, 's>(
    resolved: &'r Resolved<'_, 'a, 's>,
    kind: RelationKind,
) -> impl Iterator<Item = &'r RelationField<'a, 's>> {
    let relations = resolved.relations.iter();
    relations
        .filter(move |relation| relation.kind == kind)
        .filter_map(|relation| resolved.ends(relation))
        .flat_map(|(forward, back)| [forward, back])
}

/// The join table that Prisma makes refers to the ids of both sides.
pub fn implicit(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for end in ends(resolved, RelationKind::ImplicitManyToMany) {
        let (model, other) = (resolved.model_of(end), resolved.other_of(end));
        if resolved.provider == Provider::Mongo {
            diagnostics.push(unsupported(
                end.span(),
                "MongoDB has no join tables for a many-to-many relation".to_owned(),
                "hold the ids in a list: `@relation(fields: [tagIds], references: [id])`",
            ));
        } else if model.is_view() || other.is_view() {
            diagnostics.push(unsupported(
                end.span(),
                format!("`{}` is a many-to-many relation with a view", end.name()),
                "write the join table as a model of its own",
            ));
            continue;
        }
        if other.single_id().is_none() {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/many-to-many-key",
                    format!(
                        "the many-to-many relation needs a single `@id` field in `{}`",
                        other.model.name.text
                    ),
                )
                .at(end.span(), "")
                .help("write the join table as a model of its own"),
            );
        } else if end.references.is_some() {
            diagnostics.push(wrong(
                end.span(),
                format!(
                    "`{}` is a many-to-many relation, and refers to the id",
                    end.name()
                ),
                "leave out `references`",
            ));
        }
    }
}

fn unsupported(span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::error("prisma/many-to-many-unsupported", message)
        .at(span, "")
        .help(help)
}

fn wrong(span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic::error("prisma/many-to-many-arguments", message)
        .at(span, "")
        .help(help)
}

/// `MongoDB` holds a list of ids at each side.
pub fn embedded(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for end in ends(resolved, RelationKind::EmbeddedManyToMany) {
        if resolved.provider != Provider::Mongo {
            diagnostics.push(unsupported(
                end.span(),
                format!(
                    "{} has no lists of ids for a many-to-many relation",
                    resolved.database()
                ),
                "leave out `fields` and `references` at both ends",
            ));
            continue;
        }
        for (argument, list) in [("fields", &end.fields), ("references", &end.references)] {
            if list.as_ref().is_none_or(|list| list.len() != 1) {
                let whole = end.attribute.map_or(end.span(), |relation| relation.span);
                let place = end.attribute.and_then(|relation| named(relation, argument));
                diagnostics.push(wrong(
                    place.map_or(whole, |argument| argument.span),
                    format!("`{argument}` of `{}` does not name one field", end.name()),
                    "write `@relation(fields: [tagIds], references: [id])`",
                ));
            }
        }
        held_ids(end, resolved, diagnostics);
    }
}

/// Checks that the list holds what it refers to: ids of the same type.
fn held_ids(
    end: &RelationField<'_, '_>,
    resolved: &Resolved<'_, '_, '_>,
    diagnostics: &mut Diagnostics,
) {
    let first = |list: &Option<Vec<_>>| list.as_ref()?.first().copied();
    let (Some(relation), Some(reference)) = (end.attribute, first(&end.references)) else {
        return;
    };
    let id = resolved.other_of(end).single_id();
    if id.is_none_or(|id| !std::ptr::eq(id, reference)) {
        let place = named(relation, "references");
        diagnostics.push(wrong(
            place.map_or(relation.span, |argument| argument.span),
            format!(
                "`{}` refers to `{}`, which is not the id",
                end.name(),
                reference.name.text
            ),
            "refer to the `@id` field",
        ));
    }
    let Some(field) = first(&end.fields) else {
        return;
    };
    let native = |field| resolved.native_type(field).map(|native| native.name);
    let fits = field.ty.arity == Arity::List
        && reference.ty.arity != Arity::List
        && same_type(resolved.context, field, reference)
        && native(field) == native(reference);
    if !fits {
        diagnostics.push(wrong(
            relation.span,
            format!(
                "`{}` is not a list of what `{}` is",
                field.name.text, reference.name.text
            ),
            "make it a list of the same type and native type",
        ));
    }
}

/// Rows of a join table come and go with both sides.
pub fn actions(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    let embedded = ends(resolved, RelationKind::EmbeddedManyToMany)
        .filter(|_| resolved.provider == Provider::Mongo);
    for end in ends(resolved, RelationKind::ImplicitManyToMany).chain(embedded) {
        for (_, span) in end.on_delete.iter().chain(&end.on_update) {
            diagnostics.push(wrong(
                *span,
                format!(
                    "`{}` is a many-to-many relation, without actions",
                    end.name()
                ),
                "leave out `onDelete` and `onUpdate`",
            ));
        }
    }
}

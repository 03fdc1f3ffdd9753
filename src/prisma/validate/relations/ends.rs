//! A relation has two ends, and one of them says which fields hold it.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        ast::Arity,
        validate::resolved::{Relation, RelationField, RelationKind, Resolved},
    },
};

/// A relation has a field in both models.
pub fn opposite(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for relation in &resolved.relations {
        let ends = (resolved.forward(relation), resolved.back(relation));
        let ((Some(near), None) | (None, Some(near))) = ends else {
            continue;
        };
        let model = resolved.model_of(near).model.name.text;
        let other = resolved.other_of(near).model.name.text;
        diagnostics.push(
            Diagnostic::error(
                "prisma/missing-opposite-field",
                format!(
                    "the relation field `{}` of `{model}` has no opposite field in `{other}`",
                    near.name()
                ),
            )
            .at(near.span(), "")
            .help(match near.name {
                Some(name) => format!(
                    "add a field of the type `{model}` with `@relation(\"{name}\")` to the model `{other}`"
                ),
                None => format!("add a field of the type `{model}` to the model `{other}`"),
            }),
        );
    }
}

fn of_kind<'r>(
    resolved: &'r Resolved<'_, '_, '_>,
    kind: RelationKind,
) -> impl Iterator<Item = &'r Relation> {
    resolved.relations.iter().filter(move |it| it.kind == kind)
}

/// The end that is no list says which fields hold the relation, and it alone.
pub fn one_to_many(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for relation in of_kind(resolved, RelationKind::OneToMany) {
        let Some((forward, back)) = resolved.ends(relation) else {
            continue;
        };
        let missing = match (forward.has_fields(), forward.has_references()) {
            (true, true) => None,
            (true, false) => Some("`references`"),
            (false, true) => Some("`fields`"),
            (false, false) => Some("`fields` and `references`"),
        };
        if let Some(missing) = missing {
            diagnostics.push(wrong(
                forward.span(),
                format!(
                    "`{}` does not say {missing} of its relation",
                    forward.name()
                ),
                "add `@relation(fields: […], references: […])`",
            ));
        }
        if back.has_fields() || back.has_references() {
            diagnostics.push(wrong(
                back.span(),
                format!(
                    "`{}` is a list, and cannot have `fields` or `references`",
                    back.name()
                ),
                format!("say them at `{}`, the other end", path(forward, resolved)),
            ));
        }
    }
}

/// One of both ends says which fields hold the relation.
pub fn one_to_one(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for relation in of_kind(resolved, RelationKind::OneToOne) {
        if let Some((forward, back)) = resolved.ends(relation) {
            diagnostics.extend(arguments(forward, back));
            diagnostics.extend(not_unique(forward, resolved));
        }
    }
}

/// The end that says so is one that can. As in Prisma, this is worth saying only
/// when all else is right.
pub fn one_to_one_sides(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if diagnostics.has_errors() {
        return;
    }
    for relation in of_kind(resolved, RelationKind::OneToOne) {
        if let Some((forward, back)) = resolved.ends(relation) {
            diagnostics.extend(sides(forward, back, resolved));
        }
    }
}

/// Says that neither end, or both, have the arguments.
fn arguments(forward: &RelationField<'_, '_>, back: &RelationField<'_, '_>) -> Vec<Diagnostic> {
    let neither = (!forward.has_fields() && !back.has_fields())
        || (!forward.has_references() && !back.has_references());
    let both = (forward.has_fields() && back.has_fields())
        || (forward.has_references() && back.has_references());
    let mut found = Vec::new();
    if neither {
        let message = format!(
            "neither `{}` nor `{}` says all of `fields` and `references`",
            forward.name(),
            back.name()
        );
        let help = "add `@relation(fields: […], references: […])` to one of them";
        found.push(wrong(forward.span(), message, help).at(back.span(), "the other end"));
    }
    if both {
        let message = format!(
            "`{}` and `{}` are ends of one relation, and both say what holds it",
            forward.name(),
            back.name()
        );
        let help = "leave `fields` and `references` out at one of them";
        found.push(wrong(forward.span(), message, help).at(back.span(), "the other end"));
    }
    found
}

/// One row has one partner: the fields that hold the relation are unique.
fn not_unique(
    forward: &RelationField<'_, '_>,
    resolved: &Resolved<'_, '_, '_>,
) -> Option<Diagnostic> {
    let fields = forward.fields.as_ref()?;
    let model = resolved.model_of(forward);
    if model.unique_criteria().any(|key| key.is_of(fields)) {
        return None;
    }
    let names: Vec<&str> = fields.iter().map(|field| field.name.text).collect();
    let add = match names.as_slice() {
        [name] => format!("add `@unique` to `{name}`"),
        names => format!("add `@@unique([{}])`", names.join(", ")),
    };
    Some(
        Diagnostic::error(
            "prisma/one-to-one-not-unique",
            format!(
                "the fields of the one-to-one relation `{}` are not unique",
                forward.name()
            ),
        )
        .at(forward.span(), "")
        .help(format!("{add}, or make the other end a list")),
    )
}

/// Says that the arguments are at different ends, or at the wrong one.
fn sides(
    forward: &RelationField<'_, '_>,
    back: &RelationField<'_, '_>,
    resolved: &Resolved<'_, '_, '_>,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let is_split = (forward.has_fields() && back.has_references())
        || (forward.has_references() && back.has_fields());
    if is_split {
        let message = format!(
            "`{}` has one of `fields` and `references`, and `{}` the other",
            forward.name(),
            back.name()
        );
        let help = "say both at the same end";
        found.push(wrong(forward.span(), message, help).at(back.span(), "the other end"));
        return found;
    }
    if back.arity() == Arity::Required {
        found.push(
            Diagnostic::error(
                "prisma/relation-optionality",
                format!(
                    "`{}` is required, which the database cannot enforce at this end",
                    path(back, resolved)
                ),
            )
            .at(back.span(), "")
            .help(format!(
                "make it optional: `{}?`",
                resolved.other_of(back).model.name.text
            )),
        );
        return found;
    }
    let says = back.fields.is_some() || back.references.is_some();
    if forward.arity() == Arity::Required && says {
        found.push(wrong(
            back.span(),
            format!(
                "`{}` says what holds the relation, but the other end is the required one",
                path(back, resolved)
            ),
            format!(
                "move `fields` and `references` to `{}`, or make that end optional",
                path(forward, resolved)
            ),
        ));
    }
    found
}

fn wrong(span: Span, message: String, help: impl Into<String>) -> Diagnostic {
    Diagnostic::error("prisma/relation-arguments", message)
        .at(span, "")
        .help(help)
}

/// `Post.author`
fn path(field: &RelationField<'_, '_>, resolved: &Resolved<'_, '_, '_>) -> String {
    let model = resolved.model_of(field).model.name.text;
    format!("{model}.{}", field.name())
}

//! What a relation refers to: unique fields of the same types.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::{Arity, Field},
        provider::Provider,
        validate::resolved::{KeyField, RelationField, RelationKind, Resolved, same_type},
    },
};

/// The ends of relations that hold them.
fn forwards<'r, 'a, 's>(
    resolved: &'r Resolved<'_, 'a, 's>,
) -> impl Iterator<Item = &'r RelationField<'a, 's>> {
    use RelationKind::{OneToMany, OneToOne};
    resolved
        .relations
        .iter()
        .filter(|relation| matches!(relation.kind, OneToOne | OneToMany))
        .filter_map(|relation| resolved.forward(relation))
}

/// `fields` and `references` are pairs.
pub fn length(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for forward in forwards(resolved) {
        let (Some(fields), Some(references), Some(relation)) =
            (&forward.fields, &forward.references, forward.attribute)
        else {
            continue;
        };
        if fields.len() != references.len() {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/relation-arguments",
                    format!(
                        "`fields` and `references` of `{}` do not name the same number of fields",
                        forward.name()
                    ),
                )
                .at(relation.span, "")
                .help("name one referenced field for every field"),
            );
        }
    }
}

/// The fields referred to are an id or a unique of their model; SQL Server wants
/// them in its order.
pub fn uniqueness(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for forward in forwards(resolved) {
        let references = match &forward.references {
            Some(references) if !references.is_empty() => references.as_slice(),
            _ => continue,
        };
        let other = resolved.other_of(forward);
        let sorted = sorted(references.iter().copied());
        let is_unique = other
            .unique_criteria()
            .any(|key| self::sorted(key.fields.iter().map(KeyField::field)) == sorted);
        let names: Vec<&str> = references.iter().map(|field| field.name.text).collect();
        let names = names.join(", ");
        let model = other.model.name.text;
        if !is_unique {
            let what = match references {
                [_] => format!("`{names}` of `{model}` is not unique"),
                _ => format!("`{names}` of `{model}` together are not unique"),
            };
            let help = match references {
                [_] => format!("add `@unique` to `{names}`, or refer to the id"),
                _ => format!("add `@@unique([{names}])` to `{model}`"),
            };
            diagnostics.push(
                Diagnostic::error(
                    "prisma/references-not-unique",
                    format!("{what}, so `{}` cannot refer to it", forward.name()),
                )
                .at(forward.span(), "")
                .help(help),
            );
        } else if resolved.provider == Provider::SqlServer
            && !other.unique_criteria().any(|key| key.is_of(references))
        {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/references-order",
                    format!(
                        "`{}` refers to `{names}`, which `{model}` lists in another order",
                        forward.name()
                    ),
                )
                .at(forward.span(), "")
                .help("write `references` and `fields` in the order of the key"),
            );
        }
    }
}

fn sorted<'s>(fields: impl Iterator<Item = &'s Field<'s>>) -> Vec<&'s str> {
    let mut names: Vec<&str> = fields.map(|field| field.name.text).collect();
    names.sort_unstable();
    names
}

/// A field has the type of the field that it refers to.
pub fn types(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for forward in forwards(resolved) {
        let (Some(fields), Some(references)) = (&forward.fields, &forward.references) else {
            continue;
        };
        for (field, reference) in fields.iter().zip(references) {
            if !same_type(resolved.context, field, reference) {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/relation-type-mismatch",
                        format!(
                            "`{}` refers to `{}.{}`, which has another type",
                            field.name.text,
                            resolved.other_of(forward).model.name.text,
                            reference.name.text
                        ),
                    )
                    .at(forward.span(), "")
                    .at(field.ty.span, "the type of the field")
                    .at(reference.ty.span, "the type that it refers to")
                    .help("give both the same type"),
                );
            }
        }
    }
}

/// `MongoDB` joins values of the same native type only.
pub fn native_types(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::Mongo {
        return;
    }
    for end in &resolved.relation_fields {
        let (Some(fields), Some(references)) = (&end.fields, &end.references) else {
            continue;
        };
        for (field, reference) in fields.iter().zip(references) {
            let name = |field| resolved.native_type(field).map(|native| native.name);
            if name(field) != name(reference) {
                diagnostics.push(
                    Diagnostic::warning(
                        "prisma/relation-native-types",
                        format!(
                            "`{}` and `{}.{}` have different native types: MongoDB cannot join them",
                            field.name.text,
                            resolved.other_of(end).model.name.text,
                            reference.name.text
                        ),
                    )
                    .at(field.span, "")
                    .at(reference.span, "the field that it refers to")
                    .help("give both the same native type"),
                );
            }
        }
    }
}

/// A relation held by an optional field is optional.
pub fn optionality(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for forward in forwards(resolved) {
        if forward.arity() != Arity::Required {
            continue;
        }
        let mut fields = forward.fields.iter().flatten();
        let Some(field) = fields.find(|field| field.ty.arity == Arity::Optional) else {
            continue;
        };
        let name = forward.name();
        diagnostics.push(
            Diagnostic::error(
                "prisma/relation-optionality",
                format!(
                    "`{name}` is required, but `{}`, which holds the relation, is optional",
                    field.name.text
                ),
            )
            .at(forward.span(), "")
            .at(field.ty.span, "this one is optional")
            .help(format!(
                "write `{name} {}?`, or make `{}` required",
                resolved.other_of(forward).model.name.text,
                field.name.text
            )),
        );
    }
}

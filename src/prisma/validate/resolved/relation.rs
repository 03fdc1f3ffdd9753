//! Relation fields, and the relations that they are the ends of.

use std::{borrow::Cow, collections::HashMap};

use crate::{
    catalog::Action,
    diagnostic::Span,
    prisma::{
        ast::{Arity, Attribute, Expression, Field, ModelKind},
        validate::context::{Context, FieldType, text},
    },
};

use super::{
    ResolvedModel,
    attribute::{attribute, items},
    groups,
};

/// A field whose type is a model: `author User @relation(fields: [authorId], …)`.
#[derive(Debug)]
pub struct RelationField<'a, 's> {
    pub field: &'a Field<'s>,
    /// Where its model stands.
    pub model: usize,
    /// Where the model that it refers to stands.
    pub other: usize,
    pub attribute: Option<&'a Attribute<'s>>,
    pub name: Option<&'a str>,
    pub fields: Option<Vec<&'a Field<'s>>>,
    pub references: Option<Vec<&'a Field<'s>>>,
    pub on_delete: Option<(Action, Span)>,
    pub on_update: Option<(Action, Span)>,
    pub map: Option<&'a str>,
}

impl<'s> RelationField<'_, 's> {
    pub fn name(&self) -> &'s str {
        self.field.name.text
    }

    pub fn span(&self) -> Span {
        self.field.span
    }

    pub fn arity(&self) -> Arity {
        self.field.ty.arity
    }

    pub fn has_action(&self) -> bool {
        self.on_delete.is_some() || self.on_update.is_some()
    }

    /// `fields` with something in it.
    pub fn has_fields(&self) -> bool {
        self.fields
            .as_ref()
            .is_some_and(|fields| !fields.is_empty())
    }

    /// `references` with something in it.
    pub fn has_references(&self) -> bool {
        let references = self.references.as_ref();
        references.is_some_and(|references| !references.is_empty())
    }

    /// Whether a row must have a partner: whenever one of the fields is required.
    pub fn is_required(&self) -> bool {
        let mut fields = self.fields.iter().flatten();
        fields.any(|field| field.ty.arity == Arity::Required) || self.arity() == Arity::Required
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelationKind {
    OneToOne,
    OneToMany,
    /// Prisma makes a join table.
    ImplicitManyToMany,
    /// Each side holds a list of the other's ids.
    EmbeddedManyToMany,
}

/// A relation: the places of its ends among the relation fields.
///
/// The forward end holds the relation; of many-to-many it is the one with the
/// smaller name.
#[derive(Debug)]
pub struct Relation {
    pub kind: RelationKind,
    pub forward: Option<usize>,
    pub back: Option<usize>,
}

/// All fields whose type is a model or a view.
pub fn fields<'a, 's>(
    models: &[ResolvedModel<'a, 's>],
    places: &HashMap<&str, usize>,
    context: &Context<'a, 's>,
) -> Vec<RelationField<'a, 's>> {
    let mut fields = Vec::new();
    for (place, model) in models.iter().enumerate() {
        for field in &model.model.fields {
            let FieldType::Model(other) = context.field_type(field) else {
                continue;
            };
            if other.kind == ModelKind::Composite {
                continue;
            }
            let relation = attribute(&field.attributes, "relation");
            let list = |argument: &str, of: &ResolvedModel<'a, 's>| {
                let listed = relation?.named(argument)?;
                Some(scalar_fields(listed, of))
            };
            let other = places[other.name.text];
            fields.push(RelationField {
                field,
                model: place,
                other,
                attribute: relation,
                name: relation
                    .and_then(|relation| text(name_argument(relation)?))
                    .filter(|name| !name.is_empty()),
                fields: list("fields", model),
                references: list("references", &models[other]),
                on_delete: relation.and_then(|relation| explicit(relation, "onDelete")),
                on_update: relation.and_then(|relation| explicit(relation, "onUpdate")),
                map: relation.and_then(|relation| text(relation.named("map")?)),
            });
        }
    }
    fields
}

/// `"name"` or `name: "name"`. Prisma takes neither when both are there.
fn name_argument<'a, 's>(relation: &'a Attribute<'s>) -> Option<&'a Expression<'s>> {
    let mut unnamed = relation.arguments.iter().filter(|it| it.name.is_none());
    match (relation.named("name"), unnamed.next()) {
        (Some(name), None) => Some(name),
        (None, Some(first)) => Some(&first.value),
        _ => None,
    }
}

fn scalar_fields<'a, 's>(list: &Expression<'s>, of: &ResolvedModel<'a, 's>) -> Vec<&'a Field<'s>> {
    let find = |item: &Expression<'s>| {
        let Expression::Constant(name) = item else {
            return None;
        };
        let mut fields = of.model.fields.iter();
        fields.find(|field| field.name.text == name.text)
    };
    items(list).iter().filter_map(find).collect()
}

fn explicit(relation: &Attribute<'_>, argument: &str) -> Option<(Action, Span)> {
    let Expression::Constant(name) = relation.named(argument)? else {
        return None;
    };
    Some((action(name.text)?, name.span))
}

/// `Cascade`, `SetNull` …
pub fn action(name: &str) -> Option<Action> {
    Some(match name {
        "Cascade" => Action::Cascade,
        "Restrict" => Action::Restrict,
        "NoAction" => Action::NoAction,
        "SetNull" => Action::SetNull,
        "SetDefault" => Action::SetDefault,
        _ => return None,
    })
}

/// Pairs the fields. When some could belong to several relations, these are given
/// back in groups instead: nobody can tell what the others are.
pub fn relations(
    models: &[ResolvedModel<'_, '_>],
    fields: &[RelationField<'_, '_>],
) -> (Vec<Relation>, Vec<Vec<usize>>) {
    let ambiguous = ambiguous(models, fields);
    if !ambiguous.is_empty() {
        return (Vec::new(), ambiguous);
    }
    // One field has each key, or two: those of a model's relation with itself.
    let mut by_ends: HashMap<(usize, usize, Option<&str>), [usize; 2]> =
        HashMap::with_capacity(fields.len());
    for (place, field) in fields.iter().enumerate() {
        let key = (field.model, field.other, field.name);
        by_ends.entry(key).or_insert([place; 2])[1] = place;
    }
    let relations = fields
        .iter()
        .enumerate()
        .filter_map(|(place, field)| {
            let opposite = by_ends.get(&(field.other, field.model, field.name));
            let opposite = opposite.and_then(|ends| ends.iter().find(|other| **other != place));
            relation(place, opposite.copied(), models, fields)
        })
        .collect();
    (relations, ambiguous)
}

/// Groups of more fields than one relation can have in one model.
fn ambiguous(
    models: &[ResolvedModel<'_, '_>],
    fields: &[RelationField<'_, '_>],
) -> Vec<Vec<usize>> {
    let keys = fields.iter().enumerate().map(|(place, field)| {
        let name = field.name.map_or_else(
            || {
                let (a, b) = (
                    models[field.model].model.name.text,
                    models[field.other].model.name.text,
                );
                Cow::Owned(format!("{}To{}", a.min(b), a.max(b)))
            },
            Cow::Borrowed,
        );
        ((field.model, field.other, name), place)
    });
    groups(keys)
        .into_iter()
        .filter(|places| {
            let first = &fields[places[0]];
            let is_named_self_relation = first.model == first.other && first.name.is_some();
            places.len() > if is_named_self_relation { 2 } else { 1 }
        })
        .collect()
}

/// The relation of which `place` is the forward end, or the only one.
///
/// Source: prisma-engines `psl/parser-database/src/relations.rs`.
fn relation(
    place: usize,
    opposite: Option<usize>,
    models: &[ResolvedModel<'_, '_>],
    fields: &[RelationField<'_, '_>],
) -> Option<Relation> {
    let near = &fields[place];
    let Some(opposite) = opposite else {
        let is_list = near.arity() == Arity::List;
        return Some(Relation {
            kind: RelationKind::OneToMany,
            forward: (!is_list).then_some(place),
            back: is_list.then_some(place),
        });
    };
    let far = &fields[opposite];
    let is_first = || {
        let (near_model, far_model) = (&models[near.model].model, &models[far.model].model);
        (near_model.name.text, near.name()) <= (far_model.name.text, far.name())
    };
    let kind = match (near.arity(), far.arity()) {
        (Arity::List, Arity::List) => {
            if !is_first() {
                return None;
            }
            if near.fields.is_some() || far.fields.is_some() {
                RelationKind::EmbeddedManyToMany
            } else {
                RelationKind::ImplicitManyToMany
            }
        }
        (Arity::List, _) | (Arity::Optional, Arity::Required) => return None,
        (_, Arity::List) => RelationKind::OneToMany,
        (Arity::Required, Arity::Optional) => RelationKind::OneToOne,
        (Arity::Required, Arity::Required) => {
            if !is_first() {
                return None;
            }
            RelationKind::OneToOne
        }
        (Arity::Optional, Arity::Optional) => {
            let is_forward = near.fields.is_some() || (far.fields.is_none() && is_first());
            if !is_forward {
                return None;
            }
            RelationKind::OneToOne
        }
    };
    Some(Relation {
        kind,
        forward: Some(place),
        back: Some(opposite),
    })
}

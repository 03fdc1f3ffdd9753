//! What the keys and relations of a schema refer to, looked up once for all rules
//! about them. It is made only when names, types and attributes are right, so
//! that one mistake is one message.

mod attribute;
mod key;
mod relation;

use std::{
    collections::{BTreeMap, HashMap},
    hash::Hash,
};

use crate::{
    diagnostic::Span,
    prisma::{
        ast::{Field, Model, ModelKind},
        provider::Provider,
        validate::context::{Context, FieldType, property, text},
    },
};

pub use attribute::{attribute, column_name, database_name, items, named};
pub use key::{Algorithm, Key, KeyField, KeyKind, Problem, has_key, item_parts, resolve_path};
pub use relation::{Relation, RelationField, RelationKind, action};

/// The models and views of a schema with their keys, and its relations.
#[derive(Debug)]
pub struct Resolved<'c, 'a, 's> {
    pub context: &'c Context<'a, 's>,
    pub provider: Provider,
    /// In the order of the schema.
    pub models: Vec<ResolvedModel<'a, 's>>,
    /// The fields whose type is a model, in the order of the schema.
    pub relation_fields: Vec<RelationField<'a, 's>>,
    /// None when a field is ambiguous.
    pub relations: Vec<Relation>,
    /// Fields of one model that could belong to the same relation.
    pub ambiguous: Vec<Vec<usize>>,
}

/// A model or a view, and what its `@id`, `@unique`, `@@index` … refer to.
#[derive(Debug)]
pub struct ResolvedModel<'a, 's> {
    pub model: &'a Model<'s>,
    pub is_ignored: bool,
    pub id: Option<Key<'a, 's>>,
    /// Uniques and indexes: those of fields first.
    pub keys: Vec<Key<'a, 's>>,
}

impl<'c, 'a, 's> Resolved<'c, 'a, 's> {
    /// `None` when the schema names no database that Prisma knows.
    pub fn new(context: &'c Context<'a, 's>) -> Option<Self> {
        let provider = context.provider?;
        let models: Vec<_> = context
            .all_models()
            .filter(|model| model.kind != ModelKind::Composite)
            .map(|model| ResolvedModel::new(model, context))
            .collect();
        let places: HashMap<&str, usize> = models
            .iter()
            .enumerate()
            .map(|(place, model)| (model.model.name.text, place))
            .collect();
        let relation_fields = relation::fields(&models, &places, context);
        let (relations, ambiguous) = relation::relations(&models, &relation_fields);
        Some(Self {
            context,
            provider,
            models,
            relation_fields,
            relations,
            ambiguous,
        })
    }

    /// The model that a relation field belongs to.
    pub fn model_of(&self, field: &RelationField<'_, '_>) -> &ResolvedModel<'a, 's> {
        &self.models[field.model]
    }

    /// The model that a relation field refers to.
    pub fn other_of(&self, field: &RelationField<'_, '_>) -> &ResolvedModel<'a, 's> {
        &self.models[field.other]
    }

    /// The end of the relation that holds it, when it is there.
    pub fn forward(&self, relation: &Relation) -> Option<&RelationField<'a, 's>> {
        Some(&self.relation_fields[relation.forward?])
    }

    /// The other end, when it is there.
    pub fn back(&self, relation: &Relation) -> Option<&RelationField<'a, 's>> {
        Some(&self.relation_fields[relation.back?])
    }

    /// Both ends, when both are there.
    pub fn ends(
        &self,
        relation: &Relation,
    ) -> Option<(&RelationField<'a, 's>, &RelationField<'a, 's>)> {
        Some((self.forward(relation)?, self.back(relation)?))
    }

    /// The keys of all models with their models.
    pub fn all_keys(&self) -> impl Iterator<Item = (&ResolvedModel<'a, 's>, &Key<'a, 's>)> {
        self.models
            .iter()
            .flat_map(|model| model.keys.iter().map(move |key| (model, key)))
    }

    /// What the database is called in messages.
    pub fn database(&self) -> &'static str {
        self.provider.title()
    }

    /// The native type of a field: what stands behind `@db.`, with its arguments.
    pub fn native_type(&self, field: &'a Field<'s>) -> Option<NativeType<'a, 's>> {
        let datasource = self.context.datasource?.name.text;
        field.attributes.iter().find_map(|attribute| {
            let (scope, name) = attribute.name.text.split_once('.')?;
            (scope == datasource).then(|| NativeType {
                name,
                first_argument: attribute.arguments.first().map(|first| &first.value),
            })
        })
    }

    /// `relationMode = …` as written in the datasource, for messages.
    pub fn relation_mode_span(&self) -> Option<Span> {
        let datasource = self.context.datasource?;
        let value = property(datasource, "relationMode")?;
        text(value).map(|_| value.span())
    }
}

/// `@db.VarChar(255)`
#[derive(Debug, Clone, Copy)]
pub struct NativeType<'a, 's> {
    pub name: &'s str,
    pub first_argument: Option<&'a crate::prisma::ast::Expression<'s>>,
}

impl<'a, 's> ResolvedModel<'a, 's> {
    fn new(model: &'a Model<'s>, context: &Context<'a, 's>) -> Self {
        let (id, keys) = key::keys(model, context);
        Self {
            model,
            is_ignored: attribute(&model.attributes, "ignore").is_some(),
            id,
            keys,
        }
    }

    pub fn is_view(&self) -> bool {
        self.model.kind == ModelKind::View
    }

    /// The id and all uniques.
    pub fn unique_criteria(&self) -> impl Iterator<Item = &Key<'a, 's>> {
        let uniques = self.keys.iter().filter(|key| key.kind == KeyKind::Unique);
        self.id.iter().chain(uniques)
    }

    /// The id's field, when it is a single one.
    pub fn single_id(&self) -> Option<&'a Field<'s>> {
        match self.id.as_ref()?.fields.as_slice() {
            [field] => Some(field.field()),
            _ => None,
        }
    }
}

/// Whether the type of a field is a model or a view.
pub fn is_relation(context: &Context<'_, '_>, field: &Field<'_>) -> bool {
    // The type's own lifetime does not matter here.
    match &field.ty.name {
        crate::prisma::ast::TypeName::Unsupported(..) => false,
        crate::prisma::ast::TypeName::Named(name) => {
            crate::prisma::types::Scalar::parse(name.text).is_none()
                && context
                    .models
                    .get(name.text)
                    .is_some_and(|model| model.kind != ModelKind::Composite)
        }
    }
}

/// Whether two fields have the same scalar type, enum or composite type.
pub fn same_type<'s>(context: &Context<'_, 's>, a: &Field<'s>, b: &Field<'s>) -> bool {
    match (context.field_type(a), context.field_type(b)) {
        (FieldType::Scalar(a), FieldType::Scalar(b)) => a == b,
        (FieldType::Enum(a), FieldType::Enum(b)) => std::ptr::eq(a, b),
        (FieldType::Composite(a), FieldType::Composite(b)) => std::ptr::eq(a, b),
        (FieldType::Unsupported, FieldType::Unsupported) => same_unsupported(a, b),
        _ => false,
    }
}

fn same_unsupported(a: &Field<'_>, b: &Field<'_>) -> bool {
    use crate::prisma::ast::TypeName::Unsupported;
    match (&a.ty.name, &b.ty.name) {
        (Unsupported(a, _), Unsupported(b, _)) => a == b,
        _ => false,
    }
}

/// The places of what has the same key, in groups of at least two.
pub fn groups<K: Hash + Eq>(keys: impl Iterator<Item = (K, usize)>) -> Vec<Vec<usize>> {
    let mut first: HashMap<K, usize> = HashMap::with_capacity(keys.size_hint().1.unwrap_or(0));
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (key, place) in keys {
        let first = *first.entry(key).or_insert(place);
        if first != place {
            groups
                .entry(first)
                .or_insert_with(|| vec![first])
                .push(place);
        }
    }
    groups.into_values().collect()
}

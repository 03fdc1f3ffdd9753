//! What every rule needs: the blocks by name, and what the datasource says.

use std::collections::HashMap;

pub use crate::prisma::lookup::{property, text};

use crate::prisma::{
    ast::{Block, ConfigBlock, Enum, Expression, Field, Model, ModelKind, Schema, TypeName},
    provider::Provider,
    types::Scalar,
};

/// A schema and its names.
#[derive(Debug)]
pub struct Context<'a, 's> {
    pub schema: &'a Schema<'s>,
    pub datasource: Option<&'a ConfigBlock<'s>>,
    /// `None` when the schema names no database that Prisma knows: then rules
    /// that depend on the database say nothing.
    pub provider: Option<Provider>,
    pub relation_mode_is_prisma: bool,
    /// All `previewFeatures` of all generators.
    pub preview_features: Vec<&'a str>,
    pub models: HashMap<&'s str, &'a Model<'s>>,
    pub enums: HashMap<&'s str, &'a Enum<'s>>,
}

/// What the type of a field is.
#[derive(Debug, Clone, Copy)]
pub enum FieldType<'a, 's> {
    Scalar(Scalar),
    Enum(&'a Enum<'s>),
    /// A model or a view.
    Model(&'a Model<'s>),
    Composite(&'a Model<'s>),
    Unsupported,
    Unknown,
}

impl<'a, 's> Context<'a, 's> {
    pub fn new(schema: &'a Schema<'s>) -> Self {
        let mut datasource = None;
        let mut preview_features = Vec::new();
        let mut models = HashMap::new();
        let mut enums = HashMap::new();
        for block in &schema.blocks {
            match block {
                Block::Datasource(block) => datasource = datasource.or(Some(block)),
                Block::Generator(block) => {
                    if let Some(Expression::Array(items, _)) = property(block, "previewFeatures") {
                        preview_features.extend(items.iter().filter_map(text));
                    }
                }
                Block::Model(model) => {
                    models.entry(model.name.text).or_insert(model);
                }
                Block::Enum(e) => {
                    enums.entry(e.name.text).or_insert(e);
                }
            }
        }
        let named = |name| {
            datasource
                .and_then(|block| property(block, name))
                .and_then(text)
        };
        Self {
            schema,
            datasource,
            provider: named("provider").and_then(Provider::parse),
            relation_mode_is_prisma: match named("relationMode")
                .or_else(|| named("referentialIntegrity"))
            {
                Some(mode) => mode == "prisma",
                // MongoDB has no foreign keys.
                None => named("provider") == Some("mongodb"),
            },
            preview_features,
            models,
            enums,
        }
    }

    /// Models, views and composite types, in the order of the schema.
    pub fn all_models(&self) -> impl Iterator<Item = &'a Model<'s>> + use<'a, 's> {
        self.schema.blocks.iter().filter_map(|block| match block {
            Block::Model(model) => Some(model),
            _ => None,
        })
    }

    pub fn all_enums(&self) -> impl Iterator<Item = &'a Enum<'s>> + use<'a, 's> {
        self.schema.blocks.iter().filter_map(|block| match block {
            Block::Enum(e) => Some(e),
            _ => None,
        })
    }

    /// The fields of models and views that are columns, with their models.
    pub fn columns(&self) -> impl Iterator<Item = (&'a Model<'s>, &'a Field<'s>)> {
        self.all_models()
            .filter(|model| model.kind != ModelKind::Composite)
            .flat_map(|model| model.fields.iter().map(move |field| (model, field)))
            .filter(|(_, field)| {
                !matches!(
                    self.field_type(field),
                    FieldType::Model(_) | FieldType::Unknown
                )
            })
    }

    pub fn field_type(&self, field: &Field<'s>) -> FieldType<'a, 's> {
        let name = match &field.ty.name {
            TypeName::Unsupported(..) => return FieldType::Unsupported,
            TypeName::Named(name) => name.text,
        };
        if let Some(scalar) = Scalar::parse(name) {
            FieldType::Scalar(scalar)
        } else if let Some(model) = self.models.get(name) {
            match model.kind {
                ModelKind::Composite => FieldType::Composite(model),
                ModelKind::Model | ModelKind::View => FieldType::Model(model),
            }
        } else if let Some(e) = self.enums.get(name) {
            FieldType::Enum(e)
        } else {
            FieldType::Unknown
        }
    }
}

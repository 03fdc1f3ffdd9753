//! The names of a schema: what a type refers to, and what the database calls it.

use std::collections::HashMap;

use crate::{
    catalog::{Dialect, Name},
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        ast::{
            Attribute, Block, ConfigBlock, Enum, Expression, Field, Model, ModelKind, Schema,
            TypeName,
        },
        lookup::{attribute, mapped_name, property, text},
        provider::Provider,
        types::Scalar,
    },
    sql::{cockroach, postgres, sqlserver},
};

use super::dialect_of;

pub struct Scope<'a, 's> {
    pub dialect: Dialect,
    /// Where the schema says which database it is for.
    pub provider: Span,
    /// What stands before the dot of a native type: the name of the datasource.
    pub datasource: &'s str,
    /// Whether the database holds foreign keys: not under `relationMode = "prisma"`,
    /// and never in `MongoDB`.
    pub foreign_keys: bool,
    /// The value of the datasource's `schemas`.
    schema_list: Option<&'a Expression<'s>>,
    schema: &'a Schema<'s>,
    models: HashMap<&'s str, &'a Model<'s>>,
    enums: HashMap<&'s str, &'a Enum<'s>>,
}

/// What the type of a field refers to.
#[derive(Clone, Copy)]
pub enum Referent<'a, 's> {
    Scalar(Scalar),
    Enum(&'a Enum<'s>),
    Model(&'a Model<'s>),
    /// A `type` block.
    Composite(&'a Model<'s>),
    /// `Unsupported("…")`: the text is a type of the database.
    Unsupported(&'a str),
    Unknown,
}

impl<'a, 's> Scope<'a, 's> {
    pub fn new(schema: &'a Schema<'s>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let datasource = find_datasource(schema, diagnostics)?;
        let (dialect, provider) = find_dialect(datasource)?;
        let mut models = HashMap::new();
        let mut enums = HashMap::new();
        for block in &schema.blocks {
            match block {
                Block::Model(model) => {
                    models.entry(model.name.text).or_insert(model);
                }
                Block::Enum(e) => {
                    enums.entry(e.name.text).or_insert(e);
                }
                Block::Datasource(_) | Block::Generator(_) => {}
            }
        }
        Some(Self {
            dialect,
            provider,
            datasource: datasource.name.text,
            schema_list: property(datasource, "schemas"),
            foreign_keys: dialect != Dialect::Mongo
                && ["relationMode", "referentialIntegrity"]
                    .iter()
                    .all(|key| property(datasource, key).and_then(text) != Some("prisma")),
            schema,
            models,
            enums,
        })
    }

    /// Models and views, in the order of the schema.
    pub fn models(&self) -> impl Iterator<Item = &'a Model<'s>> + use<'a, 's> {
        self.schema.blocks.iter().filter_map(|block| match block {
            Block::Model(model) if model.kind != ModelKind::Composite => Some(model),
            _ => None,
        })
    }

    /// `type` blocks, in the order of the schema.
    pub fn composites(&self) -> impl Iterator<Item = &'a Model<'s>> + use<'a, 's> {
        self.schema.blocks.iter().filter_map(|block| match block {
            Block::Model(model) if model.kind == ModelKind::Composite => Some(model),
            _ => None,
        })
    }

    pub fn enums(&self) -> impl Iterator<Item = &'a Enum<'s>> + use<'a, 's> {
        self.schema.blocks.iter().filter_map(|block| match block {
            Block::Enum(e) => Some(e),
            _ => None,
        })
    }

    /// The schemas of the database that the schema speaks of.
    pub fn schemas(&self) -> Vec<String> {
        let listed = match self.schema_list {
            Some(Expression::Array(items, _)) => items.iter().filter_map(text).collect(),
            _ => Vec::new(),
        };
        match self.default_schema() {
            Some(schema) if listed.is_empty() => vec![schema.to_owned()],
            _ => listed.into_iter().map(str::to_owned).collect(),
        }
    }

    /// The schema that a name without one is in, where the database has schemas.
    fn default_schema(&self) -> Option<&'static str> {
        match self.dialect {
            Dialect::Postgres => Some(postgres::DEFAULT_SCHEMA),
            Dialect::Cockroach => Some(cockroach::DEFAULT_SCHEMA),
            Dialect::SqlServer => Some(sqlserver::DEFAULT_SCHEMA),
            Dialect::MySql | Dialect::Sqlite | Dialect::Mongo => None,
        }
    }

    pub fn referent(&self, field: &'a Field<'s>) -> Referent<'a, 's> {
        let name = match &field.ty.name {
            TypeName::Unsupported(text, _) => return Referent::Unsupported(text),
            TypeName::Named(name) => name.text,
        };
        if let Some(model) = self.models.get(name) {
            match model.kind {
                ModelKind::Composite => Referent::Composite(model),
                ModelKind::Model | ModelKind::View => Referent::Model(model),
            }
        } else if let Some(e) = self.enums.get(name) {
            Referent::Enum(e)
        } else if let Some(scalar) = Scalar::parse(name) {
            Referent::Scalar(scalar)
        } else {
            Referent::Unknown
        }
    }

    pub fn table_name(&self, model: &Model<'_>) -> Name {
        self.database_name(model.name.text, &model.attributes)
    }

    pub fn enum_name(&self, e: &Enum<'_>) -> Name {
        self.database_name(e.name.text, &e.attributes)
    }

    fn database_name(&self, code_name: &str, attributes: &[Attribute<'_>]) -> Name {
        let default_schema = self.default_schema();
        Name {
            schema: attribute(attributes, "schema")
                .and_then(|schema| text(schema.named_or_first("map")?))
                .filter(|schema| Some(*schema) != default_schema)
                .map(str::to_owned),
            name: mapped_name(attributes).unwrap_or(code_name).to_owned(),
        }
    }
}

fn find_datasource<'a, 's>(
    schema: &'a Schema<'s>,
    diagnostics: &mut Diagnostics,
) -> Option<&'a ConfigBlock<'s>> {
    let datasource = schema.blocks.iter().find_map(|block| match block {
        Block::Datasource(datasource) => Some(datasource),
        _ => None,
    });
    if datasource.is_none() {
        diagnostics.push(
            Diagnostic::error(
                "prisma/no-datasource",
                "the schema has no `datasource` block",
            )
            .help(
                "add a `datasource` block, or give the folder that holds all files of the schema",
            ),
        );
    }
    datasource
}

/// A provider that nobody knows is a mistake that `validate` has told of.
fn find_dialect(datasource: &ConfigBlock<'_>) -> Option<(Dialect, Span)> {
    let value = property(datasource, "provider")?;
    let provider = Provider::parse(text(value)?)?;
    Some((dialect_of(provider), value.span()))
}

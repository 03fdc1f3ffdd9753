//! Relation fields into foreign keys, and into what code calls both ends.

use std::collections::HashMap;

use crate::{
    catalog::{
        Action, Cardinality, Catalog, Dialect, ForeignKey, Relation, RelationEnd, TableKind,
    },
    prisma::{
        ast::{Arity, Attribute, Expression, Field, Model, ModelKind},
        lookup::{attribute, column_name, text},
    },
    sql::names,
    typescript::names::Names,
};

use super::{
    join_table::{self, Side},
    scope::{Referent, Scope},
};

/// A field and the model that has it.
#[derive(Clone, Copy)]
pub struct End<'a, 's> {
    pub model: &'a Model<'s>,
    pub field: &'a Field<'s>,
}

/// Adds all relations of the schema to a catalog that has its tables.
pub fn lower(scope: &Scope<'_, '_>, catalog: &mut Catalog) {
    let places: HashMap<&str, usize> = scope
        .models()
        .enumerate()
        .map(|(place, model)| (model.name.text, place))
        .collect();
    let fields = RelationFields::new(scope);
    for model in scope.models() {
        for field in &model.fields {
            let Referent::Model(other) = scope.referent(field) else {
                continue;
            };
            let near = End { model, field };
            let Some(far) = fields.opposite(near, other) else {
                continue;
            };
            if let Some(columns) = attribute(&field.attributes, "relation")
                .filter(|relation| relation.named("fields").is_some())
            {
                // Of `MongoDB`'s lists of ids both sides have one: one tells of the relation.
                if is_list(near) && is_list(far) && !is_side_a(near, far) {
                    continue;
                }
                let place = places[model.name.text];
                add(place, columns, near, far, scope, catalog);
            } else if is_list(near) && is_list(far) && is_side_a(near, far) {
                let side = |end: End<'_, '_>| Side {
                    field: end.field.name.text.to_owned(),
                    position: position(end),
                    place: Some(end.field.span),
                    table: places[end.model.name.text],
                };
                let name = relation_name(near, far);
                join_table::add(&name, side(near), side(far), scope, catalog);
            }
        }
    }
    make_names_unique(&mut catalog.relations);
}

/// Relation fields by the two models and the name that a relation has.
struct RelationFields<'a, 's> {
    by_relation: HashMap<(&'s str, &'s str, Option<&'a str>), Vec<End<'a, 's>>>,
}

impl<'a, 's> RelationFields<'a, 's> {
    fn new(scope: &Scope<'a, 's>) -> Self {
        let mut by_relation: HashMap<_, Vec<_>> = HashMap::new();
        for model in scope.models() {
            for field in &model.fields {
                if let Referent::Model(other) = scope.referent(field) {
                    by_relation
                        .entry((model.name.text, other.name.text, explicit_name(field)))
                        .or_default()
                        .push(End { model, field });
                }
            }
        }
        Self { by_relation }
    }

    /// The field at the other end of a relation.
    fn opposite(&self, near: End<'a, 's>, other: &Model<'s>) -> Option<End<'a, 's>> {
        let key = (
            other.name.text,
            near.model.name.text,
            explicit_name(near.field),
        );
        self.by_relation
            .get(&key)?
            .iter()
            .find(|far| !std::ptr::eq(far.field, near.field))
            .copied()
    }
}

fn position(end: End<'_, '_>) -> usize {
    let fields = &end.model.fields;
    fields
        .iter()
        .position(|field| std::ptr::eq(field, end.field))
        .unwrap_or(fields.len())
}

fn is_list(end: End<'_, '_>) -> bool {
    end.field.ty.arity == Arity::List
}

/// The model with the smaller name by bytes is side A; of one model with itself
/// the smaller field name decides.
///
/// Source: prisma-engines `psl/parser-database/src/relations.rs`.
fn is_side_a(near: End<'_, '_>, far: End<'_, '_>) -> bool {
    (near.model.name.text, near.field.name.text) < (far.model.name.text, far.field.name.text)
}

/// `@relation("name")`, `@relation(name: "name")`
fn explicit_name<'a>(field: &'a Field<'_>) -> Option<&'a str> {
    text(attribute(&field.attributes, "relation")?.named_or_first("name")?)
        .filter(|name| !name.is_empty())
}

fn relation_name(near: End<'_, '_>, far: End<'_, '_>) -> String {
    explicit_name(near.field).map_or_else(
        || {
            let (a, b) = (near.model.name.text, far.model.name.text);
            format!("{}To{}", a.min(b), a.max(b))
        },
        str::to_owned,
    )
}

/// Adds the relation whose columns are at the near end.
fn add(
    place: usize,
    attribute: &Attribute<'_>,
    near: End<'_, '_>,
    far: End<'_, '_>,
    scope: &Scope<'_, '_>,
    catalog: &mut Catalog,
) {
    let fields = named_fields(attribute, "fields", near.model);
    let referenced = named_fields(attribute, "references", far.model);
    if fields.is_empty() || fields.len() != referenced.len() {
        return;
    }
    let names = |fields: &[&Field<'_>]| -> Vec<String> {
        fields
            .iter()
            .map(|&field| column_name(field).to_owned())
            .collect()
    };
    let relation = Relation {
        name: relation_name(near, far),
        from: RelationEnd {
            table: scope.table_name(near.model),
            columns: names(&fields),
            field: near.field.name.text.to_owned(),
            position: position(near),
        },
        to: RelationEnd {
            table: scope.table_name(far.model),
            columns: names(&referenced),
            field: far.field.name.text.to_owned(),
            position: position(far),
        },
        cardinality: if is_list(far) {
            Cardinality::ManyToOne
        } else {
            Cardinality::OneToOne
        },
    };
    let of_tables = [near, far]
        .iter()
        .all(|end| end.model.kind == ModelKind::Model);
    if scope.foreign_keys && of_tables {
        let table = &mut catalog.tables[place];
        debug_assert_eq!(table.kind, TableKind::Table);
        let required = fields.iter().any(|field| field.ty.arity == Arity::Required);
        table.foreign_keys.push(ForeignKey {
            name: Some(attribute.named("map").and_then(text).map_or_else(
                || {
                    let columns = relation.from.columns.iter().map(String::as_str);
                    names::foreign_key(scope.dialect, &table.name.name, columns)
                },
                str::to_owned,
            )),
            columns: relation.from.columns.clone(),
            references: relation.to.table.clone(),
            referenced_columns: relation.to.columns.clone(),
            on_delete: action(attribute, "onDelete").unwrap_or(match (required, scope.dialect) {
                (false, _) => Action::SetNull,
                // It has no `RESTRICT`.
                (true, Dialect::SqlServer) => Action::NoAction,
                (true, _) => Action::Restrict,
            }),
            on_update: action(attribute, "onUpdate").unwrap_or(Action::Cascade),
            place: Some(near.field.span),
        });
    }
    catalog.relations.push(relation);
}

fn named_fields<'a, 's>(
    attribute: &Attribute<'_>,
    argument: &str,
    model: &'a Model<'s>,
) -> Vec<&'a Field<'s>> {
    let Some(Expression::Array(items, _)) = attribute.named(argument) else {
        return Vec::new();
    };
    let mut fields = Vec::with_capacity(items.len());
    for item in items {
        let Expression::Constant(name) = item else {
            continue;
        };
        fields.extend(
            model
                .fields
                .iter()
                .find(|field| field.name.text == name.text),
        );
    }
    fields
}

fn action(attribute: &Attribute<'_>, argument: &str) -> Option<Action> {
    let Expression::Constant(name) = attribute.named(argument)? else {
        return None;
    };
    match name.text {
        "Cascade" => Some(Action::Cascade),
        "Restrict" => Some(Action::Restrict),
        "NoAction" => Some(Action::NoAction),
        "SetNull" => Some(Action::SetNull),
        "SetDefault" => Some(Action::SetDefault),
        _ => None,
    }
}

/// Prisma's names are unique between two models; a catalog's are unique.
fn make_names_unique(relations: &mut [Relation]) {
    let mut names = Names::default();
    for relation in relations {
        let suffix = format!("_{}_{}", relation.from.table.name, relation.from.field);
        relation.name = names.take(&relation.name, &suffix);
    }
}

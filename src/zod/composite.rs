//! Composite types: a schema for each in `zod-schemas.ts`, what it uses before it.

use std::collections::HashMap;

use crate::{
    catalog::{Catalog, Column, ColumnNotes, Composite, Dialect, Name, TypeName},
    typescript::{
        names::{Names, key, type_name},
        quote,
    },
};

use super::{
    Options,
    value::{Value, value},
};

pub struct CompositePage {
    pub doc: String,
    pub schema: String,
    pub ty: String,
    pub fields: Vec<FieldPage>,
}

pub struct FieldPage {
    pub doc: String,
    pub key: String,
    pub value: String,
    /// Its type has itself in it: the schema is looked up when it is used.
    pub late: bool,
}

/// What the file calls a composite type: its schema and its type.
pub struct CompositeNames {
    pub schema: String,
    ty: String,
}

/// What the file exports for each composite type, in the catalog's order.
pub fn names(catalog: &Catalog, names: &mut Names) -> Vec<CompositeNames> {
    let mut name_one = |composite: &Composite| {
        let wish = type_name(&composite.name);
        CompositeNames {
            schema: names.take(&format!("{wish}Schema"), "Of"),
            ty: names.take(&wish, "Type"),
        }
    };
    catalog.composites.iter().map(&mut name_one).collect()
}

/// What a schema of the file refers to, by what the file calls it.
pub struct Local<'a> {
    pub enums: &'a HashMap<&'a Name, String>,
    pub json: &'a HashMap<&'a str, String>,
}

pub fn pages(
    catalog: &Catalog,
    names: Vec<CompositeNames>,
    local: &Local<'_>,
    options: &Options,
) -> Vec<CompositePage> {
    let composites = &catalog.composites;
    let schemas: HashMap<&str, String> = composites
        .iter()
        .zip(&names)
        .map(|(composite, names)| (composite.name.as_str(), names.schema.clone()))
        .collect();
    let inside = Inside::of(composites);
    let mut pages: Vec<Option<CompositePage>> = composites
        .iter()
        .zip(names)
        .map(|(composite, CompositeNames { schema, ty })| {
            let Composite {
                name,
                columns,
                doc,
                place: _,
            } = composite;
            let is_late = |field: &Column| match &field.ty.name {
                TypeName::Composite(other) => inside.has(other, name),
                _ => false,
            };
            let fields = columns.iter().filter(|field| is_returned(field));
            Some(CompositePage {
                doc: quote::doc(doc.as_deref()),
                schema,
                ty,
                fields: fields
                    .map(|field| FieldPage {
                        late: is_late(field),
                        ..field_page(field, &schemas, local, options)
                    })
                    .collect(),
            })
        })
        .collect();
    let order = inside.order();
    order.iter().filter_map(|&at| pages[at].take()).collect()
}

/// Prisma's client returns nothing that it does not know the type of, and nothing that
/// it is told to ignore.
pub fn is_returned(field: &Column) -> bool {
    let is_known = match &field.ty.name {
        TypeName::Plain { .. } => field.notes.scalar.is_some(),
        TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => true,
    };
    is_known && !field.notes.ignored
}

fn field_page(
    field: &Column,
    schemas: &HashMap<&str, String>,
    local: &Local<'_>,
    options: &Options,
) -> FieldPage {
    let ColumnNotes {
        code_name,
        doc,
        json,
        ..
    } = &field.notes;
    let mut schema = match (json, value(Dialect::Mongo, field, options), &field.ty.name) {
        (Some(json), _, _) => local.json[json.name.as_str()].clone(),
        (None, Value::Schema(schema), _) => schema,
        (None, Value::Composite, TypeName::Composite(name)) => schemas[name.as_str()].clone(),
        (None, Value::Enum, TypeName::Enum(name)) => local.enums[name].clone(),
        (None, Value::Numeric | Value::Composite | Value::Enum, _) => {
            unreachable!("a value is of its column's type")
        }
    };
    if field.ty.list {
        schema = format!("z.array({schema})");
    }
    if field.nullable {
        schema.push_str(".nullable()");
    }
    FieldPage {
        doc: quote::doc(doc.as_deref()),
        key: key(code_name),
        value: schema,
        late: false,
    }
}

/// Which composite types have which others in them, at any depth.
struct Inside<'a> {
    composites: &'a [Composite],
    places: HashMap<&'a str, usize>,
    /// By place: the places of what its fields name.
    direct: Vec<Vec<usize>>,
}

impl<'a> Inside<'a> {
    fn of(composites: &'a [Composite]) -> Self {
        let names = composites.iter().map(|it| it.name.as_str());
        let places: HashMap<&str, usize> = names.zip(0..).collect();
        let place_of = |field: &Column| match &field.ty.name {
            TypeName::Composite(name) => places.get(name.as_str()).copied(),
            _ => None,
        };
        let direct = composites
            .iter()
            .map(|it| it.columns.iter().filter_map(place_of).collect())
            .collect();
        Self {
            composites,
            places,
            direct,
        }
    }

    /// Whether one type has the other in it, or is the other.
    fn has(&self, outer: &str, inner: &str) -> bool {
        let (Some(&outer), Some(&inner)) = (self.places.get(outer), self.places.get(inner)) else {
            return false;
        };
        let mut seen = vec![false; self.composites.len()];
        let mut waiting = vec![outer];
        while let Some(at) = waiting.pop() {
            if at == inner {
                return true;
            }
            if !std::mem::replace(&mut seen[at], true) {
                waiting.extend(&self.direct[at]);
            }
        }
        false
    }

    /// The places in an order in which each type stands behind those that it has in it,
    /// as far as there is one.
    fn order(&self) -> Vec<usize> {
        let mut order = Vec::with_capacity(self.composites.len());
        let mut seen = vec![false; self.composites.len()];
        for at in 0..self.composites.len() {
            self.place(at, &mut seen, &mut order);
        }
        order
    }

    fn place(&self, at: usize, seen: &mut [bool], order: &mut Vec<usize>) {
        if std::mem::replace(&mut seen[at], true) {
            return;
        }
        for &inner in &self.direct[at] {
            self.place(inner, seen, order);
        }
        order.push(at);
    }
}

//! `@id`, `@unique`, `@@id`, `@@unique`, `@@index` and `@@fulltext`, and the
//! fields that they list.

use crate::{
    diagnostic::Span,
    prisma::{
        ast::{Argument, Arity, Attribute, Expression, Field, Identifier, Model},
        validate::context::{Context, FieldType, text},
    },
};

use super::{attribute::items, is_relation};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    Id,
    Unique,
    Index,
    Fulltext,
}

/// `type: Gin`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    BTree,
    Hash,
    Gist,
    Gin,
    SpGist,
    Brin,
}

impl Algorithm {
    pub const ALL: [(&'static str, Self); 6] = [
        ("BTree", Self::BTree),
        ("Hash", Self::Hash),
        ("Gist", Self::Gist),
        ("Gin", Self::Gin),
        ("SpGist", Self::SpGist),
        ("Brin", Self::Brin),
    ];

    pub fn parse(name: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(text, _)| *text == name);
        known.map(|(_, algorithm)| *algorithm)
    }

    pub fn name(self) -> &'static str {
        let known = Self::ALL.iter().find(|(_, algorithm)| *algorithm == self);
        known.map_or("", |(name, _)| name)
    }
}

/// `@@index([email(sort: Desc), name], map: "users_idx")`
#[derive(Debug)]
pub struct Key<'a, 's> {
    pub kind: KeyKind,
    pub attribute: &'a Attribute<'s>,
    /// Whether it is written behind a field: `@id`, `@unique`.
    pub is_on_field: bool,
    pub fields: Vec<KeyField<'a, 's>>,
    /// What code calls it; `name:` of an `@@index` is a `map:`.
    pub name: Option<&'a str>,
    /// What the database calls it.
    pub map: Option<&'a str>,
    pub algorithm: Option<Algorithm>,
    pub clustered: Option<bool>,
}

/// `email(sort: Desc)`, `address.street`
#[derive(Debug)]
pub struct KeyField<'a, 's> {
    /// The field, behind the fields that lead to it in composite types.
    pub path: Vec<&'a Field<'s>>,
    pub has_sort: bool,
    pub is_descending: bool,
    pub has_length: bool,
    /// `ops: InetOps`: a name, or a call.
    pub ops: Option<&'a Expression<'s>>,
}

impl<'a, 's> KeyField<'a, 's> {
    pub fn field(&self) -> &'a Field<'s> {
        self.path.last().expect("a path has a field")
    }
}

impl<'a, 's> Key<'a, 's> {
    /// Whether it lists exactly these fields, in this order.
    pub fn is_of(&self, fields: &[&'a Field<'s>]) -> bool {
        self.fields.len() == fields.len()
            && self
                .fields
                .iter()
                .zip(fields)
                .all(|(own, field)| own.path.len() == 1 && std::ptr::eq(own.field(), *field))
    }

    /// `@@index`, `@unique`: as written.
    pub fn shown(&self) -> String {
        let at = if self.is_on_field { "@" } else { "@@" };
        format!("{at}{}", self.attribute.name.text)
    }

    pub fn span(&self) -> Span {
        self.attribute.span
    }

    pub fn is_strict(&self, context: &Context<'_, 's>) -> bool {
        self.fields.iter().all(|field| {
            let field = field.field();
            field.ty.arity != Arity::Optional
                && !matches!(context.field_type(field), FieldType::Unsupported)
        })
    }
}

/// The id of a model, and its other keys: those of fields first.
pub fn keys<'a, 's>(
    model: &'a Model<'s>,
    context: &Context<'a, 's>,
) -> (Option<Key<'a, 's>>, Vec<Key<'a, 's>>) {
    let mut id = None;
    let mut keys = Vec::new();
    for field in &model.fields {
        if !has_key(field) || is_relation(context, field) {
            continue;
        }
        for attribute in &field.attributes {
            let kind = match attribute.name.text {
                "id" => KeyKind::Id,
                "unique" => KeyKind::Unique,
                _ => continue,
            };
            let fields = vec![key_field(vec![field], &attribute.arguments)];
            let key = key(kind, attribute, true, fields);
            match kind {
                KeyKind::Id => id = id.or(Some(key)),
                _ => keys.push(key),
            }
        }
    }
    for attribute in &model.attributes {
        let kind = match attribute.name.text {
            "id" => KeyKind::Id,
            "unique" => KeyKind::Unique,
            "index" => KeyKind::Index,
            "fulltext" => KeyKind::Fulltext,
            _ => continue,
        };
        let fields = attribute
            .named_or_first("fields")
            .map_or(&[][..], items)
            .iter()
            .filter_map(|item| {
                let (name, arguments) = item_parts(item)?;
                let path = resolve_path(context, model, name.text).ok()?;
                Some(key_field(path, arguments))
            })
            .collect();
        let key = key(kind, attribute, false, fields);
        match kind {
            KeyKind::Id => id = id.or(Some(key)),
            _ => keys.push(key),
        }
    }
    (id, keys)
}

/// Whether a field has `@id` or `@unique`.
pub fn has_key(field: &Field<'_>) -> bool {
    let mut attributes = field.attributes.iter();
    attributes.any(|attribute| matches!(attribute.name.text, "id" | "unique"))
}

fn key<'a, 's>(
    kind: KeyKind,
    attribute: &'a Attribute<'s>,
    is_on_field: bool,
    fields: Vec<KeyField<'a, 's>>,
) -> Key<'a, 's> {
    let name = attribute.named("name").and_then(text);
    let map = attribute.named("map").and_then(text);
    let (name, map) = match kind {
        KeyKind::Index => (None, map.or(name)),
        _ => (name, map),
    };
    Key {
        kind,
        attribute,
        is_on_field,
        fields,
        name: name.filter(|_| !is_on_field),
        map,
        algorithm: attribute.named("type").and_then(|name| match name {
            Expression::Constant(name) => Algorithm::parse(name.text),
            _ => None,
        }),
        clustered: attribute.named("clustered").and_then(|value| match value {
            Expression::Constant(name) => name.text.parse().ok(),
            _ => None,
        }),
    }
}

/// `email`, `email(sort: Desc)`: the name and the arguments.
pub fn item_parts<'a, 's>(
    item: &'a Expression<'s>,
) -> Option<(Identifier<'s>, &'a [Argument<'s>])> {
    match item {
        Expression::Constant(name) => Some((*name, &[])),
        Expression::Function(function) => Some((function.name, &function.arguments)),
        _ => None,
    }
}

fn key_field<'a, 's>(path: Vec<&'a Field<'s>>, arguments: &'a [Argument<'s>]) -> KeyField<'a, 's> {
    let named = |name: &str| {
        let found = arguments
            .iter()
            .find(|argument| argument.name.is_some_and(|it| it.text == name));
        found.map(|argument| &argument.value)
    };
    KeyField {
        path,
        has_sort: named("sort").is_some(),
        is_descending: matches!(named("sort"), Some(Expression::Constant(it)) if it.text == "Desc"),
        // A negative length counts as none.
        has_length: matches!(named("length"), Some(Expression::Number(it, _)) if !it.starts_with('-')),
        ops: named("ops"),
    }
}

/// Why a name in a list of fields is no scalar field.
#[derive(Debug, Clone, Copy)]
pub enum Problem<'a, 's> {
    /// The model or composite type has no such field.
    Unknown(&'a Model<'s>, &'s str),
    Relation(&'a Field<'s>),
}

/// The fields of `address.street`; an ordinary name is a path of one.
pub fn resolve_path<'a, 's>(
    context: &Context<'a, 's>,
    model: &'a Model<'s>,
    path: &'s str,
) -> Result<Vec<&'a Field<'s>>, Problem<'a, 's>> {
    let mut fields = Vec::with_capacity(1);
    let mut within = Some(model);
    for name in path.split('.') {
        let Some(container) = within else {
            return Err(Problem::Unknown(model, path));
        };
        let found = container
            .fields
            .iter()
            .find(|field| field.name.text == name);
        let field = found.ok_or(Problem::Unknown(container, name))?;
        within = match context.field_type(field) {
            FieldType::Model(_) => return Err(Problem::Relation(field)),
            FieldType::Composite(composite) => Some(composite),
            _ => None,
        };
        fields.push(field);
    }
    Ok(fields)
}

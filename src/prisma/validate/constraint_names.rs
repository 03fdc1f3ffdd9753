//! The names of constraints and indexes in the database, given or made by Prisma:
//! unique where the database wants it, and not too long.
//!
//! Source of the scopes: prisma-engines `psl-core/src/builtin_connectors`.

use std::borrow::Cow;

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        ast::{Attribute, Field},
        provider::Provider,
        validate::{
            context::text,
            resolved::{
                Key, KeyKind, Resolved, ResolvedModel, attribute, column_name, database_name,
                groups, named,
            },
        },
    },
};

/// What a name is the name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    PrimaryKey,
    /// Indexes and uniques.
    Index,
    ForeignKey,
    Default,
}

/// Where names of some kinds are unique.
struct Scope {
    kinds: &'static [Kind],
    /// Which of them Prisma complains about.
    blamed: &'static [Kind],
    /// In a whole schema, or within each table.
    is_global: bool,
}

fn scopes(provider: Provider) -> &'static [Scope] {
    use Kind::{Default, ForeignKey, Index, PrimaryKey};
    const fn scope(kinds: &'static [Kind], blamed: &'static [Kind], is_global: bool) -> Scope {
        Scope {
            kinds,
            blamed,
            is_global,
        }
    }
    const POSTGRES: &[Scope] = &[
        scope(&[PrimaryKey, Index], &[PrimaryKey, Index], true),
        scope(
            &[PrimaryKey, Index, ForeignKey],
            &[PrimaryKey, ForeignKey],
            false,
        ),
    ];
    const COCKROACH: &[Scope] = &[scope(
        &[PrimaryKey, Index, ForeignKey],
        &[PrimaryKey, ForeignKey],
        false,
    )];
    const MYSQL: &[Scope] = &[
        scope(&[ForeignKey], &[ForeignKey], true),
        scope(&[Index], &[Index], false),
    ];
    const SQLITE: &[Scope] = &[scope(&[Index], &[Index], true)];
    const SQL_SERVER: &[Scope] = &[
        scope(
            &[PrimaryKey, ForeignKey, Default],
            &[PrimaryKey, ForeignKey, Default],
            true,
        ),
        scope(&[PrimaryKey, Index], &[PrimaryKey, Index], false),
    ];
    const MONGO: &[Scope] = &[scope(&[Index], &[Index], false)];
    match provider {
        Provider::Postgres => POSTGRES,
        Provider::Cockroach => COCKROACH,
        Provider::MySql => MYSQL,
        Provider::Sqlite => SQLITE,
        Provider::SqlServer => SQL_SERVER,
        Provider::Mongo => MONGO,
    }
}

struct Name<'a> {
    kind: Kind,
    text: Cow<'a, str>,
    table: usize,
    schema: Option<&'a str>,
    span: Span,
}

/// No two constraints of one namespace have the same name.
pub fn unique(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    let names = names(resolved);
    let mut is_blamed = vec![false; names.len()];
    for scope in scopes(resolved.provider) {
        let keys = names
            .iter()
            .enumerate()
            .filter(|(_, name)| scope.kinds.contains(&name.kind))
            .map(|(place, name)| {
                let table = (!scope.is_global).then_some(name.table);
                let schema = name.schema.filter(|_| scope.is_global);
                ((name.text.as_ref(), schema, table), place)
            });
        for places in groups(keys) {
            // The rules of defaults compare defaults with each other.
            if places
                .iter()
                .all(|&place| names[place].kind == Kind::Default)
            {
                continue;
            }
            let blamed = places.iter().copied();
            for place in blamed.filter(|&place| scope.blamed.contains(&names[place].kind)) {
                if !std::mem::replace(&mut is_blamed[place], true) {
                    diagnostics.push(clash(place, &places, &names, resolved));
                }
            }
        }
    }
}

fn clash(
    place: usize,
    places: &[usize],
    names: &[Name<'_>],
    resolved: &Resolved<'_, '_, '_>,
) -> Diagnostic {
    let name = &names[place];
    let other = places.iter().find(|&&other| other != place);
    let other = &names[*other.expect("a clash has two names")];
    Diagnostic::error(
        "prisma/constraint-name-clash",
        format!(
            "the name `{}` is taken already, and {} wants it unique",
            name.text,
            resolved.database()
        ),
    )
    .at(name.span, "")
    .at(other.span, "has the same name")
    .help("give one of them another name with `map: \"…\"`")
}

/// The names of all constraints.
fn names<'r>(resolved: &'r Resolved<'_, '_, '_>) -> Vec<Name<'r>> {
    let limit = resolved.provider.max_name_length();
    let mut names = Vec::new();
    for (table, model) in resolved.models.iter().enumerate() {
        let mut push = |kind, text, attribute: &Attribute<'_>, whole| {
            let place = named(attribute, "map").or_else(|| named(attribute, "name"));
            names.push(Name {
                kind,
                text,
                table,
                schema: schema(model),
                span: place.map_or(whole, |argument| argument.span),
            });
        };
        if let Some(id) = &model.id
            && let Some(name) = key_name(id, model, resolved.provider)
        {
            push(Kind::PrimaryKey, name, id.attribute, id.span());
        }
        for key in &model.keys {
            if let Some(name) = key_name(key, model, resolved.provider) {
                push(Kind::Index, name, key.attribute, key.span());
            }
        }
        if resolved.provider == Provider::SqlServer {
            for field in &model.model.fields {
                if let Some(default) = attribute(&field.attributes, "default") {
                    let map = default.named("map").and_then(text).map(Cow::Borrowed);
                    let parts = [database_name(model.model), column_name(field)];
                    let text = map.unwrap_or_else(|| Cow::Owned(join(&parts, "_df", limit)));
                    push(Kind::Default, text, default, field.span);
                }
            }
        }
    }
    for relation in &resolved.relations {
        let Some(forward) = resolved
            .forward(relation)
            .filter(|_| !is_many_to_many(relation))
        else {
            continue;
        };
        let model = resolved.model_of(forward);
        let map = forward.map.map(Cow::Borrowed);
        names.push(Name {
            kind: Kind::ForeignKey,
            text: map.unwrap_or_else(|| {
                let fields = forward.fields.as_deref().unwrap_or_default();
                let parts = parts(model, fields.iter().copied());
                Cow::Owned(join(&parts, "_fkey", limit))
            }),
            table: forward.model,
            schema: schema(model),
            span: forward
                .attribute
                .and_then(|relation| named(relation, "map"))
                .map_or(forward.span(), |map| map.span),
        });
    }
    names
}

fn is_many_to_many(relation: &super::resolved::Relation) -> bool {
    use super::resolved::RelationKind::{EmbeddedManyToMany, ImplicitManyToMany};
    matches!(relation.kind, ImplicitManyToMany | EmbeddedManyToMany)
}

fn schema<'a>(model: &ResolvedModel<'a, '_>) -> Option<&'a str> {
    text(attribute(&model.model.attributes, "schema")?.named_or_first("map")?)
}

/// The name that a key has, or that Prisma gives it.
fn key_name<'r>(
    key: &'r Key<'_, '_>,
    model: &ResolvedModel<'_, '_>,
    provider: Provider,
) -> Option<Cow<'r, str>> {
    let limit = provider.max_name_length();
    if key.kind == KeyKind::Id {
        let named = matches!(
            provider,
            Provider::Postgres | Provider::Cockroach | Provider::SqlServer
        );
        return named.then(|| {
            let made = || Cow::Owned(join(&[database_name(model.model)], "_pkey", limit));
            key.map.map_or_else(made, Cow::Borrowed)
        });
    }
    if let Some(map) = key.map {
        return Some(Cow::Borrowed(map));
    }
    let suffix = match key.kind {
        KeyKind::Unique => "_key",
        _ => "_idx",
    };
    let fields = key
        .fields
        .iter()
        .flat_map(|field| field.path.iter().copied());
    Some(Cow::Owned(join(&parts(model, fields), suffix, limit)))
}

fn parts<'r, 's: 'r>(
    model: &ResolvedModel<'r, 's>,
    fields: impl Iterator<Item = &'r Field<'s>>,
) -> Vec<&'r str> {
    std::iter::once(database_name(model.model))
        .chain(fields.map(column_name))
        .collect()
}

/// Joins by `_` and adds the suffix; what is too long is cut before it.
fn join(parts: &[&str], suffix: &str, limit: usize) -> String {
    let mut name = parts.join("_");
    if name.len() >= limit - suffix.len() {
        name.truncate(name.floor_char_boundary(limit - suffix.len()));
    }
    name.push_str(suffix);
    name
}

/// The database takes the names that are given.
pub fn lengths(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    let limit = resolved.provider.max_name_length();
    let mut check = |name: Option<&str>, span| {
        if let Some(name) = name.filter(|name| name.len() > limit) {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/constraint-name-too-long",
                    format!("the name `{name}` is longer than {limit} bytes"),
                )
                .at(span, "")
                .help(format!(
                    "{} takes no longer ones: shorten it",
                    resolved.database()
                )),
            );
        }
    };
    for model in &resolved.models {
        for key in model.id.iter().chain(&model.keys) {
            check(key.map, key.span());
        }
    }
    for field in &resolved.relation_fields {
        if let Some(relation) = field.attribute {
            check(field.map, relation.span);
        }
    }
}

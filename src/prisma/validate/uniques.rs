//! What code calls keys of several fields, and how many keys may be clustered.

use std::collections::{HashMap, HashSet};

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        provider::Provider,
        validate::{
            context::FieldType,
            resolved::{Key, KeyKind, Resolved, ResolvedModel, named},
        },
    },
};

/// A key of `a` and `b` is `a_b` in code, unless it has a name: no field is called
/// so.
pub fn field_clashes(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for model in &resolved.models {
        let names: HashSet<&str> = scalar_names(resolved, model);
        for key in model.unique_criteria() {
            // Prisma compares the name that the key would have, even when it has another.
            if key.fields.len() > 1 {
                let fields = key.fields.iter().map(|field| path(&field.path, "_"));
                let name = fields.collect::<Vec<_>>().join("_");
                if names.contains(name.as_str()) {
                    diagnostics.push(clash(&name, key, key.span()));
                }
            }
            let all = || model.model.fields.iter();
            if let Some(name) = key.name
                && all().any(|field| field.name.text == name)
            {
                let place = named(key.attribute, "name").map_or(key.span(), |it| it.span);
                diagnostics.push(clash(name, key, model.model.name.span).at(place, "the name"));
            }
        }
    }
}

fn scalar_names<'s>(
    resolved: &Resolved<'_, '_, 's>,
    model: &ResolvedModel<'_, 's>,
) -> HashSet<&'s str> {
    if model.unique_criteria().all(|key| key.fields.len() < 2) {
        return HashSet::new();
    }
    let fields = model.model.fields.iter();
    fields
        .filter(|field| !matches!(resolved.context.field_type(field), FieldType::Model(_)))
        .map(|field| field.name.text)
        .collect()
}

fn path(fields: &[&crate::prisma::ast::Field<'_>], separator: &str) -> String {
    let names: Vec<&str> = fields.iter().map(|field| field.name.text).collect();
    names.join(separator)
}

fn clash(name: &str, key: &Key<'_, '_>, span: Span) -> Diagnostic {
    Diagnostic::error(
        "prisma/key-name-clash",
        format!("`{}` and a field are both called `{name}`", key.shown()),
    )
    .at(span, "")
    .help("rename the field, or give the key another `name`")
}

/// No two keys of a model have the same name in code.
pub fn custom_names(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for model in &resolved.models {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for name in model.unique_criteria().filter_map(|key| key.name) {
            *counts.entry(name).or_default() += 1;
        }
        for key in model.unique_criteria() {
            let Some(name) = key.name.filter(|name| counts[name] > 1) else {
                continue;
            };
            let span = named(key.attribute, "name").map_or(key.span(), |name| name.span);
            diagnostics.push(
                Diagnostic::error(
                    "prisma/key-name-clash",
                    format!(
                        "several keys of `{}` are called `{name}`",
                        model.model.name.text
                    ),
                )
                .at(span, "")
                .help("give each key a `name` of its own"),
            );
        }
    }
}

/// A table of SQL Server is clustered once; its primary key is, unless it says no.
pub fn several_clustered(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::SqlServer {
        return;
    }
    for model in &resolved.models {
        let id = model.id.iter().filter(|id| id.clustered != Some(false));
        let others = model.keys.iter().filter(|key| key.clustered == Some(true));
        let clustered: Vec<_> = id.chain(others).collect();
        if clustered.len() < 2 {
            continue;
        }
        for key in clustered {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/several-clustered",
                    format!(
                        "`{}` has more than one clustered key",
                        model.model.name.text
                    ),
                )
                .at(key.span(), "")
                .help("add `clustered: false` to all but one; an id is clustered by default"),
            );
        }
    }
}

/// A unique of several fields has no composite type among them.
pub fn composite_fields(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for (_, key) in resolved.all_keys() {
        if key.kind != KeyKind::Unique || key.fields.len() < 2 {
            continue;
        }
        let composite = key.fields.iter().find(|field| {
            let ty = resolved.context.field_type(field.field());
            matches!(ty, FieldType::Composite(_))
        });
        if let Some(field) = composite {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/composite-in-unique",
                    format!(
                        "`{}` has a composite type, and a unique of several fields takes none",
                        field.field().name.text
                    ),
                )
                .at(key.span(), "")
                .help(format!("leave out `{}`", field.field().name.text)),
            );
        }
    }
}

//! `@@fulltext`, which `MySQL` and `MongoDB` have.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        provider::Provider,
        validate::resolved::{Key, KeyKind, Resolved},
    },
};

/// The database has such indexes.
pub fn support(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if is_supported(resolved.provider) {
        return;
    }
    for key in keys(resolved) {
        let message = format!("{} has no `@@fulltext` indexes", resolved.database());
        diagnostics.push(wrong(key.span(), message, "remove the attribute"));
    }
}

fn is_supported(provider: Provider) -> bool {
    matches!(provider, Provider::MySql | Provider::Mongo)
}

fn keys<'r, 'a, 's>(resolved: &'r Resolved<'_, 'a, 's>) -> impl Iterator<Item = &'r Key<'a, 's>> {
    resolved
        .all_keys()
        .map(|(_, key)| key)
        .filter(|key| key.kind == KeyKind::Fulltext)
}

fn wrong(span: Span, message: impl Into<String>, help: &str) -> Diagnostic {
    Diagnostic::error("prisma/fulltext-index", message)
        .at(span, "")
        .help(help)
}

/// Such an index has no lengths, and an order in `MongoDB` alone.
pub fn arguments(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for key in keys(resolved) {
        // Elsewhere a length is refused for every index.
        if resolved.provider == Provider::MySql && key.fields.iter().any(|it| it.has_length) {
            let message = "a `@@fulltext` index has no `length`";
            diagnostics.push(wrong(key.span(), message, "leave out `length`"));
        }
        if resolved.provider == Provider::MySql && key.fields.iter().any(|it| it.has_sort) {
            let message = "a `@@fulltext` index of MySQL has no `sort`";
            diagnostics.push(wrong(key.span(), message, "leave out `sort`"));
        }
    }
}

/// `MongoDB` has one for each collection.
pub fn several(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::Mongo {
        return;
    }
    for model in &resolved.models {
        let keys = model.keys.iter().filter(|it| it.kind == KeyKind::Fulltext);
        let keys: Vec<_> = keys.collect();
        if keys.len() > 1 {
            for key in keys {
                let message = format!(
                    "`{}` has more than one `@@fulltext` index",
                    model.model.name.text
                );
                diagnostics.push(wrong(key.span(), message, "list all fields in one of them"));
            }
        }
    }
}

/// `MongoDB` wants the fields with text side by side: those without `sort`.
pub fn adjacent_fields(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::Mongo {
        return;
    }
    for key in keys(resolved) {
        let mut runs: Vec<bool> = key.fields.iter().map(|field| field.has_sort).collect();
        runs.dedup();
        if runs.iter().filter(|has_sort| !**has_sort).count() > 1 {
            let message = "the fields with text are not side by side in the `@@fulltext` index";
            let help = "move the fields with `sort` before or behind all others";
            diagnostics.push(wrong(key.span(), message, help));
        }
    }
}

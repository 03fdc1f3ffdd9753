//! What `MongoDB` refuses of indexes.

use std::collections::HashMap;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        provider::Provider,
        validate::resolved::{KeyKind, Resolved},
    },
};

/// The path of a field, whether it has a `sort`, whether that is `Desc`.
type Part<'s> = (Vec<&'s str>, bool, bool);

/// No two indexes have the same fields in the same order.
pub fn repeated(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::Mongo {
        return;
    }
    for model in &resolved.models {
        let mut same: HashMap<Vec<Part<'_>>, Vec<_>> = HashMap::new();
        for key in &model.keys {
            let fields = key.fields.iter().map(|part| {
                let path = part.path.iter().map(|field| field.name.text).collect();
                (path, part.has_sort, part.is_descending)
            });
            same.entry(fields.collect()).or_default().push(key);
        }
        for keys in same.into_values().filter(|keys| keys.len() > 1) {
            for key in keys {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/repeated-index",
                        format!(
                            "`{}` has another index of the same fields",
                            model.model.name.text
                        ),
                    )
                    .at(key.span(), "")
                    .help("keep one of them"),
                );
            }
        }
    }
}

/// An id is unique already.
pub fn unique_id(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::Mongo {
        return;
    }
    for model in &resolved.models {
        let Some(id) = model.single_id() else {
            continue;
        };
        let uniques = model.keys.iter().filter(|it| it.kind == KeyKind::Unique);
        for key in uniques.filter(|key| key.is_of(&[id])) {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/unique-id",
                    format!("`{}` is the id, and unique as such", id.name.text),
                )
                .at(key.span(), "")
                .help(format!("remove `{}`", key.shown())),
            );
        }
    }
}

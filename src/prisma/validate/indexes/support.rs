//! Which arguments of an index the database has.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        provider::Provider,
        types::Scalar,
        validate::{
            context::FieldType,
            resolved::{Algorithm, KeyField, KeyKind, Resolved, named},
        },
    },
};

/// An index lists fields.
pub fn field_list(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for (_, key) in resolved.all_keys().filter(|(_, key)| key.fields.is_empty()) {
        diagnostics.push(
            Diagnostic::error(
                "prisma/empty-field-list",
                format!("`{}` lists no fields", key.shown()),
            )
            .at(key.span(), "")
            .help("name at least one field"),
        );
    }
}

/// The database has this type of index.
pub fn algorithms(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    let known = supported_algorithms(resolved.provider);
    for (_, key) in resolved.all_keys() {
        let Some(algorithm) = key.algorithm.filter(|it| !known.contains(it)) else {
            continue;
        };
        let span = named(key.attribute, "type").map_or(key.span(), |argument| argument.span);
        let known: Vec<_> = known.iter().map(|it| format!("`{}`", it.name())).collect();
        diagnostics.push(
            Diagnostic::error(
                "prisma/unsupported-index-type",
                format!(
                    "{} has no `{}` index",
                    resolved.database(),
                    algorithm.name()
                ),
            )
            .at(span, "")
            .help(format!("use {}, or leave out `type`", known.join(" or "))),
        );
    }
}

fn supported_algorithms(provider: Provider) -> &'static [Algorithm] {
    use Algorithm::{BTree, Brin, Gin, Gist, Hash, SpGist};
    match provider {
        Provider::Postgres => &[BTree, Hash, Gist, Gin, SpGist, Brin],
        Provider::Cockroach => &[BTree, Gin],
        Provider::MySql | Provider::Sqlite | Provider::SqlServer | Provider::Mongo => &[BTree],
    }
}

/// `length`, `sort` and `clustered` where the database has them.
pub fn arguments(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    let provider = resolved.provider;
    for (_, key) in resolved.all_keys() {
        let has = |has: fn(&KeyField<'_, '_>) -> bool| key.fields.iter().any(has);
        let mut refuse = |message: String, help: &str| {
            diagnostics.push(
                Diagnostic::error("prisma/unsupported-key-argument", message)
                    .at(key.span(), "")
                    .help(help),
            );
        };
        if has(|field| field.has_length) && provider != Provider::MySql {
            let message = format!(
                "{} indexes whole values, without `length`",
                resolved.database()
            );
            refuse(message, "leave out `length`");
        }
        if key.clustered.is_some() && provider != Provider::SqlServer {
            let message = format!("{} has no `clustered` indexes", resolved.database());
            refuse(message, "leave out `clustered`");
        }
        if key.algorithm == Some(Algorithm::Hash)
            && provider == Provider::Postgres
            && has(|field| field.has_sort)
        {
            let message = "a `Hash` index has no order".to_owned();
            refuse(message, "leave out `sort`, or use `BTree`");
        }
    }
}

/// `length` is about text and bytes.
pub fn lengths(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::MySql {
        return;
    }
    let ids = resolved.models.iter().filter_map(|model| model.id.as_ref());
    for key in ids.chain(resolved.all_keys().map(|(_, key)| key)) {
        for field in key.fields.iter().filter(|field| field.has_length) {
            let ty = resolved.context.field_type(field.field());
            let fits = matches!(
                ty,
                FieldType::Scalar(Scalar::String | Scalar::Bytes) | FieldType::Unsupported
            );
            if !fits {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/unsupported-key-argument",
                        format!(
                            "`length` of `{}`: it is neither a `String` nor `Bytes`",
                            field.field().name.text
                        ),
                    )
                    .at(key.span(), "")
                    .help("leave out `length`"),
                );
            }
        }
    }
}

/// `ops` is for `@@index` alone.
pub fn operator_classes(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for (_, key) in resolved.all_keys() {
        if key.kind != KeyKind::Index && key.fields.iter().any(|field| field.ops.is_some()) {
            diagnostics.push(
                Diagnostic::error(
                    "prisma/operator-class",
                    format!("`{}` takes no operator classes", key.shown()),
                )
                .at(key.span(), "")
                .help("leave out `ops`, or use `@@index`"),
            );
        }
    }
}

//! Columns that a database cannot index: texts and blobs without end.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        ast::Expression,
        provider::Provider,
        validate::resolved::{Key, KeyKind, NativeType, Resolved},
    },
};

/// Keys and indexes have fields that the database can index.
pub fn fields(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for model in &resolved.models {
        for key in model.id.iter().chain(&model.keys) {
            if let Some((span, native, field)) = unindexable(key, resolved) {
                diagnostics.push(
                    Diagnostic::error(
                        "prisma/unindexable-type",
                        format!(
                            "{} does not index `{field}`, which is `{native}`",
                            resolved.database()
                        ),
                    )
                    .at(span, "")
                    .help(match resolved.provider {
                        Provider::MySql => "say how much of it to index: `field(length: 100)`",
                        _ => "give the field another native type",
                    }),
                );
            }
        }
    }
}

/// The first field of a key that cannot be indexed: where to say so, its native
/// type, its name.
fn unindexable<'s>(
    key: &Key<'_, 's>,
    resolved: &Resolved<'_, '_, 's>,
) -> Option<(Span, String, &'s str)> {
    let provider = resolved.provider;
    if !matches!(
        provider,
        Provider::Postgres | Provider::MySql | Provider::SqlServer
    ) {
        return None;
    }
    key.fields.iter().find_map(|part| {
        let field = part.field();
        let native = resolved.native_type(field)?;
        let is_unindexable = match provider {
            Provider::Postgres => native.name == "Xml" && key.kind != KeyKind::Id,
            Provider::MySql => {
                is_text_or_blob(native.name) && !part.has_length && key.kind != KeyKind::Fulltext
            }
            _ => is_on_heap(native),
        };
        // Prisma shows the field for PostgreSQL, the key for the others.
        let span = match provider {
            Provider::Postgres => field.span,
            _ => key.span(),
        };
        is_unindexable.then(|| (span, shown(native), field.name.text))
    })
}

fn is_text_or_blob(name: &str) -> bool {
    matches!(
        name,
        "Text"
            | "LongText"
            | "MediumText"
            | "TinyText"
            | "Blob"
            | "TinyBlob"
            | "MediumBlob"
            | "LongBlob"
    )
}

fn is_on_heap(native: NativeType<'_, '_>) -> bool {
    match native.name {
        "Text" | "NText" | "Image" | "Xml" => true,
        "VarBinary" | "VarChar" | "NVarChar" => is_max(native),
        _ => false,
    }
}

fn is_max(native: NativeType<'_, '_>) -> bool {
    match native.first_argument {
        Some(Expression::Constant(it)) => it.text.eq_ignore_ascii_case("max"),
        _ => false,
    }
}

fn shown(native: NativeType<'_, '_>) -> String {
    if is_max(native) {
        format!("{}(Max)", native.name)
    } else {
        native.name.to_owned()
    }
}

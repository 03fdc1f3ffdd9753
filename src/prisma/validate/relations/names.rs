//! `map:` names a foreign key.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{provider::Provider, validate::resolved::Resolved},
};

/// The database has names for foreign keys.
pub fn supported(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if !matches!(resolved.provider, Provider::Sqlite | Provider::Mongo) {
        return;
    }
    for field in resolved
        .relation_fields
        .iter()
        .filter(|it| it.map.is_some())
    {
        let Some(relation) = field.attribute else {
            continue;
        };
        diagnostics.push(
            Diagnostic::error(
                "prisma/foreign-key-name",
                format!("{} has no names for foreign keys", resolved.database()),
            )
            .at(relation.span, "")
            .help("leave out `map`"),
        );
    }
}

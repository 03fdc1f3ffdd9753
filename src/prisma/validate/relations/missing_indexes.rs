//! Without foreign keys a database has no indexes for them.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        provider::Provider,
        validate::resolved::{Key, Resolved},
    },
};

/// With `relationMode = "prisma"`, the fields of a relation begin an index.
pub fn fields(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if !resolved.context.relation_mode_is_prisma || resolved.provider == Provider::Mongo {
        return;
    }
    for end in &resolved.relation_fields {
        let (Some(fields), Some(relation)) = (&end.fields, end.attribute) else {
            continue;
        };
        let begins = |key: &Key<'_, '_>| {
            key.fields.len() >= fields.len()
                && fields
                    .iter()
                    .zip(&key.fields)
                    .all(|(field, part)| std::ptr::eq(*field, part.field()))
        };
        let model = resolved.model_of(end);
        if model.id.iter().chain(&model.keys).any(begins) {
            continue;
        }
        let names: Vec<&str> = fields.iter().map(|field| field.name.text).collect();
        diagnostics.push(
            Diagnostic::warning(
                "prisma/missing-relation-index",
                format!(
                    "no index begins with the fields of `{}`, and there are no foreign keys",
                    end.name()
                ),
            )
            .at(relation.span, "")
            .help(format!("add `@@index([{}])`", names.join(", "))),
        );
    }
}

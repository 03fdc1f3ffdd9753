//! Fields of which nobody can say what relation they belong to.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::validate::resolved::Resolved,
};

/// Two relations between the same models have names.
pub fn fields(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for group in &resolved.ambiguous {
        let fields = group.iter().map(|&place| &resolved.relation_fields[place]);
        let names: Vec<String> = fields
            .clone()
            .map(|field| format!("`{}`", field.name()))
            .collect();
        let first = &resolved.relation_fields[group[0]];
        let model = resolved.model_of(first).model.name.text;
        let other = resolved.other_of(first).model.name.text;
        let is_self = first.model == first.other;
        let (message, help) = match first.name {
            Some(name) => (
                format!(
                    "the relation `{name}` has too many fields in `{model}`: {}",
                    names.join(", ")
                ),
                "give the fields of each relation a name of their own",
            ),
            None => (
                format!(
                    "{} of `{model}` all refer to `{other}`, and could be of one relation",
                    names.join(", ")
                ),
                if is_self {
                    "give the two fields of each relation the same name: `@relation(\"name\")`"
                } else {
                    "name each relation at both ends: `@relation(\"name\", …)`"
                },
            ),
        };
        let mut diagnostic = Diagnostic::error("prisma/ambiguous-relation", message);
        for field in fields {
            diagnostic = diagnostic.at(field.span(), "");
        }
        diagnostics.push(diagnostic.help(help));
    }
}

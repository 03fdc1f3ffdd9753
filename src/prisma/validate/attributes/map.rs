//! `MongoDB` gives two characters in the names of fields a meaning of its own.

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        provider::Provider,
        validate::{
            Context,
            lookup::{attribute, mapped_name},
        },
    },
};

pub fn mongo_names(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    if context.provider != Some(Provider::Mongo) {
        return;
    }
    for (_, field) in context.columns() {
        let map = attribute(&field.attributes, "map");
        let Some((map, name)) = map.zip(mapped_name(&field.attributes)) else {
            continue;
        };
        let message = if name.starts_with('$') {
            "the name of a field cannot begin with `$` on MongoDB"
        } else if name.contains('.') {
            "the name of a field cannot contain `.` on MongoDB"
        } else {
            continue;
        };
        diagnostics.push(
            Diagnostic::error("prisma/invalid-database-name", message)
                .at(map.span, "")
                .help("give the field another name"),
        );
    }
}

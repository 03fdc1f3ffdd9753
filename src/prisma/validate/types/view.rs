//! Views: behind a preview feature, and without what only tables have.

use crate::{
    diagnostic::{Diagnostic, Diagnostics, Span},
    prisma::{
        ast::ModelKind,
        validate::{Context, config::preview_features::is_on, lookup::attribute},
    },
};

pub fn views(context: &Context<'_, '_>, diagnostics: &mut Diagnostics) {
    for view in context.all_models().filter(|m| m.kind == ModelKind::View) {
        if !is_on(context, "views") {
            diagnostics.push(
                error("views need a preview feature", view.name.span)
                    .help("add `previewFeatures = [\"views\"]` to the generator"),
            );
        }
        let on_fields = view
            .fields
            .iter()
            .filter_map(|field| attribute(&field.attributes, "id"));
        let on_view = view.attributes.iter().filter(|a| a.name.text == "id");
        for id in on_fields.chain(on_view) {
            diagnostics.push(
                error("a view has no primary key", id.span)
                    .help("remove it, or use `@unique` for a column that tells rows apart"),
            );
        }
        for attribute in &view.attributes {
            if matches!(attribute.name.text, "index" | "fulltext") {
                diagnostics.push(
                    error("a view has no indexes", attribute.span)
                        .help("remove it, and index the tables behind the view"),
                );
            }
        }
    }
}

fn error(message: &str, span: Span) -> Diagnostic {
    Diagnostic::error("prisma/view", message).at(span, "")
}

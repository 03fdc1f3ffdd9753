//! `onDelete` and `onUpdate`: what the database does, and at which end to say it.

use crate::{
    catalog::Action,
    diagnostic::{Diagnostic, Diagnostics},
    prisma::{
        ast::Arity,
        provider::Provider,
        validate::resolved::{Relation, RelationField, RelationKind, Resolved},
    },
};

/// What the database does when it holds the relation, or what Prisma does instead
/// of it.
///
/// Source: prisma-engines `psl-core/src/builtin_connectors`.
pub fn supported_actions(resolved: &Resolved<'_, '_, '_>) -> &'static [Action] {
    use Action::{Cascade, NoAction, Restrict, SetDefault, SetNull};
    if resolved.context.relation_mode_is_prisma {
        return match resolved.provider {
            Provider::Postgres | Provider::Sqlite => &[Cascade, Restrict, SetNull],
            _ => &[Cascade, Restrict, NoAction, SetNull],
        };
    }
    match resolved.provider {
        Provider::SqlServer => &[Cascade, NoAction, SetNull, SetDefault],
        _ => &[Cascade, Restrict, NoAction, SetNull, SetDefault],
    }
}

fn name(action: Action) -> &'static str {
    match action {
        Action::Cascade => "Cascade",
        Action::Restrict => "Restrict",
        Action::NoAction => "NoAction",
        Action::SetNull => "SetNull",
        Action::SetDefault => "SetDefault",
    }
}

/// The action is one that the database has.
pub fn supported(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    let supported = supported_actions(resolved);
    for field in &resolved.relation_fields {
        for (action, span) in field.on_delete.iter().chain(&field.on_update) {
            if supported.contains(action) {
                continue;
            }
            let known: Vec<_> = supported
                .iter()
                .map(|it| format!("`{}`", name(*it)))
                .collect();
            let mut diagnostic = Diagnostic::error(
                "prisma/unsupported-action",
                if resolved.context.relation_mode_is_prisma {
                    format!(
                        "`{}` does not work with `relationMode = \"prisma\"` on {}",
                        name(*action),
                        resolved.database()
                    )
                } else {
                    format!("{} has no `{}`", resolved.database(), name(*action))
                },
            )
            .at(*span, "");
            if let Some(mode) = resolved.relation_mode_span() {
                diagnostic = diagnostic.at(mode, "set here");
            }
            diagnostics.push(diagnostic.help(format!("use one of {}", known.join(", "))));
        }
    }
}

fn inline<'r>(resolved: &'r Resolved<'_, '_, '_>) -> impl Iterator<Item = &'r Relation> {
    use RelationKind::{OneToMany, OneToOne};
    let relations = resolved.relations.iter();
    relations.filter(|relation| matches!(relation.kind, OneToOne | OneToMany))
}

/// Actions stand at the end that holds the relation.
pub fn side(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    for relation in inline(resolved) {
        let Some((forward, back)) = resolved.ends(relation) else {
            continue;
        };
        if !back.has_action() {
            continue;
        }
        diagnostics.push(
            Diagnostic::error(
                "prisma/action-on-wrong-side",
                format!(
                    "`{}` cannot have `onDelete` or `onUpdate`: the other end holds the relation",
                    back.name()
                ),
            )
            .at(back.span(), "")
            .at(forward.span(), "the other end")
            .help(format!(
                "move them to `{}.{}`",
                resolved.model_of(forward).model.name.text,
                forward.name()
            )),
        );
    }
}

/// A required field cannot be set to null; `PostgreSQL` finds out too late.
pub fn set_null(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    let is_warning =
        resolved.provider == Provider::Postgres && !resolved.context.relation_mode_is_prisma;
    for forward in inline(resolved).filter_map(|relation| resolved.forward(relation)) {
        if !has_required_field(forward) {
            continue;
        }
        let actions = [
            ("onDelete", forward.on_delete),
            ("onUpdate", forward.on_update),
        ];
        for (argument, action) in actions {
            if action.is_none_or(|(action, _)| action != Action::SetNull) {
                continue;
            }
            let new = if is_warning {
                Diagnostic::warning
            } else {
                Diagnostic::error
            };
            let message = format!(
                "`{argument}: SetNull` of `{}`, but a field that holds the relation is required",
                forward.name()
            );
            let mut diagnostic = new("prisma/set-null-on-required", message).at(forward.span(), "");
            let mut fields = forward.fields.iter().flatten();
            if let Some(field) = fields.find(|field| field.ty.arity == Arity::Required) {
                diagnostic = diagnostic.at(field.ty.span, "this one is required");
            }
            diagnostics.push(diagnostic.help("make the field optional, or choose another action"));
        }
    }
}

/// A relation without fields counts as well.
fn has_required_field(forward: &RelationField<'_, '_>) -> bool {
    let Some(fields) = &forward.fields else {
        return true;
    };
    fields.iter().any(|field| field.ty.arity == Arity::Required)
}

/// `MySQL` takes `SetDefault`, and then refuses to do it.
pub fn set_default(resolved: &Resolved<'_, '_, '_>, diagnostics: &mut Diagnostics) {
    if resolved.provider != Provider::MySql || resolved.context.relation_mode_is_prisma {
        return;
    }
    for field in &resolved.relation_fields {
        for (action, span) in field.on_delete.iter().chain(&field.on_update) {
            if *action == Action::SetDefault {
                diagnostics.push(
                    Diagnostic::warning(
                        "prisma/set-default",
                        "MySQL knows `SetDefault`, but does not do it",
                    )
                    .at(*span, "")
                    .help("choose another action"),
                );
            }
        }
    }
}

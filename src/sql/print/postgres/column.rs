//! Columns of drafts.

use crate::catalog::{Column, Default, Generated, Identity, IndexTarget, Table};
use crate::diff::{Change, Pair, What};
use crate::sql::quote::{identifier, string};

use super::parts::{literal, qualified, type_name};
use super::{Draft, Phase, add_check, add_foreign_key, add_index};

pub fn change(draft: &mut Draft, change: &Change<'_>, on: &str) {
    let alter = |column: &Column, what: &str| {
        format!(
            "ALTER TABLE {on} ALTER COLUMN {} {what}",
            identifier(&column.name)
        )
    };
    match &change.what {
        What::Column(Pair::Left(column)) => add(draft, change.tables[0], column, on),
        What::Column(Pair::Right(column)) => {
            let drop = format!("ALTER TABLE {on} DROP COLUMN {}", identifier(&column.name));
            draft.doubt(Phase::Loss, "warning: loses what is in the column", &drop);
        }
        What::Column(Pair::Both(left, right)) => {
            let (from, to) = (identifier(&right.name), identifier(&left.name));
            let rename = format!("ALTER TABLE {on} RENAME COLUMN {from} TO {to}");
            draft.doubt(Phase::Loss, "looks renamed; if it is:", &rename);
        }
        What::Type(left, right) if left.generated.is_some() => anew(draft, left, right, on),
        What::Type(left, right) if is_computed_from(change.tables[1], right) => {
            let reason = "a generated column is computed from it: drop that one first";
            draft.say(
                Phase::Column,
                &format!("{on}.{}: {reason}", identifier(&right.name)),
            );
        }
        What::Type(left, right) => {
            let ty = type_name(&left.ty);
            let is_counted = matches!(right.default, Some(Default::AutoIncrement));
            let has_default = right.default.is_some() && !is_counted;
            // The database cannot always cast the old default.
            if has_default {
                draft.add(Phase::Drop, &alter(right, "DROP DEFAULT"));
            }
            let name = identifier(&right.name);
            let cast = match (right.ty.list, left.ty.list) {
                (false, true) => format!("ARRAY[{name}]::{ty}"),
                (true, false) => format!("({name})[1]::text::{ty}"),
                (true, true) => format!("{name}::text[]::{ty}"),
                (false, false) => format!("{name}::text::{ty}"),
            };
            draft.add(
                Phase::Column,
                &alter(right, &format!("TYPE {ty} USING {cast}")),
            );
            if has_default && left.default.is_some() {
                set_default(draft, change, left, right, on);
            }
        }
        What::Nullability(left, right) => {
            let what = if left.nullable {
                "DROP NOT NULL"
            } else {
                "SET NOT NULL"
            };
            draft.add(Phase::Column, &alter(right, what));
        }
        What::Default(left, right) => set_default(draft, change, left, right, on),
        What::Generated(left, right) => {
            if left.generated.is_none() {
                draft.add(Phase::Column, &alter(right, "DROP EXPRESSION"));
            } else {
                anew(draft, left, right, on);
            }
        }
        What::Identity(left, right) => identity(draft, change, left, right, on),
        _ => {}
    }
}

/// A generated column cannot be changed.
fn anew(draft: &mut Draft, left: &Column, right: &Column, on: &str) {
    let name = identifier(&right.name);
    let drop = format!(
        "ALTER TABLE {on} DROP COLUMN {name}, ADD COLUMN {}",
        definition(left)
    );
    draft.doubt(Phase::Loss, "warning: computes the column anew", &drop);
}

fn is_computed_from(table: Option<&Table>, column: &Column) -> bool {
    let mut generated = table.into_iter().flat_map(|table| &table.columns);
    generated.any(|it| {
        it.generated
            .as_ref()
            .is_some_and(|it| it.expression.contains(&column.name))
    })
}

/// A column with the keys on it, of which nothing else is said.
fn add(draft: &mut Draft, table: Option<&Table>, column: &Column, on: &str) {
    let add = format!("ALTER TABLE {on} ADD COLUMN {}", definition(column));
    if !column.nullable
        && column.default.is_none()
        && column.generated.is_none()
        && column.identity.is_none()
    {
        let reason = "fails as long as the table has rows: it needs a default, or values first";
        draft.say(
            Phase::Column,
            &format!("{on}.{}: {reason}", identifier(&column.name)),
        );
    }
    draft.add(Phase::Column, &add);
    let Some(table) = table else {
        return;
    };
    let has = |names: &[String]| names.contains(&column.name);
    if let Some(key) = table.primary_key.as_ref().filter(|key| has(&key.columns)) {
        super::add_primary_key(draft, on, key.name.as_deref(), &key.columns);
    }
    for index in &table.indexes {
        let is_on = index.columns.iter().any(|it| match &it.target {
            IndexTarget::Column(name) => *name == column.name,
            IndexTarget::Expression(text) => text.contains(&column.name),
        });
        if is_on || has(&index.include) {
            add_index(draft, on, index);
        }
    }
    for key in table.foreign_keys.iter().filter(|key| has(&key.columns)) {
        add_foreign_key(draft, on, key);
    }
    for check in table
        .checks
        .iter()
        .filter(|check| check.expression.contains(&column.name))
    {
        add_check(draft, on, check.name.as_deref(), &check.expression);
    }
}

/// `price numeric(10,2) NOT NULL DEFAULT 0`
pub fn definition(column: &Column) -> String {
    let Column {
        name,
        ty,
        nullable,
        default,
        // Only a Prisma schema says it.
        default_name: _,
        generated,
        identity,
        sequence: _,
        place: _,
        notes: _,
    } = column;
    let counted = matches!(default, Some(Default::AutoIncrement)) && identity.is_none();
    let type_text = match (counted, type_name(ty).as_str()) {
        (true, "smallint") => "smallserial".to_owned(),
        (true, "integer") => "serial".to_owned(),
        (true, "bigint") => "bigserial".to_owned(),
        (_, text) => text.to_owned(),
    };
    let mut text = format!("{} {type_text}", identifier(name));
    if !nullable {
        text.push_str(" NOT NULL");
    }
    match identity {
        Some(Identity::Always) => text.push_str(" GENERATED ALWAYS AS IDENTITY"),
        Some(Identity::ByDefault) => text.push_str(" GENERATED BY DEFAULT AS IDENTITY"),
        None => {}
    }
    if let Some(Generated { expression, stored }) = generated {
        let kept = if *stored { "STORED" } else { "VIRTUAL" };
        text.push_str(&format!(" GENERATED ALWAYS AS ({expression}) {kept}"));
    } else if let Some(value) = default_text(column) {
        text.push_str(&format!(" DEFAULT {value}"));
    }
    text
}

/// What stands behind `DEFAULT`; `None` when that is not known or not a value.
fn default_text(column: &Column) -> Option<String> {
    match column.default.as_ref()? {
        Default::Literal(value) => Some(literal(value, &column.ty)),
        // Not every operator may stand there by itself.
        Default::Expression(text) => Some(format!("({text})")),
        Default::AutoIncrement | Default::Unknown => None,
    }
}

fn set_default(draft: &mut Draft, change: &Change<'_>, left: &Column, right: &Column, on: &str) {
    let name = identifier(&right.name);
    let alter = |what: &str| format!("ALTER TABLE {on} ALTER COLUMN {name} {what}");
    match (&left.default, default_text(left)) {
        (None, _) => draft.add(Phase::Column, &alter("DROP DEFAULT")),
        (Some(_), Some(value)) => {
            draft.add(Phase::Column, &alter(&format!("SET DEFAULT {value}")));
        }
        (Some(Default::AutoIncrement), None) if left.identity.is_none() => {
            let Some(table) = change.tables[1] else {
                return;
            };
            let mut sequence = table.name.clone();
            sequence.name = format!("{}_{}_seq", table.name.name, right.name);
            let sequence = qualified(&sequence);
            let ty = type_name(&left.ty);
            draft.add(
                Phase::Table,
                &format!("CREATE SEQUENCE {sequence} AS {ty} OWNED BY {on}.{name}"),
            );
            let next = format!("nextval({})", string(&sequence));
            draft.add(Phase::Column, &alter(&format!("SET DEFAULT {next}")));
        }
        (Some(Default::AutoIncrement), None) => {
            draft.add(Phase::Drop, &alter("DROP DEFAULT"));
            draft.add(
                Phase::Column,
                &alter(&format!("ADD {}", identity_text(left.identity))),
            );
        }
        (Some(_), None) => draft.say(
            Phase::Column,
            &format!("{on}.{name}: its default is not known"),
        ),
    }
}

fn identity_text(identity: Option<Identity>) -> &'static str {
    match identity {
        Some(Identity::ByDefault) => "GENERATED BY DEFAULT AS IDENTITY",
        Some(Identity::Always) | None => "GENERATED ALWAYS AS IDENTITY",
    }
}

fn identity(draft: &mut Draft, change: &Change<'_>, left: &Column, right: &Column, on: &str) {
    let name = identifier(&right.name);
    let alter = |what: &str| format!("ALTER TABLE {on} ALTER COLUMN {name} {what}");
    match (left.identity, right.identity) {
        (Some(_), None) => {
            draft.add(Phase::Drop, &alter("DROP DEFAULT"));
            let Some(table) = change.tables[1] else {
                return;
            };
            // The identity makes a sequence of its own, which goes on where the rows end.
            let mut sequence = table.name.clone();
            sequence.name = format!("{}_{}_seq", table.name.name, right.name);
            let drop = format!("DROP SEQUENCE IF EXISTS {}", qualified(&sequence));
            draft.add(Phase::Drop, &drop);
            let add = alter(&format!("ADD {}", identity_text(left.identity)));
            draft.add(Phase::Column, &add);
            let of = format!(
                "pg_get_serial_sequence({}, {})",
                string(on),
                string(&right.name)
            );
            let go_on = format!("SELECT setval({of}, max({name})) FROM {on}");
            draft.add(Phase::Key, &go_on);
        }
        (None, Some(_)) => {
            draft.add(Phase::Drop, &alter("DROP IDENTITY"));
            set_default(draft, change, left, right, on);
        }
        (Some(Identity::Always), _) => draft.add(Phase::Column, &alter("SET GENERATED ALWAYS")),
        (Some(Identity::ByDefault), _) => {
            draft.add(Phase::Column, &alter("SET GENERATED BY DEFAULT"));
        }
        (None, None) => {}
    }
}

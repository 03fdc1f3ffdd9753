//! Drafts for `PostgreSQL`.

mod column;
mod parts;

use crate::catalog::{
    Catalog, Constraint, Enum, ForeignKey, Index, Name, Partition, Policy, Table, TableKind,
    TypeName,
};
use crate::diff::{Change, Pair, What};
use crate::sql::quote::{identifier, string};

use super::{Draft, Phase};
use parts::{columns, qualified};

// One arm for each kind of change.
#[allow(clippy::too_many_lines)]
pub fn change(draft: &mut Draft, left: &Catalog, right: &Catalog, change: &Change<'_>) {
    // Statements name the table as the right side does.
    let on = change.tables[1]
        .or(change.tables[0])
        .map(|table| qualified(&table.name));
    let on = on.unwrap_or_default();
    match &change.what {
        What::Table(tables) => table(draft, *tables),
        What::Kind(left, _) => {
            draft.say(
                Phase::Loss,
                &format!(
                    "{} is a table on one side and a view on the other",
                    left.name
                ),
            );
        }
        What::Column(_)
        | What::Type(..)
        | What::Nullability(..)
        | What::Default(..)
        | What::Generated(..)
        | What::Identity(..) => {
            lacking_enum(draft, left, right, &change.what);
            column::change(draft, change, &on);
        }
        What::PrimaryKey(keys) => {
            if let Some(key) = keys.right() {
                drop_constraint(draft, &on, key.name.as_deref(), "primary key");
            }
            if let Some(key) = keys.left() {
                add_primary_key(draft, &on, key.name.as_deref(), &key.columns);
            }
        }
        What::JoinKey => draft.say(Phase::Key, &format!("{on}: both keys do the same")),
        What::Index(indexes) => {
            if let Some(index) = indexes.right() {
                drop_index(draft, change.tables[1], index);
            }
            if let Some(index) = indexes.left() {
                add_index(draft, &on, index);
            }
        }
        What::ForeignKey(keys) => {
            if let Some(key) = keys.right() {
                drop_constraint(draft, &on, key.name.as_deref(), "foreign key");
            }
            if let Some(key) = keys.left() {
                add_foreign_key(draft, &on, key);
            }
        }
        What::Check(checks) => {
            if let Some(check) = checks.right() {
                drop_constraint(draft, &on, check.name.as_deref(), "check");
            }
            if let Some(check) = checks.left() {
                add_check(draft, &on, check.name.as_deref(), &check.expression);
            }
        }
        What::RowSecurity(left, right) => row_security(draft, &on, left, Some(right)),
        What::Policy(policies) => {
            if let Some(policy) = policies.right() {
                let name = identifier(&policy.name);
                draft.add(Phase::Drop, &format!("DROP POLICY {name} ON {on}"));
            }
            if let Some(policy) = policies.left() {
                add_policy(draft, &on, policy);
            }
        }
        What::Partition(..) => {
            draft.say(Phase::Loss, &format!("{on}: a table cannot become partitioned, or stop being so; copy its rows into a new one"));
        }
        What::Enum(enums) => self::enums(draft, *enums),
        What::Label(label, [left, right]) => self::label(draft, *label, left, right),
        What::LabelOrder(left, right) => {
            let name = qualified(&right.name);
            draft.say(
                Phase::Type,
                &format!(
                    "{name}: labels cannot be put in another order; make a new type with {}",
                    labels(left)
                ),
            );
        }
        What::Extension(Pair::Left(name) | Pair::Both(name, _)) => {
            draft.add(
                Phase::Type,
                &format!("CREATE EXTENSION IF NOT EXISTS {}", identifier(name)),
            );
        }
        What::Extension(Pair::Right(name)) => {
            let drop = format!("DROP EXTENSION {}", identifier(name));
            draft.doubt(Phase::Loss, "warning: others may need the extension", &drop);
        }
        What::Name(left, right) => {
            draft.say(
                Phase::Loss,
                &format!(
                    "{}: rename {} to {}",
                    change.object.kind(),
                    identifier(right),
                    identifier(left)
                ),
            );
        }
    }
}

fn table(draft: &mut Draft, tables: Pair<&Table>) {
    match tables {
        Pair::Left(table) if table.kind != TableKind::Table => match &table.definition {
            Some(query) => {
                let kind = if table.kind == TableKind::View {
                    "VIEW"
                } else {
                    "MATERIALIZED VIEW"
                };
                let query = query.trim().trim_end_matches(';');
                draft.add(
                    Phase::Policy,
                    &format!("CREATE {kind} {} AS {query}", qualified(&table.name)),
                );
            }
            None => draft.say(
                Phase::Policy,
                &format!("view {}: its query is not known", table.name),
            ),
        },
        Pair::Left(table) => create_table(draft, table),
        Pair::Right(table) => {
            let kind = match table.kind {
                TableKind::Table => "TABLE",
                TableKind::View => "VIEW",
                TableKind::MaterializedView => "MATERIALIZED VIEW",
            };
            let drop = format!("DROP {kind} {}", qualified(&table.name));
            draft.doubt(Phase::Loss, "warning: loses what is in it", &drop);
        }
        Pair::Both(left, right) => {
            let rename = format!(
                "ALTER TABLE {} RENAME TO {}",
                qualified(&right.name),
                identifier(&left.name.name)
            );
            draft.doubt(Phase::Loss, "looks renamed; if it is:", &rename);
        }
    }
}

fn create_table(draft: &mut Draft, table: &Table) {
    let on = qualified(&table.name);
    if let Some(Partition::Of(parent)) = &table.partition {
        let text = format!(
            "{on}: make it with `CREATE TABLE {on} PARTITION OF {} …`",
            qualified(parent)
        );
        return draft.say(Phase::Table, &text);
    }
    let mut lines: Vec<String> = table
        .columns
        .iter()
        .map(|column| format!("  {}", column::definition(column)))
        .collect();
    if let Some(key) = &table.primary_key {
        let name = parts::constraint(key.name.as_deref());
        lines.push(format!("  {name}PRIMARY KEY ({})", columns(&key.columns)));
    }
    let by = match &table.partition {
        Some(Partition::By(by)) => format!(" PARTITION BY {by}"),
        _ => String::new(),
    };
    draft.add(
        Phase::Table,
        &format!("CREATE TABLE {on} (\n{}\n){by}", lines.join(",\n")),
    );
    for index in &table.indexes {
        add_index(draft, &on, index);
    }
    for check in &table.checks {
        add_check(draft, &on, check.name.as_deref(), &check.expression);
    }
    for key in &table.foreign_keys {
        add_foreign_key(draft, &on, key);
    }
    row_security(draft, &on, table, None);
    for policy in &table.policies {
        add_policy(draft, &on, policy);
    }
}

pub fn drop_constraint(draft: &mut Draft, on: &str, name: Option<&str>, kind: &str) {
    match name {
        Some(name) => {
            draft.add(
                Phase::Drop,
                &format!("ALTER TABLE {on} DROP CONSTRAINT {}", identifier(name)),
            );
        }
        None => draft.say(
            Phase::Drop,
            &format!("{on}: drop the {kind}, whose name is not known"),
        ),
    }
}

pub fn add_primary_key(draft: &mut Draft, on: &str, name: Option<&str>, names: &[String]) {
    let name = parts::constraint(name);
    draft.add(
        Phase::Key,
        &format!(
            "ALTER TABLE {on} ADD {name}PRIMARY KEY ({})",
            columns(names)
        ),
    );
}

pub fn add_check(draft: &mut Draft, on: &str, name: Option<&str>, expression: &str) {
    let name = parts::constraint(name);
    draft.add(
        Phase::Key,
        &format!("ALTER TABLE {on} ADD {name}CHECK ({expression})"),
    );
}

pub fn add_foreign_key(draft: &mut Draft, on: &str, key: &ForeignKey) {
    let add = format!(
        "ALTER TABLE {on} ADD {}{}",
        parts::constraint(key.name.as_deref()),
        parts::foreign_key(key)
    );
    draft.add(Phase::ForeignKey, &add);
}

pub fn add_index(draft: &mut Draft, on: &str, index: &Index) {
    let name = index.name.as_deref();
    let add = match index.constraint {
        Some(_) => format!(
            "ALTER TABLE {on} ADD {}{}",
            parts::constraint(name),
            parts::index_constraint(index)
        ),
        None => format!("CREATE {}", parts::index(on, index)),
    };
    draft.add(Phase::Key, &add);
}

fn drop_index(draft: &mut Draft, table: Option<&Table>, index: &Index) {
    let Some(table) = table else {
        return;
    };
    match (&index.name, index.constraint) {
        (name, Some(Constraint::Unique | Constraint::Exclusion)) => {
            drop_constraint(
                draft,
                &qualified(&table.name),
                name.as_deref(),
                "constraint",
            );
        }
        (Some(name), None) => {
            let name = Name {
                schema: table.name.schema.clone(),
                name: name.clone(),
            };
            draft.add(Phase::Drop, &format!("DROP INDEX {}", qualified(&name)));
        }
        (None, None) => draft.say(Phase::Drop, "drop the index, whose name is not known"),
    }
}

fn row_security(draft: &mut Draft, on: &str, left: &Table, right: Option<&Table>) {
    let before = right.map(|table| table.row_security).unwrap_or_default();
    let after = left.row_security;
    if before.enabled != after.enabled {
        let word = if after.enabled { "ENABLE" } else { "DISABLE" };
        draft.add(
            Phase::Policy,
            &format!("ALTER TABLE {on} {word} ROW LEVEL SECURITY"),
        );
    }
    if before.forced != after.forced {
        let word = if after.forced { "FORCE" } else { "NO FORCE" };
        draft.add(
            Phase::Policy,
            &format!("ALTER TABLE {on} {word} ROW LEVEL SECURITY"),
        );
    }
}

fn add_policy(draft: &mut Draft, on: &str, policy: &Policy) {
    draft.add(
        Phase::Policy,
        &format!(
            "CREATE POLICY {} ON {on}{}",
            identifier(&policy.name),
            parts::policy(policy)
        ),
    );
}

/// The enum that a column is to have, where the right side has not got it: the diff
/// says so of the column alone.
fn lacking_enum(draft: &mut Draft, left: &Catalog, right: &Catalog, what: &What<'_>) {
    let (What::Type(column, _) | What::Column(Pair::Left(column))) = what else {
        return;
    };
    if let TypeName::Enum(name) = &column.ty.name
        && right.enums.iter().all(|e| e.name != *name)
        && let Some(e) = left.enums.iter().find(|e| e.name == *name)
    {
        enums(draft, Pair::Left(e));
    }
}

fn labels(e: &Enum) -> String {
    let labels: Vec<_> = e.values.iter().map(|value| string(&value.label)).collect();
    format!("({})", labels.join(", "))
}

fn enums(draft: &mut Draft, enums: Pair<&Enum>) {
    match enums {
        Pair::Left(e) => {
            draft.add(
                Phase::Type,
                &format!("CREATE TYPE {} AS ENUM {}", qualified(&e.name), labels(e)),
            );
        }
        Pair::Right(e) => {
            let drop = format!("DROP TYPE {}", qualified(&e.name));
            draft.doubt(
                Phase::Loss,
                "warning: nothing may use the type any more",
                &drop,
            );
        }
        Pair::Both(left, right) => {
            let rename = format!(
                "ALTER TYPE {} RENAME TO {}",
                qualified(&right.name),
                identifier(&left.name.name)
            );
            draft.doubt(Phase::Loss, "looks renamed; if it is:", &rename);
        }
    }
}

fn label(draft: &mut Draft, label: Pair<&str>, left: &Enum, right: &Enum) {
    let name = qualified(&right.name);
    match label {
        Pair::Left(label) => {
            let at = left
                .values
                .iter()
                .position(|value| value.label == label)
                .unwrap_or(0);
            let is_there = |label: &str| right.values.iter().any(|value| value.label == label);
            // Labels are added in their order, so that the one before is there by then.
            let place = match at.checked_sub(1) {
                Some(before) => format!(" AFTER {}", string(&left.values[before].label)),
                None => match left.values.iter().find(|value| is_there(&value.label)) {
                    Some(next) => format!(" BEFORE {}", string(&next.label)),
                    None => String::new(),
                },
            };
            draft.add(
                Phase::Type,
                &format!("ALTER TYPE {name} ADD VALUE {}{place}", string(label)),
            );
        }
        Pair::Right(label) => {
            draft.say(
                Phase::Type,
                &format!(
                    "{name}: a label cannot be removed; to lose {}, make a new type with {}",
                    string(label),
                    labels(left)
                ),
            );
        }
        Pair::Both(left, right) => {
            let rename = format!(
                "ALTER TYPE {name} RENAME VALUE {} TO {}",
                string(right),
                string(left)
            );
            draft.doubt(Phase::Type, "looks renamed; if it is:", &rename);
        }
    }
}

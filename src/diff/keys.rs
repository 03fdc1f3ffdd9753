//! Primary keys and foreign keys.

use crate::catalog::{Action, Dialect, Fact, ForeignKey, Object, Origin, PrimaryKey, Table};

use super::table::{Scope, name};
use super::{Pair, Walk, What};

pub fn primary_key<'c>(walk: &mut Walk<'c>, scope: &Scope<'c>) {
    if !walk.both_know(Fact::PrimaryKeys) {
        return;
    }
    let object = || Object::PrimaryKey(scope.left.name.clone());
    let (left, right) = (&scope.left.primary_key, &scope.right.primary_key);
    let mut columns = [left, right]
        .into_iter()
        .flatten()
        .flat_map(|key| &key.columns);
    if columns.any(|column| scope.lonely.contains(column.as_str())) {
        return;
    }
    let place = |key: &Option<PrimaryKey>, table: &Table| {
        key.as_ref().and_then(|key| key.place).or(table.place)
    };
    let places = [place(left, scope.left), place(right, scope.right)];
    let what = match (left, right) {
        (None, None) => return,
        (Some(l), Some(r)) if scope.same_list(&l.columns, &r.columns) => {
            let names = (l.name.as_deref(), r.name.as_deref());
            return name(walk, scope, object(), names, places);
        }
        (Some(l), Some(r)) => What::PrimaryKey(Pair::Both(l, r)),
        _ if has_join_key(scope) => What::JoinKey,
        (Some(l), None) => What::PrimaryKey(Pair::Left(l)),
        (None, Some(r)) => What::PrimaryKey(Pair::Right(r)),
    };
    scope.push(walk, object(), what, true, places);
}

/// Whether a table joins the two sides of an implicit many-to-many relation, and its
/// key is a primary key on one side only: Prisma 5 made a unique index of it, Prisma 6
/// makes a primary key. Both keep a pair of rows from being there twice.
pub fn has_join_key(scope: &Scope<'_>) -> bool {
    let is_join = |table: &Table| {
        table.notes.origin == Origin::Joined
            || table.name.name.starts_with('_')
                && table
                    .columns
                    .iter()
                    .map(|column| column.name.as_str())
                    .eq(["A", "B"])
    };
    let is_unique = |table: &Table| {
        table.indexes.iter().any(|index| {
            index.unique
                && index
                    .column_names()
                    .is_some_and(|names| names == ["A", "B"])
        })
    };
    let (left, right) = (scope.left, scope.right);
    is_join(left)
        && is_join(right)
        && match (&left.primary_key, &right.primary_key) {
            (Some(_), None) => is_unique(right),
            (None, Some(_)) => is_unique(left),
            _ => false,
        }
}

pub fn foreign_keys<'c>(walk: &mut Walk<'c>, scope: &Scope<'c>) {
    if !walk.both_know(Fact::ForeignKeys) {
        return;
    }
    let mut free: Vec<&ForeignKey> = scope.right.foreign_keys.iter().collect();
    let mut pairs = Vec::new();
    let mut loose: Vec<&ForeignKey> = scope.left.foreign_keys.iter().collect();
    // From the best likeness to the worst: all the same, the same but for the actions,
    // from the same columns.
    for likeness in [Likeness::All, Likeness::Target, Likeness::Columns] {
        loose.retain(|l| {
            let is_like = |r: &&ForeignKey| likeness.holds(walk, scope, l, r);
            let found = free
                .iter()
                .position(|r| is_like(r) && l.name == r.name)
                .or_else(|| free.iter().position(is_like));
            if let Some(at) = found {
                pairs.push((*l, free.remove(at), likeness));
            }
            found.is_none()
        });
    }
    let object = |key: &ForeignKey| {
        let name = key.name.clone().unwrap_or_else(|| key.columns.join("_"));
        Object::ForeignKey(scope.left.name.clone(), name)
    };
    let place = |key: &ForeignKey, table: &Table| key.place.or(table.place);
    for (l, r, likeness) in pairs {
        let places = [place(l, scope.left), place(r, scope.right)];
        if likeness == Likeness::All {
            name(
                walk,
                scope,
                object(l),
                (l.name.as_deref(), r.name.as_deref()),
                places,
            );
        } else if !hangs(walk, scope, l) && !hangs(walk, scope, r) {
            let what = What::ForeignKey(Pair::Both(l, r));
            scope.push(walk, object(l), what, true, places);
        }
    }
    for l in loose {
        if !hangs(walk, scope, l) {
            let places = [place(l, scope.left), scope.right.place];
            scope.push(
                walk,
                object(l),
                What::ForeignKey(Pair::Left(l)),
                true,
                places,
            );
        }
    }
    for r in free {
        if !hangs(walk, scope, r) {
            let places = [scope.left.place, place(r, scope.right)];
            scope.push(
                walk,
                object(r),
                What::ForeignKey(Pair::Right(r)),
                true,
                places,
            );
        }
    }
}

/// Whether a column or the table that a key needs is missing on a side, which has
/// been said.
fn hangs(walk: &Walk<'_>, scope: &Scope<'_>, key: &ForeignKey) -> bool {
    scope.has_lonely(key.columns.iter().map(String::as_str))
        || walk.lonely_tables.contains(&key.references)
        || walk.is_unknown(&Object::Table(key.references.clone()))
        || lacks_column(walk, key)
}

/// Whether a side's referenced table lacks a column that the key refers to.
fn lacks_column(walk: &Walk<'_>, key: &ForeignKey) -> bool {
    let lacks = |table: Option<&Table>| {
        table.is_some_and(|table| {
            key.referenced_columns
                .iter()
                .any(|name| table.columns.iter().all(|column| column.name != *name))
        })
    };
    lacks(walk.left.table(&key.references)) || lacks(walk.right.table(&key.references))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    All,
    Target,
    Columns,
}

impl Likeness {
    fn holds(
        self,
        walk: &Walk<'_>,
        scope: &Scope<'_>,
        left: &ForeignKey,
        right: &ForeignKey,
    ) -> bool {
        let ForeignKey {
            name: _,
            columns,
            references,
            referenced_columns,
            on_delete,
            on_update,
            place: _,
        } = left;
        let action = |action: Action| match (walk.dialect(), action) {
            // InnoDB does the same for both.
            (Dialect::MySql, Action::NoAction) => Action::Restrict,
            (_, action) => action,
        };
        scope.same_list(columns, &right.columns)
            && (self == Self::Columns
                || walk.same_table(references, &right.references)
                    && same_referenced(walk, references, referenced_columns, right))
            && (self != Self::All
                || action(*on_delete) == action(right.on_delete)
                    && action(*on_update) == action(right.on_update))
    }
}

/// The columns that are referred to are the same, if need be by the places of
/// renamed ones.
fn same_referenced(
    walk: &Walk<'_>,
    table: &crate::catalog::Name,
    columns: &[String],
    right: &ForeignKey,
) -> bool {
    if columns == right.referenced_columns {
        return true;
    }
    let renamed = |left: &str, now: &str| {
        walk.changes.iter().any(|change| match &change.what {
            What::Column(Pair::Both(l, r)) => {
                l.name == left && r.name == now && change.object.table() == Some(table)
            }
            _ => false,
        })
    };
    let is_there = |name: &str| {
        walk.right
            .table(&right.references)
            .is_some_and(|table| table.columns.iter().any(|column| column.name == name))
    };
    columns.len() == right.referenced_columns.len()
        && columns.iter().zip(&right.referenced_columns).all(|(l, r)| {
            // A table further down has not been compared yet: a name that is gone
            // there was renamed.
            l == r || renamed(l, r) || !is_there(l)
        })
}

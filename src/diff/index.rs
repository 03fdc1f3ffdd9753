//! Indexes by name, then by shape. A unique constraint and a unique index are one
//! thing here: both keep values apart, and the tools that we read write one for the other.

use crate::catalog::{Constraint, Fact, Index, IndexColumn, IndexTarget, Object, Table};

use super::expression::Answer;
use super::keys::has_join_key;
use super::table::{Scope, name};
use super::{Pair, Walk, What};

/// What of an index both sides can say.
#[derive(Clone, Copy)]
struct Known {
    methods: bool,
    predicates: bool,
    expressions: bool,
    details: bool,
}

/// Whether two indexes are the same in some way.
type Like<'f> = &'f dyn Fn(&Index, &Index) -> bool;

pub fn compare<'c>(walk: &mut Walk<'c>, scope: &Scope<'c>) {
    if !walk.both_know(Fact::Indexes) {
        return;
    }
    let known = Known {
        methods: walk.both_know(Fact::IndexMethods),
        predicates: walk.both_know(Fact::IndexPredicates),
        expressions: walk.both_know(Fact::IndexExpressions),
        details: walk.both_know(Fact::IndexDetails),
    };
    let exclusions = walk.both_know(Fact::Exclusions);
    let has_join_key = has_join_key(scope);
    let of = |table: &'c Table| -> Vec<&'c Index> {
        let is_compared = |index: &&Index| {
            (known.expressions || index.column_names().is_some())
                && (exclusions || index.constraint != Some(Constraint::Exclusion))
                // It stands for the primary key of the other side.
                && !(has_join_key && index.unique)
        };
        table.indexes.iter().filter(is_compared).collect()
    };
    let (mut loose, mut free) = (of(scope.left), of(scope.right));
    let mut pairs = Vec::new();
    let same_name: Like<'_> = &|l, r| l.name.is_some() && l.name == r.name;
    let same: Like<'_> = &|l, r| same_shape(scope, known, l, r) == Answer::Equal;
    let both: Like<'_> = &|l, r| same_name(l, r) && same(l, r);
    let near: Like<'_> = &|l, r| same_targets(scope, l, r);
    for like in [both, same_name, same, near] {
        loose.retain(|l| {
            let found = free.iter().position(|r| like(l, r));
            if let Some(at) = found {
                pairs.push((*l, free.remove(at)));
            }
            found.is_none()
        });
    }
    let object = |index: &Index| {
        Object::Index(
            scope.left.name.clone(),
            index.name.clone().unwrap_or_else(|| by_columns(index)),
        )
    };
    let place = |index: &Index, table: &Table| index.place.or(table.place);
    for (l, r) in pairs {
        let places = [place(l, scope.left), place(r, scope.right)];
        let answer = same_shape(scope, known, l, r);
        if answer == Answer::Equal {
            name(
                walk,
                scope,
                object(l),
                (l.name.as_deref(), r.name.as_deref()),
                places,
            );
        } else if !hangs(scope, l) && !hangs(scope, r) {
            let what = What::Index(Pair::Both(l, r));
            scope.push(walk, object(l), what, answer == Answer::Different, places);
        }
    }
    for l in loose {
        if !hangs(scope, l) && can_say(walk.right, l) {
            let places = [place(l, scope.left), scope.right.place];
            scope.push(walk, object(l), What::Index(Pair::Left(l)), true, places);
        }
    }
    for r in free {
        if !hangs(scope, r) && can_say(walk.left, r) {
            let places = [scope.left.place, place(r, scope.right)];
            scope.push(walk, object(r), What::Index(Pair::Right(r)), true, places);
        }
    }
}

/// Whether a side could have such an index at all, so that it says something that it has not.
fn can_say(catalog: &crate::catalog::Catalog, index: &Index) -> bool {
    let knows = &catalog.knows;
    let has_details = !index.include.is_empty() || index.nulls_not_distinct;
    (knows.has(Fact::IndexPredicates) || index.predicate.is_none())
        && (knows.has(Fact::IndexDetails) || !has_details)
}

fn hangs(scope: &Scope<'_>, index: &Index) -> bool {
    let columns = index
        .columns
        .iter()
        .filter_map(|column| match &column.target {
            IndexTarget::Column(name) => Some(name.as_str()),
            IndexTarget::Expression(_) => None,
        });
    let included = index.include.iter().map(String::as_str);
    scope.has_lonely(columns.chain(included))
        || index.columns.iter().any(|column| match &column.target {
            IndexTarget::Expression(text) => {
                scope.has_lonely(super::expression::tokens(text).into_iter())
            }
            IndexTarget::Column(_) => false,
        })
}

/// A name for an index that has none.
fn by_columns(index: &Index) -> String {
    let columns = index.columns.iter().map(|column| match &column.target {
        IndexTarget::Column(name) | IndexTarget::Expression(name) => name.as_str(),
    });
    columns.collect::<Vec<_>>().join("_")
}

fn same_targets(scope: &Scope<'_>, left: &Index, right: &Index) -> bool {
    let exclusion = Some(Constraint::Exclusion);
    (left.constraint == exclusion) == (right.constraint == exclusion)
        && left.columns.len() == right.columns.len()
        && left
            .columns
            .iter()
            .zip(&right.columns)
            .all(|(l, r)| same_target(scope, l, r) == Answer::Equal)
}

fn same_target(scope: &Scope<'_>, left: &IndexColumn, right: &IndexColumn) -> Answer {
    match (&left.target, &right.target) {
        (IndexTarget::Column(l), IndexTarget::Column(r)) if scope.same(l, r) => Answer::Equal,
        (IndexTarget::Expression(l), IndexTarget::Expression(r)) => {
            scope.expressions(Some(l), Some(r))
        }
        _ => Answer::Different,
    }
}

fn same_shape(scope: &Scope<'_>, known: Known, left: &Index, right: &Index) -> Answer {
    let Index {
        name: _,
        unique,
        constraint,
        method,
        columns,
        include,
        predicate,
        nulls_not_distinct,
        parameters,
        place: _,
    } = left;
    let exclusion = Some(Constraint::Exclusion);
    let is_same = *unique == right.unique
        && (*constraint == exclusion) == (right.constraint == exclusion)
        && (!known.methods || *method == right.method)
        && columns.len() == right.columns.len()
        && (!known.details
            || scope.same_list(include, &right.include)
                && *nulls_not_distinct == right.nulls_not_distinct
                && *parameters == right.parameters);
    if !is_same {
        return Answer::Different;
    }
    let mut answer = Answer::Equal;
    for (l, r) in columns.iter().zip(&right.columns) {
        answer = answer.max(same_column(scope, known, l, r));
    }
    if known.predicates {
        answer = answer.max(scope.expressions(predicate.as_deref(), right.predicate.as_deref()));
    }
    answer
}

fn same_column(scope: &Scope<'_>, known: Known, left: &IndexColumn, right: &IndexColumn) -> Answer {
    let IndexColumn {
        target: _,
        order,
        nulls,
        operator_class,
        length,
        operator,
    } = left;
    let is_same = *order == right.order
        && (!known.details || *nulls == right.nulls)
        && *operator_class == right.operator_class
        && *length == right.length
        && *operator == right.operator;
    if is_same {
        same_target(scope, left, right)
    } else {
        Answer::Different
    }
}

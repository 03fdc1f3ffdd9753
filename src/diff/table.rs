//! Tables and views, and what only they have: row security, policies, partitions.

use std::collections::HashSet;

use crate::catalog::{Check, Fact, Object, Partition, Policy, Table, TableKind};
use crate::diagnostic::Span;

use super::expression::{self, Answer};
use super::{Change, Pair, Walk, What, column, index, keys, matching};

pub fn compare(walk: &mut Walk<'_>) {
    let left: Vec<_> = walk.left.tables.iter().collect();
    let right: Vec<_> = walk.right.tables.iter().collect();
    let matched = matching::tables(&left, &right);
    for (l, r, is_renamed) in &matched.both {
        if *is_renamed {
            walk.renamed_tables.insert(&l.name, &r.name);
        }
    }
    walk.lonely_tables = matched
        .left
        .iter()
        .chain(&matched.right)
        .map(|it| &it.name)
        .collect();
    for (l, r, is_renamed) in matched.both {
        let scope = Scope {
            left: l,
            right: r,
            lonely: HashSet::new(),
            renamed: Vec::new(),
        };
        if walk.is_unknown(&Object::Table(r.name.clone())) {
            continue;
        }
        if is_renamed {
            let what = What::Table(Pair::Both(l, r));
            scope.push(
                walk,
                Object::Table(l.name.clone()),
                what,
                true,
                [l.place, r.place],
            );
        }
        compare_one(walk, scope);
    }
    for l in matched.left {
        if Walk::concerns(l, walk.right) {
            alone(walk, l, What::Table(Pair::Left(l)), [Some(l), None]);
        }
    }
    for r in matched.right {
        if Walk::concerns(r, walk.left) {
            alone(walk, r, What::Table(Pair::Right(r)), [None, Some(r)]);
        }
    }
}

fn alone<'c>(
    walk: &mut Walk<'c>,
    table: &'c Table,
    what: What<'c>,
    tables: [Option<&'c Table>; 2],
) {
    let places = tables.map(|it| it.and_then(|it| it.place));
    let object = Object::Table(table.name.clone());
    walk.push(Change {
        object,
        what,
        certain: true,
        tables,
        places,
    });
}

/// Two tables that are one, and what is known of their columns by now.
pub struct Scope<'c> {
    pub left: &'c Table,
    pub right: &'c Table,
    /// Columns that only one side has, or that were not understood: keys on them
    /// say nothing more.
    pub lonely: HashSet<&'c str>,
    /// Columns that are called otherwise on the right.
    pub renamed: Vec<(&'c str, &'c str)>,
}

impl<'c> Scope<'c> {
    /// Whether two names are of the same column.
    pub fn same(&self, left: &str, right: &str) -> bool {
        match self.renamed.iter().find(|(name, _)| *name == left) {
            Some((_, now)) => *now == right,
            None => left == right,
        }
    }

    pub fn same_list(&self, left: &[String], right: &[String]) -> bool {
        left.len() == right.len() && left.iter().zip(right).all(|(l, r)| self.same(l, r))
    }

    pub fn has_lonely<'a>(&self, mut columns: impl Iterator<Item = &'a str>) -> bool {
        columns.any(|column| self.lonely.contains(column))
    }

    /// An expression with the names of the left side's columns in place of the right's.
    pub fn to_right(&self, expression: &str) -> String {
        if self.renamed.is_empty() {
            return expression.to_owned();
        }
        let mut text = expression.to_owned();
        for (left, right) in &self.renamed {
            let tokens = expression::tokens(&text);
            let is_it = |token: &str| token.trim_matches('"') == *left && !token.starts_with('\'');
            let quote = |token: &str| if token.starts_with('"') { "\"" } else { "" };
            let mut out = String::new();
            let mut rest = text.as_str();
            for token in tokens {
                let at = rest.find(token).unwrap_or(0);
                out.push_str(&rest[..at]);
                if is_it(token) {
                    let quote = quote(token);
                    out.push_str(&format!("{quote}{right}{quote}"));
                } else {
                    out.push_str(token);
                }
                rest = &rest[at + token.len()..];
            }
            out.push_str(rest);
            text = out;
        }
        text
    }

    /// Two expressions, one of each side.
    pub fn expressions(&self, left: Option<&str>, right: Option<&str>) -> Answer {
        let left = left.map(|text| self.to_right(text));
        expression::optional(left.as_deref(), right)
    }

    fn mentions_lonely(&self, expression: &str) -> bool {
        !self.lonely.is_empty()
            && expression::tokens(expression)
                .iter()
                .any(|token| self.lonely.contains(token.trim_matches('"')))
    }

    pub fn push(
        &self,
        walk: &mut Walk<'c>,
        object: Object,
        what: What<'c>,
        certain: bool,
        places: [Option<Span>; 2],
    ) {
        let tables = [Some(self.left), Some(self.right)];
        walk.push(Change {
            object,
            what,
            certain,
            tables,
            places,
        });
    }
}

fn compare_one<'c>(walk: &mut Walk<'c>, mut scope: Scope<'c>) {
    let Table {
        name,
        kind,
        columns: _,
        primary_key: _,
        indexes: _,
        foreign_keys: _,
        checks: _,
        row_security,
        policies: _,
        partition,
        definition: _,
        place,
        notes: _,
    } = scope.left;
    let right = scope.right;
    let object = || Object::Table(name.clone());
    let places = [*place, right.place];
    let is_view = |kind: TableKind| kind != TableKind::Table;
    if is_view(*kind) != is_view(right.kind) {
        let what = What::Kind(scope.left, right);
        scope.push(walk, object(), what, true, places);
    }
    column::compare(walk, &mut scope);
    if is_view(*kind) || is_view(right.kind) {
        return;
    }
    keys::primary_key(walk, &scope);
    index::compare(walk, &scope);
    keys::foreign_keys(walk, &scope);
    if walk.both_know(Fact::Checks) {
        checks(walk, &scope);
    }
    if walk.both_know(Fact::RowSecurity) && *row_security != right.row_security {
        let what = What::RowSecurity(scope.left, right);
        scope.push(walk, object(), what, true, places);
    }
    if walk.both_know(Fact::Policies) {
        policies(walk, &scope);
    }
    if walk.both_know(Fact::Partitions) && !same_partition(walk, partition.as_ref(), right) {
        let what = What::Partition(scope.left, right);
        scope.push(walk, object(), what, true, places);
    }
}

fn same_partition(walk: &Walk<'_>, left: Option<&Partition>, right: &Table) -> bool {
    let words = |text: &str| {
        text.to_lowercase()
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '"')
            .collect::<String>()
    };
    match (left, &right.partition) {
        (None, None) => true,
        (Some(Partition::By(l)), Some(Partition::By(r))) => words(l) == words(r),
        (Some(Partition::Of(l)), Some(Partition::Of(r))) => walk.same_table(l, r),
        _ => false,
    }
}

fn checks<'c>(walk: &mut Walk<'c>, scope: &Scope<'c>) {
    let (left, right) = (&scope.left.checks, &scope.right.checks);
    let mut free: Vec<&Check> = right.iter().collect();
    let mut loose = Vec::new();
    let equal = |l: &Check, r: &Check| {
        scope.expressions(Some(&l.expression), Some(&r.expression)) == Answer::Equal
    };
    let object = |check: &Check| {
        Object::Check(
            scope.left.name.clone(),
            check.name.clone().unwrap_or_default(),
        )
    };
    for l in left {
        // The one of the same name first: two checks may say the same.
        let found = free
            .iter()
            .position(|r| equal(l, r) && l.name == r.name)
            .or_else(|| free.iter().position(|r| equal(l, r)));
        match found {
            Some(at) => {
                let r = free.remove(at);
                name(
                    walk,
                    scope,
                    object(l),
                    (l.name.as_deref(), r.name.as_deref()),
                    [l.place, r.place],
                );
            }
            None => loose.push(l),
        }
    }
    for l in loose {
        let found = free
            .iter()
            .position(|r| l.name.is_some() && r.name == l.name);
        let (what, certain, place) = match found.map(|at| free.remove(at)) {
            Some(r) => {
                let answer = scope.expressions(Some(&l.expression), Some(&r.expression));
                (
                    What::Check(Pair::Both(l, r)),
                    answer == Answer::Different,
                    r.place,
                )
            }
            None => (What::Check(Pair::Left(l)), true, None),
        };
        if !scope.mentions_lonely(&l.expression) {
            scope.push(walk, object(l), what, certain, [l.place, place]);
        }
    }
    for r in free {
        if !scope.mentions_lonely(&r.expression) {
            scope.push(
                walk,
                object(r),
                What::Check(Pair::Right(r)),
                true,
                [None, r.place],
            );
        }
    }
}

/// The same thing under two names, where both sides know names.
pub fn name<'c>(
    walk: &mut Walk<'c>,
    scope: &Scope<'c>,
    object: Object,
    names: (Option<&'c str>, Option<&'c str>),
    places: [Option<Span>; 2],
) {
    if let (Some(left), Some(right)) = names
        && left != right
        && walk.both_know(Fact::ConstraintNames)
    {
        scope.push(walk, object, What::Name(left, right), true, places);
    }
}

fn policies<'c>(walk: &mut Walk<'c>, scope: &Scope<'c>) {
    let mut free: Vec<&Policy> = scope.right.policies.iter().collect();
    let mut loose = Vec::new();
    let object = |policy: &Policy| Object::Policy(scope.left.name.clone(), policy.name.clone());
    for l in &scope.left.policies {
        let Some(at) = free.iter().position(|r| r.name == l.name) else {
            loose.push(l);
            continue;
        };
        let r = free.remove(at);
        let answer = same_policy(scope, l, r);
        if answer != Answer::Equal {
            let what = What::Policy(Pair::Both(l, r));
            scope.push(
                walk,
                object(l),
                what,
                answer == Answer::Different,
                [l.place, r.place],
            );
        }
    }
    for l in loose {
        match free
            .iter()
            .position(|r| same_policy(scope, l, r) == Answer::Equal)
        {
            Some(at) => {
                let r = free.remove(at);
                let what = What::Name(&l.name, &r.name);
                scope.push(walk, object(l), what, true, [l.place, r.place]);
            }
            None => scope.push(
                walk,
                object(l),
                What::Policy(Pair::Left(l)),
                true,
                [l.place, None],
            ),
        }
    }
    for r in free {
        scope.push(
            walk,
            object(r),
            What::Policy(Pair::Right(r)),
            true,
            [None, r.place],
        );
    }
}

fn same_policy(scope: &Scope<'_>, left: &Policy, right: &Policy) -> Answer {
    let Policy {
        name: _,
        permissive,
        command,
        roles,
        using,
        check,
        place: _,
    } = left;
    let sorted = |roles: &[String]| {
        let mut roles: Vec<_> = roles
            .iter()
            .filter(|role| *role != "public")
            .cloned()
            .collect();
        roles.sort();
        roles
    };
    if *permissive != right.permissive
        || *command != right.command
        || sorted(roles) != sorted(&right.roles)
    {
        return Answer::Different;
    }
    let using = scope.expressions(using.as_deref(), right.using.as_deref());
    using.max(scope.expressions(check.as_deref(), right.check.as_deref()))
}

//! The columns of two tables.

use crate::catalog::{
    Column, ColumnType, Default, Fact, Generated, Literal, Object, TableKind, TypeName,
};

use super::expression::{self, Answer};
use super::table::Scope;
use super::{Pair, Walk, What, matching};

pub fn compare<'c>(walk: &mut Walk<'c>, scope: &mut Scope<'c>) {
    let (left_table, right_table) = (scope.left, scope.right);
    // A view's columns may be unknown.
    let is_bare =
        |kind: TableKind, columns: &[Column]| kind != TableKind::Table && columns.is_empty();
    if is_bare(left_table.kind, &left_table.columns)
        || is_bare(right_table.kind, &right_table.columns)
    {
        return;
    }
    let is_view = left_table.kind != TableKind::Table || right_table.kind != TableKind::Table;
    let left: Vec<_> = left_table.columns.iter().collect();
    let right: Vec<_> = right_table.columns.iter().collect();
    let types = know_types(walk);
    let matched = matching::columns(&left, &right, |l, r| !types || walk.same_type(&l.ty, &r.ty));
    for (l, r, is_renamed) in &matched.both {
        if *is_renamed {
            scope.renamed.push((&l.name, &r.name));
        }
    }
    scope.lonely.extend(
        matched
            .left
            .iter()
            .chain(&matched.right)
            .map(|it| it.name.as_str()),
    );
    let object = |column: &Column| Object::Column(left_table.name.clone(), column.name.clone());
    for (l, r, is_renamed) in matched.both {
        if walk.has_unknown() && (walk.is_unknown(&object(l)) || walk.is_unknown(&object(r))) {
            scope.lonely.insert(&l.name);
            continue;
        }
        if is_renamed {
            let what = What::Column(Pair::Both(l, r));
            scope.push(walk, object(l), what, true, [l.place, r.place]);
        }
        compare_one(walk, scope, l, r, is_view);
    }
    for l in matched.left {
        let what = What::Column(Pair::Left(l));
        scope.push(walk, object(l), what, true, [l.place, right_table.place]);
    }
    for r in matched.right {
        let what = What::Column(Pair::Right(r));
        scope.push(walk, object(r), what, true, [left_table.place, r.place]);
    }
}

fn know_types(walk: &Walk<'_>) -> bool {
    walk.both_know(Fact::Types) || walk.both_know(Fact::ScriptTypes)
}

fn compare_one<'c>(
    walk: &mut Walk<'c>,
    scope: &Scope<'c>,
    left: &'c Column,
    right: &'c Column,
    is_view: bool,
) {
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
        place,
        notes: _,
    } = left;
    let object = || Object::Column(scope.left.name.clone(), name.clone());
    let places = [*place, right.place];
    if know_types(walk) && !walk.same_type(ty, &right.ty) {
        scope.push(walk, object(), What::Type(left, right), true, places);
    }
    // The database says of no column of a view whether it can be null.
    if is_view {
        return;
    }
    let knows_nullability = walk.both_know(Fact::Nullability)
        && (!(ty.list && right.ty.list) || walk.both_know(Fact::ListNullability));
    if knows_nullability && *nullable != right.nullable {
        scope.push(walk, object(), What::Nullability(left, right), true, places);
    }
    let knows_generated = walk.both_know(Fact::Generated);
    if knows_generated {
        let answer = same_generated(scope, generated.as_ref(), right.generated.as_ref());
        if answer != Answer::Equal {
            let certain = answer == Answer::Different;
            scope.push(
                walk,
                object(),
                What::Generated(left, right),
                certain,
                places,
            );
        }
        let count = |default: Option<&Default>| matches!(default, Some(Default::AutoIncrement));
        if *identity != right.identity && count(default.as_ref()) && count(right.default.as_ref()) {
            scope.push(walk, object(), What::Identity(left, right), true, places);
        }
    }
    if generated.is_some() || right.generated.is_some() {
        return;
    }
    let answer = if walk.both_know(Fact::Defaults) {
        let of_type = |default: &'c Option<Default>| default.as_ref();
        expression::defaults(of_type(default), of_type(&right.default))
    } else if walk.both_know(Fact::HasDefault) && default.is_some() != right.default.is_some() {
        Answer::Different
    } else {
        Answer::Equal
    };
    if answer != Answer::Equal && !is_told(default.as_ref(), right.default.as_ref(), ty, &right.ty)
    {
        let certain = answer == Answer::Different
            && (has_one_spelling(default.as_ref(), ty)
                || has_one_spelling(right.default.as_ref(), &right.ty));
        scope.push(walk, object(), What::Default(left, right), certain, places);
    }
}

/// Whether a constant of the type is always written alike in normal form: an address
/// or a point is not.
fn has_one_spelling(default: Option<&Default>, ty: &ColumnType) -> bool {
    let Some(Default::Literal(literal)) = default else {
        return true;
    };
    match (&ty.name, literal) {
        (_, Literal::DateTime(text)) => text.starts_with(|c: char| c.is_ascii_digit()),
        (TypeName::Plain { name, .. }, Literal::String(_)) => {
            matches!(
                name.as_str(),
                "text" | "varchar" | "char" | "citext" | "uuid"
            )
        }
        _ => true,
    }
}

/// A constant that is spelled for another type, `'1'` for `1`: that the types differ
/// says it.
fn is_told(
    left: Option<&Default>,
    right: Option<&Default>,
    left_type: &ColumnType,
    right_type: &ColumnType,
) -> bool {
    use crate::catalog::Literal::{List, Number, String};
    match (left, right) {
        (Some(Default::Literal(l)), Some(Default::Literal(r))) if left_type != right_type => {
            left_type.list != right_type.list
                && matches!((l, r), (List(items), other) | (other, List(items)) if items.as_slice() == [other.clone()])
                || matches!((l, r), (Number(l), String(r)) | (String(r), Number(l)) if l.parse::<f64>().ok() == r.parse::<f64>().ok())
        }
        _ => false,
    }
}

fn same_generated(
    scope: &Scope<'_>,
    left: Option<&Generated>,
    right: Option<&Generated>,
) -> Answer {
    match (left, right) {
        (None, None) => Answer::Equal,
        (Some(l), Some(r)) if l.stored == r.stored => {
            scope.expressions(Some(&l.expression), Some(&r.expression))
        }
        _ => Answer::Different,
    }
}

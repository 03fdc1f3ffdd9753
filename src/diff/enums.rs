//! Enums and their labels.

use crate::catalog::{Column, Enum, Fact, Object, Table, TypeName};

use super::{Pair, Walk, What, alike, matching};

pub fn compare(walk: &mut Walk<'_>) {
    if !walk.both_know(Fact::Enums) {
        return;
    }
    let left: Vec<_> = walk.left.enums.iter().collect();
    let right: Vec<_> = walk.right.enums.iter().collect();
    let matched = matching::enums(&left, &right);
    for (l, r, is_renamed) in matched.both {
        if is_renamed {
            walk.renamed_enums.insert(&l.name, &r.name);
            let object = Object::Enum(l.name.clone());
            walk.push_free(object, What::Enum(Pair::Both(l, r)), [l.place, r.place]);
        }
        labels(walk, l, r);
    }
    for l in matched.left {
        let is_told = told_by_columns(&walk.left.tables, &walk.right.tables, l);
        if Walk::concerns_enum(l, walk.right) && !is_told {
            let object = Object::Enum(l.name.clone());
            walk.push_free(object, What::Enum(Pair::Left(l)), [l.place, None]);
        }
    }
    for r in matched.right {
        let is_told = told_by_columns(&walk.right.tables, &walk.left.tables, r);
        if Walk::concerns_enum(r, walk.left) && !is_told {
            let object = Object::Enum(r.name.clone());
            walk.push_free(object, What::Enum(Pair::Right(r)), [None, r.place]);
        }
    }
}

/// Whether a column of the enum has another type on the other side: that says it all.
fn told_by_columns(tables: &[Table], others: &[Table], e: &Enum) -> bool {
    let is_of =
        |column: &Column| matches!(&column.ty.name, TypeName::Enum(name) if *name == e.name);
    tables.iter().any(|table| {
        table.columns.iter().any(is_of)
            && others
                .iter()
                .filter(|other| other.name == table.name)
                .any(|other| {
                    table
                        .columns
                        .iter()
                        .filter(|column| is_of(column))
                        .any(|column| {
                            other
                                .columns
                                .iter()
                                .any(|it| it.name == column.name && !is_of(it))
                        })
                })
    })
}

fn labels<'c>(walk: &mut Walk<'c>, left: &'c Enum, right: &'c Enum) {
    let object = || Object::Enum(left.name.clone());
    let places = [left.place, right.place];
    let has = |e: &Enum, label: &str| e.values.iter().any(|value| value.label == label);
    let lost: Vec<usize> = (0..left.values.len())
        .filter(|at| !has(right, &left.values[*at].label))
        .collect();
    let mut won: Vec<usize> = (0..right.values.len())
        .filter(|at| !has(left, &right.values[*at].label))
        .collect();
    for at in lost {
        let label = left.values[at].label.as_str();
        let same_place = won
            .iter()
            .position(|other| *other == at && alike(label, &right.values[*other].label) >= 0.5);
        let pair = match same_place {
            Some(found) => Pair::Both(label, right.values[won.remove(found)].label.as_str()),
            None => Pair::Left(label),
        };
        walk.push_free(object(), What::Label(pair, [left, right]), places);
    }
    for at in won {
        let label = right.values[at].label.as_str();
        walk.push_free(
            object(),
            What::Label(Pair::Right(label), [left, right]),
            places,
        );
    }
    let common = |e: &'c Enum, other: &'c Enum| -> Vec<&'c str> {
        let labels = e.values.iter().map(|value| value.label.as_str());
        labels.filter(|label| has(other, label)).collect()
    };
    if walk.both_know(Fact::EnumOrder) && common(left, right) != common(right, left) {
        walk.push_free(object(), What::LabelOrder(left, right), places);
    }
}

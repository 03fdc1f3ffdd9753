//! Which thing on the left is which on the right: by name, then by looks.

use std::collections::{HashMap, HashSet};

use crate::catalog::{Column, Enum, Table, TableKind};

/// Above so many candidates two catalogs have little in common, and nothing was renamed.
const MOST_CANDIDATES: usize = 40_000;

/// Things that belong together, and those that only one side has.
#[derive(Debug)]
pub struct Matched<'c, T> {
    /// In the order of the left side; the last says whether the name changed.
    pub both: Vec<(&'c T, &'c T, bool)>,
    pub left: Vec<&'c T>,
    pub right: Vec<&'c T>,
}

/// Matches by `key`, and what is left over by the best `likeness` of at least 0.5.
fn matched<'c, T, K: std::hash::Hash + Eq>(
    left: &[&'c T],
    right: &[&'c T],
    key: impl Fn(&'c T) -> K,
    likeness: impl Fn(usize, usize) -> f64,
) -> Matched<'c, T> {
    // Mostly both sides are the same, in the same order.
    if left.len() == right.len() && left.iter().zip(right).all(|(l, r)| key(l) == key(r)) {
        let both = left.iter().zip(right);
        return Matched {
            both: both.map(|(l, r)| (*l, *r, false)).collect(),
            left: Vec::new(),
            right: Vec::new(),
        };
    }
    let by_name: HashMap<K, usize> = right
        .iter()
        .enumerate()
        .map(|(at, it)| (key(it), at))
        .collect();
    let mut partner: Vec<Option<usize>> = left
        .iter()
        .map(|it| by_name.get(&key(it)).copied())
        .collect();
    let mut taken: HashSet<usize> = partner.iter().flatten().copied().collect();
    let loose: Vec<usize> = (0..left.len())
        .filter(|at| partner[*at].is_none())
        .collect();
    let free: Vec<usize> = (0..right.len()).filter(|at| !taken.contains(at)).collect();
    let named = partner.clone();
    if loose.len() * free.len() <= MOST_CANDIDATES {
        let mut candidates: Vec<(f64, usize, usize)> = loose
            .iter()
            .flat_map(|l| free.iter().map(move |r| (*l, *r)))
            .map(|(l, r)| (likeness(l, r), l, r))
            .filter(|(score, ..)| *score >= 0.5)
            .collect();
        candidates.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (_, l, r) in candidates {
            if partner[l].is_none() && taken.insert(r) {
                partner[l] = Some(r);
            }
        }
    }
    let both = (0..left.len()).filter_map(|at| {
        let other = partner[at]?;
        Some((left[at], right[other], named[at].is_none()))
    });
    let alone = left
        .iter()
        .zip(&partner)
        .filter(|(_, partner)| partner.is_none());
    let others = right
        .iter()
        .enumerate()
        .filter(|(at, _)| !taken.contains(at));
    Matched {
        both: both.collect(),
        left: alone.map(|(it, _)| *it).collect(),
        right: others.map(|(_, it)| *it).collect(),
    }
}

pub fn tables<'c>(left: &[&'c Table], right: &[&'c Table]) -> Matched<'c, Table> {
    matched(
        left,
        right,
        |table| &table.name,
        |l, r| table_likeness(left[l], right[r]),
    )
}

/// Most columns are the same; a small table must also be called alike.
fn table_likeness(left: &Table, right: &Table) -> f64 {
    if left.kind != right.kind || left.kind != TableKind::Table {
        return 0.0;
    }
    let (most, least) = (
        left.columns.len().max(right.columns.len()),
        left.columns.len().min(right.columns.len()),
    );
    // `as f64` of a number of columns loses nothing.
    #[allow(clippy::cast_precision_loss)]
    let ratio = |part: usize| part as f64 / most.max(1) as f64;
    if ratio(least) < 0.6 {
        return 0.0;
    }
    let shared = left
        .columns
        .iter()
        .filter(|column| {
            right
                .columns
                .iter()
                .any(|it| it.name == column.name && it.ty == column.ty)
        })
        .count();
    let (share, alike) = (ratio(shared), alike(&left.name.name, &right.name.name));
    let is_telling = shared > 3 && share >= 0.8 || shared > 0 && share >= 0.6 && alike >= 0.6;
    if is_telling {
        (share + alike) / 4.0 + 0.5
    } else {
        0.0
    }
}

/// Columns by name, then those of the same type and nullability that are called
/// alike or stand between the same neighbours.
pub fn columns<'c>(
    left: &[&'c Column],
    right: &[&'c Column],
    same_type: impl Fn(&Column, &Column) -> bool,
) -> Matched<'c, Column> {
    let neighbours = |list: &[&Column], at: usize| {
        let name = |at: Option<usize>| at.and_then(|at| list.get(at)).map(|it| it.name.clone());
        (name(at.checked_sub(1)), name(Some(at + 1)))
    };
    matched(
        left,
        right,
        |column| column.name.as_str(),
        |l, r| {
            let (a, b) = (left[l], right[r]);
            if !same_type(a, b) || a.nullable != b.nullable {
                return 0.0;
            }
            let alike = alike(&a.name, &b.name);
            let is_placed = neighbours(left, l) == neighbours(right, r) && left.len() > 2;
            if alike >= 0.6 || is_placed {
                0.5 + alike / 2.0
            } else {
                0.0
            }
        },
    )
}

/// Enums by name, then those of the same labels.
pub fn enums<'c>(left: &[&'c Enum], right: &[&'c Enum]) -> Matched<'c, Enum> {
    matched(
        left,
        right,
        |e| &e.name,
        |l, r| {
            let labels = |e: &'c Enum| e.values.iter().map(|value| &value.label);
            let is_same = labels(left[l]).eq(labels(right[r])) && !left[l].values.is_empty();
            let alike = alike(&left[l].name.name, &right[r].name.name);
            if is_same { 0.5 + alike / 2.0 } else { 0.0 }
        },
    )
}

/// How alike two names are, from 0 to 1; `password` and `password_hash` are.
pub fn alike(left: &str, right: &str) -> f64 {
    let bare = |name: &str| name.to_lowercase().replace(['_', '-', '.'], "");
    let (left, right) = (bare(left), bare(right));
    let short = left.len().min(right.len());
    if short >= 3 && (left.contains(&right) || right.contains(&left)) {
        return 0.9;
    }
    strsim::normalized_levenshtein(&left, &right)
}

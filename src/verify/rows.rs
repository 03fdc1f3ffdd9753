//! The rows: what their columns hold, so that keys are unique and links lead to rows
//! that are there.
//!
//! The tables take turns, a row each: row `n` of a table mostly refers to row `n` of
//! another one. In a circle of optional links it refers to row `n - 1`, and the first
//! row to nothing.

use std::collections::HashMap;

use crate::catalog::{Enum, Name};

use super::links::Link;
use super::maker::{Maker, Round};
use super::order::Order;
use super::plan::{Cell, Short, Subject};
use super::series::Series;

/// No table has more rows, however many labels an enum has.
pub const MOST_ROWS: u32 = 300;

/// How many ways to fill a row are tried before a unique key is taken to be full.
const MOST_TRIES: usize = 2000;

/// All rows, and the order to write them in.
#[derive(Debug)]
pub struct Made {
    pub tables: Vec<MadeTable>,
    pub order: Vec<(usize, usize)>,
}

/// The rows of one table.
#[derive(Debug, Default)]
pub struct MadeTable {
    pub rows: Vec<Vec<Cell>>,
    pub key: Vec<usize>,
    pub short: Option<Short>,
}

/// Makes the rows of all tables.
pub fn make(
    subjects: &[Subject<'_>],
    enums: &HashMap<&Name, &Enum>,
    links: &[Link],
    order: &Order,
) -> Made {
    let mut makers: Vec<Maker<'_>> = (0..subjects.len())
        .map(|place| Maker::new(place, subjects, enums, links))
        .collect();
    for (table, circle) in order.circles.iter().enumerate() {
        if let Some(circle) = circle {
            let names = circle.iter().map(|&it| subjects[it].table.name.to_string());
            makers[table].made.short = Some(Short::Circle {
                tables: names.collect(),
            });
        }
    }
    let wanted = wanted(&makers, links);
    let rounds = wanted.iter().copied().max().unwrap_or(0);
    let mut written = Vec::new();
    for number in 0..rounds {
        for &table in &order.tables {
            if number >= wanted[table] || makers[table].made.short.is_some() {
                continue;
            }
            let round = Round {
                number,
                makers: &makers,
                links,
                late: &order.late,
            };
            match row(&makers[table], &round) {
                Ok(cells) => {
                    makers[table].keep(cells);
                    written.push((table, number));
                }
                Err(short) => makers[table].made.short = Some(short),
            }
        }
    }
    Made {
        tables: makers.into_iter().map(Maker::finish).collect(),
        order: written,
    }
}

/// How many rows each table should have: as many as there are values to see, and where
/// the rows of another table must each refer to one of their own, as many as that has.
fn wanted(makers: &[Maker<'_>], links: &[Link]) -> Vec<usize> {
    let mut wanted: Vec<usize> = makers
        .iter()
        .map(|maker| {
            let longest = maker.series.iter().map(Series::length).max();
            longest.unwrap_or(1).clamp(2, MOST_ROWS as usize)
        })
        .collect();
    loop {
        let mut changed = false;
        for link in links {
            let is_own = |unique: &Vec<usize>| unique.iter().all(|it| link.columns.contains(it));
            let needed = wanted[link.table];
            if makers[link.table].uniques.iter().any(is_own) && wanted[link.parent] < needed {
                wanted[link.parent] = needed;
                changed = true;
            }
        }
        if !changed {
            return wanted;
        }
    }
}

/// Fills one row: in the first way that no unique key forbids.
fn row(maker: &Maker<'_>, round: &Round<'_, '_>) -> Result<Vec<Cell>, Short> {
    let slots = maker.slots(round);
    let mut choices = vec![0; slots.len()];
    let mut full: Option<&[usize]> = None;
    for _ in 0..MOST_TRIES {
        match maker.fill(round, &slots, &choices) {
            Ok(cells) => match maker.taken(&cells) {
                None => return Ok(cells),
                Some(unique) => full = Some(unique),
            },
            // Where a key is in the way, another way may have no row to refer to.
            Err(short) if full.is_none() => return Err(short),
            Err(_) => {}
        }
        // The next way: as the digits of a number count up.
        let next = slots.iter().zip(&mut choices).any(|(slot, choice)| {
            *choice = (*choice + 1) % slot.ways;
            *choice != 0
        });
        if !next {
            break;
        }
    }
    let columns = full.unwrap_or_default();
    let columns = columns.iter().map(|&column| maker.name(column));
    Err(Short::Unique {
        columns: columns.collect(),
    })
}

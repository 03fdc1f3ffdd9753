//! One table while its rows are made.

use std::collections::{HashMap, HashSet};

use crate::catalog::{ColumnType, Enum, Name, TypeName};

use super::keys::{key, uniques};
use super::links::Link;
use super::plan::{Cell, Short, Subject};
use super::rows::MadeTable;
use super::series::{Series, Source};

/// A table and what its rows hold so far.
pub struct Maker<'c> {
    place: usize,
    subject: &'c Subject<'c>,
    sources: Vec<Source<'c>>,
    pub series: Vec<Series>,
    /// Its links, by their place among all.
    links: Vec<usize>,
    /// The columns of each unique key.
    pub uniques: Vec<Vec<usize>>,
    /// What rows hold in each of them.
    taken: Vec<HashSet<Vec<Cell>>>,
    pub made: MadeTable,
}

/// A turn of all tables: each one makes its row with this number.
pub struct Round<'r, 'c> {
    pub number: usize,
    pub makers: &'r [Maker<'c>],
    pub links: &'r [Link],
    /// By link: whether it leads to a row of an earlier round.
    pub late: &'r [bool],
}

/// Something of a row that can be otherwise, where a unique key is in the way.
pub struct Slot {
    what: What,
    pub ways: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Column(usize),
    Link(usize),
}

impl<'c> Maker<'c> {
    pub fn new(
        place: usize,
        subjects: &'c [Subject<'c>],
        enums: &HashMap<&Name, &Enum>,
        links: &[Link],
    ) -> Self {
        let subject = &subjects[place];
        let columns = &subject.table.columns;
        let here: Vec<&Link> = links.iter().filter(|link| link.parent == place).collect();
        let sources: Vec<Source<'_>> = columns
            .iter()
            .enumerate()
            .map(|(at, column)| Source::new(column, referring(at, &here, subjects), subject, enums))
            .collect();
        let own: Vec<usize> = (0..links.len())
            .filter(|&link| links[link].table == place)
            .collect();
        let is_linked = |column| own.iter().any(|&it| links[it].columns.contains(&column));
        let mut series: Vec<Series> = sources
            .iter()
            .enumerate()
            .map(|(column, source)| {
                if is_linked(column) {
                    Series::Linked
                } else {
                    source.cycle(subject)
                }
            })
            .collect();
        let uniques = uniques(subject);
        for unique in &uniques {
            let is_distinct = |&column: &usize| matches!(series[column], Series::Distinct { .. });
            if unique.iter().any(is_distinct) {
                continue;
            }
            let endless = unique.iter().find(|&&column| {
                matches!(series[column], Series::Cycle(_)) && sources[column].is_endless()
            });
            if let Some(&column) = endless {
                series[column] = Series::Distinct {
                    nullable: sources[column].nullable,
                };
            }
        }
        Self {
            place,
            subject,
            series,
            links: own,
            taken: vec![HashSet::new(); uniques.len()],
            uniques,
            made: MadeTable {
                key: key(subject, &sources),
                ..MadeTable::default()
            },
            sources,
        }
    }

    pub fn name(&self, column: usize) -> String {
        self.sources[column].column.name.clone()
    }

    /// What can be otherwise in a row, as far as that makes a key unique.
    pub fn slots(&self, round: &Round<'_, '_>) -> Vec<Slot> {
        let is_weak = |unique: &&Vec<usize>| {
            let mut columns = unique.iter();
            !columns.any(|&column| matches!(self.series[column], Series::Distinct { .. }))
        };
        let mut slots: Vec<Slot> = Vec::new();
        for &column in self.uniques.iter().filter(is_weak).flatten() {
            let mut add = |what: What, ways: usize| {
                if ways > 1 && slots.iter().all(|slot| slot.what != what) {
                    slots.push(Slot { what, ways });
                }
            };
            if let Series::Cycle(cells) = &self.series[column] {
                add(What::Column(column), cells.len());
            }
            for &link in &self.links {
                if round.links[link].columns.contains(&column) {
                    let rows = Self::rows_of(round.links[link].parent, round);
                    add(What::Link(link), rows + 1);
                }
            }
        }
        slots
    }

    fn rows_of(parent: usize, round: &Round<'_, '_>) -> usize {
        round.makers[parent].made.rows.len()
    }

    /// Fills a row in one of its ways.
    pub fn fill(
        &self,
        round: &Round<'_, '_>,
        slots: &[Slot],
        choices: &[usize],
    ) -> Result<Vec<Cell>, Short> {
        let choice = |what: What| {
            let place = slots.iter().position(|slot| slot.what == what);
            place.map_or(0, |place| choices[place])
        };
        let mut cells: Vec<Option<Cell>> = Vec::with_capacity(self.series.len());
        for (column, series) in self.series.iter().enumerate() {
            cells.push(match series {
                Series::Cycle(cycle) => {
                    let at = round.number + choice(What::Column(column));
                    Some(cycle[at % cycle.len()].clone())
                }
                Series::Distinct { nullable: true } if round.number == 1 => Some(Cell::Null),
                Series::Distinct { .. } => Some(self.distinct(column, round.number)?),
                Series::Left => Some(Cell::LEFT),
                Series::Linked => None,
                Series::Unknown => return Err(self.no_value(column)),
            });
        }
        for &link in &self.links {
            self.follow(link, choice(What::Link(link)), round, &mut cells)?;
        }
        cells
            .into_iter()
            .enumerate()
            .map(|(column, cell)| match cell {
                Some(cell) => Ok(cell),
                // Of a link to nothing, the column that may not be NULL.
                None => self.distinct(column, round.number),
            })
            .collect()
    }

    fn distinct(&self, column: usize, number: usize) -> Result<Cell, Short> {
        let n = u32::try_from(number).expect("a table has few rows");
        self.sources[column].distinct(n).ok_or(Short::Unique {
            columns: vec![self.name(column)],
        })
    }

    fn no_value(&self, column: usize) -> Short {
        let ty = match &self.sources[column].column.ty.name {
            TypeName::Plain { name, .. } | TypeName::Composite(name) => name.clone(),
            TypeName::Enum(name) => name.to_string(),
            TypeName::Labels(_) => "enum".to_owned(),
        };
        Short::NoValue {
            column: self.name(column),
            ty,
        }
    }

    /// Fills the columns of a link, in the `choice`th of the ways that agree with what
    /// is filled already.
    fn follow(
        &self,
        link: usize,
        choice: usize,
        round: &Round<'_, '_>,
        cells: &mut [Option<Cell>],
    ) -> Result<(), Short> {
        let is_late = round.late[link];
        let link = &round.links[link];
        let is_null = |&&column: &&usize| cells[column] == Some(Cell::Null);
        if link.columns.iter().any(|column| is_null(&column)) {
            self.refer_to_nothing(link, cells);
            return Ok(());
        }
        let fits = |row: &Option<usize>| match row {
            Some(row) => self.parent_cells(link, *row, round, cells).is_some(),
            None => link
                .columns
                .iter()
                .any(|&column| cells[column].is_none() && self.sources[column].nullable),
        };
        let way = self.ways(link, is_late, round).filter(fits).nth(choice);
        match way {
            None => Err(Short::NoParent {
                table: round.makers[link.parent].subject.table.name.to_string(),
            }),
            Some(None) => {
                self.refer_to_nothing(link, cells);
                Ok(())
            }
            Some(Some(row)) => {
                let values = self
                    .parent_cells(link, row, round, cells)
                    .expect("the row fits");
                for (&column, value) in link.columns.iter().zip(values) {
                    cells[column] = Some(value);
                }
                Ok(())
            }
        }
    }

    /// The rows that a link may lead to, the best one first; `None` is no row.
    fn ways(
        &self,
        link: &Link,
        is_late: bool,
        round: &Round<'_, '_>,
    ) -> Box<dyn Iterator<Item = Option<usize>>> {
        let number = round.number;
        if link.parent == self.place && !link.optional {
            return Box::new([Some(number)].into_iter());
        }
        let rows = Self::rows_of(link.parent, round);
        let best = if is_late {
            number.saturating_sub(1)
        } else {
            number
        };
        let best = best.min(rows.saturating_sub(1));
        let others = (0..rows).rev().filter(move |row| *row != best);
        let all = (rows > 0)
            .then_some(best)
            .into_iter()
            .chain(others)
            .map(Some);
        let nothing = link.optional.then_some(None);
        let nothing_first = if is_late { number == 0 } else { number == 1 };
        if nothing_first {
            Box::new(nothing.into_iter().chain(all))
        } else {
            Box::new(all.chain(nothing))
        }
    }

    /// What a row of the table that a link leads to holds; `None` where something of it
    /// is NULL, or not what the row has already.
    fn parent_cells(
        &self,
        link: &Link,
        row: usize,
        round: &Round<'_, '_>,
        cells: &[Option<Cell>],
    ) -> Option<Vec<Cell>> {
        let is_itself = link.parent == self.place && row == round.number;
        let columns = link.columns.iter().zip(&link.parent_columns);
        columns
            .map(|(&column, &referred)| {
                let value = if is_itself {
                    cells[referred].clone()?
                } else {
                    round.makers[link.parent].made.rows[row][referred].clone()
                };
                let value = match value {
                    Cell::Null => return None,
                    Cell::Left { .. } if is_itself => return None,
                    Cell::Left { .. } => Cell::Of {
                        of: (link.parent, row, referred),
                    },
                    other => other,
                };
                let set = cells[column].as_ref();
                set.is_none_or(|set| *set == value).then_some(value)
            })
            .collect()
    }

    fn refer_to_nothing(&self, link: &Link, cells: &mut [Option<Cell>]) {
        for &column in &link.columns {
            if cells[column].is_none() && self.sources[column].nullable {
                cells[column] = Some(Cell::Null);
            }
        }
    }

    /// The columns of a unique key that another row has filled in the same way.
    pub fn taken(&self, cells: &[Cell]) -> Option<&[usize]> {
        let mut keys = self.uniques.iter().zip(&self.taken);
        keys.find_map(|(unique, taken)| {
            let values = key_values(unique, cells)?;
            taken.contains(&values).then_some(unique.as_slice())
        })
    }

    pub fn keep(&mut self, cells: Vec<Cell>) {
        for (unique, taken) in self.uniques.iter().zip(&mut self.taken) {
            taken.extend(key_values(unique, &cells));
        }
        self.made.rows.push(cells);
    }

    pub fn finish(self) -> MadeTable {
        self.made
    }
}

/// The types of the columns that refer to one of a table, which `links` lead to.
fn referring<'c>(
    column: usize,
    links: &[&Link],
    subjects: &'c [Subject<'c>],
) -> impl Iterator<Item = &'c ColumnType> {
    links.iter().flat_map(move |link| {
        let pairs = link.columns.iter().zip(&link.parent_columns);
        pairs
            .filter(move |(_, referred)| **referred == column)
            .map(|(&own, _)| &subjects[link.table].table.columns[own].ty)
    })
}

/// What a row holds in the columns of a unique key, unless that is unique anyway.
fn key_values(unique: &[usize], cells: &[Cell]) -> Option<Vec<Cell>> {
    let values: Vec<Cell> = unique.iter().map(|&it| cells[it].clone()).collect();
    let is_free = |cell: &Cell| matches!(cell, Cell::Null | Cell::Left { .. });
    (!values.iter().any(is_free)).then_some(values)
}

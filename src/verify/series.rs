//! The values that one column takes, row by row.

use std::collections::HashMap;

use crate::catalog::{Column, ColumnType, Enum, Name, TypeName};

use super::plan::{Cell, Subject, fills_itself};
use super::values;

/// What a column holds in the rows of its table, one after the other.
#[derive(Debug)]
pub enum Series {
    /// These, again and again.
    Cycle(Vec<Cell>),
    /// A different one in every row; the second row has NULL, where that is possible.
    Distinct { nullable: bool },
    /// What the database puts there.
    Left,
    /// What a link says.
    Linked,
    /// A required column of a type of which no value is known.
    Unknown,
}

/// A column with all that its values depend on.
pub struct Source<'c> {
    pub column: &'c Column,
    /// Of the column and those that refer to it, the type that takes the fewest values.
    ty: &'c ColumnType,
    pub nullable: bool,
    labels: Vec<String>,
}

impl<'c> Source<'c> {
    /// `referring` are the types of the columns that refer to this one.
    pub fn new(
        column: &'c Column,
        referring: impl Iterator<Item = &'c ColumnType>,
        subject: &Subject<'_>,
        enums: &HashMap<&Name, &Enum>,
    ) -> Self {
        let labels = match &column.ty.name {
            TypeName::Enum(name) => enums.get(name).map_or_else(Vec::new, |one| {
                one.values.iter().map(|value| value.label.clone()).collect()
            }),
            TypeName::Labels(labels) => labels.clone(),
            TypeName::Plain { .. } | TypeName::Composite(_) => Vec::new(),
        };
        Self {
            column,
            ty: referring.fold(&column.ty, narrower),
            nullable: subject.actual(column).nullable,
            labels,
        }
    }

    /// The values of a column that is neither linked nor the one that makes a key unique.
    pub fn cycle(&self, subject: &Subject<'_>) -> Series {
        if subject.is_filled(self.column) {
            return Series::Left;
        }
        let mut cells = self.cells();
        if cells.is_empty() {
            return if self.nullable {
                Series::Cycle(vec![Cell::Null])
            } else if subject.has_default(self.column) || fills_itself(subject.actual(self.column))
            {
                Series::Left
            } else {
                Series::Unknown
            };
        }
        if self.nullable {
            cells.insert(1, Cell::Null);
        }
        Series::Cycle(cells)
    }

    /// The values to try, without NULL; the first one is plain.
    fn cells(&self) -> Vec<Cell> {
        let mut texts = match &self.ty.name {
            TypeName::Plain { name, arguments } => values::cases(name, arguments),
            TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => self.labels.clone(),
        };
        if !self.ty.list {
            return texts.into_iter().map(Cell::Value).collect();
        }
        // Prisma's client takes no `null` in a list of JSON, and writes 15 digits of a
        // double in a list.
        texts.retain(|text| text != "null" && text != values::DOUBLE_OF_17_DIGITS);
        let Some(plain) = texts.first() else {
            return Vec::new();
        };
        let one = Cell::List(vec![plain.clone()]);
        let mut lists = vec![one, Cell::List(Vec::new())];
        if texts.len() > 1 {
            lists.push(Cell::List(texts));
        }
        lists
    }

    /// The value with the number `n` of a series of different ones.
    pub fn distinct(&self, n: u32) -> Option<Cell> {
        let text = match &self.ty.name {
            TypeName::Plain { name, arguments } => values::distinct(name, arguments, n)?,
            TypeName::Enum(_) | TypeName::Labels(_) | TypeName::Composite(_) => {
                self.labels.get(usize::try_from(n).ok()?)?.clone()
            }
        };
        Some(if self.ty.list {
            Cell::List(vec![text])
        } else {
            Cell::Value(text)
        })
    }

    /// Whether there are more different values than rows will be made.
    pub fn is_endless(&self) -> bool {
        self.distinct(super::rows::MOST_ROWS).is_some()
    }
}

/// Whichever of two types has less room, where both hold the same kind of values.
fn narrower<'c>(one: &'c ColumnType, other: &'c ColumnType) -> &'c ColumnType {
    match (room(one), room(other)) {
        (Some((kind, room)), Some((other_kind, less))) if kind == other_kind && less < room => {
            other
        }
        _ => one,
    }
}

/// What a type holds, and how much of it: bytes of a number, characters of a text.
fn room(ty: &ColumnType) -> Option<(&'static str, u32)> {
    let TypeName::Plain { name, arguments } = &ty.name else {
        return None;
    };
    let length = || {
        arguments
            .first()
            .map_or(Some(u32::MAX), |it| it.parse().ok())
    };
    match name.as_str() {
        _ if ty.list => None,
        "smallint" => Some(("integer", 2)),
        "integer" => Some(("integer", 4)),
        "bigint" => Some(("integer", 8)),
        "text" | "varchar" => Some(("text", length()?)),
        _ => None,
    }
}

impl Series {
    /// How many rows it takes to see every value.
    pub fn length(&self) -> usize {
        match self {
            Self::Cycle(cells) => cells.len(),
            // Its texts take turns in four ways.
            Self::Distinct { .. } => 4,
            Self::Left | Self::Linked | Self::Unknown => 1,
        }
    }
}

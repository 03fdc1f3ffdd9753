//! The plan: rows for every table, and the order in which they can be written.

use std::collections::HashMap;

use serde::Serialize;

use crate::catalog::{
    Catalog, Column, ColumnType, Default, Enum, Identity, Name, Origin, Table, TableKind, TypeName,
};

use super::{links, order, rows};

/// All rows, and their order.
#[derive(Debug, Serialize)]
pub struct Plan {
    /// In the order of Prisma's schema; join tables behind it.
    pub tables: Vec<TablePlan>,
    /// A table and one of its rows: what a row refers to stands before it.
    pub order: Vec<(usize, usize)>,
}

/// The rows of one table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TablePlan {
    pub schema: Option<String>,
    pub name: String,
    /// What code calls it.
    pub model: String,
    /// How Prisma's client writes it, which has no model for it.
    pub join: Option<Join>,
    pub columns: Vec<ColumnPlan>,
    /// The columns by which a row is found again.
    pub key: Vec<usize>,
    pub rows: Vec<Vec<Cell>>,
    /// Why there are not as many rows as there are values to try, or none.
    pub short: Option<Short>,
}

/// Why a table has fewer rows than it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase", tag = "why")]
pub enum Short {
    /// Its required foreign keys lead back to it, through these tables.
    Circle { tables: Vec<String> },
    /// A required foreign key refers to a table without a row that fits.
    NoParent { table: String },
    /// No value is known for a required column of this type.
    NoValue { column: String, ty: String },
    /// A unique key has no values left.
    Unique { columns: Vec<String> },
}

/// The join table of a many-to-many relation, as its two models have it.
#[derive(Debug, Serialize)]
pub struct Join {
    /// In the order of the columns.
    pub sides: Vec<JoinSide>,
}

/// One side: the column that refers to it, and the field that leads to the other one.
#[derive(Debug, Serialize)]
pub struct JoinSide {
    pub column: usize,
    /// The table that the column refers to.
    pub table: usize,
    /// The column of that table.
    pub referred: usize,
    /// The relation field of that table's model.
    pub field: String,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnPlan {
    pub name: String,
    /// What Prisma's client calls it.
    pub field: String,
    #[serde(rename = "type")]
    pub ty: TypePlan,
    pub nullable: bool,
    /// No row is without a value of the writer's for it.
    pub required: bool,
    /// Prisma's client sets it by itself on every update.
    pub updated_at: bool,
}

/// A type, as the program takes it apart.
#[derive(Debug, Serialize)]
pub struct TypePlan {
    /// The normal name: `timestamptz`; `enum` for an enum.
    pub name: String,
    pub arguments: Vec<String>,
    pub list: bool,
    /// The labels of an enum, and what Prisma's client calls each.
    pub labels: Vec<(String, String)>,
}

/// The value of a column in one row, as text that says the same for every client.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Cell {
    Null,
    Value(String),
    List(Vec<String>),
    /// What a row of another table holds, which the database fills in:
    /// table, row, column.
    Of {
        of: (usize, usize, usize),
    },
    /// The database fills it in.
    Left {
        left: bool,
    },
}

impl Cell {
    pub(super) const LEFT: Self = Self::Left { left: true };
}

/// What a plan is made from: a table as code and as the database have it.
pub(super) struct Subject<'c> {
    pub table: &'c Table,
    /// The same table in the database, where it has it.
    pub database: Option<&'c Table>,
}

impl Subject<'_> {
    /// The column in the database, or else in the schema.
    pub fn actual<'s>(&'s self, column: &'s Column) -> &'s Column {
        let columns = self.database.map(|table| &table.columns);
        columns
            .and_then(|columns| columns.iter().find(|it| it.name == column.name))
            .unwrap_or(column)
    }

    /// Whether no client may set the column.
    pub fn is_filled(&self, column: &Column) -> bool {
        let actual = self.actual(column);
        actual.generated.is_some() || actual.identity == Some(Identity::Always)
    }

    pub fn has_default(&self, column: &Column) -> bool {
        let default = |column: &Column| column.default.is_some();
        default(column) || default(self.actual(column))
    }
}

/// Makes rows for every table of Prisma's schema.
#[must_use]
pub fn plan(schema: &Catalog, database: &Catalog) -> Plan {
    let in_database = database.tables_by_name();
    let subjects: Vec<Subject<'_>> = schema
        .tables
        .iter()
        .filter(|table| table.kind == TableKind::Table)
        .map(|table| Subject {
            table,
            database: in_database.get(&table.name).copied(),
        })
        .collect();
    let enums = schema.enums_by_name();
    let links = links::links(schema, &subjects);
    let order = order::order(&subjects, &links);
    let made = rows::make(&subjects, &enums, &links, &order);
    let places: HashMap<&Name, usize> = subjects
        .iter()
        .enumerate()
        .map(|(place, subject)| (&subject.table.name, place))
        .collect();
    let tables = subjects
        .iter()
        .zip(made.tables)
        .map(|(subject, made)| TablePlan {
            schema: subject.table.name.schema.clone(),
            name: subject.table.name.name.clone(),
            model: subject.table.notes.code_name.clone(),
            join: join(subject.table, schema, &places, &subjects),
            columns: subject
                .table
                .columns
                .iter()
                .map(|column| column_plan(column, subject, &enums))
                .collect(),
            key: made.key,
            rows: made.rows,
            short: made.short,
        })
        .collect();
    Plan {
        tables,
        order: made.order,
    }
}

fn column_plan(
    column: &Column,
    subject: &Subject<'_>,
    enums: &HashMap<&Name, &Enum>,
) -> ColumnPlan {
    ColumnPlan {
        name: column.name.clone(),
        field: column.notes.code_name.clone(),
        ty: type_plan(&column.ty, enums),
        nullable: subject.actual(column).nullable,
        required: !subject.actual(column).nullable
            && !subject.has_default(column)
            && !subject.is_filled(column),
        updated_at: column.notes.updated_at,
    }
}

fn type_plan(ty: &ColumnType, enums: &HashMap<&Name, &Enum>) -> TypePlan {
    let (name, arguments, labels) = match &ty.name {
        TypeName::Plain { name, arguments } => (name.clone(), arguments.clone(), Vec::new()),
        TypeName::Enum(name) => {
            let values = enums.get(name).map(|one| one.values.as_slice());
            let labels = values
                .unwrap_or_default()
                .iter()
                .map(|value| (value.label.clone(), value.code_name.clone()));
            ("enum".to_owned(), Vec::new(), labels.collect())
        }
        TypeName::Labels(labels) => {
            let labels = labels.iter().map(|label| (label.clone(), label.clone()));
            ("enum".to_owned(), Vec::new(), labels.collect())
        }
        TypeName::Composite(name) => (name.clone(), Vec::new(), Vec::new()),
    };
    TypePlan {
        name,
        arguments,
        list: ty.list,
        labels,
    }
}

fn join(
    table: &Table,
    schema: &Catalog,
    places: &HashMap<&Name, usize>,
    subjects: &[Subject<'_>],
) -> Option<Join> {
    if table.notes.origin != Origin::Joined {
        return None;
    }
    let position = |table: &Table, name: &str| table.columns.iter().position(|it| it.name == name);
    let sides = schema
        .relations
        .iter()
        .filter(|relation| relation.from.table == table.name)
        .map(|relation| {
            let other = *places.get(&relation.to.table)?;
            Some(JoinSide {
                column: position(table, relation.from.columns.first()?)?,
                table: other,
                referred: position(subjects[other].table, relation.to.columns.first()?)?,
                field: relation.to.field.clone(),
            })
        })
        .collect::<Option<Vec<_>>>()?;
    Some(Join { sides })
}

/// Whether the database has a value of its own for the column.
pub(super) fn fills_itself(column: &Column) -> bool {
    matches!(
        column.default,
        Some(Default::AutoIncrement | Default::Expression(_) | Default::Unknown)
    )
}

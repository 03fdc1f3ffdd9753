//! `relations()`: how Drizzle's queries walk from table to table, under Prisma's field names.

use std::collections::HashMap;

use crate::{
    catalog::{Cardinality, Name, Relation, RelationEnd, TableKind},
    typescript::{names, quote},
};

use super::{
    page::{FilePage, PropertyPage, RelationsPage},
    table::columns_of,
};

/// One constant for every table that has relations, in the order of the tables.
///
/// Relations of views are left out: Drizzle 0.45 has relations between tables only.
pub fn pages(file: &mut FilePage<'_>) -> Vec<RelationsPage> {
    let catalog = file.catalog;
    let mut ends: HashMap<&Name, Vec<End<'_>>> = HashMap::new();
    for relation in &catalog.relations {
        let Relation { from, to, .. } = relation;
        let is_table = |end: &RelationEnd| file.tables[&end.table].kind == TableKind::Table;
        if is_table(from) && is_table(to) {
            ends.entry(&from.table)
                .or_default()
                .push(End::From(relation));
            ends.entry(&to.table).or_default().push(End::To(relation));
        }
    }
    catalog
        .tables
        .iter()
        .filter_map(|table| {
            let mut ends = ends.remove(&table.name)?;
            ends.sort_by_key(|end| end.near().position);
            Some(page(&table.name, &ends, file))
        })
        .collect()
}

/// A relation as seen from one of its tables.
enum End<'c> {
    /// This table holds the columns.
    From(&'c Relation),
    /// The other one does.
    To(&'c Relation),
}

impl End<'_> {
    /// The end that is this table's.
    fn near(&self) -> &RelationEnd {
        match self {
            End::From(relation) => &relation.from,
            End::To(relation) => &relation.to,
        }
    }

    fn is_many(&self) -> bool {
        matches!(self, End::To(relation) if relation.cardinality == Cardinality::ManyToOne)
    }
}

fn page(table: &Name, ends: &[End<'_>], file: &mut FilePage<'_>) -> RelationsPage {
    let properties = ends
        .iter()
        .map(|end| PropertyPage {
            doc: String::new(),
            key: names::key(&end.near().field),
            value: match end {
                End::From(relation) => one(relation, file),
                End::To(relation) if end.is_many() => format!(
                    "many({}, {{ relationName: {} }})",
                    file.names.table(&relation.from.table),
                    quote::string(&relation.name)
                ),
                End::To(relation) => back_to_one(relation, file),
            },
        })
        .collect();
    let many = ends.iter().any(End::is_many);
    let one = ends.iter().any(|end| !end.is_many());
    RelationsPage {
        name: file.names.relations(table).to_owned(),
        table: file.names.table(table).to_owned(),
        helpers: match (one, many) {
            (true, true) => "one, many",
            (true, false) => "one",
            (false, _) => "many",
        },
        properties,
    }
}

/// `one(users, { relationName, fields, references })`
fn one(relation: &Relation, file: &FilePage<'_>) -> String {
    let Relation { from, to, .. } = relation;
    format!(
        "one({}, {})",
        file.names.table(&to.table),
        config(relation, from, to, file)
    )
}

/// The end of a one-to-one relation without the columns: there may be no row.
///
/// Drizzle 0.45 takes a relation name only together with columns, and takes the
/// type of a `one` whose columns are NOT NULL to be never null: the type
/// argument keeps the null.
fn back_to_one(relation: &Relation, file: &mut FilePage<'_>) -> String {
    let Relation { from, to, .. } = relation;
    let any_column = file.core.any_column;
    file.core_types.insert(any_column);
    let other = file.names.table(&from.table);
    let columns = vec![
        format!(
            "{any_column}<{{ tableName: {} }}>",
            quote::string(&to.table.name)
        );
        to.columns.len()
    ];
    format!(
        "one<typeof {other}, [{}]>({other}, {})",
        columns.join(", "),
        config(relation, to, from, file)
    )
}

fn config(
    relation: &Relation,
    near: &RelationEnd,
    far: &RelationEnd,
    file: &FilePage<'_>,
) -> String {
    let columns = |end: &RelationEnd| {
        columns_of(
            file.names.table(&end.table),
            file.tables[&end.table],
            &end.columns,
            file,
        )
    };
    format!(
        "{{\nrelationName: {}, fields: [{}], references: [{}] }}",
        quote::string(&relation.name),
        columns(near),
        columns(far)
    )
}

//! What ties the rows of tables together: foreign keys, and relations that have none.

use std::collections::HashMap;

use crate::catalog::{Catalog, Name, Table};

use super::plan::Subject;

/// Columns of one table that hold what columns of another one hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The table that refers, and its columns.
    pub table: usize,
    pub columns: Vec<usize>,
    /// The table that is referred to, and its columns.
    pub parent: usize,
    pub parent_columns: Vec<usize>,
    /// Whether one of the columns may be NULL, so that the row refers to nothing.
    pub optional: bool,
}

/// The links of all tables: Prisma's foreign keys, its relations (under
/// `relationMode = "prisma"` there are no foreign keys), and what the database has
/// beside them. The widest come first, so that the narrow ones agree with them.
pub fn links(schema: &Catalog, subjects: &[Subject<'_>]) -> Vec<Link> {
    let places: HashMap<&Name, usize> = subjects
        .iter()
        .enumerate()
        .map(|(place, subject)| (&subject.table.name, place))
        .collect();
    let mut links: Vec<Link> = Vec::new();
    let mut add = |from: &Name, columns: &[String], to: &Name, parent_columns: &[String]| {
        let (Some(&table), Some(&parent)) = (places.get(from), places.get(to)) else {
            return;
        };
        let subject = &subjects[table];
        let columns = positions(subject.table, columns);
        let parent_columns = positions(subjects[parent].table, parent_columns);
        let (Some(columns), Some(parent_columns)) = (columns, parent_columns) else {
            return;
        };
        // A key of a row to itself says nothing.
        if table == parent && columns == parent_columns {
            return;
        }
        let optional = columns.iter().any(|&column| {
            let column = &subject.table.columns[column];
            subject.actual(column).nullable
        });
        let link = Link {
            table,
            columns,
            parent,
            parent_columns,
            optional,
        };
        if !links.contains(&link) {
            links.push(link);
        }
    };
    for subject in subjects {
        for table in [Some(subject.table), subject.database]
            .into_iter()
            .flatten()
        {
            for key in &table.foreign_keys {
                let from = &subject.table.name;
                add(from, &key.columns, &key.references, &key.referenced_columns);
            }
        }
    }
    for relation in &schema.relations {
        let (from, to) = (&relation.from, &relation.to);
        add(&from.table, &from.columns, &to.table, &to.columns);
    }
    links.sort_by_key(|link| std::cmp::Reverse(link.columns.len()));
    links
}

/// The places of columns in their table; `None` when one is not there.
fn positions(table: &Table, columns: &[String]) -> Option<Vec<usize>> {
    let position = |name: &String| table.columns.iter().position(|it| it.name == *name);
    columns.iter().map(position).collect()
}

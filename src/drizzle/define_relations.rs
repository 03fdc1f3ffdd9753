//! `defineRelations()` of drizzle-orm 1.0: how its queries walk from table to table,
//! under Prisma's field names.

use std::collections::HashMap;

use crate::{
    catalog::{Cardinality, Name, Origin, Relation, RelationEnd},
    typescript::names,
};

use super::{
    page::{DefinedPage, DefinitionPage, FilePage, PropertyPage},
    table::access,
};

/// Every table and view, which is what makes it known to queries, with its relations.
///
/// Every end says its columns, so that none depends on which others there are.
pub fn page(file: &FilePage<'_>) -> DefinedPage {
    let catalog = file.catalog;
    let mut ends: HashMap<&Name, Vec<(usize, PropertyPage)>> = HashMap::new();
    let mut add = |end: &'_ RelationEnd, table, value| {
        let property = PropertyPage {
            doc: String::new(),
            key: names::key(&end.field),
            value,
        };
        ends.entry(table)
            .or_default()
            .push((end.position, property));
    };
    for relation in &catalog.relations {
        let Relation {
            name: _,
            from,
            to,
            cardinality: _,
        } = relation;
        add(from, &from.table, one(relation, file));
        add(to, &to.table, back(relation, file));
    }
    DefinedPage {
        tables: catalog
            .tables
            .iter()
            .map(|table| file.names.table(&table.name).to_owned())
            .collect(),
        definitions: catalog
            .tables
            .iter()
            .filter_map(|table| {
                let mut ends = ends.remove(&table.name)?;
                ends.sort_by_key(|(position, _)| *position);
                Some(DefinitionPage {
                    table: file.names.table(&table.name).to_owned(),
                    properties: ends.into_iter().map(|(_, property)| property).collect(),
                })
            })
            .collect(),
    }
}

/// `r.one.users({ from: r.posts.authorId, to: r.users.id, optional: false })`
///
/// The row is there where the columns cannot be NULL, as Prisma has it too.
fn one(relation: &Relation, file: &FilePage<'_>) -> String {
    let Relation { from, to, .. } = relation;
    let table = file.tables[&from.table];
    let is_optional = from.columns.iter().any(|name| table.column(name).nullable);
    call(
        "one",
        to,
        &columns(from, file),
        &columns(to, file),
        !is_optional,
        file,
    )
}

/// The end without the columns: the rows that refer to this one, or through a join
/// table the rows of the other side.
fn back(relation: &Relation, file: &FilePage<'_>) -> String {
    let Relation {
        from,
        to,
        cardinality,
        ..
    } = relation;
    if let Some(other) = other_side(relation, file) {
        let [near, far] = [relation, other].map(|side| through(side, file));
        return call("many", &other.to, &near, &far, false, file);
    }
    let function = match cardinality {
        Cardinality::ManyToOne => "many",
        Cardinality::OneToOne => "one",
    };
    call(
        function,
        from,
        &columns(to, file),
        &columns(from, file),
        false,
        file,
    )
}

/// The relation of the same join table to its other side.
fn other_side<'c>(relation: &Relation, file: &FilePage<'c>) -> Option<&'c Relation> {
    let join = &relation.from.table;
    if file.tables[join].notes.origin != Origin::Joined {
        return None;
    }
    let mut relations = file.catalog.relations.iter();
    relations.find(|it| it.from.table == *join && it.name != relation.name)
}

/// `r.posts.id.through(r.postToTag.A)`
fn through(relation: &Relation, file: &FilePage<'_>) -> Vec<String> {
    let Relation { from, to, .. } = relation;
    let pairs = columns(to, file).into_iter().zip(columns(from, file));
    pairs
        .map(|(column, join)| format!("{column}.through({join})"))
        .collect()
}

fn columns(end: &RelationEnd, file: &FilePage<'_>) -> Vec<String> {
    let table = file.tables[&end.table];
    let constant = file.names.table(&end.table);
    end.columns
        .iter()
        .map(|column| format!("r.{constant}{}", access(table, column, file)))
        .collect()
}

fn call(
    function: &str,
    target: &RelationEnd,
    from: &[String],
    to: &[String],
    is_required: bool,
    file: &FilePage<'_>,
) -> String {
    let optional = if is_required { ", optional: false" } else { "" };
    format!(
        "r.{function}.{}({{ from: {}, to: {}{optional} }})",
        file.names.table(&target.table),
        listed(from),
        listed(to)
    )
}

/// One column stands for itself.
fn listed(columns: &[String]) -> String {
    match columns {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}

//! The keys of a table: what no two rows may have alike, and by what a row is found.

use crate::catalog::TypeName;

use super::plan::Subject;
use super::series::Source;

/// The unique keys of a table, as code and as the database have it. A partial one is
/// taken for a whole one.
pub fn uniques(subject: &Subject<'_>) -> Vec<Vec<usize>> {
    let tables = [Some(subject.table), subject.database];
    let mut uniques: Vec<Vec<usize>> = Vec::new();
    for table in tables.into_iter().flatten() {
        let key = table.primary_key.iter().map(|key| {
            let columns = key.columns.iter();
            columns.map(String::as_str).collect::<Vec<_>>()
        });
        let indexes = table.indexes.iter().filter(|index| index.unique);
        let indexes = indexes.filter_map(crate::catalog::Index::column_names);
        for names in key.chain(indexes) {
            let columns = &subject.table.columns;
            let places = names
                .iter()
                .map(|name| columns.iter().position(|column| column.name == *name));
            if let Some(mut places) = places.collect::<Option<Vec<_>>>() {
                places.sort_unstable();
                if !uniques.contains(&places) {
                    uniques.push(places);
                }
            }
        }
    }
    uniques
}

/// The columns by which a row is found: the primary key, else a unique key without
/// NULL, else all that can be compared.
pub fn key(subject: &Subject<'_>, sources: &[Source<'_>]) -> Vec<usize> {
    let position = |name: &String| {
        let columns = subject.table.columns.iter();
        columns.clone().position(|column| column.name == *name)
    };
    if let Some(key) = &subject.table.primary_key
        && let Some(places) = key.columns.iter().map(position).collect()
    {
        return places;
    }
    let is_required = |unique: &&Vec<usize>| unique.iter().all(|&it| !sources[it].nullable);
    if let Some(unique) = uniques(subject).iter().find(is_required) {
        return unique.clone();
    }
    let is_comparable = |source: &Source<'_>| match &source.column.ty.name {
        TypeName::Plain { name, .. } => matches!(
            name.as_str(),
            "text"
                | "varchar"
                | "smallint"
                | "integer"
                | "bigint"
                | "boolean"
                | "uuid"
                | "timestamp"
                | "timestamptz"
                | "date"
        ),
        TypeName::Enum(_) | TypeName::Labels(_) => true,
        TypeName::Composite(_) => false,
    };
    (0..sources.len())
        .filter(|&it| {
            let source = &sources[it];
            !source.column.ty.list && !subject.is_filled(source.column) && is_comparable(source)
        })
        .collect()
}

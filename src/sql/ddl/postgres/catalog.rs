//! The state at the end, as a catalog.

use super::column::next_value;
use super::shared::Shared;
use super::state::{Relation, RelationColumn, State, UserTypeKind};
use crate::catalog::{
    Catalog, Default, Dialect, Enum, EnumNotes, EnumValue, Knows, Name, Object, Table, TableKind,
    Unknown,
};

/// The table that Prisma keeps its own books in.
const OF_PRISMA: &str = "_prisma_migrations";

pub fn make(state: State, unknown: Vec<Unknown>) -> Catalog {
    let mut catalog = Catalog::new(Dialect::Postgres, Knows::everything());
    let owners: Vec<(Name, Option<(Name, String)>)> = state
        .sequences
        .into_iter()
        .map(|sequence| (sequence.name, sequence.owner))
        .collect();
    catalog.extensions = state.extensions;
    catalog.enums = state
        .types
        .into_iter()
        .map(Shared::into_inner)
        .filter_map(|ty| match ty.kind {
            UserTypeKind::Enum(labels) => Some(Enum {
                values: labels
                    .into_iter()
                    .map(|label| EnumValue {
                        code_name: label.clone(),
                        label,
                        doc: None,
                    })
                    .collect(),
                place: ty.place,
                notes: EnumNotes {
                    code_name: ty.name.name.clone(),
                    doc: None,
                },
                name: ty.name,
            }),
            _ => None,
        })
        .collect();
    catalog.unknown = unknown;
    // What was changed before anything made it is not known, under its name of now
    // and under that of then, which a later migration may give to another table.
    let assumed = state
        .relations
        .iter()
        .filter(|relation| relation.assumed && relation.table.name.name != OF_PRISMA);
    for relation in assumed {
        let names = [Some(&relation.table.name), relation.origin.as_ref()];
        for name in names.into_iter().flatten() {
            let object = Object::Table(name.clone());
            if catalog.unknown.iter().all(|it| it.object != object) {
                catalog.unknown.push(Unknown {
                    object,
                    reason: "a migration changes it before any makes it".to_owned(),
                    place: relation.table.place,
                });
            }
        }
    }
    catalog.tables = state
        .relations
        .into_iter()
        .filter(|relation| {
            !relation.temporary && !relation.assumed && relation.table.name.name != OF_PRISMA
        })
        .map(|relation| table(relation.into_inner(), &owners))
        .collect();
    catalog
}

fn table(relation: Relation, owners: &[(Name, Option<(Name, String)>)]) -> Table {
    let Relation {
        mut table, columns, ..
    } = relation;
    if table.kind == TableKind::Table {
        table.columns = columns
            .into_iter()
            .map(|column| finish(column, &table.name, owners))
            .collect();
    }
    table
}

/// A default that is the next number of a sequence counts up where the sequence
/// is the column's own, or is called as if it were.
fn finish(
    column: RelationColumn,
    table: &Name,
    owners: &[(Name, Option<(Name, String)>)],
) -> crate::catalog::Column {
    let RelationColumn {
        mut column,
        sequence,
        ..
    } = column;
    if let Some(sequence) = sequence {
        let owner = owners
            .iter()
            .find(|(name, _)| *name == sequence)
            .and_then(|(_, owner)| owner.as_ref());
        let usual = super::names::object_name(&table.name, Some(&column.name), "seq");
        let is_own = owner.is_some_and(|(of, name)| of == table && *name == column.name)
            || sequence.name == usual;
        column.default = Some(if is_own {
            Default::AutoIncrement
        } else {
            Default::Expression(next_value(&sequence))
        });
    }
    column
}

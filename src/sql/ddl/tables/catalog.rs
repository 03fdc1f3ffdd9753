//! The state at the end, as a catalog.

use super::state::State;
use crate::catalog::{Catalog, Dialect, Knows, Unknown};
use crate::sql::mysql;

/// The table that Prisma keeps its own books in.
const OF_PRISMA: &str = "_prisma_migrations";

pub fn make(dialect: Dialect, state: State, unknown: Vec<Unknown>) -> Catalog {
    let mut catalog = Catalog::new(dialect, Knows::everything());
    catalog.unknown = unknown;
    catalog.tables = state
        .into_all()
        .filter(|relation| {
            !relation.temporary && !relation.assumed && relation.table.name.name != OF_PRISMA
        })
        .map(|relation| relation.table)
        .collect();
    if dialect == Dialect::MySql {
        for table in &mut catalog.tables {
            mysql::without_indexes_of_keys(table);
            mysql::without_whole_lengths(table);
        }
    }
    catalog
}

//! `CockroachDB`'s migrations, read as `PostgreSQL`'s: the statements that Prisma writes
//! are the same, and only the types are spelled otherwise.

use crate::catalog::Dialect;
use crate::diagnostic::Sources;
use crate::sql::cockroach::normal_type;

use super::{Replay, Script, postgres};

pub fn replay(scripts: &[Script], sources: &Sources) -> Replay {
    let mut replay = postgres::replay(scripts, sources);
    replay.catalog.dialect = Dialect::Cockroach;
    let tables = replay.catalog.tables.iter_mut();
    for column in tables.flat_map(|table| &mut table.columns) {
        column.ty = normal_type(column.ty.clone());
    }
    replay
}

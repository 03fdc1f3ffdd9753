//! The names that Prisma gives to constraints and indexes that have none.
//!
//! Source: prisma-engines `psl-core/src/datamodel_connector/constraint_names.rs`.

use crate::catalog::Dialect;

use super::{cockroach, mysql, postgres, sqlserver};

/// `SQLite` has no limit. Prisma does, which no name is likely to reach.
const SQLITE_BYTES: usize = 10_000;

/// What Prisma takes for the longest name of an index of `MongoDB`.
const MONGO_BYTES: usize = 127;

/// `User_pkey`
#[must_use]
pub fn primary_key(dialect: Dialect, table: &str) -> String {
    join(dialect, &[table], "_pkey")
}

/// `User_email_key`
#[must_use]
pub fn unique<'a>(
    dialect: Dialect,
    table: &'a str,
    columns: impl IntoIterator<Item = &'a str>,
) -> String {
    with_columns(dialect, table, columns, "_key")
}

/// `User_role_createdAt_idx`
#[must_use]
pub fn index<'a>(
    dialect: Dialect,
    table: &'a str,
    columns: impl IntoIterator<Item = &'a str>,
) -> String {
    with_columns(dialect, table, columns, "_idx")
}

/// `Post_authorId_fkey`: the table and the columns that refer.
#[must_use]
pub fn foreign_key<'a>(
    dialect: Dialect,
    table: &'a str,
    columns: impl IntoIterator<Item = &'a str>,
) -> String {
    with_columns(dialect, table, columns, "_fkey")
}

/// `User_role_df`: the constraint that SQL Server makes of a default.
#[must_use]
pub fn default(dialect: Dialect, table: &str, column: &str) -> String {
    join(dialect, &[table, column], "_df")
}

/// `_PostToTag`: the table of an implicit many-to-many relation.
#[must_use]
pub fn join_table(dialect: Dialect, relation: &str) -> String {
    join(dialect, &["", relation], "")
}

/// `_PostToTag_AB_pkey`
#[must_use]
pub fn join_table_key(dialect: Dialect, table: &str) -> String {
    join(dialect, &[table], "_AB_pkey")
}

/// `_PostToTag_AB_unique`
#[must_use]
pub fn join_table_unique(dialect: Dialect, table: &str) -> String {
    join(dialect, &[table], "_AB_unique")
}

/// `_PostToTag_A_fkey`
#[must_use]
pub fn join_table_foreign_key(dialect: Dialect, table: &str, column: &str) -> String {
    join(dialect, &[table], &format!("_{column}_fkey"))
}

/// `_PostToTag_B_index`
#[must_use]
pub fn join_table_index(dialect: Dialect, table: &str) -> String {
    join(dialect, &[table], "_B_index")
}

fn with_columns<'a>(
    dialect: Dialect,
    table: &'a str,
    columns: impl IntoIterator<Item = &'a str>,
    suffix: &str,
) -> String {
    let parts: Vec<&str> = std::iter::once(table).chain(columns).collect();
    join(dialect, &parts, suffix)
}

/// Joins by `_`, cuts at a character so that all with its suffix fits the
/// dialect's limit in bytes, and adds the suffix.
fn join(dialect: Dialect, parts: &[&str], suffix: &str) -> String {
    let limit = match dialect {
        Dialect::Postgres => postgres::MAX_IDENTIFIER_BYTES,
        Dialect::MySql => mysql::MAX_IDENTIFIER_BYTES,
        Dialect::Cockroach => cockroach::MAX_IDENTIFIER_BYTES,
        Dialect::SqlServer => sqlserver::MAX_IDENTIFIER_BYTES,
        Dialect::Mongo => MONGO_BYTES,
        Dialect::Sqlite => SQLITE_BYTES,
    };
    let mut name = parts.join("_");
    if name.len() >= limit - suffix.len() {
        name.truncate(name.floor_char_boundary(limit - suffix.len()));
    }
    name.push_str(suffix);
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_name_is_cut_at_a_character() {
        let name = unique(Dialect::Postgres, &"ü".repeat(40), ["a"]);
        assert_eq!(name, format!("{}_key", "ü".repeat(29)));
    }

    #[test]
    fn a_short_name_is_kept() {
        assert_eq!(
            index(Dialect::Postgres, "users", ["role", "created_at"]),
            "users_role_created_at_idx"
        );
    }
}

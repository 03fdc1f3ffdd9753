//! What is asked of `MySQL`'s and `MariaDB`'s `information_schema`, always about the
//! connection's own database.

use super::{MIGRATIONS_TABLE, Product};

/// Name, and `BASE TABLE` or `VIEW`.
pub const TABLES: &str = "
    SELECT table_name, table_type FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_name <> '_prisma_migrations'
      AND table_type IN ('BASE TABLE', 'VIEW', 'SYSTEM VERSIONED') ORDER BY table_name";

/// Table, column, type, `YES` when it may be NULL, default, extra, expression.
pub const COLUMNS: &str = "
    SELECT table_name, column_name, column_type, is_nullable, column_default, extra, generation_expression
    FROM information_schema.columns
    WHERE table_schema = DATABASE() AND table_name <> '_prisma_migrations'
    ORDER BY table_name, ordinal_position";

/// Table, index, `1` when it is not unique, method, column, `D` when descending, length, expression.
pub fn indexes(product: Product) -> String {
    let expression = match product {
        Product::MySql(version) if version >= (8, 0, 13) => "expression",
        _ => "NULL",
    };
    format!(
        "SELECT table_name, index_name, non_unique, index_type, column_name, collation, sub_part, {expression}
         FROM information_schema.statistics
         WHERE table_schema = DATABASE() AND table_name <> '{MIGRATIONS_TABLE}'
         ORDER BY table_name, index_name, seq_in_index"
    )
}

/// Table, key, column, referenced database, table and column, actions on update and delete.
pub const FOREIGN_KEYS: &str = "
    SELECT k.table_name, k.constraint_name, k.column_name, k.referenced_table_schema,
      k.referenced_table_name, k.referenced_column_name, r.update_rule, r.delete_rule
    FROM information_schema.key_column_usage k
    JOIN information_schema.referential_constraints r
      ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
      AND r.table_name = k.table_name
    WHERE k.table_schema = DATABASE() AND r.constraint_schema = DATABASE()
      AND k.referenced_table_name IS NOT NULL
    ORDER BY k.table_name, k.constraint_name, k.ordinal_position";

/// Table, name, expression, `NO` when it is not enforced; `None` where there are no checks.
pub fn checks(product: Product) -> Option<&'static str> {
    match product {
        Product::MariaDb(_) => Some(
            "SELECT table_name, constraint_name, check_clause, 'YES'
             FROM information_schema.check_constraints
             WHERE constraint_schema = DATABASE() ORDER BY table_name, constraint_name",
        ),
        Product::MySql(version) if version >= (8, 0, 16) => Some(
            "SELECT t.table_name, t.constraint_name, c.check_clause, t.enforced
             FROM information_schema.table_constraints t
             JOIN information_schema.check_constraints c
               ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name
             WHERE t.constraint_schema = DATABASE() AND t.constraint_type = 'CHECK'
             ORDER BY t.table_name, t.constraint_name",
        ),
        Product::MySql(_) => None,
    }
}

/// View, and query.
pub const VIEWS: &str = "
    SELECT table_name, view_definition FROM information_schema.views
    WHERE table_schema = DATABASE() ORDER BY table_name";

/// Table, method, expression.
pub const PARTITIONS: &str = "
    SELECT DISTINCT table_name, partition_method, partition_expression
    FROM information_schema.partitions
    WHERE table_schema = DATABASE() AND partition_method IS NOT NULL ORDER BY table_name";

/// The user's rights on the whole database. With less, it is not shown the tables of
/// others. What comes by a role is not listed, so a role counts.
pub const RIGHTS: &str = "
    SELECT privilege_type FROM information_schema.user_privileges WHERE privilege_type <> 'USAGE'
    UNION SELECT privilege_type FROM information_schema.schema_privileges
      WHERE DATABASE() LIKE table_schema
    UNION SELECT 'ROLE' FROM information_schema.applicable_roles";

pub const HISTORY_TABLE: &str = "
    SELECT 1 FROM information_schema.tables
    WHERE table_schema = DATABASE() AND table_name = '_prisma_migrations'";

pub fn history() -> String {
    let time = |column: &str| format!("DATE_FORMAT({column}, '%Y-%m-%dT%H:%i:%s.%fZ')");
    format!(
        "SELECT id, checksum, migration_name, {}, {}, {}, applied_steps_count, logs
         FROM {MIGRATIONS_TABLE} ORDER BY started_at, migration_name",
        time("started_at"),
        time("finished_at"),
        time("rolled_back_at")
    )
}

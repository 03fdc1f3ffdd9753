//! What is asked of `PostgreSQL`'s catalog: one question per kind of thing, each
//! answered with rows of JSON (see `rows`). Versions 12 to 18.

use super::rows::LockedRow;

/// What the questions depend on.
#[derive(Debug)]
pub struct Asked<'a> {
    /// 160004 for 16.4.
    pub version: u32,
    pub schemas: Option<&'a [String]>,
    /// The schema of names without one.
    pub default_schema: &'a str,
    /// Tables that other sessions keep for themselves, and nothing is asked about.
    pub locked: Vec<LockedRow>,
}

/// Names are qualified in expressions where they are not in the default schema;
/// constants are printed alike whatever the server's settings are.
pub fn begin(asked: &Asked, statement_timeout: u128, lock_timeout: u128) -> String {
    format!(
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
         SET LOCAL standard_conforming_strings = on;
         SET LOCAL search_path = {};
         SET LOCAL statement_timeout = {statement_timeout};
         SET LOCAL idle_in_transaction_session_timeout = {statement_timeout};
         SET LOCAL lock_timeout = {lock_timeout};
         SET LOCAL jit = off;
         SET LOCAL timezone = 'UTC';
         SET LOCAL datestyle = 'ISO, YMD';
         SET LOCAL intervalstyle = 'postgres';
         SET LOCAL bytea_output = 'hex';
         SET LOCAL extra_float_digits = 1;
         SET LOCAL quote_all_identifiers = off",
        identifier(asked.default_schema)
    )
}

/// Rows of a question as JSON texts.
fn as_json(question: &str) -> String {
    format!("SELECT row_to_json(answer)::text FROM ({question}) answer")
}

impl Asked<'_> {
    /// Which schemas are meant, of `pg_namespace n`.
    fn schemas(&self) -> String {
        match self.schemas {
            Some([]) => "false".to_owned(),
            Some(names) => {
                let names: Vec<_> = names.iter().map(|name| literal(name)).collect();
                format!("n.nspname IN ({})", names.join(", "))
            }
            None => "n.nspname NOT IN ('pg_catalog', 'information_schema') \
                     AND n.nspname !~ '^pg_(toast|temp_)'"
                .to_owned(),
        }
    }

    /// The tables and views that are meant, without those that extensions made.
    fn relations(&self) -> String {
        let locked: Vec<_> = self.locked.iter().map(|t| t.oid.to_string()).collect();
        format!(
            "SELECT c.*, n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE {} AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND c.relpersistence <> 't'
               AND c.relname <> {} AND NOT c.oid = ANY ('{{{}}}'::oid[]) AND {}",
            self.schemas(),
            literal(crate::database::MIGRATIONS_TABLE),
            locked.join(","),
            not_of_an_extension("c.oid", "pg_class")
        )
    }

    pub fn enums(&self) -> String {
        as_json(&format!(
            "SELECT n.nspname AS schema, t.typname AS name, coalesce((
                SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e
                WHERE e.enumtypid = t.oid), '[]') AS labels
             FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
             WHERE t.typtype = 'e' AND {} AND {} ORDER BY t.oid",
            self.schemas(),
            not_of_an_extension("t.oid", "pg_type")
        ))
    }

    pub fn tables(&self) -> String {
        as_json(&format!(
            "SELECT c.oid::int8 AS oid, c.nspname AS schema, c.relname AS name, c.relkind AS kind,
               c.relrowsecurity AS secured, c.relforcerowsecurity AS forced,
               CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS split_by,
               CASE WHEN c.relispartition THEN (
                 SELECT json_build_array(pn.nspname, p.relname) FROM pg_inherits i
                 JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace
                 WHERE i.inhrelid = c.oid) END AS part_of
             FROM ({}) c ORDER BY c.oid",
            self.relations()
        ))
    }

    pub fn columns(&self) -> String {
        as_json(&format!(
            "SELECT c.oid::int8 AS \"table\", a.attname AS name,
               format_type(a.atttypid, a.atttypmod) AS type, quote_ident(en.nspname) AS type_schema,
               CASE WHEN e.typtype = 'e' THEN json_build_array(en.nspname, e.typname) END AS enum,
               a.attnotnull AS required, pg_get_expr(d.adbin, d.adrelid) AS expression,
               a.attgenerated AS generated, a.attidentity AS identity,
               EXISTS (
                 SELECT FROM pg_depend uses JOIN pg_class s ON s.oid = uses.refobjid AND s.relkind = 'S'
                 WHERE uses.classid = 'pg_attrdef'::regclass AND uses.objid = d.oid
                   AND uses.refclassid = 'pg_class'::regclass
                   AND (s.relname = c.relname || '_' || a.attname || '_seq' OR EXISTS (
                     SELECT FROM pg_depend owned WHERE owned.classid = 'pg_class'::regclass
                       AND owned.objid = s.oid AND owned.refclassid = 'pg_class'::regclass
                       AND owned.refobjid = a.attrelid AND owned.refobjsubid = a.attnum
                       AND owned.deptype IN ('a', 'i')))) AS own_sequence
             FROM ({}) c JOIN pg_attribute a ON a.attrelid = c.oid
             JOIN pg_type t ON t.oid = a.atttypid
             JOIN pg_type e ON e.oid =
               CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
             JOIN pg_namespace en ON en.oid = e.typnamespace
             LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE a.attnum > 0 AND NOT a.attisdropped ORDER BY c.oid, a.attnum",
            self.relations()
        ))
    }

    /// Keys, foreign keys and checks. What a partition has from its parent is the parent's.
    pub fn constraints(&self) -> String {
        let columns = |numbers: &str, table: &str| {
            format!(
                "(SELECT json_agg(a.attname ORDER BY u.place)
                  FROM unnest({numbers}) WITH ORDINALITY u(number, place)
                  JOIN pg_attribute a ON a.attrelid = {table} AND a.attnum = u.number)"
            )
        };
        let mut peculiar = String::new();
        if self.version >= 150_000 {
            peculiar.push_str(
                " WHEN k.confdelsetcols IS NOT NULL THEN 'ON DELETE SET … of some columns'",
            );
        }
        if self.version >= 180_000 {
            peculiar.push_str(
                " WHEN NOT k.conenforced THEN 'NOT ENFORCED' WHEN k.conperiod THEN 'WITHOUT OVERLAPS or PERIOD'",
            );
        }
        as_json(&format!(
            "SELECT c.oid::int8 AS \"table\", k.conname AS name, k.contype AS kind,
               {own} AS columns, {theirs} AS referenced,
               CASE WHEN k.contype = 'f' THEN json_build_array(fn.nspname, fc.relname) END AS refers_to,
               k.confdeltype AS on_delete, k.confupdtype AS on_update,
               CASE WHEN k.contype = 'c' THEN pg_get_expr(k.conbin, k.conrelid) END AS expression,
               CASE WHEN false THEN ''{peculiar} END AS peculiar
             FROM ({relations}) c JOIN pg_constraint k ON k.conrelid = c.oid
             LEFT JOIN pg_class fc ON fc.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = fc.relnamespace
             WHERE k.contype IN ('p', 'f', 'c') AND k.conparentid = 0
               AND (k.conislocal OR k.coninhcount = 0) ORDER BY k.oid",
            own = columns("k.conkey", "k.conrelid"),
            theirs = columns("k.confkey", "k.confrelid"),
            relations = self.relations()
        ))
    }

    /// Indexes but those of primary keys, and but those that a partition has from its parent.
    pub fn indexes(&self) -> String {
        let nulls = if self.version >= 150_000 {
            "i.indnullsnotdistinct"
        } else {
            "false"
        };
        let class_options = if self.version >= 130_000 {
            "own.attoptions"
        } else {
            "NULL::text[]"
        };
        as_json(&format!(
            "SELECT c.oid::int8 AS \"table\", x.relname AS name, m.amname AS method,
               i.indisunique AS \"unique\", i.indisvalid AS valid, {nulls} AS nulls_not_distinct,
               pg_get_expr(i.indpred, i.indrelid) AS predicate, x.reloptions AS parameters,
               k.contype AS \"constraint\", keys.*
             FROM ({relations}) c JOIN pg_index i ON i.indrelid = c.oid
             JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
             LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.contype IN ('u', 'x')
               AND k.conrelid = i.indrelid
             CROSS JOIN LATERAL (
               SELECT
                 json_agg(json_build_object(
                   'column', a.attname,
                   'expression', CASE WHEN i.indkey[p] = 0 THEN pg_get_indexdef(i.indexrelid, p + 1, false) END,
                   'descending', i.indoption[p] & 1 = 1, 'nulls_first', i.indoption[p] & 2 = 2,
                   'class', CASE WHEN NOT oc.opcdefault THEN oc.opcname END,
                   'class_name', oc.opcname, 'class_options', {class_options},
                   'operator', op.oprname) ORDER BY p) FILTER (WHERE p < i.indnkeyatts) AS keys,
                 json_agg(a.attname ORDER BY p) FILTER (WHERE p >= i.indnkeyatts) AS include
               FROM generate_series(0, i.indnatts - 1) p
               LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p] AND a.attnum <> 0
               LEFT JOIN pg_attribute own ON own.attrelid = i.indexrelid AND own.attnum = p + 1
               LEFT JOIN pg_opclass oc ON oc.oid = i.indclass[p]
               LEFT JOIN pg_operator op ON op.oid = k.conexclop[p + 1]) keys
             WHERE NOT i.indisprimary AND NOT x.relispartition ORDER BY i.indexrelid",
            relations = self.relations()
        ))
    }

    pub fn policies(&self) -> String {
        as_json(&format!(
            "SELECT c.oid::int8 AS \"table\", p.polname AS name, p.polpermissive AS permissive,
               p.polcmd AS command, coalesce((
                 SELECT json_agg(r.rolname ORDER BY r.rolname) FROM pg_roles r
                 WHERE r.oid = ANY (p.polroles)), '[]') AS roles,
               pg_get_expr(p.polqual, p.polrelid) AS \"using\",
               pg_get_expr(p.polwithcheck, p.polrelid) AS \"check\"
             FROM ({}) c JOIN pg_policy p ON p.polrelid = c.oid ORDER BY p.oid",
            self.relations()
        ))
    }

    /// The queries of views: the only question that takes locks, of what they select from.
    pub fn views(&self) -> String {
        as_json(&format!(
            "SELECT c.oid::int8 AS \"table\", pg_get_viewdef(c.oid) AS definition
             FROM ({}) c WHERE c.relkind IN ('v', 'm') ORDER BY c.oid",
            self.relations()
        ))
    }

    /// Whether there is a table of Prisma's migrations, and whether we may read it.
    pub fn history_table(&self) -> String {
        as_json(&format!(
            "SELECT has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT') AS readable
             FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = {} AND c.relname = {} AND c.relkind IN ('r', 'p')",
            literal(self.default_schema),
            literal(crate::database::MIGRATIONS_TABLE)
        ))
    }

    pub fn history(&self) -> String {
        let time = |column: &str| {
            format!(
                "to_char({column} AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') AS {column}"
            )
        };
        as_json(&format!(
            "SELECT id, checksum, migration_name, {}, {}, {}, applied_steps_count, logs
             FROM {}.{} ORDER BY started_at, migration_name",
            time("started_at"),
            time("finished_at"),
            time("rolled_back_at"),
            identifier(self.default_schema),
            crate::database::MIGRATIONS_TABLE
        ))
    }
}

/// Every database has plpgsql from its first day, and no source mentions it.
pub const EXTENSIONS: &str = "SELECT row_to_json(answer)::text FROM (
    SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1) answer";

/// The tables that other sessions keep for themselves.
pub const LOCKED: &str = "SELECT row_to_json(answer)::text FROM (
    SELECT DISTINCT c.oid::int8 AS oid, n.nspname AS schema, c.relname AS name
    FROM pg_locks l JOIN pg_class c ON c.oid = l.relation JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE l.mode = 'AccessExclusiveLock' AND l.granted AND l.pid <> pg_backend_pid()
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND c.relname <> '_prisma_migrations' ORDER BY 1) answer";

fn not_of_an_extension(oid: &str, catalog: &str) -> String {
    format!(
        "NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '{catalog}'::regclass
           AND d.objid = {oid} AND d.deptype = 'e')"
    )
}

/// With `standard_conforming_strings`, which `begin` turns on, a quote is all there is to double.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

fn identifier(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

// Reads what a database is: one fact per line of the system catalogs, each with
// a kind, a place and a text, so that two databases compare fact by fact.
import { valuesOf } from "./defaults.mjs";

/**
 * @typedef {{ kind: string, table: string | null, where: string, text: string }} Fact
 * @typedef {{ schema: string, table: string, column: string, type: string, notNull: boolean, default: string | null,
 *   identity: string, generated: string, base: string, dimensions: boolean, category: string, labels: string[] | null }} Column
 */

const OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'";
const NOT_OF_AN_EXTENSION = (oid, catalog) =>
  `NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = ${oid} AND d.classid = '${catalog}'::regclass AND d.deptype = 'e')`;

const QUERIES = {
  schema: `SELECT NULL AS table, n.nspname AS where, 'exists' AS text FROM pg_namespace n WHERE ${OURS}`,
  enum: `
    SELECT NULL AS table, n.nspname || '.' || t.typname AS where,
      string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder) AS text
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_enum e ON e.enumtypid = t.oid
    WHERE t.typtype = 'e' AND ${OURS} GROUP BY 2`,
  table: `
    SELECT NULL AS table, n.nspname || '.' || c.relname AS where,
      CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized' END
      || CASE WHEN c.relrowsecurity THEN ' with row security' ELSE '' END AS text
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND ${OURS} AND ${NOT_OF_AN_EXTENSION("c.oid", "pg_class")}`,
  sequence: `
    SELECT o.own AS table, n.nspname || '.' || c.relname AS where,
      concat_ws(' ', format_type(s.seqtypid, NULL), 'start', s.seqstart, 'increment', s.seqincrement, 'min', s.seqmin,
        'max', s.seqmax, 'cache', s.seqcache, CASE WHEN s.seqcycle THEN 'cycle' END, 'owned by', coalesce(o.own || '.' || o.attname, 'nobody')) AS text
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN LATERAL (
      SELECT tn.nspname || '.' || tc.relname AS own, a.attname FROM pg_depend d
      JOIN pg_class tc ON tc.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = tc.relnamespace
      JOIN pg_attribute a ON a.attrelid = tc.oid AND a.attnum = d.refobjsubid
      WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') LIMIT 1) o ON true
    WHERE ${OURS}`,
  constraint: `
    SELECT n.nspname || '.' || c.relname AS table, n.nspname || '.' || c.relname || ' ' || k.conname AS where,
      pg_get_constraintdef(k.oid) || CASE WHEN k.convalidated THEN '' ELSE ' NOT VALID' END AS text
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND ${OURS}`,
  index: `
    SELECT n.nspname || '.' || c.relname AS table, n.nspname || '.' || c.relname || ' ' || ic.relname AS where,
      pg_get_indexdef(i.indexrelid) || CASE WHEN i.indisvalid THEN '' ELSE ' INVALID' END AS text
    FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${OURS} AND ${NOT_OF_AN_EXTENSION("c.oid", "pg_class")}
      AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))`,
  trigger: `
    SELECT n.nspname || '.' || c.relname AS table, n.nspname || '.' || c.relname || ' ' || g.tgname AS where, pg_get_triggerdef(g.oid) AS text
    FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT g.tgisinternal AND ${OURS}`,
};

const COLUMNS = `
  SELECT n.nspname AS schema, c.relname AS table, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
    a.attnotnull AS "notNull", pg_get_expr(d.adbin, d.adrelid) AS default, a.attidentity AS identity, a.attgenerated AS generated,
    e.typtype AS category, CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN true ELSE false END AS dimensions,
    format_type(coalesce(nullif(e.typbasetype, 0), e.oid), NULL) AS base,
    (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = e.oid) AS labels
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_type t ON t.oid = a.atttypid
  JOIN pg_type e ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem ELSE t.oid END
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p') AND ${OURS} AND ${NOT_OF_AN_EXTENSION("c.oid", "pg_class")}
  ORDER BY 1, 2, a.attnum`;

/** @param {import("pg").Client} client @returns {Promise<Column[]>} */
export async function readColumns(client) {
  return (await client.query(COLUMNS)).rows;
}

/** @param {import("pg").Client} client @returns {Promise<Fact[]>} */
export async function readCatalog(client) {
  const facts = [];
  for (const [kind, sql] of Object.entries(QUERIES)) {
    const { rows } = await client.query(sql);
    facts.push(...rows.map((row) => ({ kind, table: row.table, where: row.where, text: row.text ?? "" })));
  }
  const columns = await readColumns(client);
  const values = await valuesOf(client, columns);
  for (const [i, column] of columns.entries()) {
    const table = `${column.schema}.${column.table}`;
    const fact = (kind, text) => facts.push({ kind, table, where: `${table}.${column.column}`, text });
    fact("column", "exists");
    fact("type", column.type);
    fact("nullability", column.notNull ? "NOT NULL" : "NULL");
    fact("default", values[i]);
    fact("identity", { a: "always", d: "by default" }[column.identity] ?? "none");
    // A generated column's expression is in the place of its default.
    fact("generated", column.generated ? "stored" : "none");
  }
  return facts;
}

/**
 * @typedef {{ kind: string, where: string, prisma: string, drizzle: string }} Difference
 * @param {Fact[]} prisma
 * @param {Fact[]} drizzle
 * @returns {Difference[]}
 */
export function differences(prisma, drizzle) {
  const [left, right] = [prisma, drizzle].map(
    (facts) => new Map(facts.map((fact) => [`${fact.kind} ${fact.where}`, fact])),
  );
  const found = [];
  for (const key of new Set([...left.keys(), ...right.keys()])) {
    const [a, b] = [left.get(key), right.get(key)];
    if (a?.text === b?.text) continue;
    const { kind, where, table } = a ?? b;
    // What belongs to a missing table or column is missing with it: one fault, one line.
    if (table && missing("table", table, left, right)) continue;
    if (!["column", "table"].includes(kind) && missing("column", where, left, right)) continue;
    found.push({ kind, where, table, prisma: a?.text ?? "(none)", drizzle: b?.text ?? "(none)" });
  }
  return found;
}

function missing(kind, where, left, right) {
  const key = `${kind} ${where}`;
  return left.has(key) !== right.has(key);
}

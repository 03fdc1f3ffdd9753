// The facts of a database, and those of our replay, as texts under the same keys. Expressions are
// spelled by PostgreSQL on both sides: ours are given to it for a copy of the table.

const OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%'";
const NOT_OF_AN_EXTENSION = (oid, catalog) =>
  `NOT EXISTS (SELECT FROM pg_depend x WHERE x.objid = ${oid} AND x.classid = '${catalog}'::regclass AND x.deptype = 'e')`;
const TABLE = `CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || c.relname`;
const REAL = `${OURS} AND ${NOT_OF_AN_EXTENSION("c.oid", "pg_class")} AND c.relname <> '_prisma_migrations'`;

const QUERIES = [
  `SELECT 'enum ' || CASE WHEN n.nspname = 'public' THEN '' ELSE n.nspname || '.' END || t.typname AS key,
     coalesce((SELECT string_agg(enumlabel, ', ' ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = t.oid), '') AS text
   FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
   WHERE t.typtype = 'e' AND ${OURS} AND ${NOT_OF_AN_EXTENSION("t.oid", "pg_type")}`,
  `SELECT 'table ' || ${TABLE} AS key, CASE WHEN c.relkind = 'v' THEN 'view' WHEN c.relkind = 'm' THEN 'materialized view' ELSE 'table' END AS text
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND ${REAL}`,
  `SELECT 'row security ' || ${TABLE} AS key, concat_ws(' ', c.relrowsecurity, c.relforcerowsecurity) AS text
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND ${REAL}`,
  `SELECT 'partition ' || ${TABLE} AS key,
     CASE WHEN c.relispartition THEN (SELECT 'of ' || inhparent::regclass FROM pg_inherits WHERE inhrelid = c.oid) ELSE 'by ' || pg_get_partkeydef(c.oid) END AS text
   FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE (c.relkind = 'p' OR c.relispartition AND c.relkind = 'r') AND ${REAL}`,
  `SELECT 'policy ' || ${TABLE} || ' ' || p.polname AS key,
     concat_ws(' ', p.polcmd, p.polpermissive, (SELECT string_agg(CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r) END, ',' ORDER BY 1) FROM unnest(p.polroles) r),
       p.polqual IS NOT NULL, p.polwithcheck IS NOT NULL) AS text
   FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE ${REAL}`,
  `SELECT 'key ' || ${TABLE} || ' ' || k.conname AS key, replace(pg_get_constraintdef(k.oid), ' NOT VALID', '') AS text
   FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE k.contype IN ('p', 'f', 'c', 'x') AND ${REAL}`,
  `SELECT 'index ' || ${TABLE} || ' ' || ic.relname AS key, pg_get_indexdef(i.indexrelid)
     || CASE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype = 'u') THEN ' CONSTRAINT' ELSE '' END AS text
   FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class ic ON ic.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace
   WHERE NOT i.indisprimary AND NOT i.indisexclusion AND ${REAL}`,
];

const COLUMNS = `
  SELECT ${TABLE} AS table, n.nspname AS schema, c.relname AS relation, a.attname AS column, format_type(a.atttypid, a.atttypmod) AS type,
    CASE WHEN a.attnotnull THEN ' not null' ELSE '' END AS null, pg_get_expr(d.adbin, d.adrelid) AS default,
    a.attidentity AS identity, a.attgenerated AS generated,
    EXISTS (SELECT FROM pg_depend o JOIN pg_class s ON s.oid = o.objid AND s.relkind = 'S'
      WHERE o.refobjid = c.oid AND o.refobjsubid = a.attnum AND o.deptype IN ('a', 'i')) AS owns
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f') AND ${REAL}`;

/** @param {import("pg").Client} client @returns {Promise<Map<string, string>>} */
export async function readFacts(client) {
  await client.query("SET search_path = public");
  const facts = new Map();
  for (const sql of QUERIES) for (const row of (await client.query(sql)).rows) facts.set(row.key, row.text);
  for (const row of (await client.query(COLUMNS)).rows) {
    const key = `${row.table}.${row.column}`;
    // The precision that is a type's own is the same as none.
    const type = row.type.replace(/^(timestamp|time|interval)\(6\)/, "$1");
    facts.set(`column ${key}`, `${type}${row.null}`);
    const usual = `${row.relation}_${row.column}_seq`;
    const counts = row.identity || (/^nextval\(/.test(row.default ?? "") && (row.owns || row.default.includes(usual)));
    if (row.generated) facts.set(`generated ${key}`, row.default);
    else facts.set(`default ${key}`, counts ? "counts up" : (row.default ?? "none").replace(/^NULL::.*/, "none"));
    facts.set(`identity ${key}`, row.identity || "none");
  }
  return facts;
}

const ident = (name) => `"${name.replaceAll('"', '""')}"`;
const qualified = ({ schema, name }) => `${ident(schema ?? "public")}.${ident(name)}`;
const shown = ({ schema, name }) => (schema ? `${schema}.${name}` : name);
const text = (value) => `'${value.replaceAll("'", "''")}'`;

/** The replay's catalog as the same facts. */
export async function factsOfReplay(client, catalog) {
  const facts = new Map();
  for (const found of catalog.enums) facts.set(`enum ${shown(found)}`, found.labels.join(", "));
  for (const table of catalog.tables) {
    const name = shown(table);
    facts.set(`table ${name}`, table.kind);
    if (table.kind === "table") {
      facts.set(`row security ${name}`, `${tf(table.rowSecurity.enabled)} ${tf(table.rowSecurity.forced)}`);
      for (const column of table.columns) await columnFacts(client, facts, table, column);
    }
    if (table.partition)
      facts.set(`partition ${name}`, table.partition.by ? `by ${table.partition.by}` : `of ${await regclass(client, table.partition.of)}`);
    for (const policy of table.policies) {
      const command = { all: "*", select: "r", insert: "a", update: "w", delete: "d" }[policy.command];
      const roles = policy.roles.length ? [...policy.roles].sort().join(",") : "public";
      facts.set(
        `policy ${name} ${policy.name}`,
        `${command} ${tf(policy.permissive)} ${roles} ${tf(policy.using !== null)} ${tf(policy.check !== null)}`,
      );
    }
    await relationFacts(client, facts, table, name);
  }
  return facts;
}

const tf = (value) => (value ? "t" : "f");

async function regclass(client, name) {
  const { rows } = await client.query("SELECT $1::regclass::text AS text", [qualified(name)]).catch(() => ({ rows: [] }));
  return rows[0]?.text ?? shown(name);
}

async function columnFacts(client, facts, table, column) {
  const key = `${shown(table)}.${column.name}`;
  facts.set(`column ${key}`, `${await typeOf(client, column)}${column.nullable ? "" : " not null"}`);
  facts.set(`identity ${key}`, { always: "a", "by default": "d" }[column.identity] ?? "none");
  if (column.generated) {
    const made = await generatedOf(client, table, column);
    facts.set(`generated ${key}`, made);
  } else if (column.default?.kind === "auto increment") facts.set(`default ${key}`, "counts up");
  else if (column.default) facts.set(`default ${key}`, await defaultOf(client, table, column));
  else facts.set(`default ${key}`, "none");
}

async function typeOf(client, column) {
  const name = column.enum ? qualified(column.enum) : column.type;
  const plain = { varchar: "character varying", char: "character", varbit: "bit varying" };
  const spelledType = column.enum
    ? name
    : name.replace(/^(varchar|char|varbit)\b/, (it) => plain[it]).replace(/^(timestamp|time)tz(\(\d\))?$/, "$1$2 with time zone");
  for (const candidate of [spelledType, ident(name), ident(name.replace(/\(.*/, ""))]) {
    const query = `CREATE TEMP TABLE pg_temp.probe_of_type (x ${candidate}${column.list ? "[]" : ""})`;
    const found = await attempt(client, query, `SELECT format_type(atttypid, atttypmod) AS text FROM pg_attribute WHERE attrelid = 'pg_temp.probe_of_type'::regclass AND attnum = 1`);
    if (found !== null) return found;
  }
  return `${column.type}${column.list ? "[]" : ""}`;
}

/** Does something, reads one text, and undoes it. */
async function attempt(client, change, query) {
  await client.query("BEGIN");
  try {
    await client.query(change);
    return (await client.query(query)).rows[0]?.text ?? null;
  } catch (error) {
    attempt.error = error.message;
    return null;
  } finally {
    await client.query("ROLLBACK");
  }
}

function literalSql(literal) {
  const [[kind, value]] = Object.entries(literal);
  if (kind === "number" || kind === "boolean") return String(value);
  if (kind === "list") return `ARRAY[${value.map(literalSql).join(", ")}]`;
  return text(value);
}

async function defaultOf(client, table, column) {
  const { kind, value } = column.default;
  const sql = kind === "literal" ? literalSql(value) : value;
  const found = await attempt(
    client,
    `CREATE TEMP TABLE ${ident(table.name)} (LIKE ${qualified(table)}); ALTER TABLE pg_temp.${ident(table.name)} ALTER COLUMN ${ident(column.name)} SET DEFAULT ${sql}`,
    `SELECT pg_get_expr(adbin, adrelid) AS text FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = adrelid AND a.attnum = adnum
     WHERE adrelid = 'pg_temp.${ident(table.name)}'::regclass AND a.attname = ${text(column.name)}`,
  );
  return found ?? `(${sql})`;
}

async function generatedOf(client, table, column) {
  const { expression } = column.generated;
  const found = await attempt(
    client,
    `CREATE TEMP TABLE ${ident(table.name)} (LIKE ${qualified(table)}); ALTER TABLE pg_temp.${ident(table.name)} DROP COLUMN ${ident(column.name)};
     ALTER TABLE pg_temp.${ident(table.name)} ADD COLUMN ${ident(column.name)} ${await typeOf(client, column)} GENERATED ALWAYS AS (${expression}) STORED`,
    `SELECT pg_get_expr(adbin, adrelid) AS text FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = adrelid AND a.attnum = adnum
     WHERE adrelid = 'pg_temp.${ident(table.name)}'::regclass AND a.attname = ${text(column.name)}`,
  );
  return found ?? `(${expression})`;
}

/** Keys, checks and indexes: made on a copy of the table, and read back. */
async function relationFacts(client, facts, table, name) {
  const own = qualified(table);
  const constraint = async (constraintName, definition) => {
    const found = await attempt(
      client,
      `CREATE TEMP TABLE ${ident(table.name)} (LIKE ${own}); ALTER TABLE pg_temp.${ident(table.name)} ADD ${definition}`,
      `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = 'pg_temp.${ident(table.name)}'::regclass`,
    );
    facts.set(`key ${name} ${constraintName}`, found ?? `(${definition}: ${attempt.error})`);
  };
  const list = (columns) => columns.map(ident).join(", ");
  if (table.primaryKey) await constraint(table.primaryKey.name, `PRIMARY KEY (${list(table.primaryKey.columns)})`);
  for (const check of table.checks) await constraint(check.name, `CHECK (${check.expression})`);
  for (const key of table.foreignKeys) {
    const words = (action) => action.toUpperCase();
    const update = key.onUpdate === "no action" ? "" : ` ON UPDATE ${words(key.onUpdate)}`;
    const remove = key.onDelete === "no action" ? "" : ` ON DELETE ${words(key.onDelete)}`;
    const target = await regclass(client, key.references);
    const columns = await quotedAll(client, key.columns);
    const referenced = await quotedAll(client, key.referencedColumns);
    facts.set(`key ${name} ${key.name}`, `FOREIGN KEY (${columns}) REFERENCES ${target}(${referenced})${update}${remove}`);
  }
  for (const index of table.indexes) await indexFact(client, facts, table, name, index);
}

async function quotedAll(client, names) {
  const { rows } = await client.query("SELECT string_agg(quote_ident(name), ', ' ORDER BY place) AS text FROM unnest($1::text[]) WITH ORDINALITY AS it(name, place)", [names]);
  return rows[0].text;
}

async function indexFact(client, facts, table, name, index) {
  const columns = index.columns.map((column) => {
    const target = column.column !== null ? ident(column.column) : `(${column.expression})`;
    const order = column.order === "desc" ? " DESC" : "";
    const nulls = column.nulls ? ` NULLS ${column.nulls.toUpperCase()}` : "";
    const operator = column.operator ? ` WITH ${column.operator}` : "";
    return `${target} ${column.operatorClass ?? ""}${order}${nulls}${operator}`;
  });
  const include = index.include.length ? ` INCLUDE (${index.include.map(ident).join(", ")})` : "";
  const distinct = index.nullsNotDistinct ? " NULLS NOT DISTINCT" : "";
  const parameters = Object.entries(index.parameters).map(([key, value]) => `${key} = ${value}`);
  const storage = parameters.length ? ` WITH (${parameters.join(", ")})` : "";
  const where = index.predicate ? ` WHERE ${index.constraint === "exclusion" ? `(${index.predicate})` : index.predicate}` : "";
  const method = index.method ?? "btree";
  if (index.constraint === "exclusion") {
    const found = await attempt(
      client,
      `CREATE TEMP TABLE ${ident(table.name)} (LIKE ${qualified(table)}); ALTER TABLE pg_temp.${ident(table.name)} ADD EXCLUDE USING ${method} (${columns.join(", ")})${include}${storage}${where}`,
      `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conrelid = 'pg_temp.${ident(table.name)}'::regclass`,
    );
    facts.set(`key ${name} ${index.name}`, found ?? `(${attempt.error})`);
    return;
  }
  // Made on the table itself, so that PostgreSQL spells the whole definition.
  const unique = index.unique ? "UNIQUE " : "";
  const sql = `CREATE ${unique}INDEX probe_of_index ON ${qualified(table)} USING ${method} (${columns.join(", ")})${include}${distinct}${storage}${where}`;
  const text = await attempt(client, sql, `SELECT pg_get_indexdef('${qualified({ schema: table.schema, name: "probe_of_index" })}'::regclass) AS text`);
  const { rows } = await client.query("SELECT quote_ident($1) AS text", [index.name]);
  const definition = text?.replace("INDEX probe_of_index ON", () => `INDEX ${rows[0].text} ON`);
  const constraint = index.constraint === "unique" ? " CONSTRAINT" : "";
  facts.set(`index ${name} ${index.name}`, definition === undefined ? `(${sql}: ${attempt.error})` : definition + constraint);
}

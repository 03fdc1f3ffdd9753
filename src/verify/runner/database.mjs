// What the database itself says: its tables, and rows as PostgreSQL prints them. It is the judge between the clients.
import { ofText, printArray } from "./canonical.mjs";
import { quoted } from "./connection.mjs";

/**
 * A table as it is in the database, with the plan's columns in the plan's order.
 * @typedef {{ sql: string, columns: ({ sql: string, cast: string } | null)[], all: Set<string>, owner: boolean, security: boolean, triggers: string[] }} Found
 */

/**
 * Looks up the tables of the plan.
 * @returns {Promise<(Found | null)[]>} `null` where the database has none
 */
export async function describe({ query }, tables, defaultSchema) {
  const { rows: columns } = await query(`
    SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, -1)
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped`);
  const { rows: security } = await query(`
    SELECT n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity, pg_has_role(c.relowner, 'USAGE')
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p')`);
  const { rows: triggers } = await query(`
    SELECT n.nspname, c.relname, t.tgname FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgenabled <> 'D'`);
  const of = (rows, schema, name) => rows.filter((row) => row[0] === schema && row[1] === name);
  const byTable = group(columns);
  return tables.map((table) => {
    const schema = table.schema ?? defaultSchema;
    const found = byTable.get(`${schema}.${table.name}`);
    if (!found) return null;
    const casts = new Map(found.map(([, , name, cast]) => [name, cast]));
    const [, , enabled, forced, owner] = of(security, schema, table.name)[0].map((text) => (text === "t" ? true : text === "f" ? false : text));
    return {
      sql: `${quoted(schema)}.${quoted(table.name)}`,
      columns: table.columns.map(({ name }) => (casts.has(name) ? { sql: quoted(name), cast: casts.get(name) } : null)),
      all: new Set(casts.keys()),
      owner,
      security: enabled && (forced || !owner),
      triggers: of(triggers, schema, table.name).map(([, , name]) => name),
    };
  });
}

function group(rows) {
  const groups = new Map();
  for (const row of rows) {
    const key = `${row[0]}.${row[1]}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(row);
  }
  return groups;
}

/** Cells that nobody sets: the database fills them in. */
export function isLeft(cell) {
  return cell !== null && typeof cell === "object" && "left" in cell;
}

/** A cell as PostgreSQL takes it. @param {string | string[] | null} cell */
export function literal(cell) {
  return Array.isArray(cell) ? printArray(cell) : cell;
}

/** Writes a row, without any client. */
export async function insert({ query }, found, cells) {
  const set = cells.flatMap((cell, i) => (isLeft(cell) || !found.columns[i] ? [] : [i]));
  const names = set.map((i) => found.columns[i].sql).join(", ");
  const places = set.map((i, n) => `$${n + 1}::text::${found.columns[i].cast}`).join(", ");
  const values = set.length === 0 ? "DEFAULT VALUES" : `(${names}) VALUES (${places})`;
  await query(`INSERT INTO ${found.sql} ${values}`, set.length === 0 ? undefined : set.map((i) => literal(cells[i])));
}

/**
 * How a row is found: SQL with `$1`, and its values.
 * @param {number[]} key @param {(string | null)[]} cells
 */
export function condition(found, key, cells) {
  const values = [];
  const parts = key.map((i) => {
    const cell = literal(cells[i]);
    if (cell === null) return { name: found.columns[i].sql, cast: null, value: null };
    values.push(cell);
    return { name: found.columns[i].sql, cast: found.columns[i].cast, value: cell };
  });
  let n = 0;
  const sql = parts.map(({ name, cast }) => (cast ? `${name} = $${(n += 1)}::text::${cast}` : `${name} IS NULL`)).join(" AND ");
  return { sql, values, parts };
}

/** A row as PostgreSQL prints it, in one text for each value; `null` where there is none. */
export async function read({ query }, table, found, key, cells) {
  const where = condition(found, key, cells);
  const list = found.columns.map((column) => (column ? column.sql : "NULL"));
  const { rows } = await query(`SELECT ${list.join(", ")} FROM ${found.sql} WHERE ${where.sql} LIMIT 1`, where.values);
  return rows.length === 0 ? null : rows[0].map((text, i) => ofText(table.columns[i].type, text));
}

/** What the columns hold that the database filled in, of the row that this session wrote last. */
export async function filledIn({ query }, table, found, cells) {
  const filled = [...cells];
  for (const [i, cell] of cells.entries()) {
    if (!isLeft(cell) || !table.key.includes(i)) continue;
    const name = table.columns[i].name;
    const { rows } = await query("SELECT currval(pg_get_serial_sequence($1, $2))::text", [found.sql, name]);
    filled[i] = rows[0][0];
  }
  return filled;
}

/** Where every sequence stands. */
export async function sequences({ query }) {
  const { rows } = await query(
    "SELECT format('%I.%I', schemaname, sequencename), last_value::text FROM pg_sequences ORDER BY 1",
  );
  return new Map(rows);
}

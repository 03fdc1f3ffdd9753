// One row in every table, with one value for every type: so every foreign key and
// every join table finds its row.
import { readColumns } from "./catalog.mjs";

/**
 * Fills every table of the database with one row. Keys are not held against each other meanwhile: none is missing
 * in the end.
 * @param {import("pg").Client} client
 */
export async function fill(client) {
  const tables = new Map();
  for (const column of await readColumns(client)) {
    const name = `${quoted(column.schema)}.${quoted(column.table)}`;
    if (!tables.has(name)) tables.set(name, []);
    tables.get(name).push(column);
  }
  await client.query("SET session_replication_role = replica");
  for (const [name, all] of tables) {
    const columns = all.filter((column) => !column.generated);
    const names = columns.map(({ column }) => quoted(column)).join(", ");
    const values = columns.map(valueOf).join(", ");
    const row = columns.length > 0 ? `(${names}) OVERRIDING SYSTEM VALUE VALUES (${values})` : "DEFAULT VALUES";
    await client.query(`INSERT INTO ${name} ${row}`);
  }
  await client.query("SET session_replication_role = origin");
}

const VALUES = {
  smallint: "1",
  integer: "1",
  bigint: "9007199254740993",
  oid: "1",
  real: "1.5",
  "double precision": "1.5",
  numeric: "1",
  money: "1",
  boolean: "true",
  uuid: "'3f2504e0-4f89-41d3-9a0c-0305e82c3301'",
  date: "'2024-02-29'",
  "timestamp without time zone": "'2024-02-29 12:34:56.789'",
  "timestamp with time zone": "'2024-02-29 12:34:56.789+00'",
  "time without time zone": "'12:34:56'",
  "time with time zone": "'12:34:56+00'",
  interval: "'1 day'",
  json: `'{"a":[1,"b",null]}'`,
  jsonb: `'{"a":[1,"b",null]}'`,
  bytea: "'\\x007fff'",
  inet: "'10.0.0.1'",
  cidr: "'10.0.0.0/8'",
  macaddr: "'08:00:2b:01:02:03'",
  xml: "'<a/>'",
  point: "'(1,2)'",
  line: "'{1,2,3}'",
  lseg: "'[(1,2),(3,4)]'",
  box: "'(3,4),(1,2)'",
  path: "'((1,2),(3,4))'",
  polygon: "'((1,2),(3,4))'",
  circle: "'<(1,2),3>'",
  macaddr8: "'08:00:2b:ff:fe:01:02:03'",
  tsvector: "'a'",
  tsquery: "'a'",
  pg_lsn: "'16/B374D848'",
  regclass: "'pg_class'",
  regproc: "'now'",
  regtype: "'integer'",
  txid_snapshot: "'10:20:10,14'",
  pg_snapshot: "'10:20:10,14'",
  xid: "'1'",
  cid: "'1'",
  tid: "'(0,1)'",
  int4range: "'[1,5)'",
  int8range: "'[1,5)'",
  numrange: "'[1,5)'",
  tsrange: "'[2024-02-29,2024-03-01)'",
  tstzrange: "'[2024-02-29,2024-03-01)'",
  daterange: "'[2024-02-29,2024-03-01)'",
  int4multirange: "'{[1,5)}'",
  int8multirange: "'{[1,5)}'",
  nummultirange: "'{[1,5)}'",
  tsmultirange: "'{[2024-02-29,2024-03-01)}'",
  tstzmultirange: "'{[2024-02-29,2024-03-01)}'",
  datemultirange: "'{[2024-02-29,2024-03-01)}'",
};

/** A value as SQL, cast to the column's type. @param {import("./catalog.mjs").Column} column */
function valueOf({ type, base, labels, dimensions }) {
  const element = type.replace(/\[\]$/, "");
  const length = Number(/\((\d+)\)$/.exec(element)?.[1] ?? 1);
  // `numeric(2,2)` has no place for a 1.
  const [, precision, scale] = /^numeric\((\d+),(\d+)\)$/.exec(element) ?? [];
  const value = precision && precision === scale
    ? "0.5"
    : labels
    ? `'${labels[0].replaceAll("'", "''")}'`
    : (VALUES[base] ??
      (/^bit/.test(base) ? `'${"1".repeat(length)}'` : /^(?:vector|halfvec)/.test(base) ? `'[1,2]'` : "'x'"));
  return dimensions ? `ARRAY[${value}]::${element}[]` : `${value}::${element}`;
}

function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

// What node-postgres really returns for each type: asked of the driver and the
// server, so that nobody has to remember it.

const SAMPLES = {
  boolean: "true",
  smallint: "1",
  integer: "1",
  bigint: "1",
  oid: "1",
  real: "1.5",
  "double precision": "1.5",
  numeric: "1.50",
  money: "1",
  text: "a",
  "character varying": "a",
  character: "a",
  name: "a",
  uuid: "00000000-0000-0000-0000-000000000000",
  json: '{"a":1}',
  jsonb: '{"a":1}',
  bytea: "\\x68",
  date: "2024-01-02",
  "time without time zone": "01:02",
  "time with time zone": "01:02+00",
  "timestamp without time zone": "2024-01-02 03:04",
  "timestamp with time zone": "2024-01-02 03:04+00",
  interval: "1 day",
  point: "(1,2)",
  circle: "<(1,2),3>",
  inet: "127.0.0.1",
  cidr: "10.0.0.0/8",
  macaddr: "08:00:2b:01:02:03",
  macaddr8: "08:00:2b:01:02:03:04:05",
  bit: "1",
  "bit varying": "1",
  xml: "<a/>",
  tsvector: "a",
  tsquery: "a",
  int4range: "[1,2)",
  int8range: "[1,2)",
  numrange: "[1,2)",
  tsrange: "[,)",
  tstzrange: "[,)",
  daterange: "[2024-01-01,2024-01-02)",
};

/** @typedef {Map<string, { scalar: string, list: string }>} Shapes TypeScript types by PostgreSQL type */

/** @param {import("pg").Client} client @returns {Promise<Shapes>} */
export async function measureDriver(client) {
  const types = Object.entries(SAMPLES);
  const list = types.flatMap(([type, sample]) => {
    const value = `'${sample}'::${type}`;
    return [value, `ARRAY[${value}]`];
  });
  const { rows } = await client.query({ text: `SELECT ${list.join(", ")}`, rowMode: "array" });
  return new Map(
    types.map(([type], i) => [type, { scalar: shape(type, rows[0][2 * i]), list: shape(type, rows[0][2 * i + 1]) }]),
  );
}

function shape(type, value) {
  if (Array.isArray(value)) return `${shape(type, value[0])}[]`;
  if (value instanceof Date) return "Date";
  if (Buffer.isBuffer(value)) return "Buffer";
  if (typeof value !== "object") return typeof value;
  if (type.startsWith("json")) return "json";
  return type === "interval"
    ? "object"
    : `{ ${Object.keys(value)
        .map((key) => `${key}: number`)
        .join("; ")} }`;
}

/**
 * The TypeScript type that a column's values have when they come from node-postgres.
 * @param {import("./catalog.mjs").Column} column
 * @param {Shapes} shapes
 */
export function shapeOf(column, shapes) {
  // The driver knows no parser for types made by users: their text comes through, arrays too.
  if (column.labels) return column.dimensions ? "string" : column.labels;
  const known = shapes.get(column.base);
  return known ? (column.dimensions ? known.list : known.scalar) : "string";
}

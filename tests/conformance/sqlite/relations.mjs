// Does Drizzle walk every relation of the schema, under its field's name, to the row
// that is there? Every table has one row, which all others refer to.
import { isDeepStrictEqual } from "node:util";
import * as prisma from "../lib/prisma.mjs";
import { quoted } from "../lib/sqlite.mjs";

const VALUES = {
  INTEGER: "1",
  BIGINT: "1",
  REAL: "1.5",
  DECIMAL: "1.5",
  BOOLEAN: "1",
  DATETIME: "'2024-02-29T12:34:56.789+00:00'",
  JSONB: `'{"a":[1,"b",null]}'`,
  BLOB: "x'007fff'",
};

/**
 * @param {object} imports the module of drizzle-schema.ts
 * @param {prisma.SchemaFiles} files
 * @param {import("../lib/sqlite-kit.mjs").Kit} kit
 * @param {import("better-sqlite3").Database} database as Prisma makes it, views as tables
 * @returns {Promise<{ faults: import("../lib/tally.mjs").Fault[], checked: number }>}
 */
export async function judgeRelations(imports, files, kit, database) {
  const faults = [];
  const fault = (where, what) => faults.push({ message: `${where}: ${what}`, cause: what });
  fill(database);
  const { drizzle } = await kit.load("drizzle-orm/better-sqlite3");
  const { getTableColumns, getTableName, getViewName, is, Table } = await kit.load("drizzle-orm");
  const isV1 = "relations" in imports && !is(imports.relations, Table);
  const db = isV1 ? drizzle({ client: database, relations: imports.relations }) : drizzle({ client: database, schema: imports });
  const known = isV1
    ? Object.values(imports.relations).map(({ name, table, relations }) => ({ key: name, table, relations }))
    : Object.entries(db._.schema ?? {}).map(([key, { relations }]) => ({ key, table: imports[key], relations }));
  const nameOf = (table) => (is(table, Table) ? getTableName(table) : getViewName(table));
  const of = new Map(known.map((one) => [nameOf(one.table), one]));

  // Drizzle 0.45 has no relations of views.
  for (const { model, field } of prisma.relationFields(files, { views: isV1 })) {
    const table = of.get(model.dbName ?? model.name);
    if (!table) fault(model.name, "has relations, but no table that Drizzle's queries know");
    else if (!(field.name in table.relations)) fault(`${model.name}.${field.name}`, "is no relation in Drizzle");
  }
  const rows = new Map();
  for (const { table } of known) rows.set(nameOf(table), (await db.select().from(table))[0]);
  let checked = 0;
  for (const { key, table, relations } of known) {
    for (const [name, relation] of Object.entries(relations)) {
      checked += 1;
      const target = relation.targetTable ?? relation.referencedTable;
      const other = is(target, Table) ? target : relation.targetTable;
      // JSON, which nested rows are to SQLite, cannot hold bytes.
      const bytes = Object.entries(getTableColumns(other)).filter(([, column]) => column.getSQLType() === "blob");
      const columns = Object.fromEntries(bytes.map(([column]) => [column, false]));
      try {
        const [row] = await db.query[key].findMany({ with: { [name]: bytes.length > 0 ? { columns } : true } });
        const { [name]: nested, ...rest } = row;
        if (!isDeepStrictEqual(rest, rows.get(nameOf(table)))) fault(`${key}.${name}`, "reads the row otherwise");
        const [found, ...more] = [nested].flat();
        const expected = { ...rows.get(nameOf(other)) };
        for (const [column] of bytes) delete expected[column];
        if (!found || more.length > 0) fault(`${key}.${name}`, "does not find the row");
        else if (!isDeepStrictEqual(found, expected)) fault(`${key}.${name}`, `reads the other row otherwise: ${differing(found, expected)}`);
      } catch (error) {
        fault(`${key}.${name}`, `Drizzle does not take the relation: ${(error.cause ?? error).message.split("\n")[0]}`);
      }
    }
  }
  return { faults, checked };
}

function fill(database) {
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
  for (const { name } of tables.all()) {
    const columns = database.pragma(`table_info(${quoted(name)})`);
    const values = columns.map(({ type }) => VALUES[type.toUpperCase()] ?? "'x'");
    const names = columns.map((column) => quoted(column.name));
    database.exec(`INSERT INTO ${quoted(name)} (${names.join(", ")}) VALUES (${values.join(", ")})`);
  }
}

function differing(row, expected) {
  const keys = Object.keys({ ...row, ...expected }).filter((key) => !isDeepStrictEqual(row[key], expected[key]));
  const shown = (value) => `${value?.constructor?.name ?? value} ${String(value)}`;
  return keys.map((key) => `${key}: ${shown(row[key])} for ${shown(expected[key])}`).join(", ");
}

// Does Drizzle 1.0 walk every relation of the schema, under its field's name, to the
// row that is there? Every table has one row, which all others refer to.
import { isDeepStrictEqual } from "node:util";
import pg from "pg";
import { ddl, load } from "./drizzle-v1.mjs";
import * as prisma from "./prisma.mjs";
import { fill } from "./rows.mjs";
import { runWithStandins } from "./standins.mjs";

/**
 * @param {object} imports the module of drizzle-schema.ts
 * @param {prisma.SchemaFiles} files
 * @param {(side: string) => Promise<{ client: import("pg").Client, config: import("pg").ClientConfig }>} database
 * @returns {Promise<{ faults: import("./judge.mjs").Fault[], checked: number }>}
 */
export async function judgeRelations(imports, files, database) {
  const faults = [];
  const fault = (where, what) => faults.push({ message: `${where}: ${what}`, cause: what });
  const all = Object.values(imports.relations ?? {});
  const { getTableName, getTableSchema, getViewName, is, View, ViewBaseConfig } = await load("drizzle-orm");
  const nameOf = (table) => {
    const [schema, name] = is(table, View)
      ? [table[ViewBaseConfig].schema, getViewName(table)]
      : [getTableSchema(table), getTableName(table)];
    return `${schema ?? "public"}.${name}`;
  };
  const tables = all.filter((one) => nameOf(one.table) !== `public.${prisma.TABLE_OF_POSTGIS}`);
  for (const { model, field } of prisma.relationFields(files, { views: true })) {
    const name = `${model.schema ?? "public"}.${model.dbName ?? model.name}`;
    const table = tables.find((one) => nameOf(one.table) === name);
    if (!table) fault(model.name, "has relations, but no table that Drizzle's queries know");
    else if (!(field.name in table.relations)) fault(`${model.name}.${field.name}`, "is no relation in Drizzle");
    else if ((table.relations[field.name].relationType === "many") !== field.isList)
      fault(`${model.name}.${field.name}`, "is one where Prisma has many, or many where it has one");
  }
  const { client, config } = await database("r");
  await build(client, files, config, imports);
  await fill(client);
  const { drizzle } = await load("drizzle-orm/node-postgres");
  const pool = new pg.Pool({ ...config, max: 1 });
  pool.on("error", () => {});
  let checked = 0;
  try {
    const db = drizzle({ client: pool, relations: imports.relations ?? {} });
    const rows = new Map();
    for (const { name } of tables) rows.set(name, await db.select().from(imports[name]));
    for (const { name, relations } of tables) {
      for (const [key, relation] of Object.entries(relations)) {
        checked += 1;
        const where = `${name}.${key}`;
        try {
          const [row] = await db.query[name].findMany({ with: { [key]: true } });
          const [own] = rows.get(name);
          const [other] = rows.get(relation.targetTableName);
          const { [key]: nested, ...rest } = row;
          const expected = relation.relationType === "many" ? [other] : other;
          if (!isDeepStrictEqual(rest, own)) fault(where, `reads the row otherwise: ${differing(rest, own)}`);
          if (!nested || (Array.isArray(nested) && nested.length !== 1)) fault(where, "does not find the row");
          else if (!isDeepStrictEqual(nested, expected))
            fault(where, `reads the other row otherwise: ${differing([nested].flat()[0], other)}`);
        } catch (error) {
          fault(where, `Drizzle does not take the relation: ${(error.cause ?? error).message.split("\n")[0]}`);
        }
      }
    }
  } finally {
    await pool.end();
  }
  return { faults, checked };
}

/** Prisma's tables, and its views as tables; the kit's, where Prisma's DDL is no SQL. */
async function build(client, files, config, imports) {
  const script = await prisma.ddl(prisma.viewsAsModels(files), config);
  try {
    await runWithStandins(client, script);
  } catch {
    await client.query("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    await runWithStandins(client, (await ddl(imports)).join("\n"));
  }
}

function differing(row, expected) {
  const keys = Object.keys({ ...row, ...expected }).filter((key) => !isDeepStrictEqual(row[key], expected[key]));
  const shown = (value) => `${value?.constructor?.name ?? value} ${JSON.stringify(value, big)}`;
  return keys.map((key) => `${key}: ${shown(row[key])} for ${shown(expected[key])}`).join(", ");
}

function big(_, value) {
  return typeof value === "bigint" ? `${value}n` : value;
}

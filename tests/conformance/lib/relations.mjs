// Does Drizzle's query builder take every relation of the schema, under its field's name?
import { drizzle } from "drizzle-orm/node-postgres";
import * as prisma from "./prisma.mjs";

/** A client that is never asked: the builder makes SQL without one. */
const NOBODY = { query() {}, options: {} };

/**
 * @param {object} imports the module of drizzle-schema.ts
 * @param {prisma.SchemaFiles} files
 * @returns {{ faults: import("./judge.mjs").Fault[], checked: number }}
 */
export function judgeRelations(imports, files) {
  const faults = [];
  const fault = (where, what) => faults.push({ message: `${where}: ${what}`, cause: what });
  const db = drizzle({ client: /** @type {any} */ (NOBODY), schema: imports });
  const tables = Object.entries(db._.schema ?? {});
  let checked = 0;
  for (const [key, table] of tables) {
    for (const relation of Object.keys(table.relations)) {
      checked += 1;
      try {
        db.query[key].findMany({ with: { [relation]: true } }).toSQL();
      } catch (error) {
        fault(`${key}.${relation}`, `Drizzle does not take the relation: ${error.message.split("\n")[0]}`);
      }
    }
  }
  // Drizzle 0.45 has no relations of views.
  for (const { model, field } of prisma.relationFields(files, { views: false })) {
    const name = model.dbName ?? model.name;
    const table = tables.find(([, one]) => one.dbName === name && (one.schema ?? "public") === (model.schema ?? "public"));
    if (!table) fault(model.name, "has relations, but no table that Drizzle's queries know");
    else if (!(field.name in table[1].relations)) fault(`${model.name}.${field.name}`, "is no relation in Drizzle");
  }
  return { faults, checked };
}

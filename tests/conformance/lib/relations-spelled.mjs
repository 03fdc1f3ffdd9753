// Does Drizzle 1.0 make SQL of every relation of the schema, under its field's name? For databases that are not asked.
import { load } from "./drizzle-v1.mjs";
import * as prisma from "./prisma.mjs";

/** A database of each module, without a client. @type {Record<string, (relations: object) => Promise<any>>} */
const DATABASES = {
  cockroachdb: async (relations) => (await load("drizzle-orm/cockroach")).drizzle.mock({ relations }),
  mysql: async (relations) => (await load("drizzle-orm/mysql2")).drizzle.mock({ relations }),
  // Its driver is no package of the suite's.
  sqlserver: async (relations) => {
    const { MsSqlDatabase, MsSqlDialect } = await load("drizzle-orm/mssql-core");
    return new MsSqlDatabase(new MsSqlDialect(), /** @type {any} */ ({}), relations);
  },
};

/**
 * @param {object} imports the module of drizzle-schema.ts
 * @param {prisma.SchemaFiles} files
 * @returns {Promise<{ faults: import("./judge.mjs").Fault[], checked: number }>}
 */
export async function judgeRelations(imports, files) {
  const faults = [];
  const fault = (where, what) => faults.push({ message: `${where}: ${what}`, cause: what });
  const relations = imports.relations ?? {};
  const db = await DATABASES[prisma.datasource(files).provider](relations);
  const { getTableName, getViewName, is, View } = await load("drizzle-orm");
  const byName = new Map();
  let checked = 0;
  for (const [key, { table, relations: all }] of Object.entries(relations)) {
    byName.set(is(table, View) ? getViewName(table) : getTableName(table), all);
    for (const name of Object.keys(all)) {
      checked += 1;
      try {
        db.query[key].findMany({ with: { [name]: true } }).toSQL();
      } catch (error) {
        fault(`${key}.${name}`, `Drizzle does not take the relation: ${error.message.split("\n")[0]}`);
      }
    }
  }
  for (const model of prisma.dmmf(files).datamodel.models) {
    const all = byName.get(model.dbName ?? model.name);
    for (const { name, isList } of model.fields.filter(({ kind }) => kind === "object")) {
      if (!all) fault(model.name, "has relations, but no table that Drizzle's queries know");
      else if (!(name in all)) fault(`${model.name}.${name}`, "is no relation in Drizzle");
      else if ((all[name].relationType === "many") !== isList)
        fault(`${model.name}.${name}`, "is one where Prisma has many, or many where it has one");
    }
  }
  return { faults, checked };
}

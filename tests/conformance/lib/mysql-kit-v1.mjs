// What drizzle-kit 1.0 makes of a generated drizzle-schema.ts for MySQL: as lib/mysql-kit.mjs, of 0.31.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { FOLDER, load } from "./drizzle-v1.mjs";
import { quietly } from "./mysql-kit.mjs";

export { judgeRelations } from "./relations-spelled.mjs";
export { FOLDER };

export const KNOWS_MARIADB = true;

let kit;
let orm;

export async function loadKit() {
  kit = await import(pathToFileURL(path.join(FOLDER, "node_modules/drizzle-kit/payload-mysql.mjs")).href);
  orm = { ...(await load("drizzle-orm")), ...(await load("drizzle-orm/mysql-core")), ...(await load("drizzle-orm/mysql2")) };
}

/** @param {object} imports @returns {Promise<string[]>} */
export async function ddl(imports) {
  // Of one table the kit leaves out what its foreign keys do (docs/limits.md), so it makes another one beside it.
  const other = "drizzle_makes_one_table_otherwise";
  const all = { ...imports, [other]: orm.mysqlTable(other, { id: orm.int("id") }) };
  const statements = await quietly(async () => kit.generateMigration(await kit.generateDrizzleJson({}), await kit.generateDrizzleJson(all)));
  return statements.filter((statement) => !statement.includes(other));
}

/**
 * What its push would execute, with its questions answered: where it takes a type for another one, as MariaDB's
 * `int(11)`, it asks whether the column's values may go.
 * @param {object} imports @param {import("./mysql.mjs").Database} database @returns {Promise<string[]>}
 */
export async function push(imports, database) {
  const ask = (hints) => kit.pushSchema(imports, { query: database.query }, database.name, undefined, { hints });
  return quietly(async () => {
    try {
      return (await ask([])).sqlStatements;
    } catch (error) {
      // MariaDB's checks of JSON have the names of their columns, which other tables have, too.
      if (error.message.startsWith("Check constraint conflict")) throw Object.assign(error, { ended: true });
      const missing = error.hints ?? error.missingHints;
      if (!missing?.every(({ type }) => type === "confirm_data_loss")) throw error;
      return (await ask(missing.map(({ type, kind, entity }) => ({ type, kind, entity })))).sqlStatements;
    }
  });
}

/** The indexes that the kit's push drops and cannot make: what 0.31 loses, 1.0 makes again. @returns {string[]} */
export function indexesOfParts() {
  return [];
}

/** @param {import("mysql2").Pool} pool */
export function connect(pool) {
  return orm.drizzle({ client: pool });
}

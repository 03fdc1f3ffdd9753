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

/** @param {object} imports @param {import("./mysql.mjs").Database} database @returns {Promise<string[]>} */
export async function push(imports, database) {
  return quietly(async () => {
    try {
      return (await kit.pushSchema(imports, { query: database.query }, database.name)).sqlStatements;
    } catch (error) {
      if (error.message.startsWith("Check constraint conflict")) throw Object.assign(error, { ended: true });
      const missing = error.hints ?? error.missingHints;
      if (!missing) throw error;
      return [`drizzle-kit asks ${JSON.stringify(missing)}`];
    }
  });
}

/** The indexes with a length or an order, which the kit's push drops and makes again. @param {object} imports */
export function indexesOfParts(imports) {
  return Object.values(imports)
    .filter((value) => orm.is(value, orm.MySqlTable))
    .flatMap((table) => orm.getTableConfig(table).indexes)
    .filter((index) => index.config.columns.some((column) => orm.is(column, orm.SQL)))
    .map((index) => index.config.name);
}

/** @param {import("mysql2").Pool} pool */
export function connect(pool) {
  return orm.drizzle({ client: pool });
}

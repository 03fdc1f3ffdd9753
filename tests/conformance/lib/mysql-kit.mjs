// What drizzle-kit makes of a generated drizzle-schema.ts for MySQL.
import { appendFileSync, copyFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { SQL } from "drizzle-orm";
import { MySqlTable, getTableConfig } from "drizzle-orm/mysql-core";
import { prepareKit } from "./drizzle.mjs";

/**
 * The kit's own functions, put together as its command `push` has them: `pushMySQLSchema` of its API 0.31 gives
 * nothing of what the command would execute.
 */
const PUSH = `
export async function statementsOfMySQLPush(imports, query, database) {
  init_mysqlPushUtils(); init_mysqlIntrospect(); init_snapshotsDiffer(); init_sqlgenerator();
  const cur = mysqlSchema.parse(await generateMySQLDrizzleJson(imports));
  const prev = mysqlSchema.parse((await mysqlPushIntrospect({ query }, database, [])).schema);
  const { statements } = await applyMysqlSnapshotsDiff(
    squashMysqlScheme(prev), squashMysqlScheme(cur), tablesResolver, columnsResolver, mySqlViewsResolver, prev, cur, "push",
  );
  return [...new Set(fromJson(mysqlPushUtils_exports.filterStatements(statements, cur, prev), "mysql"))];
}
`;

let kit;

/** @param {string} work a folder below the suite's */
export async function loadKit(work) {
  const file = path.join(work, "drizzle-kit-mysql.mjs");
  copyFileSync(prepareKit(work), file);
  appendFileSync(file, PUSH);
  kit = await import(pathToFileURL(file).href);
}

/** @param {object} imports @returns {Promise<string[]>} */
export async function ddl(imports) {
  return kit.generateMySQLMigration(await kit.generateMySQLDrizzleJson({}), await kit.generateMySQLDrizzleJson(imports));
}

/** @param {object} imports @param {import("./mysql.mjs").Database} database @returns {Promise<string[]>} */
export async function push(imports, database) {
  // The kit tells of its progress.
  const write = process.stdout.write;
  process.stdout.write = () => true;
  try {
    return await kit.statementsOfMySQLPush(imports, database.query, database.name);
  } catch (error) {
    if (!error.question) throw error;
    return [`drizzle-kit asks whether something was renamed (${error.question.constructor.name})`];
  } finally {
    process.stdout.write = write;
  }
}

/** The indexes with a length or an order, which the kit's push drops and cannot make. @param {object} imports */
export function indexesOfParts(imports) {
  return Object.values(imports)
    .filter((value) => value instanceof MySqlTable)
    .flatMap((table) => getTableConfig(table).indexes)
    .filter((index) => index.config.columns.some((column) => column instanceof SQL))
    .map((index) => index.config.name);
}

// What drizzle-kit makes of a generated drizzle-schema.ts for MySQL.
import { appendFileSync, copyFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { SQL } from "drizzle-orm";
import { drizzle } from "drizzle-orm/mysql2";
import { MySqlTable, getTableConfig } from "drizzle-orm/mysql-core";
import { FOLDER, prepareKit } from "./drizzle.mjs";

export { judgeRelations } from "./relations.mjs";
export { FOLDER };

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

/** Whether what its push does on MariaDB is a fault of ours: 0.31 is for MySQL alone (docs/limits.md). */
export const KNOWS_MARIADB = false;

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
  return quietly(async () => {
    try {
      return await kit.statementsOfMySQLPush(imports, database.query, database.name);
    } catch (error) {
      if (!error.question) throw error;
      return [`drizzle-kit asks whether something was renamed (${error.question.constructor.name})`];
    }
  });
}

/**
 * The kit tells of its progress, and ends the process where it cannot read a table: here it throws an error with
 * `ended` instead.
 * @template T
 * @param {() => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function quietly(run) {
  const { write } = process.stdout;
  const { exit } = process;
  process.stdout.write = () => true;
  process.exit = () => {
    throw Object.assign(new Error("drizzle-kit ends its process"), { ended: true });
  };
  try {
    return await run();
  } finally {
    process.stdout.write = write;
    process.exit = exit;
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

/** @param {import("mysql2").Pool} pool */
export function connect(pool) {
  return drizzle(pool);
}

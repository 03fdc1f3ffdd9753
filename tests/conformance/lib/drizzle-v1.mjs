// What drizzle-kit 1.0 makes of a generated drizzle-schema.ts: as lib/drizzle.mjs, of 0.31.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import pg from "pg";
import { judge } from "./drizzle.mjs";

export { importSchema } from "./drizzle.mjs";

/** The packages of 1.0, which what is in this folder imports. */
export const FOLDER = fileURLToPath(new URL("../v1", import.meta.url));
const KIT = path.join(FOLDER, "node_modules/drizzle-kit/api-postgres.mjs");

/**
 * A copy that throws what it has to say of a file instead of ending the process.
 * @param {string} work a folder below FOLDER
 */
export function prepareKit(work) {
  const file = path.join(work, "drizzle-kit-api.mjs");
  const source = readFileSync(KIT, "utf8");
  const exit = /humanLog\((.*postgresSchemaError.*)\);\s*process\.exit\(1\);/g;
  if (!exit.test(source)) throw new Error("drizzle-kit has changed: see lib/drizzle-v1.mjs");
  writeFileSync(file, source.replace(exit, "throw new Error($1);"));
  return file;
}

let kit;
let connect;

/** @param {string} file as prepareKit made it */
export async function loadKit(file) {
  kit ??= await import(pathToFileURL(file).href);
  connect ??= (await load("drizzle-orm/node-postgres")).drizzle;
}

/** A module of the packages of 1.0. @param {string} name */
export async function load(name) {
  return import(pathToFileURL(path.join(FOLDER, "node_modules", `${name}/index.js`)).href);
}

/** @param {object} imports @returns {Promise<string[]>} */
export async function ddl(imports) {
  return kit.generateMigration(await kit.generateDrizzleJson({}), await kit.generateDrizzleJson(imports));
}

/** 1.0 makes what foreign keys need before them. @param {string[]} statements */
export function foreignKeysLast(statements) {
  return statements;
}

/**
 * @param {object} imports
 * @param {{ client: import("pg").Client, config: import("pg").ClientConfig }} database
 * @param {string[]} schemas
 * @returns {Promise<import("./drizzle.mjs").Push[]>}
 */
export async function push(imports, { client, config }, schemas) {
  const pool = new pg.Pool({ ...config, max: 3 });
  pool.on("error", () => {});
  try {
    const entities = { tables: [], schemas, extensions: [], entities: undefined };
    const { sqlStatements } = await kit.pushSchema(imports, connect({ client: pool }), entities);
    return await judge(client, sqlStatements, () => false);
  } catch (error) {
    const missing = error.hints ?? error.missingHints;
    if (!missing) throw error;
    return [{ statement: `drizzle-kit asks ${JSON.stringify(missing)}`, verdict: "change" }];
  } finally {
    await pool.end();
  }
}

// What drizzle-kit, 0.31 and 1.0, makes of a generated drizzle-schema.ts for SQLite.
import path from "node:path";
import { pathToFileURL } from "node:url";
import { FOLDER as V0, prepareKit } from "./drizzle.mjs";
import { FOLDER as V1 } from "./drizzle-v1.mjs";

/**
 * @typedef {object} Kit
 * @property {string} folder whose packages the generated files import
 * @property {(imports: object) => Promise<string[]>} ddl
 * @property {(name: string) => Promise<any>} load a module of drizzle-orm
 */

/** @param {string} version @param {string} work a folder below the suite's @returns {Promise<Kit>} */
export async function loadKit(version, work) {
  const folder = version === "1.0" ? V1 : V0;
  const load = (name) => import(pathToFileURL(path.join(folder, "node_modules", name, "index.js")).href);
  if (version === "1.0") {
    const kit = await import(pathToFileURL(path.join(V1, "node_modules/drizzle-kit/payload-sqlite.mjs")).href);
    const ddl = async (imports) =>
      kit.generateMigration(await kit.generateDrizzleJson({}), await kit.generateDrizzleJson(imports));
    return { folder, ddl, load };
  }
  const kit = await import(pathToFileURL(prepareKit(work)).href);
  const ddl = async (imports) =>
    kit.generateSQLiteMigration(await kit.generateSQLiteDrizzleJson({}), await kit.generateSQLiteDrizzleJson(imports));
  return { folder, ddl, load };
}

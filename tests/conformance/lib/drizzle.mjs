// What drizzle-kit makes of a generated drizzle-schema.ts: its DDL, and what a
// push onto an existing database would change.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import pg from "pg";
import { differences, readCatalog, readColumns } from "./catalog.mjs";
import { isConstant, valuesOf } from "./defaults.mjs";
import { TABLE_OF_POSTGIS } from "./prisma.mjs";

/** Its packages, which what is in this folder imports. */
export const FOLDER = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const KIT = path.join(FOLDER, "node_modules/drizzle-kit/api.mjs");

/**
 * drizzle-kit with three doors opened, in a copy: its API loses query parameters
 * that its command line passes on, a question must be an answer, not a wait, and an
 * error must be told, not end the process.
 * @param {string} work a folder below this one
 */
export function prepareKit(work) {
  const file = path.join(work, "drizzle-kit-api.mjs");
  let source = readFileSync(KIT, "utf8");
  const execute = "drizzleInstance.execute(sql.raw(query))";
  const prompt = /const \{ status, data \} = await \(0, import_hanji\d*\.render\)\(/g;
  const exit = /terminal\.reject\((\w+)\);\s*process\.exit\(1\);/;
  if (!source.includes(execute) || !prompt.test(source) || !exit.test(source))
    throw new Error("drizzle-kit has changed: see lib/drizzle.mjs");
  source = source.replaceAll(execute, "drizzleInstance.execute(query, params)");
  source = source.replace(
    prompt,
    "const { status, data } = ((question) => { throw Object.assign(new Error(), { question }); })(",
  );
  source = source.replace(exit, "throw $1;");
  writeFileSync(file, source);
  return file;
}

let kit;

/** @param {string} file as prepareKit made it */
export async function loadKit(file) {
  kit ??= await import(pathToFileURL(file).href);
}

/** @param {string} dir the folder of generated files @param {string} file */
export async function importSchema(dir, file) {
  const outfile = path.join(dir, `drizzle-schema.${Date.now()}.mjs`);
  await build({
    entryPoints: [path.join(dir, file)],
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    target: "node20",
    logLevel: "silent",
  });
  return import(pathToFileURL(outfile).href);
}

/** @param {object} imports @returns {Promise<string[]>} */
export async function ddl(imports) {
  return kit.generateMigration(kit.generateDrizzleJson({}), kit.generateDrizzleJson(imports));
}

/** drizzle-kit adds foreign keys before the unique indexes that they need. @param {string[]} statements */
export function foreignKeysLast(statements) {
  const isForeignKey = (statement) => / ADD CONSTRAINT "[^"]*" FOREIGN KEY /.test(statement);
  return [...statements.filter((one) => !isForeignKey(one)), ...statements.filter(isForeignKey)];
}

/**
 * @typedef {{ statement: string, verdict: "change" | "repeat" | "avoidable" | "expression" | "unavoidable" }} Push
 * @param {object} imports
 * @param {{ client: import("pg").Client, config: import("pg").ClientConfig }} database
 * @param {string[]} schemas
 * @returns {Promise<Push[]>}
 */
export async function push(imports, { client, config }, schemas) {
  const pool = new pg.Pool({ ...config, max: 3 });
  pool.on("error", () => {});
  try {
    const pushing = kit.pushSchema(imports, { execute: (...query) => pool.query(...query) }, schemas);
    const { statementsToExecute } = await orUnhandled(pushing);
    return await judge(client, statementsToExecute, takesNoSpelling);
  } catch (error) {
    if (!error.question) throw error;
    return [{ statement: `drizzle-kit asks ${questionOf(error.question)}`, verdict: "change" }];
  } finally {
    await pool.end();
  }
}

/** A table that the kit cannot read throws where nobody catches it, and the kit waits for ever. */
async function orUnhandled(pushing) {
  let listener = (_) => {};
  const unhandled = new Promise((_, reject) => {
    listener = reject;
    process.once("unhandledRejection", listener);
  });
  try {
    return await Promise.race([pushing, unhandled]);
  } finally {
    process.off("unhandledRejection", listener);
  }
}

function questionOf(question) {
  const base = question.base?.name ?? question.base ?? question.state?.base?.name ?? "";
  return `whether ${typeof base === "string" ? base : JSON.stringify(base)} was created or renamed (${question.constructor.name})`;
}

const SET_DEFAULT =
  /^ALTER TABLE (?:"([^"]+)"\.)?"([^"]+)" ALTER COLUMN "([^"]+)" SET DEFAULT [^;]*(?:'[^']*'[^;]*)*;?$/;

/** The kit misreads every list default, and takes only a number in silence for a bigint. */
function takesNoSpelling({ dimensions, type }) {
  return dimensions || type === "bigint";
}

/**
 * Does each statement make only what is there already? Seen by executing it, and taking it back.
 * @param {import("pg").Client} client
 * @param {string[]} all
 * @param {(column: import("./catalog.mjs").Column) => boolean} isUnavoidable whether the kit sets the column's default
 *   again, however it is spelled
 * @returns {Promise<Push[]>}
 */
export async function judge(client, all, isUnavoidable) {
  const statements = all.filter((statement) => !statement.includes(`"${TABLE_OF_POSTGIS}"`));
  if (statements.length === 0) return [];
  const before = await defaults(client);
  const others = statements.filter((statement) => !SET_DEFAULT.test(statement));
  const repeats = others.length > 0 && (await changesNothing(client, others));
  const after = await withDefaults(
    client,
    statements.filter((statement) => SET_DEFAULT.test(statement)),
  );
  return statements.map((statement) => {
    const match = SET_DEFAULT.exec(statement);
    const verdict = match ? judgeDefault(match, before, after, isUnavoidable) : repeats ? "repeat" : "change";
    return /** @type {Push} */ ({ statement, verdict });
  });
}

/**
 * The kit misreads some of what Prisma makes, and then makes it again: a unique
 * index that a foreign key refers to, keys in another order than their columns,
 * lists of enums with capitals. So its statements are run as the kit runs them,
 * one by one until one fails, and the database must be what it was.
 */
async function changesNothing(client, statements) {
  const before = await readCatalog(client);
  await client.query("BEGIN");
  try {
    for (const statement of statements) {
      await client.query("SAVEPOINT statement");
      try {
        await client.query(statement);
      } catch {
        await client.query("ROLLBACK TO SAVEPOINT statement");
        break;
      }
    }
    return differences(before, await readCatalog(client)).length === 0;
  } finally {
    await client.query("ROLLBACK");
  }
}

function judgeDefault([, schema = "public", table, column], before, after, isUnavoidable) {
  const key = `${schema}.${table}.${column}`;
  const was = before.get(key);
  if (!was || after.get(key)?.value !== was.value) return "change";
  if (isUnavoidable(was.column)) return "unavoidable";
  return isConstant(was.column.default) ? "avoidable" : "expression";
}

/** The defaults as the statements would leave them; empty when one of them fails. */
async function withDefaults(client, statements) {
  if (statements.length === 0) return new Map();
  await client.query("BEGIN");
  try {
    for (const statement of statements) await client.query(statement);
    return await defaults(client);
  } catch {
    return new Map();
  } finally {
    await client.query("ROLLBACK");
  }
}

async function defaults(client) {
  const columns = await readColumns(client);
  const values = await valuesOf(client, columns);
  return new Map(
    columns.map((column, i) => [`${column.schema}.${column.table}.${column.column}`, { column, value: values[i] }]),
  );
}

// What drizzle-kit makes of a generated drizzle-schema.ts: its DDL, and what a
// push onto an existing database would change.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import pg from "pg";
import { readColumns } from "./catalog.mjs";
import { isConstant, valuesOf } from "./defaults.mjs";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const KIT = path.join(ROOT, "node_modules/drizzle-kit/api.mjs");

/**
 * drizzle-kit with two doors opened, in a copy: its API loses query parameters
 * that its command line passes on, and a question must be an answer, not a wait.
 * @param {string} work a folder below this one
 */
export function prepareKit(work) {
  const file = path.join(work, "drizzle-kit-api.mjs");
  let source = readFileSync(KIT, "utf8");
  const execute = "drizzleInstance.execute(sql.raw(query))";
  const prompt = /const \{ status, data \} = await \(0, import_hanji\d*\.render\)\(/g;
  if (!source.includes(execute) || !prompt.test(source)) throw new Error("drizzle-kit has changed: see lib/drizzle.mjs");
  source = source.replaceAll(execute, "drizzleInstance.execute(query, params)");
  source = source.replace(prompt, "const { status, data } = ((question) => { throw Object.assign(new Error(), { question }); })(");
  writeFileSync(file, source);
  return file;
}

let kit;

/** @param {string} file as prepareKit made it */
export async function loadKit(file) {
  kit ??= await import(pathToFileURL(file).href);
}

/** @param {string} dir the folder of generated files */
export async function importSchema(dir) {
  const outfile = path.join(dir, `drizzle-schema.${Date.now()}.mjs`);
  await build({
    entryPoints: [path.join(dir, "drizzle-schema.ts")],
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

/** @returns {Promise<string>} */
export async function ddl(imports) {
  const empty = kit.generateDrizzleJson({});
  const statements = await kit.generateMigration(empty, kit.generateDrizzleJson(imports));
  return statements.join("\n");
}

/**
 * @typedef {{ statement: string, verdict: "change" | "avoidable" | "expression" | "unavoidable" }} Push
 * @param {object} imports
 * @param {{ client: import("pg").Client, config: import("pg").ClientConfig }} database
 * @param {string[]} schemas
 * @returns {Promise<Push[]>}
 */
export async function push(imports, { client, config }, schemas) {
  const pool = new pg.Pool({ ...config, max: 3 });
  pool.on("error", () => {});
  try {
    const { statementsToExecute } = await kit.pushSchema(imports, { execute: (...query) => pool.query(...query) }, schemas);
    return await judge(client, statementsToExecute);
  } catch (error) {
    if (!error.question) throw error;
    return [{ statement: `drizzle-kit asks ${questionOf(error.question)}`, verdict: "change" }];
  } finally {
    await pool.end();
  }
}

function questionOf(question) {
  const base = question.base?.name ?? question.base ?? question.state?.base?.name ?? "";
  return `whether ${typeof base === "string" ? base : JSON.stringify(base)} was created or renamed (${question.constructor.name})`;
}

const SET_DEFAULT = /^ALTER TABLE (?:"([^"]+)"\.)?"([^"]+)" ALTER COLUMN "([^"]+)" SET DEFAULT [^;]*(?:'[^']*'[^;]*)*;?$/;

/** Does each statement set a default to what it means already? Seen by executing it, and taking it back. */
async function judge(client, statements) {
  if (statements.length === 0) return [];
  const before = await defaults(client);
  const verdicts = [];
  for (const statement of statements) {
    const match = SET_DEFAULT.exec(statement);
    verdicts.push({ statement, verdict: match ? await judgeDefault(client, statement, match, before) : "change" });
  }
  return verdicts;
}

async function judgeDefault(client, statement, [, schema = "public", table, column], before) {
  const key = `${schema}.${table}.${column}`;
  const was = before.get(key);
  if (!was) return "change";
  await client.query("BEGIN");
  try {
    await client.query(statement);
    if ((await defaults(client)).get(key)?.value !== was.value) return "change";
  } catch {
    return "change";
  } finally {
    await client.query("ROLLBACK");
  }
  // The kit misreads every list default, and takes only a number in silence for a bigint.
  if (was.column.dimensions || was.column.type === "bigint") return "unavoidable";
  return isConstant(was.column.default) ? "avoidable" : "expression";
}

async function defaults(client) {
  const columns = await readColumns(client);
  const values = await valuesOf(client, columns);
  return new Map(columns.map((column, i) => [`${column.schema}.${column.table}.${column.column}`, { column, value: values[i] }]));
}

// What Prisma says about a schema: valid or not, its DMMF, its DDL.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import prismaSchema from "@prisma/prisma-schema-wasm";
import * as schemaEngine from "@prisma/schema-engine-wasm/schema_engine_bg";

/** @typedef {[name: string, text: string][]} SchemaFiles */

/** A table that PostGIS makes: Prisma leaves it out of its DDL, also where a model describes it. */
export const TABLE_OF_POSTGIS = "spatial_ref_sys";

/** Preview features that Prisma 6 has and Prisma 7 does not. */
const GONE = ["metrics"];

/**
 * A schema for Prisma 6 as Prisma 7 takes it: addresses come from its config file, and it refuses preview features
 * that it does not know. The lines stay, so that positions hold.
 * @param {string} text
 */
export function forPrisma7(text) {
  return text
    .replace(/^\s*datasource\s+\w+\s*\{[^}]*\}/gm, (block) =>
      block.replace(/^([ \t]*)(url|directUrl|shadowDatabaseUrl)\s*=.*$/gm, "$1"),
    )
    .replace(/^(\s*previewFeatures\s*=\s*)\[([^\]]*)\]/gm, (_, start, list) => {
      const features = [...list.matchAll(/"([^"]*)"/g)].map(([, name]) => name);
      const known = features.filter((name) => !GONE.includes(name)).map((name) => `"${name}"`);
      return `${start}[${known.join(", ")}]${"\n".repeat(list.split("\n").length - 1)}`;
    });
}

/** A schema as Prisma 6 takes it, which wants an address. @param {string} text */
export function forPrisma6(text) {
  return text.replace(/^(\s*datasource\s+\w+\s*\{)([^}]*\})/gm, (block, head, rest) =>
    /^\s*url\s*=/m.test(rest) ? block : `${head}\n  url = "postgresql://localhost/none"${rest}`,
  );
}

/** @param {SchemaFiles} files @returns {string | null} Prisma's complaint, or null when it accepts the schema */
export function complaint(files) {
  try {
    prismaSchema.validate(JSON.stringify({ prismaSchema: files, noColor: true }));
    return null;
  } catch (error) {
    return engineMessage(error);
  }
}

/** @param {SchemaFiles} files */
export function dmmf(files) {
  return JSON.parse(prismaSchema.get_dmmf(JSON.stringify({ prismaSchema: files, noColor: true })));
}

/** @param {SchemaFiles} files @returns {{ provider: string, schemas: string[] }} */
export function datasource(files) {
  const text = files.map(([, content]) => content).join("\n");
  const block = /^\s*datasource\s+\w+\s*\{([^}]*)\}/m.exec(text.replace(/^\s*\/\/.*$/gm, ""))?.[1] ?? "";
  const provider = /^\s*provider\s*=\s*"([^"]*)"/m.exec(block)?.[1] ?? "";
  const schemas = /^\s*schemas\s*=\s*\[([^\]]*)\]/m.exec(block)?.[1] ?? "";
  return {
    provider: provider === "postgres" ? "postgresql" : provider,
    schemas: [...schemas.matchAll(/"([^"]*)"/g)].map((match) => match[1]),
  };
}

/**
 * The schema with its views turned into models, so that Prisma says what columns they have.
 * @param {SchemaFiles} files
 * @returns {SchemaFiles}
 */
export function viewsAsModels(files) {
  return files.map(([name, text]) => [
    name,
    text.replace(/^(\s*)view(\s+\w+\s*\{)([^}]*)\}/gm, (_, indent, head, body) => {
      return `${indent}model${head}${body}${keyOf(body)}}`;
    }),
  ]);
}

/** A model must have a key, unless it is ignored, which no relation may then lead to. @param {string} body of a view */
function keyOf(body) {
  if (/@(?:@?id|@?unique)\b|@@ignore/.test(body)) return "";
  const column = /^\s*(\w+)\s+(?:String|Int|BigInt|Float|Decimal|Boolean|DateTime)(?:\s|$)/m.exec(body)?.[1];
  return column ? `\n  @@unique([${column}])\n` : "\n  @@ignore\n";
}

/**
 * The relation fields of models, and of views where those are asked for, too.
 * @param {SchemaFiles} files @param {{ views: boolean }} with
 */
export function relationFields(files, { views: withViews }) {
  const text = files.map(([, content]) => content).join("\n");
  const views = new Set([...text.matchAll(/^\s*view\s+(\w+)\s*\{/gm)].map((match) => match[1]));
  const isMeant = (name) => withViews || !views.has(name);
  return dmmf(files)
    .datamodel.models.filter(({ name }) => isMeant(name))
    .flatMap((model) =>
      model.fields.filter((field) => field.kind === "object" && isMeant(field.type)).map((field) => ({ model, field })),
    );
}

let wasm;

async function loadEngine() {
  const require = createRequire(import.meta.url);
  const folder = path.dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const module = new WebAssembly.Module(readFileSync(path.join(folder, "schema_engine_bg.wasm")));
  const { exports } = new WebAssembly.Instance(module, {
    "./schema_engine_bg.js": /** @type {any} */ (schemaEngine),
  });
  schemaEngine.__wbg_set_wasm(exports);
  /** @type {any} */ (exports).__wbindgen_start();
}

/**
 * The DDL from an empty database to the schema.
 * @param {SchemaFiles} files
 * @param {import("pg").ClientConfig} server
 * @returns {Promise<string>}
 */
export function ddl(files, server) {
  // The engine asks the server for its version on start, and for nothing else.
  return ddlThrough(files, new PrismaPg({ ...server, max: 1, idleTimeoutMillis: 100 }));
}

/** The same for SQLite. @param {SchemaFiles} files @returns {Promise<string>} */
export function ddlOfSqlite(files) {
  return ddlThrough(files, new PrismaBetterSqlite3({ url: ":memory:" }));
}

async function ddlThrough(files, factory) {
  wasm ??= loadEngine();
  await wasm;
  const adapter = bindMigrationAwareSqlAdapterFactory(factory);
  const engine = await schemaEngine.SchemaEngine.new({ datamodels: files }, () => {}, adapter);
  try {
    const { stdout } = await engine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: files.map(([name, content]) => ({ path: name, content })) },
      script: true,
      shadowDatabaseUrl: null,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    return stdout ?? "";
  } catch (error) {
    throw new Error(engineMessage(error));
  } finally {
    engine.free();
  }
}

function engineMessage(error) {
  const text = error?.message ?? String(error);
  try {
    const parsed = JSON.parse(text);
    return parsed.message ?? text;
  } catch {
    return text;
  }
}

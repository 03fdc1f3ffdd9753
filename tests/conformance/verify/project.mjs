// A project as a user has it: a schema, Prisma's generated client, the files of triple-orm, packages, and perhaps a
// database.
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import * as binary from "../lib/binary.mjs";
import { createDatabase, databaseUrl } from "../lib/databases.mjs";
import * as prisma from "../lib/prisma.mjs";
import { runWithStandins } from "../lib/standins.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OURS = path.resolve(HERE, "../node_modules");
/** Where Prisma's command line and its client are. */
const TOOLS = path.resolve(HERE, "../../npm/node_modules");

/** Drizzle 1.0 is in a folder of its own. */
const OF_V1 = path.resolve(HERE, "../v1/node_modules");

const CLIENT = (provider, features) => `generator client {
  provider = "${provider}"
  output   = "../generated"
  previewFeatures = [${features.join(", ")}]
}

`;

/** What most packages of the suite are beside. */
const PACKAGES = ["drizzle-orm", "kysely", "pg", "esbuild", "uuid", "nanoid", "ulid", "@paralleldrive/cuid2", "zod", "@prisma/adapter-pg", "@prisma/adapter-libsql", "@libsql", "@types"];

/** What is written when nobody names any target. */
const TARGETS = ["drizzle", "kysely", "zod"];

/**
 * What a project is made with: the versions, the block that makes the client, and targets beside those of the schema's
 * own configuration, which `own` is put over.
 * @typedef {{ drizzle?: "0.45" | "1.0", prisma?: 6 | 7, provider?: "prisma-client" | "prisma-client-js", targets?: string[], own?: any }} Made
 * `standins` are types that this server lacks.
 * @typedef {{ dir: string, out: string, standins: string[], url: string, schema: string, drizzle: string, config: any, args: string[], database: any }} Project
 */

export function toolsAreThere() {
  return [6, 7].every((major) => existsSync(path.join(TOOLS, `prisma${major}/build/index.js`)));
}

/**
 * @param {{ id: string, config?: string, files: prisma.SchemaFiles }} schema
 * @param {{ bin: string, server: import("pg").ClientConfig }} context
 * @param {string} dir
 * @param {Made} made
 * @returns {Promise<{ project: Project } | { skipped: string }>}
 */
export async function makeProject(schema, context, dir, made = {}) {
  const { project, skipped } = await makeFiles(schema, context, dir, made);
  if (!project) return { skipped };
  const { server } = context;
  const database = await createDatabase(server, "verify");
  const standins = [];
  try {
    const files = schema.files.map(([name, text]) => [name, prisma.forPrisma7(text)]);
    const ddl = await prisma.ddl(files, server);
    const made = await runWithStandins(database.client, ddl);
    standins.push(...made.filter((note) => note.startsWith("stand-in type")));
    await makeViews(database.client, ddl, await prisma.ddl(prisma.viewsAsModels(files), server));
  } catch (error) {
    await database.drop();
    return { skipped: `Prisma's DDL does not run: ${error.message}` };
  }
  const url = databaseUrl(database.config);
  return { project: { ...project, database, url, standins, args: ["--database-url", url] } };
}

const TABLE = /CREATE TABLE ((?:"[^"]+"\.)?("[^"]+")) \([\s\S]*?\n\);/g;

/** The views of the schema, which Prisma does not make, over tables in a schema of their own. */
async function makeViews(client, ddl, withViews) {
  const made = new Set([...ddl.matchAll(TABLE)].map(([, name]) => name));
  const views = [...withViews.matchAll(TABLE)].filter(([, name]) => !made.has(name));
  if (views.length > 0) await client.query("CREATE SCHEMA behind_views");
  for (const [statement, name, own] of views) {
    const behind = `behind_views.${own}`;
    await client.query(statement.replace(name, behind));
    await client.query(`CREATE VIEW ${name} AS SELECT * FROM ${behind}`);
  }
}

/** All but the database. */
export async function makeFiles({ config, files }, { bin }, dir, { drizzle: version, prisma: major = 7, provider = "prisma-client", targets = [], own: chosen = {} }) {
  const beside = config ? ts.parseConfigFileTextToJson(config, readFileSync(config, "utf8")).config : {};
  const said = { ...beside, ...chosen };
  const drizzle = version ?? said.drizzle?.version ?? "0.45";
  const known = files.map(([name, text]) => [name, major === 7 ? prisma.forPrisma7(text) : prisma.forPrisma6(text)]);
  const features = known.flatMap(([, text]) => previewFeatures(text));
  const texts = known.map(([name, text]) => [name, withoutGenerators(text)]);
  // Some preview features are known only beside the datasource.
  const first = Math.max(0, texts.findIndex(([, text]) => /^\s*datasource\s/m.test(text)));
  for (const [i, [name, text]] of texts.entries()) {
    const file = path.join(dir, "prisma", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, (i === first ? CLIENT(provider, [...new Set(features)]) : "") + text);
  }
  await link(dir, {
    ...Object.fromEntries(PACKAGES.map((name) => [name, path.join(OURS, name)])),
    ...(drizzle === "1.0" ? { "drizzle-orm": path.join(OF_V1, "drizzle-orm") } : {}),
    "@prisma/client": path.join(TOOLS, `client${major}`),
    "@prisma/client-runtime-utils": path.join(TOOLS, "@prisma/client-runtime-utils"),
  });
  await writeFile(path.join(dir, "package.json"), '{ "name": "app", "private": true, "type": "module" }\n');
  const schema = files.length === 1 ? `prisma/${files[0][0]}` : "prisma";
  const own = await writeConfig(said, dir, { schema, drizzle, targets });
  const generated = await prismaGenerate(dir, schema, major);
  if (generated) return { skipped: `prisma generate: ${generated}` };
  const out = path.join(dir, "src/db");
  await mkdir(out, { recursive: true });
  const run = await binary.generate(bin, { schema: path.join(dir, schema), config: path.join(dir, "triple-orm.json") }, out);
  if (run.status !== 0) throw new Error(binary.describeRun(run));
  return { project: { dir, out, schema, config: own, drizzle: path.join(out, own.files?.drizzle ?? "drizzle-schema.ts") } };
}

/** The schema's own configuration, for this project. */
async function writeConfig(said, dir, { schema, drizzle, targets }) {
  const { prismaClient, ...clients } = said.clients ?? {};
  const own = {
    ...said,
    schema,
    out: "src/db",
    clients,
    kysely: { ...said.kysely, ...(targets.includes("clients") ? { driver: undefined } : {}) },
    drizzle: { ...said.drizzle, version: drizzle },
    targets: [...new Set([...TARGETS, ...(said.targets ?? []), ...targets])],
  };
  await writeFile(path.join(dir, "triple-orm.json"), JSON.stringify(own, null, 2));
  return own;
}

const GENERATOR = /^\s*generator\s+\w+\s*\{[^}]*\}/gm;

/** The generators of the schema's own are not installed here. */
function withoutGenerators(text) {
  return text.replace(GENERATOR, "");
}

function previewFeatures(text) {
  const blocks = text.match(GENERATOR) ?? [];
  return blocks.flatMap((block) => /^\s*previewFeatures\s*=\s*\[([^\]]*)\]/m.exec(block)?.[1].match(/"[^"]*"/g) ?? []);
}

async function link(dir, links) {
  for (const [name, target] of Object.entries(links)) {
    const place = path.join(dir, "node_modules", name);
    await mkdir(path.dirname(place), { recursive: true });
    await symlink(target, place);
  }
}

/** @returns {Promise<string | undefined>} what Prisma complains of */
export async function prismaGenerate(dir, schema, major = 7) {
  // Nothing of what it generates needs an engine.
  const engine = path.join(dir, "engine");
  await writeFile(engine, "#!/bin/sh\n", { mode: 0o755 });
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", PRISMA_SCHEMA_ENGINE_BINARY: engine, PRISMA_QUERY_ENGINE_LIBRARY: engine };
  const cli = path.join(TOOLS, `prisma${major}/build/index.js`);
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, "generate", "--schema", schema], { cwd: dir, env, timeout: 300_000 }, (error, stdout, stderr) =>
      resolve(error ? (stderr || stdout).trim().split("\n").slice(-6).join(" ") : undefined),
    );
  });
}

// A project as a user has it: a schema, Prisma's generated client, the files of triple-orm, packages, and a database.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as binary from "../lib/binary.mjs";
import { createDatabase, databaseUrl } from "../lib/databases.mjs";
import * as prisma from "../lib/prisma.mjs";
import { runWithStandins } from "../lib/standins.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const OURS = path.resolve(HERE, "../node_modules");
/** Where Prisma's command line and its client are. */
const TOOLS = path.resolve(HERE, "../../npm/node_modules");

const CLIENT = (features) => `generator client {
  provider = "prisma-client"
  output   = "../generated"
  previewFeatures = [${features.join(", ")}]
}

`;

/** @typedef {{ dir: string, database: any, url: string, schema: string, drizzle: string, args: string[] }} Project */

export function toolsAreThere() {
  return existsSync(path.join(TOOLS, "prisma7/build/index.js"));
}

/**
 * @param {{ id: string, config?: string, files: prisma.SchemaFiles }} schema
 * @param {{ bin: string, server: import("pg").ClientConfig }} context
 * @param {string} dir
 * @returns {Promise<{ project: Project } | { skipped: string }>}
 */
export async function makeProject({ config, files }, { bin, server }, dir) {
  const known = files.map(([name, text]) => [name, prisma.forPrisma7(text)]);
  const features = known.flatMap(([, text]) => previewFeatures(text));
  const texts = known.map(([name, text]) => [name, withoutGenerators(text)]);
  for (const [i, [name, text]] of texts.entries()) {
    const file = path.join(dir, "prisma", name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, (i === 0 ? CLIENT([...new Set(features)]) : "") + text);
  }
  const schema = files.length === 1 ? `prisma/${files[0][0]}` : "prisma";
  await link(dir, {
    "@prisma/client": path.join(TOOLS, "client7"),
    "@prisma/adapter-pg": path.join(OURS, "@prisma/adapter-pg"),
    ...Object.fromEntries(["drizzle-orm", "kysely", "pg", "esbuild"].map((name) => [name, path.join(OURS, name)])),
    ...Object.fromEntries(["uuid", "nanoid", "ulid", "@paralleldrive/cuid2", "zod"].map((name) => [name, path.join(OURS, name)])),
  });
  await writeFile(path.join(dir, "package.json"), '{ "name": "app", "private": true, "type": "module" }\n');
  const generated = await prismaGenerate(dir, schema);
  if (generated) return { skipped: `prisma generate: ${generated}` };
  const out = path.join(dir, "src/db");
  await mkdir(out, { recursive: true });
  const run = await binary.generate(bin, { schema: path.join(dir, schema), config }, out);
  if (run.status !== 0) return { skipped: binary.describeRun(run) };

  const database = await createDatabase(server, "verify");
  try {
    const ddl = await prisma.ddl(known, server);
    await runWithStandins(database.client, ddl);
  } catch (error) {
    await database.drop();
    return { skipped: `Prisma's DDL does not run: ${error.message}` };
  }
  const url = databaseUrl(database.config);
  const args = ["--schema", schema, ...(config ? ["--config", config] : []), "--database-url", url];
  return { project: { dir, database, url, schema, drizzle: path.join(out, "drizzle-schema.ts"), args } };
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
export async function prismaGenerate(dir, schema) {
  // Nothing of what it generates needs an engine.
  const engine = path.join(dir, "engine");
  await writeFile(engine, "#!/bin/sh\n", { mode: 0o755 });
  const env = { ...process.env, CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1", PRISMA_SCHEMA_ENGINE_BINARY: engine };
  const cli = path.join(TOOLS, "prisma7/build/index.js");
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, "generate", "--schema", schema], { cwd: dir, env, timeout: 300_000 }, (error, stdout, stderr) =>
      resolve(error ? (stderr || stdout).trim().split("\n").slice(-6).join(" ") : undefined),
    );
  });
}

// One schema: everything that is made from it says what it says.
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { alarms, audit, pairArguments, withStandins } from "../lib/audit.mjs";
import * as binary from "../lib/binary.mjs";
import { createDatabase, databaseUrl } from "../lib/databases.mjs";
import { readOptions } from "../lib/options.mjs";
import * as prisma from "../lib/prisma.mjs";
import { runWithStandins } from "../lib/standins.mjs";

/** Of PostgreSQL. */
const SYNTAX_ERROR = "42601";

/** The files that we generate, Prisma's DDL as a migration, and as a database. */
export async function judgeSchema({ id, schema, config, files }, { bin, server }, dir) {
  const run = await binary.generate(bin, { schema, config }, dir);
  if (run.status !== 0) return { id, pairs: [], faults: [], skipped: binary.describeRun(run) };
  const { drizzleFile, kyselyFile } = readOptions(config, files);
  const pairs = [];
  const more = ["--schema", schema, ...(config ? ["--config", config] : [])];
  for (const [target, file] of Object.entries({ drizzle: drizzleFile, kysely: kyselyFile })) {
    if (!existsSync(path.join(dir, file))) continue;
    pairs.push(`prisma:${target}`);
    more.push(`--${target}`, path.join(dir, file));
  }

  const database = await createDatabase(server, "audit");
  try {
    const script = await ddlOf(files, server);
    const { notes, error } = await make(database.client, script);
    // An empty migration is a finding, and what is no SQL is one.
    if (/^\s*\w/m.test(script.replace(/--.*/g, "")) && error?.code !== SYNTAX_ERROR) {
      const migrations = path.join(dir, "migrations");
      await mkdir(path.join(migrations, "20240101000000_init"), { recursive: true });
      await writeFile(path.join(migrations, "20240101000000_init/migration.sql"), withStandins(script, notes));
      await writeFile(path.join(migrations, "migration_lock.toml"), 'provider = "postgresql"\n');
      pairs.push("prisma:migrations");
      more.push("--migrations", migrations);
      if (!error) pairs.push("migrations:db");
    }
    if (!error) {
      pairs.push("prisma:db");
      more.push("--database-url", databaseUrl(database.config));
    }
    const run = await audit(bin, dir, [...more, ...pairArguments(pairs)]);
    return { id, pairs, faults: alarms(run, (finding) => isMeant(finding, notes)) };
  } finally {
    await database.drop();
  }
}

/** Prisma makes no views, and a stand-in of PostGIS has its arguments in its name (see lib/standins.mjs). */
function isMeant({ rule, pair, left, right }, notes) {
  if (rule === "audit/missing-view") return pair === "prisma:migrations" || pair === "prisma:db";
  const isStandin = rule === "audit/column-type" && right.value?.replace(/"/g, "") === left.value;
  return isStandin && pair.endsWith(":db") && notes.some((note) => note.startsWith("stand-in types"));
}

/** Some schemas Prisma accepts, and makes no DDL for. */
async function ddlOf(files, server) {
  try {
    return await prisma.ddl(
      files.map(([name, text]) => [name, prisma.forPrisma7(text)]),
      server,
    );
  } catch {
    return "";
  }
}

/** Some of Prisma's DDL does not run. */
async function make(client, script) {
  try {
    return { notes: await runWithStandins(client, script), error: null };
  } catch (error) {
    return { notes: [], error };
  }
}

// One project: its migrations, applied to an empty database, are what is read of them offline.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { alarms, audit, pairArguments } from "../lib/audit.mjs";
import { createDatabase, databaseUrl } from "../lib/databases.mjs";
import { applyMigrations, readMigrations, withoutForeignIndexes } from "../lib/migrations.mjs";

export async function judgeProject({ id, folder }, { bin, server, repo }, dir) {
  const skipped = new Set();
  const scripts = readMigrations(folder).map(({ name, text }) => ({ name, text: withoutForeignIndexes(text, skipped) }));
  const migrations = path.join(dir, "migrations");
  for (const { name, text } of scripts) {
    await mkdir(path.join(migrations, name), { recursive: true });
    await writeFile(path.join(migrations, name, "migration.sql"), text);
  }
  await writeFile(path.join(migrations, "migration_lock.toml"), 'provider = "postgresql"\n');
  const database = await createDatabase(server, "project");
  try {
    const { failures, notes } = await applyMigrations(database.client, scripts);
    if (failures.length > 0)
      return { id, pairs: [], faults: [], skipped: `${failures.length} fail: ${failures[0].message}` };
    const schema = path.join(repo, "tests/conformance/fixture/postgresql.prisma");
    const pairs = ["migrations:db"];
    const more = ["--schema", schema, "--migrations", migrations, "--database-url", databaseUrl(database.config)];
    const run = await audit(bin, dir, [...more, ...pairArguments(pairs)]);
    // What the folder itself is like is another question, and so is what a script decides when it runs.
    const isMeant = ({ pair, rule, object }) =>
      pair === "migrations" || (rule === "audit/missing-extension" && notes.includes(`extension ${object} is not on this server`));
    return { id, pairs, faults: alarms(run, isMeant).filter(({ cause }) => !cause.startsWith("migrations unknown")) };
  } finally {
    await database.drop();
  }
}

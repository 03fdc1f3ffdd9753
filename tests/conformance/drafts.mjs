// The drafts of `audit --sql`, run: a database of the right side becomes one of the left.
// What a draft leaves to a person as a comment (losses, renames) is run here, too.
//
//   node tests/conformance/drafts.mjs
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { differences, readCatalog } from "./lib/catalog.mjs";
import { startPostgres } from "./lib/postgres.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const folder = mkdtempSync(path.join(tmpdir(), "triple-drafts-"));
const file = path.join(folder, "drafts.json");
const made = spawnSync("cargo", ["test", "--quiet", "--test", "drift", "a_difference_has_a_draft"], {
  cwd: root,
  encoding: "utf8",
  env: { ...process.env, TRIPLE_ORM_DRAFTS: file },
});
if (made.status !== 0) throw new Error(made.stdout + made.stderr);
const drafts = JSON.parse(readFileSync(file, "utf8"));
rmSync(folder, { recursive: true });

/** Without extensions that are not on the machine, which is not what this is about. */
let available = [];
const runnable = (sql) => sql.replace(/^CREATE EXTENSION IF NOT EXISTS (.*);$/gm, (line, name) => (available.includes(name) ? line : "")).replace(/^-- ((?:ALTER|DROP)\b)/gm, "$1");
const onlySaid = (draft) => !runnable(draft).split("\n").some((line) => line && !line.startsWith("--"));

const server = await startPostgres();
const client = new pg.Client(server.config);
await client.connect();
await client.query("CREATE ROLE app");
available = (await client.query("SELECT name FROM pg_available_extensions")).rows.map((row) => row.name);
const facts = async (...scripts) => {
  const { rows } = await client.query(
    "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'",
  );
  for (const { nspname } of rows) await client.query(`DROP SCHEMA "${nspname}" CASCADE`);
  await client.query("CREATE SCHEMA public; SET check_function_bodies = off");
  for (const script of scripts) await client.query(script);
  const policies = await client.query("SELECT polname AS where, polrelid::regclass::text AS table, polcmd::text || coalesce(pg_get_expr(polqual, polrelid), '') AS text FROM pg_policy");
  return [...(await readCatalog(client)), ...policies.rows.map((row) => ({ kind: "policy", ...row }))];
};
const count = { equal: 0, said: 0, refused: 0, wrong: 0 };
for (const { name, left, right, draft } of drafts) {
  if (!draft) continue;
  if (onlySaid(draft)) {
    count.said += 1;
    continue;
  }
  let expected;
  try {
    expected = await facts(runnable(left));
    await facts(runnable(right));
  } catch (error) {
    count.refused += 1;
    if (process.argv.includes("--verbose")) console.log(`no such database: ${name}: ${error.message}`);
    continue;
  }
  try {
    // A sequence keeps the old name of what is renamed, and does the same.
    const isSame = (it) => it.kind === "sequence" && draft.includes("looks renamed");
    const found = differences(expected, await facts(runnable(right), runnable(draft))).filter((it) => !isSame(it));
    if (found.length === 0) {
      count.equal += 1;
      continue;
    }
    console.log(`${name}\n${draft}${found.map((it) => `  ${it.kind} ${it.where}: ${it.prisma} | ${it.drizzle}`).join("\n")}`);
  } catch (error) {
    console.log(`${name}\n${draft}  ${error.message}`);
  }
  count.wrong += 1;
}
await client.end();
await server.stop();
console.log(
  `PostgreSQL ${server.version}: ${count.equal} drafts make the left side, ${count.wrong} do not; ${count.said} only say what a person has to do, ${count.refused} are of databases that cannot be made`,
);
process.exitCode = count.wrong > 0 || count.equal === 0 ? 1 : 0;

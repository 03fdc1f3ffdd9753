// Replays folders of migrations twice: by triple-orm offline, and by PostgreSQL. Then it compares
// fact by fact. `node migrations.mjs FOLDER… [--bin PATH] [--only NAME] [--verbose]`; see README.md.
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pg from "pg";
import { findBinary, stop } from "./lib/arguments.mjs";
import { factsOfReplay, readFacts } from "./lib/facts.mjs";
import { applyMigrations, foldersOfMigrations, readMigrations } from "./lib/migrations.mjs";
import { startPostgres } from "./lib/postgres.mjs";

const REPO = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    only: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});
if (positionals.length === 0) stop("give a folder of projects, or folders with migrations");

const bin = findBinary(options.bin, REPO);
const projects = positionals
  .flatMap((folder) => foldersOfMigrations(path.resolve(folder)))
  .map((folder) => ({ folder, name: path.relative(process.cwd(), folder) }))
  .filter(({ name }) => !options.only || name.includes(options.only));
if (projects.length === 0) stop("no migrations for PostgreSQL");

const server = await startPostgres();
const totals = { columns: [0, 0], other: [0, 0] };
let failed = false;
try {
  console.log(`PostgreSQL ${server.version}, ${projects.length} projects`);
  for (const project of projects) await judge(project);
  console.log(`all: columns ${totals.columns.join("/")}, other facts ${totals.other.join("/")}`);
} finally {
  await server.stop();
}
process.exitCode = failed ? 1 : 0;

async function judge({ folder, name }) {
  const scripts = readMigrations(folder);
  const database = `m${process.pid}_${Math.random().toString(36).slice(2)}`;
  await admin(`CREATE DATABASE ${database}`);
  const client = new pg.Client({ ...server.config, database });
  client.on("error", () => {});
  await client.connect();
  try {
    const said = run(["migrations", "list", "--format", "json"], folder, [0, 1]);
    const ours = run(["inspect", "--from", "migrations", "--format", "json"], folder, [0]);
    const { failures, notes, skipped } = await applyMigrations(client, scripts);
    await report(name, client, scripts, { said, ours, failures, notes, skipped });
  } catch (error) {
    failed = true;
    console.log(`${name}: ${error.message}`);
  } finally {
    await client.end().catch(() => {});
    await admin(`DROP DATABASE ${database} WITH (FORCE)`);
  }
}

async function report(name, client, scripts, { said, ours, failures, notes, skipped }) {
  const theirs = await readFacts(client);
  const mine = await factsOfReplay(client, ours);
  const differences = [];
  const counts = { columns: [0, 0], other: [0, 0] };
  for (const key of new Set([...theirs.keys(), ...mine.keys()])) {
    if (skipped.has(key.split(" ").at(-1))) continue;
    const kind = key.startsWith("column ") ? "columns" : "other";
    const [expected, got] = [theirs.get(key), mine.get(key)];
    counts[kind][1] += 1;
    if (expected === got) counts[kind][0] += 1;
    else differences.push(`    ${key}: database ${expected ?? "(none)"} | replay ${got ?? "(none)"}`);
  }
  const fails = said.migrations.filter((migration) => migration.fails).map((migration) => migration.name);
  const failing = failures.map((failure) => failure.name);
  const missed = failing.filter((it) => !fails.includes(it));
  const invented = fails.filter((it) => !failing.includes(it));
  for (const kind of ["columns", "other"])
    if (failures.length === 0) for (const i of [0, 1]) totals[kind][i] += counts[kind][i];
  const silent = differences.length > 0 && ours.unknown.length === 0 && failures.length === 0;
  if (silent || invented.length > 0) failed = true;
  const state = failures.length > 0 ? `${failures.length} fail` : "applies";
  console.log(
    `${name}: ${scripts.length} migrations, ${state}; columns ${counts.columns.join("/")}, other ${counts.other.join("/")}` +
      `, unknown ${ours.unknown.length}${missed.length ? `, ${missed.length} failures not foreseen` : ""}` +
      `${invented.length ? `, ${invented.length} FALSE ALARMS` : ""}`,
  );
  const most = options.verbose ? Number.POSITIVE_INFINITY : 12;
  for (const it of differences.slice(0, most)) console.log(it);
  // What comes after the first failure may fail for want of what that would have made.
  for (const it of missed.slice(0, 1).filter((it) => it === failing[0]))
    console.log(`    not foreseen: ${it}: ${failures.find((failure) => failure.name === it).message.slice(0, 300)}`);
  for (const it of invented.slice(0, most)) console.log(`    FALSE ALARM: ${it}: ${said.findings.filter((f) => f.subject === it).map((f) => f.message).join("; ").slice(0, 300)}`);
  for (const it of ours.unknown.slice(0, most)) console.log(`    unknown: ${it.kind} ${it.object}: ${it.reason} (${it.place?.file}:${it.place?.line})`);
  const stood = [...new Set(notes)];
  if (stood.length > 0 && options.verbose) console.log(`    stand-ins: ${stood.join("; ")}`);
}

/** Runs triple-orm on a folder of migrations, with a schema that says only which database it is. */
function run(args, folder, statuses) {
  const schema = path.join(REPO, "tests/conformance/fixture/postgresql.prisma");
  const done = spawnSync(bin, [...args, "--schema", schema, "--migrations", folder], {
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  if (!statuses.includes(done.status)) throw new Error(`${args.join(" ")}: ${done.stderr || done.signal}`);
  return JSON.parse(done.stdout);
}

async function admin(sql) {
  const client = new pg.Client(server.config);
  await client.connect();
  await client.query(sql);
  await client.end();
}

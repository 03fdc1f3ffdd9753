// Replays folders of migrations twice: by triple-orm offline, and by PostgreSQL. Then it compares
// fact by fact. `node migrations.mjs FOLDER… [--bin PATH] [--only NAME] [--verbose]`; see README.md.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pg from "pg";
import { findBinary, stop } from "./lib/arguments.mjs";
import { factsOfReplay, readFacts } from "./lib/facts.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import { runWithStandins } from "./lib/standins.mjs";

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

/** Every folder below that has migrations for PostgreSQL. */
function foldersOfMigrations(root, found = [], depth = 0) {
  const names = readdirSync(root).sort();
  if (names.some((name) => existsSync(path.join(root, name, "migration.sql")))) {
    const lock = path.join(root, "migration_lock.toml");
    const provider = existsSync(lock) ? /provider\s*=\s*"(\w+)"/.exec(readFileSync(lock, "utf8"))?.[1] : "postgresql";
    if (provider === "postgresql") found.push({ folder: root, name: path.relative(process.cwd(), root) });
    return found;
  }
  if (depth > 8) return found;
  for (const name of names) {
    if (name === "node_modules" || name === ".git") continue;
    const below = path.join(root, name);
    if (statSync(below).isDirectory()) foldersOfMigrations(below, found, depth + 1);
  }
  return found;
}

async function judge({ folder, name }) {
  const scripts = readdirSync(folder)
    .filter((it) => existsSync(path.join(folder, it, "migration.sql")))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((it) => ({ name: it, text: readFileSync(path.join(folder, it, "migration.sql"), "utf8").replace(/^\uFEFF/, "") }));
  const database = `m${process.pid}_${Math.random().toString(36).slice(2)}`;
  await admin(`CREATE DATABASE ${database}`);
  const client = new pg.Client({ ...server.config, database });
  client.on("error", () => {});
  await client.connect();
  try {
    const said = run(["migrations", "list", "--format", "json"], folder, [0, 1]);
    const ours = run(["inspect", "--from", "migrations", "--format", "json"], folder, [0]);
    const { failures, notes, skipped } = await apply(client, scripts);
    await report(name, client, scripts, { said, ours, failures, notes, skipped });
  } catch (error) {
    failed = true;
    console.log(`${name}: ${error.message}`);
  } finally {
    await client.end().catch(() => {});
    await admin(`DROP DATABASE ${database} WITH (FORCE)`);
  }
}

async function apply(client, scripts) {
  const failures = [];
  const notes = [];
  const skipped = new Set();
  for (const { name, text: written } of scripts) {
    const text = withoutForeignIndexes(written, skipped);
    await client.query("RESET search_path");
    // What cannot stand in a transaction with others is run by itself.
    const parts = /CONCURRENTLY|ALTER TYPE[^;]*ADD VALUE/i.test(text) ? split(text) : [text];
    try {
      for (const part of parts) notes.push(...(await runWithStandins(client, part)));
    } catch (error) {
      await client.query("ROLLBACK");
      failures.push({ name, message: error.message });
    }
  }
  return { failures, notes, skipped };
}

/** Indexes of access methods that a plain server lacks are left out, with what is said of them later. */
function withoutForeignIndexes(text, skipped) {
  const without = text.replace(
    /CREATE\s+INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?:"?(\w+)"?\s+)?ON\s+"?(\w+)"?\s[^;]*?USING\s+"?(?:hnsw|ivfflat)"?\s*\(\s*"?(\w+)[^;]*;/gi,
    (_, name, table, column) => {
      skipped.add(name ?? `${table}_${column}_idx`);
      return "";
    },
  );
  return without.replace(/(?:DROP\s+INDEX|ALTER\s+INDEX|COMMENT\s+ON\s+INDEX)\s+(?:CONCURRENTLY\s+)?(?:IF\s+EXISTS\s+)?(?:"?public"?\.)?"?(\w+)"?[^;]*;/gi, (statement, name) =>
    skipped.has(name) ? "" : statement,
  );
}

/** Statements one by one: good enough for the files that need it, which have no bodies with semicolons but in `$$`. */
function split(text) {
  const parts = [];
  let start = 0;
  let end = null;
  for (const match of text.matchAll(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$|;/g)) {
    if (end !== null) {
      if (match[0] === end) end = null;
      continue;
    }
    if (match[0].startsWith("$")) end = match[0];
    else if (match[0] === ";") {
      parts.push(text.slice(start, match.index + 1));
      start = match.index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.filter((part) => part.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, "").trim());
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

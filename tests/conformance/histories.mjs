// Replays folders of migrations for MySQL and SQLite twice: by triple-orm offline, and by the
// database. `node histories.mjs FOLDER…`, with MYSQL_URL for folders of MySQL; see README.md.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { stop } from "./lib/arguments.mjs";

const REPO = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const BIN = path.join(REPO, "target/debug/examples/replay");
if (!existsSync(BIN)) stop(`no binary at ${BIN}: cargo build --example replay`);
const folders = process.argv.slice(2);
if (folders.length === 0) stop("give folders with migrations of MySQL or SQLite");

const temporary = mkdtempSync(path.join(tmpdir(), "histories-"));
try {
  for (const folder of folders) judge(path.resolve(folder));
} finally {
  rmSync(temporary, { recursive: true });
}

function judge(folder) {
  const lock = readFileSync(path.join(folder, "migration_lock.toml"), "utf8");
  const provider = /provider\s*=\s*"(\w+)"/.exec(lock)?.[1];
  const scripts = readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, "migration.sql")))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const { address, run } = provider === "sqlite" ? sqlite() : mysql();
  const failures = scripts.filter((name) => !run(readFileSync(path.join(folder, name, "migration.sql"), "utf8").replace(/^\uFEFF/, "")));
  const done = spawnSync(BIN, [folder], { encoding: "utf8", env: { ...process.env, DATABASE_URL: address }, maxBuffer: 1 << 28 });
  if (done.status !== 0) return fail(`${folder}: ${done.stderr}`);
  const said = JSON.parse(done.stdout);
  const foreseen = new Set(said.problems.map(([name]) => name));
  console.log(
    `${folder}: ${scripts.length} migrations, ${said.tables} tables, ${said.columns} columns, ${said.indexes} indexes, ` +
      `${said.foreignKeys} foreign keys; ${said.changes.length} differences, unknown ${said.unknown.length}`,
  );
  for (const name of failures.filter((name) => !foreseen.has(name))) fail(`  not foreseen: ${name}`);
  for (const name of foreseen) if (!failures.includes(name)) fail(`  FALSE ALARM: ${name}`);
  for (const change of said.changes) {
    console.log(`  ${change.slice(0, 400)}`);
    // A script that fails in the middle leaves behind what its first statements made.
    if (failures.length === 0) process.exitCode = 1;
  }
}

function fail(message) {
  console.log(message);
  process.exitCode = 1;
}

function sqlite() {
  const file = path.join(temporary, `${Math.random().toString(36).slice(2)}.db`);
  const run = (input) => spawnSync("sqlite3", ["-bail", file], { input }).status === 0;
  return { address: `file:${file}`, run };
}

function mysql() {
  if (!process.env.MYSQL_URL) stop("set MYSQL_URL to an empty database that may be made anew");
  const url = new URL(process.env.MYSQL_URL);
  const database = url.pathname.slice(1);
  const args = ["-h", url.hostname, "-P", url.port || "3306", "-u", url.username, `-p${url.password}`];
  const client = (input, ...more) => spawnSync("mariadb", ["--no-defaults", ...args, ...more], { input }).status === 0;
  if (!client(`DROP DATABASE IF EXISTS \`${database}\`; CREATE DATABASE \`${database}\` CHARACTER SET utf8mb4`)) stop("no answer at MYSQL_URL");
  // MariaDB has no such parser, and no catalog shows it.
  return { address: url.href, run: (input) => client(input.replace(/ WITH PARSER ngram/g, ""), database) };
}

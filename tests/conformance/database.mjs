// Is what we read of a live database all of it, and is reading safe? See README.md.
import { spawn, spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pg from "pg";
import { findCorpusFolder, stop } from "./lib/arguments.mjs";
import { differences, readCatalog } from "./lib/catalog.mjs";
import { createDatabase, databaseUrl } from "./lib/databases.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import * as prisma from "./lib/prisma.mjs";
import * as schemas from "./lib/schemas.mjs";
import { runWithStandins } from "./lib/standins.mjs";
import { rebuild } from "./database/rebuild.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");
const { values: options } = parseArgs({
  options: { bin: { type: "string" }, corpus: { type: "string" }, sample: { type: "string", default: "20" }, seed: { type: "string", default: "1" } },
});
const BIN = path.resolve(options.bin ?? path.join(REPO, "target/debug/examples/read_database"));
if (spawnSync(BIN, { env: { DATABASE_URL: "" } }).status !== 2) stop(`no binary at ${BIN}: cargo build --example read_database`);

/** A password that nothing may show, in no spelling. */
const PASSWORD = "p@s/s wörd%41";
const SECRETS = [PASSWORD, encodeURIComponent(PASSWORD), "s/s wörd", "p%40s"];

let passed = 0;
const faults = [];
function check(name, holds, detail = "") {
  if (holds) passed += 1;
  else faults.push(`${name}: ${typeof detail === "string" ? detail : JSON.stringify(detail)}`.slice(0, 600));
}

const server = await startPostgres();
try {
  console.log(`PostgreSQL ${server.version} (${server.origin})`);
  await shapes();
  await corpus();
  await refusals();
  await locks();
  await changes();
  await killed();
  await many();
} finally {
  await server.stop();
}
for (const fault of faults) console.log(`FAULT ${fault}`);
console.log(`${passed} passed, ${faults.length} failed`);
process.exitCode = faults.length === 0 ? 0 : 1;

/** @returns {Promise<any>} what the binary prints, and how long it took */
function read(url, env = {}, args = []) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(BIN, args, { env: { ...env, DATABASE_URL: url } });
    let [out, err] = ["", ""];
    child.stdout.on("data", (data) => (out += data));
    child.stderr.on("data", (data) => (err += data));
    child.on("error", reject);
    child.on("close", () => {
      const ms = performance.now() - started;
      check("nothing is printed to standard error", err === "", err);
      check("no secret is shown", !SECRETS.some((secret) => (out + err).includes(secret)), out.slice(0, 300));
      try {
        resolve({ ...JSON.parse(out), ms });
      } catch {
        reject(new Error(`the binary printed: ${out}${err}`));
      }
    });
  });
}

/** Reads a database, builds it again from what was read, and compares the two. */
async function roundTrip(name, prelude, script) {
  const sides = [await createDatabase(server.config, "one"), await createDatabase(server.config, "two")];
  const [one, two] = sides;
  try {
    await one.client.query(prelude);
    await two.client.query(prelude);
    await runWithStandins(one.client, script);
    const { catalog, ...rest } = await read(databaseUrl(one.config));
    check(`${name} is read`, catalog, rest);
    if (!catalog) return;
    const text = rebuild(catalog);
    // A stand-in for PostGIS has its arguments in its name (see lib/standins.mjs).
    const types = catalog.tables.flatMap((table) => table.columns.map(({ type }) => type[0] ?? ""));
    for (const type of new Set(types.filter((type) => /^"\w+\(/.test(type)))) await two.client.query(`CREATE DOMAIN ${type} AS text`);
    try {
      await runWithStandins(two.client, text);
    } catch (error) {
      check(`${name} is built again`, false, error.message);
      return;
    }
    const left = await readCatalog(one.client);
    const right = await readCatalog(two.client);
    const parts = new Set(catalog.tables.filter((table) => table.partition?.of).map((table) => `public.${table.name}`));
    const found = differences(left, right).filter(({ table, where }) => !parts.has(table) && !parts.has(where));
    const peculiar = catalog.unknown.map(([, object]) => object.split(".").at(-1));
    // `timestamp(6)` is `timestamp`, to the catalog.
    const isSame = ({ kind, prisma: one, drizzle: two }) => kind === "type" && one.replace("(6)", "") === two;
    const real = found.filter((one) => !isSame(one) && !peculiar.some((name) => one.where.endsWith(name)));
    check(`${name} is the same`, real.length === 0, real.slice(0, 3));
    return { tables: catalog.tables.length, facts: left.length };
  } finally {
    for (const side of sides) await side.drop();
  }
}

async function shapes() {
  const script = readFileSync(path.join(HERE, "database/shapes.sql"), "utf8");
  const [prelude, rest] = script.split("-- What is read.\n");
  const { facts } = (await roundTrip("shapes.sql", prelude, rest)) ?? {};
  console.log(`shapes: ${facts} facts`);
}

async function corpus() {
  const dir = findCorpusFolder(options.corpus, REPO);
  const found = [...schemas.findCases(REPO), ...schemas.findExamples(REPO)];
  const small = (dir ? schemas.findCorpus(dir) : []).filter(({ files }) => files.reduce((sum, [, text]) => sum + text.length, 0) < 100_000);
  found.push(...schemas.sample(small, Number(options.sample), Number(options.seed)));
  let [count, tables, facts] = [0, 0, 0];
  for (const { id, files } of found) {
    if (prisma.datasource(files).provider !== "postgresql") continue;
    const modern = /** @type {prisma.SchemaFiles} */ (files.map(([name, text]) => [name, prisma.forPrisma7(text)]));
    if (prisma.complaint(modern)) continue;
    const script = await prisma.ddl(modern, server.config);
    let result;
    try {
      result = await roundTrip(id, "", script);
    } catch (error) {
      // Prisma's own DDL is no SQL, now and then.
      console.log(`skipped ${id}: ${error.message.slice(0, 100)}`);
      continue;
    }
    count += 1;
    tables += result?.tables ?? 0;
    facts += result?.facts ?? 0;
  }
  console.log(`Prisma's DDL: ${count} schemas, ${tables} tables, ${facts} facts`);
}

async function refusals() {
  const database = await createDatabase(server.config, "refusals");
  const role = `triple_reader_${process.pid}`;
  try {
    const { rows } = await database.client.query("SHOW port");
    await database.client.query(`
      CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}';
      CREATE TABLE t (a int); CREATE TABLE _prisma_migrations (id text, checksum text, migration_name text,
        started_at timestamptz, finished_at timestamptz, rolled_back_at timestamptz, applied_steps_count int, logs text);
      INSERT INTO _prisma_migrations VALUES ('1', 'c', 'first', '2024-01-01 02:00+02', NULL, NULL, 1, NULL);
      REVOKE ALL ON SCHEMA public FROM PUBLIC;`);
    const as = { user: role, password: PASSWORD };
    const poor = await read(databaseUrl(database.config, as));
    check("a role without rights reads the catalog", poor.catalog?.tables.length === 1, poor);
    check("a role without rights is told so of the history", poor.applied?.kind === "Denied", poor);
    const rich = await read(databaseUrl(database.config));
    check("the history is read, in UTC", rich.applied?.[0]?.[2] === "2024-01-01T00:00:00.000000Z", rich.applied);
    check("the migrations' table is no table of the catalog", rich.catalog.tables.length === 1, rich.catalog.tables);
    const wrong = { ...database.config, database: "no_such_database" };
    const cases = [
      ["NoDatabase", databaseUrl(wrong, {})],
      ["Credentials", databaseUrl(database.config, { user: "nobody_at_all", password: PASSWORD })],
      ["NoTls", databaseUrl(database.config, { query: "sslmode=require" })],
      ["NoTls", databaseUrl(database.config, { query: "sslaccept=strict" })],
      ["UnknownHost", `postgresql://u:${encodeURIComponent(PASSWORD)}@nowhere.invalid/db`],
      ["Refused", `postgresql://u:${encodeURIComponent(PASSWORD)}@127.0.0.1:1/db`],
      ["Refused", `postgresql://u:${encodeURIComponent(PASSWORD)}@localhost:${rows[0].port}/db?host=/nowhere`],
      ["Url", `postgresql://u:p@s/s wörd@127.0.0.1:1/db`],
      ["Url", `postgresql://u:${encodeURIComponent(PASSWORD)}@127.0.0.1:port/db`],
      ["Url", `postgresql://u:p%40s%FF@127.0.0.1/db`],
      ["Url", `${PASSWORD}://u@h/db`],
      ["Proxy", `prisma+postgres://localhost:51213/?api_key=${encodeURIComponent(PASSWORD)}`],
      ["CertificateUnreadable", databaseUrl(database.config, { query: "sslmode=verify-full&sslrootcert=/nowhere.pem" })],
      ["NotSqlite", `file:${path.join(HERE, "README.md")}`],
      ["FileMissing", "file:./nowhere.db"],
    ];
    for (const [kind, url] of cases) {
      const result = await read(url);
      check(`${kind} is told`, result.kind === kind && result.help, result);
    }
  } finally {
    await database.drop();
    await asAdmin(`DROP ROLE ${role}`);
  }
}

/** While others hold the strongest locks: we do not wait for long, they do not wait for us. */
async function locks() {
  const database = await createDatabase(server.config, "locks");
  const other = new pg.Client(database.config);
  await other.connect();
  try {
    await database.client.query(`CREATE TABLE a (id serial PRIMARY KEY, b text DEFAULT 'x' CHECK (b <> ''), c int GENERATED ALWAYS AS (length(b)) STORED);
      CREATE INDEX a_b ON a (lower(b)) WHERE b <> ''; CREATE TABLE free (a int DEFAULT 1 CHECK (a > 0)); CREATE VIEW v AS SELECT id FROM a;
      CREATE TABLE _prisma_migrations (id text, checksum text, migration_name text, started_at timestamptz,
        finished_at timestamptz, rolled_back_at timestamptz, applied_steps_count int, logs text)`);
    await other.query("BEGIN; LOCK TABLE a, _prisma_migrations IN ACCESS EXCLUSIVE MODE");
    const result = await read(databaseUrl(database.config), { LOCK_TIMEOUT: "300" });
    console.log(`under an ACCESS EXCLUSIVE lock: ${Math.round(result.ms)} ms with a lock timeout of 300 ms, ${result.kind ?? "read"}, unknown ${JSON.stringify(result.catalog?.unknown)}`);
    // To print an expression, the server locks its table: the table is left out, and so are queries of views.
    const told = result.catalog?.unknown.map(([, object]) => object).join();
    const isTold = told === "a,v" && result.applied?.kind === "Locked" && result.catalog.tables.some(({ name }) => name === "free");
    check("a lock is told", isTold, result);
    check("a lock is not waited for", result.ms < 5_000, result.ms);
    await other.query("ROLLBACK");

    let reading = true;
    const reads = (async () => {
      for (let i = 0; i < 30; i++) {
        const { kind, error } = await read(databaseUrl(database.config));
        check("it is read beside DDL", kind === undefined || kind === "Locked", error);
      }
      reading = false;
    })();
    let [count, slowest] = [0, 0];
    while (reading) {
      const started = performance.now();
      await other.query(`SET lock_timeout = 2000; ALTER TABLE a ADD COLUMN d int DEFAULT 1; INSERT INTO a (b) VALUES ('y'); CREATE INDEX a_d ON a (d); ALTER TABLE a DROP COLUMN d`);
      slowest = Math.max(slowest, performance.now() - started);
      count += 1;
    }
    await reads;
    check("DDL and writes went on", count > 10, count);
    console.log(`30 reads beside ${count} rounds of DDL and writes; the slowest round took ${Math.round(slowest)} ms`);

    // Whoever reads a page after others have written may tidy it up: the first reads do.
    for (let i = 0; i < 3; i++) await read(databaseUrl(database.config));
    // The server writes on its own account now and then (a checkpoint, a snapshot of what runs),
    // so one quiet round of several is the proof: what a read writes, it writes in every round.
    let [before, after] = ["", "-"];
    for (let round = 0; before !== after && round < 5; round++) {
      before = await walPosition(database.client);
      for (let i = 0; i < 10; i++) await read(databaseUrl(database.config));
      after = await walPosition(database.client);
    }
    check("ten reads write nothing", before === after, { before, after });
  } finally {
    await other.end();
    await database.drop();
  }
}

async function walPosition(client) {
  return (await client.query("SELECT pg_current_wal_insert_lsn()::text AS lsn")).rows[0].lsn;
}

/** Tables come and go while we read. */
async function changes() {
  const database = await createDatabase(server.config, "changes");
  const other = new pg.Client(database.config);
  await other.connect();
  const kinds = {};
  let reading = true;
  const churn = (async () => {
    for (let i = 0; reading; i++)
      await other.query(`CREATE TYPE m${i} AS ENUM ('a'); CREATE TABLE t${i} (a int DEFAULT 1 CHECK (a > 0), m m${i}); CREATE INDEX ON t${i} ((a + 1)); CREATE VIEW v${i} AS SELECT * FROM t${i};
        DROP VIEW v${i}; DROP TABLE t${i}; DROP TYPE m${i}`);
  })();
  for (let i = 0; i < 60; i++) {
    const { kind, error } = await read(databaseUrl(database.config));
    kinds[kind ?? "read"] = (kinds[kind ?? "read"] ?? 0) + 1;
    check("a changing database is read, or said to change", [undefined, "Changing", "Locked"].includes(kind), error);
  }
  reading = false;
  await churn;
  console.log(`60 reads of a database that changes: ${JSON.stringify(kinds)}`);
  await other.end();
  await database.drop();
}

/** The server ends our session in the middle, or works for too long. */
async function killed() {
  const database = await createDatabase(server.config, "killed");
  const other = new pg.Client(database.config);
  await other.connect();
  try {
    await database.client.query("CREATE TABLE a (id int); CREATE VIEW v AS SELECT id FROM a");
    await other.query("BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE");
    const result = read(databaseUrl(database.config), { LOCK_TIMEOUT: "20000", STATEMENT_TIMEOUT: "20000" });
    await until(async () => {
      const { rows } = await database.client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'triple-orm' AND wait_event_type = 'Lock'");
      return rows.length > 0;
    });
    check("a session that is ended is told", (await result).kind === "Lost", await result);
    const slow = await read(databaseUrl(database.config), { LOCK_TIMEOUT: "20000", STATEMENT_TIMEOUT: "500" });
    check("a question that takes too long is told", slow.kind === "TooSlow", slow);
    check("and is not waited for", slow.ms < 10_000, slow.ms);
    await other.query("ROLLBACK");
  } finally {
    await other.end();
    await database.drop();
  }
}

async function many() {
  const database = await createDatabase(server.config, "many");
  const table = (i) => `CREATE TABLE t${i} (id serial PRIMARY KEY, ${Array.from({ length: 12 }, (_, c) => `c${c} text NOT NULL DEFAULT 'x'`)}, CHECK (c0 <> ''), UNIQUE (c1), parent int ${i ? `REFERENCES t${i - 1}` : ""}); CREATE INDEX ON t${i} (lower(c2)) WHERE c3 <> ''`;
  for (let i = 0; i < 1000; i += 50) await database.client.query(Array.from({ length: 50 }, (_, n) => table(i + n)).join(";"));
  const { catalog, ms } = await read(databaseUrl(database.config));
  check("a thousand tables are read", catalog?.tables.length === 1000, catalog?.tables.length);
  console.log(`1,000 tables with 14 columns: ${Math.round(ms)} ms`);
  await database.drop();
}

async function until(holds) {
  for (let i = 0; i < 200; i++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come to that");
}

async function asAdmin(sql) {
  const admin = new pg.Client(server.config);
  await admin.connect();
  await admin.query(sql).finally(() => admin.end());
}

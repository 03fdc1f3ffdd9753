// Expressions as a person writes them, and as PostgreSQL prints them from its own
// catalog: in normal form they are one. What is not equal may only be "cannot tell".
//
//   node tests/conformance/expressions.mjs [corpus folder]
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { CHECKS, COLUMNS, DEFAULTS, FUNCTIONS } from "./lib/expressions.mjs";
import { startPostgres } from "./lib/postgres.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const corpus = process.argv[2] ?? process.env.TRIPLE_ORM_CORPUS;

const SCALARS = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  Boolean: "boolean",
  DateTime: "timestamp(3)",
  Json: "jsonb",
  Float: "double precision",
  Decimal: "numeric(65,30)",
  Bytes: "bytea",
};
const NATIVE = { DoublePrecision: "double precision", Integer: "integer", JsonB: "jsonb", ByteA: "bytea", Inet: "inet" };

/** The `dbgenerated("…")` of the corpus, each once with the type of its column. */
function* generated(folder) {
  const seen = new Set();
  const files = readdirSync(folder, { recursive: true })
    .map((file) => path.join(folder, String(file)))
    .filter((file) => file.endsWith(".prisma") && statSync(file).isFile())
    .sort();
  for (const file of files) {
    const source = readFileSync(file, "utf8");
    if (!/provider\s*=\s*"(postgresql|postgres)"/.test(source)) continue;
    for (const line of source.split("\n")) {
      const match = /^\s*\w+\s+(\w+)(\[\])?.*dbgenerated\(("(?:[^"\\]|\\.)*")\)/.exec(line);
      if (!match || line.trim().startsWith("//")) continue;
      const native = /@db\.(\w+)(\([^)]*\))?/.exec(line);
      const scalar = native ? (NATIVE[native[1]] ?? native[1].toLowerCase()) + (native[2] ?? "") : SCALARS[match[1]];
      const text = JSON.parse(match[3]);
      const type = scalar && scalar + (match[2] ?? "");
      if (!type || !text || seen.has(`${type} ${text}`)) continue;
      seen.add(`${type} ${text}`);
      yield [type, text];
    }
  }
}

async function readBack(client) {
  const cases = [];
  const refused = [];
  const attempt = async (kind, columns, written, make, query) => {
    await client.query("BEGIN");
    try {
      await client.query(make);
      const { rows } = await client.query(query);
      if (rows[0]?.text) cases.push({ kind, columns, written, read: rows[0].text });
    } catch (error) {
      refused.push(`${written}: ${error.message}`);
    }
    await client.query("ROLLBACK");
  };
  const fromCorpus = corpus ? [...generated(path.join(corpus, "schemas"))] : [];
  for (const [type, text] of [...DEFAULTS, ...fromCorpus]) {
    await attempt(
      "default",
      [["a", type]],
      text,
      `CREATE TABLE t (a ${type} DEFAULT ${text})`,
      "SELECT pg_get_expr(adbin, adrelid) AS text FROM pg_attrdef WHERE adrelid = 't'::regclass",
    );
  }
  const table = `CREATE TABLE t (${COLUMNS.map(([name, type]) => `"${name}" ${type}`).join(", ")})`;
  for (const text of CHECKS) {
    // A predicate is what CHECK is; an index prints both without their outer words.
    await attempt(
      "check",
      COLUMNS,
      text,
      `${table}; ALTER TABLE t ADD CHECK (${text})`,
      "SELECT pg_get_expr(conbin, conrelid) AS text FROM pg_constraint WHERE conrelid = 't'::regclass",
    );
    await attempt(
      "check",
      COLUMNS,
      text,
      `${table}; CREATE INDEX i ON t (id) WHERE ${text}`,
      "SELECT pg_get_expr(indpred, indrelid) AS text FROM pg_index WHERE indrelid = 't'::regclass",
    );
    await attempt(
      "check",
      COLUMNS,
      text,
      `${table}; CREATE POLICY p ON t USING (${text})`,
      "SELECT pg_get_expr(polqual, polrelid) AS text FROM pg_policy WHERE polrelid = 't'::regclass",
    );
  }
  for (const text of FUNCTIONS) {
    await attempt(
      "check",
      COLUMNS,
      text,
      `${table}; CREATE INDEX i ON t ((${text}))`,
      "SELECT pg_get_indexdef(indexrelid, 1, true) AS text FROM pg_index WHERE indrelid = 't'::regclass",
    );
  }
  return { cases, refused };
}

const server = await startPostgres();
const client = new pg.Client(server.config);
await client.connect();
await client.query(`
  SET timezone TO 'UTC';
  CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN', 'it''s');
  CREATE SEQUENCE "Some_seq";
  CREATE FUNCTION uuid_generate_v4() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';
  CREATE FUNCTION nanoid(size int DEFAULT 21) RETURNS text LANGUAGE sql AS 'SELECT md5(random()::text)';
  CREATE TABLE members (member_id int, org_id int);`);
const { cases, refused } = await readBack(client);
await client.end();
await server.stop();

const input = cases.map((it) => JSON.stringify(it)).join("\n");
const run = spawnSync("cargo", ["run", "--quiet", "--example", "expressions"], { cwd: root, input, encoding: "utf8", maxBuffer: 1 << 28 });
if (run.status !== 0) throw new Error(run.stderr);
const verdicts = run.stdout.trim().split("\n").map((line) => JSON.parse(line));
const count = { equal: 0, "cannot tell": 0, different: 0 };
for (const [i, verdict] of verdicts.entries()) {
  count[verdict.verdict] += 1;
  if (verdict.verdict === "equal") continue;
  const { written, read } = cases[i];
  console.log(`${verdict.verdict}:\n  written  ${written}\n  read     ${read}\n  normal   ${verdict.written}\n  normal   ${verdict.read}`);
}
for (const line of refused) console.log(`refused by PostgreSQL: ${line}`);
const share = ((100 * count.equal) / verdicts.length).toFixed(1);
console.log(
  `PostgreSQL ${server.version}: ${verdicts.length} expressions, ${count.equal} equal (${share} %), ${count["cannot tell"]} cannot tell, ${count.different} different; ${refused.length} refused by PostgreSQL`,
);
process.exitCode = count.different > 0 || verdicts.length < 300 ? 1 : 0;

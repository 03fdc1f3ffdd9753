// Rows that Drizzle writes over two drivers come back as typed, and every spelling of a
// date is read, in a process to the west of Greenwich.
import { cpSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { createClient } from "@libsql/client";
import Database from "better-sqlite3";
import * as binary from "../lib/binary.mjs";
import { show } from "../lib/compare.mjs";
import { importSchema } from "../lib/drizzle.mjs";
import { createProgram, typeErrors } from "../lib/typescript.mjs";

const FIXTURE = fileURLToPath(new URL("../fixture-sqlite", import.meta.url));

/** What a DateTime is in the database, by `sqlite.dates`. */
const DATES = {
  iso8601: "text 1969-12-31T23:59:59.999+00:00",
  "unixepoch-ms": "integer -1",
};

/** What else Prisma and SQLite may have written for one moment. */
const SPELLINGS = [
  "'2024-06-01 12:00:00'",
  "'2024-06-01 12:00:00 +00:00'",
  "'2024-06-01T12:00:00.000+00:00'",
  "'2024-06-01T12:00:00.000Z'",
  "1717243200000",
];
const MOMENT = new Date("2024-06-01T12:00:00.000Z");

/** What the first row is in the database: its type there, and its text. */
const STORED = {
  big: "integer 9007199254740991",
  decimal: "real 12345.678",
  bool: "integer 0",
  json: 'text {"nested":[{"a":null},1.5,"x"]}',
};

export async function judgeValues({ id }, { bin, kit }, dir) {
  const counts = { values: 0 };
  const faults = [];
  const fault = (cause, message = cause) => faults.push({ cause, message });
  const zone = process.env.TZ;
  process.env.TZ = "America/New_York";
  try {
    for (const dates of Object.keys(DATES)) {
      const config = path.join(dir, "triple-orm.json");
      writeFileSync(config, JSON.stringify({ sqlite: { dates } }));
      const run = await binary.generate(bin, { schema: path.join(FIXTURE, "schema.prisma"), config }, dir);
      if (run.status !== 0) fault("generate", binary.describeRun(run));
      cpSync(path.join(FIXTURE, "values.ts"), path.join(dir, "values.ts"));
      const names = await binary.typescriptFiles(dir);
      for (const { file, line, code, message } of typeErrors(createProgram(dir, names), dir, names))
        fault(`tsc ${file}:${line} TS${code}: ${message}`);
      const module = await importSchema(dir, "values.ts");
      for (const open of [openBetterSqlite3, openLibsql]) {
        const where = `${open.name.slice(4)}, ${dates}`;
        await judgeRows(module, await open(kit), kit, dates, counts, (what) => fault(`${where}: ${what}`)).catch((error) =>
          fault(`${where}: ${(error.cause ?? error).message}`, error.stack),
        );
      }
    }
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
  }
  return { id, faults, counts };
}

async function judgeRows({ values, inserted, selected }, { db, ask, close }, kit, dates, counts, fault) {
  const see = (what, got, expected) => {
    counts.values += 1;
    if (!isDeepStrictEqual(got, expected)) fault(`${what}: ${show(got)} instead of ${show(expected)}`);
  };
  try {
    for (const statement of await kit.ddl({ values })) await ask(statement);
    for (const row of inserted) await db.insert(values).values(row);
    const rows = await db.select().from(values).orderBy(values.id);
    for (const [i, expected] of selected.entries())
      for (const [key, value] of Object.entries(expected)) see(`row ${i + 1}, ${key}`, rows[i]?.[key], value);
    if (Math.abs(Date.now() - rows[1].at.getTime()) > 60_000) fault(`CURRENT_TIMESTAMP is ${rows[1].at.toISOString()}`);
    for (const [column, expected] of Object.entries({ ...STORED, updatedAt: DATES[dates] })) {
      const [{ value }] = await ask(`SELECT typeof("${column}") || ' ' || "${column}" AS value FROM "Values" WHERE id = 1`);
      see(`in the database, ${column}`, value, expected);
    }
    for (const spelling of SPELLINGS) {
      await ask(`UPDATE "Values" SET maybe = ${spelling} WHERE id = 1`);
      const [{ maybe }] = await db.select().from(values).orderBy(values.id);
      see(`${spelling} is read`, maybe, MOMENT);
    }
    await db.update(values).set({ int: 1 });
    const [{ updatedAt }] = await db.select().from(values);
    if (Math.abs(Date.now() - updatedAt.getTime()) > 60_000) fault(`an update leaves updatedAt at ${updatedAt.toISOString()}`);
  } finally {
    close();
  }
}

async function openBetterSqlite3(kit) {
  const client = new Database(":memory:");
  const { drizzle } = await kit.load("drizzle-orm/better-sqlite3");
  const ask = async (sql) => {
    const statement = client.prepare(sql);
    return statement.reader ? statement.all() : statement.run();
  };
  return { db: drizzle({ client }), ask, close: () => client.close() };
}

async function openLibsql(kit) {
  const client = createClient({ url: ":memory:" });
  const { drizzle } = await kit.load("drizzle-orm/libsql");
  const ask = async (sql) => (await client.execute(sql)).rows;
  return { db: drizzle({ client }), ask, close: () => client.close() };
}

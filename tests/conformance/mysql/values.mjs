// Rows that Drizzle writes over mysql2 come back as typed, in a process to the west of Greenwich.
import { cpSync } from "node:fs";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import mysql from "mysql2";
import * as binary from "../lib/binary.mjs";
import { show } from "../lib/compare.mjs";
import { importSchema } from "../lib/drizzle.mjs";
import { createDatabase, runAll } from "../lib/mysql.mjs";
import { createProgram, typeErrors } from "../lib/typescript.mjs";
import { configOf } from "./schemas.mjs";

const FIXTURE = "tests/conformance/fixture-mysql";

export async function judgeValues({ id }, { bin, server, repo, kit, drizzle }, dir) {
  const counts = { values: 0 };
  const faults = [];
  const fault = (cause, message = cause) => faults.push({ cause, message });
  const schema = path.join(repo, FIXTURE, "schema.prisma");
  const run = await binary.generate(bin, { schema, config: configOf(undefined, drizzle, dir) }, dir, "--target", "drizzle");
  if (run.status !== 0) return { id, counts, faults: [{ cause: "generate", message: binary.describeRun(run) }] };
  cpSync(path.join(repo, FIXTURE, "values.ts"), path.join(dir, "values.ts"));
  const names = await binary.typescriptFiles(dir);
  for (const { file, line, code, message } of typeErrors(createProgram(dir, names), dir, names))
    fault(`tsc ${file}:${line} TS${code}: ${message}`);
  const { values, inserted, selected, spelled } = await importSchema(dir, "values.ts");
  const zone = process.env.TZ;
  process.env.TZ = "America/New_York";
  const database = await createDatabase(server);
  // Without it, mysql2 makes a number of every BIGINT.
  const pool = mysql.createPool({ ...database.options, supportBigNumbers: true });
  try {
    for (const { message } of await runAll(database, await kit.ddl({ values }))) fault(`the DDL: ${message}`);
    const db = kit.connect(pool);
    for (const row of inserted) await db.insert(values).values(row);
    const rows = await db.select().from(values).orderBy(values.id);
    for (const [i, expected] of selected.entries()) {
      for (const [key, value] of Object.entries(expected)) {
        counts.values += 1;
        const got = rows[i]?.[key];
        if (!isDeepStrictEqual(got, value)) fault(`row ${i + 1}, ${key}: ${show(got)} instead of ${show(value)}`);
      }
    }
    await database.query("SET time_zone = '+00:00'");
    for (const [key, text] of Object.entries(spelled)) {
      const [{ value }] = await database.query(`SELECT CAST(\`${key}\` AS CHAR) AS value FROM \`Values\` WHERE id = 1`);
      counts.values += 1;
      if (value !== text) fault(`in the database ${key} is ${show(value)} instead of ${show(text)}`);
    }
    await db.update(values).set({ int: 1 });
    const [{ updatedAt }] = await db.select().from(values);
    if (Math.abs(Date.now() - updatedAt.getTime()) > 60_000) fault(`an update leaves updatedAt at ${updatedAt.toISOString()}`);
  } catch (error) {
    fault(`${error.message} ${error.cause?.message ?? ""}`, error.stack);
  } finally {
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    await new Promise((resolve) => pool.end(resolve));
    await database.drop();
  }
  return { id, faults, counts };
}

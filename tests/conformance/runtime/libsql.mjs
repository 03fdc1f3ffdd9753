// SQLite: three clients on one client of libSQL, over a file. See libsql-inside.mjs for what is asked.
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as prisma from "../lib/prisma.mjs";
import { schemaOfPath } from "../lib/schemas.mjs";
import { compile } from "../types/judge.mjs";
import { makeFiles } from "../verify/project.mjs";
import { runInside } from "./inside.mjs";

const INSIDE = fileURLToPath(new URL("libsql-inside.mjs", import.meta.url));
const SCHEMA = fileURLToPath(new URL("../fixture-sqlite/shop.prisma", import.meta.url));

/** What Prisma's client may make of dates. */
const DATES = ["iso8601", "unixepoch-ms"];

/** @returns {Promise<import("../lib/results.mjs").Result>} */
export async function judgeLibsql({ drizzle }, { bin, zones }, dir) {
  const result = { id: `SQLite on libSQL with Drizzle ${drizzle}`, faults: [], models: 2, rows: 0, relations: 2 };
  const schema = schemaOfPath(SCHEMA);
  const ddl = await prisma.ddlOfSqlite(schema.files);
  for (const dates of DATES) {
    const own = { sqlite: { dates } };
    const { project, skipped } = await makeFiles(schema, { bin }, path.join(dir, dates), { drizzle, targets: ["clients"], own });
    if (!project) return { ...result, skipped };
    for (const message of compile(project).others) result.faults.push({ cause: `it does not compile: ${message}`, message });
    const source = `
      import { judgeClients } from ${JSON.stringify(INSIDE)};
      answer(await judgeClients(createClients, tables, input));
    `;
    for (const zone of zones) {
      const input = { ddl, dates, file: path.join(project.dir, `${zone.replace("/", "-")}.db`) };
      const { faults, rows } = await runInside(project, { name: "libsql", source, input, zone });
      result.faults.push(...faults.map((message) => ({ cause: message, message: `${dates}, ${zone}: ${message}` })));
      result.rows += rows;
    }
  }
  return result;
}

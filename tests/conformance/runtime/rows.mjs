// The rows that `triple-orm verify` would write and roll back, written to stay.
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { attempt } from "../../../src/verify/runner/connection.mjs";
import * as database from "../../../src/verify/runner/database.mjs";
import { Written } from "../../../src/verify/runner/written.mjs";
import { verify } from "../lib/verify.mjs";

/**
 * What `triple-orm verify` gives to Node, taken by a `node` that keeps it.
 * @param {string} bin
 * @param {import("../verify/project.mjs").Project} project
 * @returns {Promise<any>}
 */
export async function orderOf(bin, project) {
  const folder = path.join(project.dir, "keeper");
  const kept = path.join(folder, "order.json");
  await mkdir(folder, { recursive: true });
  const keeper = `#!/bin/sh\ncase "$1" in --version) echo v99.0.0 ;; *) cat > '${kept}' ;; esac\n`;
  await writeFile(path.join(folder, "node"), keeper);
  await chmod(path.join(folder, "node"), 0o755);
  const { stderr } = await verify(bin, project.dir, project.args, { PATH: `${folder}:${process.env.PATH}` });
  const text = await readFile(kept, "utf8").catch(() => null);
  if (text === null) throw new Error(`no order: ${stderr}`);
  return JSON.parse(text);
}

/**
 * Writes every row with plain SQL, as far as the database takes it.
 * @param {import("pg").Client} client
 * @param {any} order
 * @returns {Promise<number>} how many it took
 */
export async function writeRows(client, { plan, database: { schema } }) {
  const query = (text, values) => client.query({ text, values, rowMode: "array", types: { getTypeParser: () => String } });
  const connection = { query, lent: { forget() {} } };
  const found = await database.describe(connection, plan.tables, schema ?? "public");
  const written = new Written(plan.tables);
  let count = 0;
  await query("BEGIN");
  for (const [place, row] of plan.order) {
    const cells = written.resolved(plan.tables[place].rows[row]);
    if (cells === null || !found[place]) continue;
    const { error } = await attempt(connection, () => database.insert(connection, found[place], cells));
    if (error) continue;
    written.keep(place, row, await database.filledIn(connection, plan.tables[place], found[place], cells));
    count += 1;
  }
  await query("COMMIT");
  return count;
}

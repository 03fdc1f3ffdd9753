// What a driver returns for a column, and which values it takes: asked of the
// driver and the database, through Kysely.
import { sql } from "kysely";
import { candidates, shapeOf, shapeOfAll, spelled } from "./shapes.mjs";

/**
 * `selects` is TypeScript for the values that come back; `takes` says of each type of value whether an insert of it
 * comes back as what it means.
 * @typedef {{ column: import("./columns.mjs").Column, selects: string, takes: Map<string, boolean>, refused: string[] }} Measured
 */

/**
 * @param {import("./index.mjs").Profile} profile
 * @param {any} server
 * @returns {Promise<Measured[]>}
 */
export async function measure(profile, server) {
  const columns = profile.columns();
  const { kysely, close } = await profile.open(server);
  const { quote } = profile;
  const run = (text) => sql.raw(text).execute(kysely);
  const id = { sqlite: "INTEGER PRIMARY KEY AUTOINCREMENT", mysql: "INTEGER PRIMARY KEY AUTO_INCREMENT", postgresql: "SERIAL PRIMARY KEY", sqlserver: "INT IDENTITY PRIMARY KEY" };
  const table = quote("Everything");
  try {
    const list = columns.map((column) => `${quote(column.name)} ${column.sql} NULL`.replace(/(DEFAULT .*) NULL$/, "$1"));
    await run(`CREATE TABLE ${table} (${quote("id")} ${id[profile.provider]}, ${list.join(", ")})`);
    const last = async (name) => {
      const row = await kysely.selectFrom("Everything").select(name).orderBy("id", "desc").limit(1).executeTakeFirst();
      return row?.[name];
    };
    const measured = [];
    for (const column of columns) {
      const values = [];
      const refused = [];
      for (const value of column.values) {
        await run(`INSERT INTO ${table} (${quote(column.name)}) VALUES (${value})`);
        // A value that the driver refuses to read has no type.
        await last(column.name).then(
          (read) => values.push(read),
          (error) => refused.push(`${value}: ${error.message}`),
        );
      }
      const takes = new Map();
      for (const [type, value] of Object.entries(candidates(column))) {
        if (profile.spare?.includes(type)) continue;
        takes.set(type, await isTaken(kysely, column, value, values, last));
      }
      measured.push({ column, selects: shapeOfAll(values, column), takes, refused });
    }
    return measured;
  } finally {
    await close();
  }
}

async function isTaken(kysely, column, value, values, last) {
  try {
    await kysely.insertInto("Everything").values({ [column.name]: value }).execute();
    const read = await last(column.name);
    if (value instanceof Date || (Array.isArray(value) && value[0] instanceof Date)) {
      const [a, b] = [values[0], read].map((one) => shapeOf(one, column));
      return a === b && (typeof read !== "string" || column.name.startsWith("time"));
    }
    return spelled(read) === spelled(values[0]);
  } catch {
    return false;
  }
}

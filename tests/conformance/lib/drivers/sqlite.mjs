// Drivers of SQLite, each below Kysely as its users have it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Kysely, SqliteDialect } from "kysely";
import { schemaOf, sqlite } from "./columns.mjs";

const drivers = [
  {
    driver: "better-sqlite3",
    versions: ["better-sqlite3"],
    async open() {
      const { default: Database } = await import("better-sqlite3");
      const kysely = new Kysely({ dialect: new SqliteDialect({ database: new Database(":memory:") }) });
      return { kysely, close: () => kysely.destroy() };
    },
  },
  {
    driver: "libsql",
    versions: ["@libsql/client", "@libsql/kysely-libsql"],
    async open() {
      const [{ createClient }, { LibsqlDialect }] = await Promise.all([
        import("@libsql/client"),
        import("@libsql/kysely-libsql"),
      ]);
      const folder = mkdtempSync(path.join(tmpdir(), "triple-libsql-"));
      const client = createClient({ url: `file:${path.join(folder, "x.db")}` });
      const kysely = new Kysely({ dialect: new LibsqlDialect({ client }) });
      return {
        kysely,
        close: async () => {
          await kysely.destroy();
          client.close();
          rmSync(folder, { recursive: true });
        },
      };
    },
  },
];

/** @type {import("./index.mjs").Profile[]} */
export const profiles = drivers.flatMap((driver) =>
  ["iso8601", "unixepoch-ms"].map((dates) => ({
    ...driver,
    provider: "sqlite",
    about: `sqlite.dates = "${dates}"`,
    config: { sqlite: { dates } },
    columns: () => sqlite(/** @type {any} */ (dates)),
    schemaOf: (list) => schemaOf("sqlite", list),
    quote: (name) => `"${name}"`,
  })),
);

export async function start() {
  return { value: null, about: "SQLite, in process", stop: async () => {} };
}

// mysql2 below Kysely, on MariaDB.
import { promisify } from "node:util";
import { Kysely, MysqlDialect } from "kysely";
import { startMariadb } from "../mariadb.mjs";
import { mysql as columns, schemaOf } from "./columns.mjs";

/** @type {import("./index.mjs").Profile[]} */
export const profiles = [
  {
    driver: "mysql2",
    versions: ["mysql2"],
    provider: "mysql",
    columns,
    schemaOf: (list) => schemaOf("mysql", list),
    quote: (name) => `\`${name}\``,
    async open(server) {
      const { default: mysql } = await import("mysql2");
      const admin = mysql.createConnection(server);
      const database = `triple_${process.pid}`;
      const ask = promisify(admin.query.bind(admin));
      await ask(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
      const kysely = new Kysely({ dialect: new MysqlDialect({ pool: mysql.createPool({ ...server, database }) }) });
      return {
        kysely,
        close: async () => {
          await kysely.destroy();
          await ask(`DROP DATABASE ${database}`);
          admin.end();
        },
      };
    },
  },
];

export async function start() {
  const server = await startMariadb();
  return "skipped" in server ? server : { value: server.config, about: server.version, stop: server.stop };
}

// Drivers of PostgreSQL, each below Kysely as its users have it.
import { createServer } from "node:http";
import net from "node:net";
import { Kysely, PostgresAdapter, PostgresDialect, PostgresIntrospector, PostgresQueryCompiler } from "kysely";
import pg from "pg";
import { createDatabase } from "../databases.mjs";
import { startPostgres } from "../postgres.mjs";
import { postgres as columns, schemaOf } from "./columns.mjs";

/** Types that need a name of their own, made before anybody connects. */
const TYPES = `CREATE TYPE "Kind" AS ENUM ('A', 'b''c')`;

const common = { provider: "postgresql", columns, schemaOf: (list) => schemaOf("postgresql", list), quote: (name) => `"${name}"` };

/** @type {import("./index.mjs").Profile[]} */
export const profiles = [
  {
    ...common,
    driver: "pg",
    versions: ["pg"],
    open: (server) => onServer(server, async (config) => kyselyOf(new PostgresDialect({ pool: new pg.Pool(config) }))),
  },
  {
    ...common,
    driver: "postgres.js",
    versions: ["postgres", "kysely-postgres-js"],
    open: (server) =>
      onServer(server, async (config) => {
        const [{ default: postgres }, { PostgresJSDialect }] = await Promise.all([
          import("postgres"),
          import("kysely-postgres-js"),
        ]);
        const { user: username, ...address } = config;
        const sql = postgres({ ...address, username, onnotice: () => {} });
        return kyselyOf(new PostgresJSDialect({ postgres: sql }));
      }),
  },
  {
    ...common,
    driver: "neon",
    versions: ["@neondatabase/serverless"],
    about: "a Pool over WebSockets",
    // It fails while it encodes one, and then its connection never answers again.
    spare: ["Uint8Array[]"],
    open: (server) =>
      onServer(server, async (config) => {
        const { Pool, neonConfig } = await import("@neondatabase/serverless");
        const { WebSocket, WebSocketServer } = await import("ws");
        const proxy = new WebSocketServer({ port: 0, host: "127.0.0.1" });
        proxy.on("connection", (socket) => {
          const { host, port } = config;
          const database = host.startsWith("/") ? net.connect(`${host}/.s.PGSQL.${port}`) : net.connect(port, host);
          socket.on("message", (data) => database.write(data));
          socket.on("close", () => database.destroy());
          database.on("data", (data) => socket.send(data));
          database.on("close", () => socket.close());
        });
        await new Promise((resolve) => proxy.once("listening", resolve));
        Object.assign(neonConfig, {
          webSocketConstructor: WebSocket,
          wsProxy: () => `127.0.0.1:${proxy.address().port}`,
          useSecureWebSocket: false,
          pipelineConnect: false,
          pipelineTLS: false,
        });
        const pool = new Pool({ ...config, host: "localhost", ssl: false });
        return kyselyOf(new PostgresDialect({ pool: /** @type {any} */ (pool) }), () => proxy.close());
      }),
  },
  {
    ...common,
    driver: "neon",
    versions: ["@neondatabase/serverless", "kysely-neon"],
    about: "`neon()` over HTTP, which a small server of ours answers as Neon's does: values as texts",
    open: (server) =>
      onServer(server, async (config) => {
        const [{ neon, neonConfig }, { NeonDialect }] = await Promise.all([
          import("@neondatabase/serverless"),
          import("kysely-neon"),
        ]);
        const pool = new pg.Pool({ ...config, types: { getTypeParser: () => String } });
        const http = createServer(async (request, response) => {
          const chunks = [];
          for await (const chunk of request) chunks.push(chunk);
          const { query, params } = JSON.parse(Buffer.concat(chunks).toString());
          const answer = await pool.query({ text: query, values: params, rowMode: "array" }).then(
            ({ fields, rows, command, rowCount }) => [200, { fields, rows, command, rowCount }],
            (error) => [400, { message: error.message }],
          );
          response.writeHead(answer[0]).end(JSON.stringify(answer[1]));
        });
        await new Promise((resolve) => http.listen(0, "127.0.0.1", () => resolve(undefined)));
        neonConfig.fetchEndpoint = () => `http://127.0.0.1:${/** @type {net.AddressInfo} */ (http.address()).port}/sql`;
        const dialect = new NeonDialect({ neon: neon("postgresql://user:password@localhost/db") });
        return kyselyOf(dialect, async () => {
          http.close();
          await pool.end();
        });
      }),
  },
  {
    ...common,
    driver: "pglite",
    versions: ["@electric-sql/pglite"],
    async open() {
      const { PGlite } = await import("@electric-sql/pglite");
      const db = await PGlite.create();
      await db.exec(TYPES);
      // It learns of the lists of types when it opens a database, as a program does with one that is there.
      await db.refreshArrayTypes();
      const connection = {
        executeQuery: async ({ sql, parameters }) => (({ rows, affectedRows = 0 }) => ({ rows, numAffectedRows: BigInt(affectedRows) }))(await db.query(sql, parameters)),
        streamQuery: () => { throw new Error("not asked for"); },
      };
      const nothing = async () => {};
      return kyselyOf({
        createAdapter: () => new PostgresAdapter(),
        createQueryCompiler: () => new PostgresQueryCompiler(),
        createIntrospector: (kysely) => new PostgresIntrospector(kysely),
        createDriver: () => ({
          init: nothing,
          acquireConnection: async () => connection,
          releaseConnection: nothing,
          beginTransaction: nothing,
          commitTransaction: nothing,
          rollbackTransaction: nothing,
          destroy: () => db.close(),
        }),
      });
    },
  },
];

export async function start() {
  const server = await startPostgres();
  return { value: server.config, about: `PostgreSQL ${server.version} (${server.origin})`, stop: server.stop };
}

async function onServer(server, connect) {
  const { client, config, drop } = await createDatabase(server, "driver");
  await client.query(TYPES);
  const { host, port, user, password, database } = /** @type {any} */ (new pg.Client(config));
  const opened = await connect({ host, port, user, password: password ?? "", database });
  return {
    kysely: opened.kysely,
    close: async () => {
      await opened.close();
      await drop();
    },
  };
}

function kyselyOf(dialect, more = async () => {}) {
  const kysely = new Kysely({ dialect });
  return {
    kysely,
    close: async () => {
      await kysely.destroy();
      await more();
    },
  };
}

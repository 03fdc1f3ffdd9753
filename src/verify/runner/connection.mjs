// The one connection that all three clients share, so that each sees what the others wrote and nobody else ever does.
import { EventEmitter } from "node:events";
import { readFileSync } from "node:fs";
import { isIP } from "node:net";
import { Failed } from "./errors.mjs";
import { importPackage } from "./packages.mjs";
import { lend, openPool } from "./pool.mjs";

/** Longer than a statement on one row takes, and shorter than anybody wants to wait for a lock. */
const SETTINGS = {
  lock_timeout: "5s",
  statement_timeout: "60s",
  idle_in_transaction_session_timeout: "10min",
};

/**
 * `clients` are those of the project's `orm-clients.ts`, where it has one.
 * @typedef {{ client: any, lent: Lent, clients?: any, query: (text: string, values?: unknown[]) => Promise<any>, end: () => Promise<void> }} Connection
 */

/**
 * Connects as the order says, and as nobody else does: no variable of the environment and no password file is asked.
 * @returns {Promise<Connection>}
 */
export async function connect(order) {
  const { database } = order;
  let opened;
  try {
    opened = await open(order, settings(database));
    if (database.schema && !opened.clients) await opened.client.query(`SET search_path TO ${quoted(database.schema)}, public`);
  } catch (error) {
    if (error instanceof Failed) throw error;
    throw new Failed("verify/cannot-connect", { message: error.message });
  }
  const { client, clients, end } = opened;
  const lent = new Lent(client);
  if (clients) lend(clients, lent);
  return {
    client,
    lent,
    clients,
    // Every value as PostgreSQL prints it.
    query: (text, values) => client.query({ text, values, rowMode: "array", types: { getTypeParser: () => String } }),
    end: () => end().catch(() => {}),
  };
}

async function open(order, { prefersTls, ...settings }) {
  try {
    return await (order.clients ? openPool(order, settings) : openClient(order, settings));
  } catch (error) {
    const isPlain = /does not support SSL/.test(error.message);
    if (isPlain && prefersTls) return open(order, { ...settings, ssl: false });
    throw error;
  }
}

async function openClient({ files }, settings) {
  const pg = await importPackage("pg", files.pg);
  const client = new pg.Client(settings);
  // A connection that breaks is noticed by the query that needs it.
  client.on("error", () => {});
  await client.connect();
  return { client, end: () => client.end() };
}

function settings({ host, port, user, password, name, tls, prefersTls }) {
  return {
    host,
    port,
    user,
    // A function keeps `pg` from asking the environment and the password file.
    password: () => password ?? "",
    database: name,
    ssl: tls ? tlsOptions(tls, host) : prefersTls ? tlsOptions({ verify: "nothing" }, host) : false,
    prefersTls,
    application_name: "triple-orm verify",
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
}

function tlsOptions({ verify, authority, certificate, key }, host) {
  const read = (file) => (file ? readFileSync(file, "utf8") : undefined);
  return {
    rejectUnauthorized: verify !== "nothing",
    ...(verify === "authority" ? { checkServerIdentity: () => undefined } : {}),
    // An address is no name that a certificate could be asked for.
    ...(isIP(host) ? {} : { servername: host }),
    ca: read(authority),
    cert: read(certificate),
    key: read(key),
  };
}

/** Begins the transaction in which all happens. @param {Connection} connection */
export async function begin({ query }) {
  await query("BEGIN");
  for (const [name, value] of Object.entries(SETTINGS)) await query(`SET LOCAL ${name} = '${value}'`);
  const { rows } = await query("SELECT current_setting('transaction_read_only'), pg_is_in_recovery()");
  if (rows[0][0] === "on") throw new Failed("verify/read-only", { recovery: rows[0][1] === "t" });
}

/**
 * Does something, and undoes it in the database when it fails.
 * @template T
 * @param {Connection} connection
 * @param {() => Promise<T>} action
 * @returns {Promise<{ value: T, error?: undefined } | { error: any, value?: undefined }>}
 */
export async function attempt({ query, lent }, action) {
  await query("SAVEPOINT triple_orm_attempt");
  try {
    const value = await action();
    await query("RELEASE SAVEPOINT triple_orm_attempt");
    return { value };
  } catch (error) {
    if (error instanceof Failed) throw error;
    await query("ROLLBACK TO SAVEPOINT triple_orm_attempt; RELEASE SAVEPOINT triple_orm_attempt");
    lent.forget();
    return { error };
  }
}

export function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * The connection as a pool's client, which nobody can end. A transaction of a client's own becomes a savepoint.
 * `pg` types per query hold: Prisma and Drizzle bring their own.
 */
export class Lent extends EventEmitter {
  #client;
  #depth = 0;

  constructor(client) {
    super();
    this.#client = client;
    this.setMaxListeners(0);
  }

  query(config, ...rest) {
    const text = typeof config === "string" ? config : config?.text;
    const instead = typeof text === "string" ? this.#instead(text) : undefined;
    if (instead === undefined) return this.#client.query(config, ...rest);
    const asked = typeof config === "string" ? instead : { ...config, text: instead, name: undefined, values: [] };
    return this.#client.query(asked, ...rest.filter((it) => typeof it === "function"));
  }

  /** What stands for a statement that would begin or end the transaction. */
  #instead(text) {
    const [first, second] = text.trim().toLowerCase().split(/[\s;]+/);
    const point = (depth) => `triple_orm_nested_${depth}`;
    if (first === "begin" || (first === "start" && second === "transaction")) return `SAVEPOINT ${point(this.#depth++)}`;
    if (first === "commit" || first === "end") return `RELEASE SAVEPOINT ${point(--this.#depth)}`;
    if (first === "rollback" && !second) {
      const name = point(--this.#depth);
      return `ROLLBACK TO SAVEPOINT ${name}; RELEASE SAVEPOINT ${name}`;
    }
    // Of a savepoint, PostgreSQL does not set an isolation level.
    if (first === "set" && second === "transaction") return "SELECT 1";
    return undefined;
  }

  /** What a client began and did not end is gone with a savepoint around it. */
  forget() {
    this.#depth = 0;
  }

  connect() {
    return Promise.resolve(this);
  }

  release() {}

  end() {
    return Promise.resolve();
  }
}

/** The connection as a `pg.Pool`, for those who look whether it is one. @param {any} Pool @param {Lent} lent */
export function asPool(Pool, lent) {
  const pool = Object.create(Pool.prototype);
  EventEmitter.call(pool);
  const own = {
    options: { max: 1 },
    connect: () => lent.connect(),
    query: (...args) => lent.query(...args),
    end: () => Promise.resolve(),
  };
  for (const [name, value] of Object.entries(own)) Object.defineProperty(pool, name, { value });
  return pool;
}

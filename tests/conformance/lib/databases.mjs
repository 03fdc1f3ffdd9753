// Short-lived databases: one per schema and side, created and dropped.
import pg from "pg";

let count = 0;

/** @param {import("pg").ClientConfig} config @param {string} database */
export function databaseConfig(config, database) {
  if (!config.connectionString) return { ...config, database };
  const url = new URL(config.connectionString);
  url.pathname = `/${database}`;
  return { ...config, connectionString: url.href };
}

/** As `--database-url` takes it. @param {import("pg").ClientConfig} config */
export function databaseUrl(config, { user, password, query = "" } = /** @type {any} */ ({})) {
  if (config.connectionString) {
    const url = new URL(config.connectionString);
    if (user) [url.username, url.password] = [user, password ?? ""];
    return `${url.href}${query && `${url.search ? "&" : "?"}${query}`}`;
  }
  const socket = config.host?.startsWith("/");
  const who = encodeURIComponent(user ?? config.user ?? "");
  const secret = password ?? config.password;
  const host = socket ? "localhost" : config.host;
  const parameters = [socket ? `host=${encodeURIComponent(config.host)}` : "", query].filter(Boolean).join("&");
  return `postgresql://${who}${secret ? `:${encodeURIComponent(String(secret))}` : ""}@${host}:${config.port ?? 5432}/${config.database}?${parameters}`;
}

/**
 * @param {import("pg").ClientConfig} config
 * @param {string} side
 * @returns {Promise<{ client: import("pg").Client, config: import("pg").ClientConfig, drop: () => Promise<void> }>}
 */
export async function createDatabase(config, side) {
  const name = `triple_${process.pid}_${side}_${++count}`;
  await asAdmin(config, `CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
  const own = databaseConfig(config, name);
  const client = new pg.Client(own);
  client.on("error", () => {});
  await client.connect();
  await client.query(
    "SET timezone = 'UTC'; SET lc_messages = 'C'; SET client_min_messages = error; SET extra_float_digits = 1",
  );
  const drop = async () => {
    await client.end();
    await asAdmin(config, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  };
  return { client, config: own, drop };
}

async function asAdmin(config, sql) {
  const admin = new pg.Client(config);
  await admin.connect();
  try {
    await admin.query(sql);
  } finally {
    await admin.end();
  }
}

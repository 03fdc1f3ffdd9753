// A MySQL or MariaDB server for one run: TEST_MYSQL_SOCKET, else a local MariaDB.
import mysql from "mysql2/promise";
import { startMariadb } from "./mariadb.mjs";

/**
 * @typedef {{ config: { socketPath: string, user: string }, version: string, isMariadb: boolean, stop: () => Promise<void> }} Server
 * @returns {Promise<Server | { skipped: string }>}
 */
export async function startMysql() {
  const socketPath = process.env.TEST_MYSQL_SOCKET;
  const started = socketPath
    ? { config: { socketPath, user: "root" }, stop: async () => {} }
    : await startMariadb();
  if ("skipped" in started) return started;
  const connection = await mysql.createConnection(started.config);
  const [[{ version }]] = /** @type {any} */ (await connection.query("SELECT version() AS version"));
  await connection.end();
  const isMariadb = version.includes("MariaDB");
  return { config: started.config, stop: started.stop, isMariadb, version: `${isMariadb ? "" : "MySQL "}${version}` };
}

let count = 0;

/**
 * A database as Prisma's tables have it: `CREATE TABLE` of Prisma says this collation, drizzle-kit's says none.
 * @param {Server} server
 */
export async function createDatabase({ config, isMariadb }) {
  const name = `triple_${process.pid}_${(count += 1)}`;
  const admin = await mysql.createConnection(config);
  await admin.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const options = { ...config, database: name, multipleStatements: true };
  const connection = await mysql.createConnection(options);
  return {
    name,
    isMariadb,
    options,
    connection,
    query: async (sql, parameters) => (await connection.query(sql, parameters))[0],
    url: `mysql://${config.user}@localhost/${name}?socket=${encodeURIComponent(config.socketPath)}`,
    async drop() {
      await connection.end();
      await admin.query(`DROP DATABASE \`${name}\``);
      await admin.end();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof createDatabase>>} Database */

/** Runs statements one by one. @param {Database} database @returns {Promise<{ statement: string, message: string }[]>} those that fail */
export async function runAll(database, statements) {
  const failures = [];
  for (const statement of statements) {
    try {
      await database.query(statement);
    } catch (error) {
      failures.push({ statement, message: error.message });
    }
  }
  return failures;
}

const COLUMNS = `
  SELECT c.table_name AS t, c.column_name AS n, c.column_type AS type, c.is_nullable AS nullable,
    c.column_default AS value, c.extra AS extra, c.collation_name AS collation, c.generation_expression AS made
  FROM information_schema.columns c
  JOIN information_schema.tables t ON t.table_schema = c.table_schema AND t.table_name = c.table_name
  WHERE c.table_schema = DATABASE() AND t.table_type = 'BASE TABLE' AND c.table_name <> '_prisma_migrations'`;
const INDEXES = `
  SELECT table_name AS t, index_name AS n, non_unique AS many, index_type AS type, column_name AS col, collation AS dir,
    sub_part AS len
  FROM information_schema.statistics
  WHERE table_schema = DATABASE() AND table_name <> '_prisma_migrations' ORDER BY table_name, index_name, seq_in_index`;
const KEYS = `
  SELECT k.table_name AS t, k.constraint_name AS n, k.column_name AS col, k.referenced_table_name AS other,
    k.referenced_column_name AS otherCol, r.update_rule AS onUpdate, r.delete_rule AS onDelete
  FROM information_schema.key_column_usage k
  JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema
    AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
  WHERE k.table_schema = DATABASE() AND k.referenced_table_name IS NOT NULL
  ORDER BY k.table_name, k.constraint_name, k.ordinal_position`;

/**
 * What the database's own catalog says of its tables, fact by fact. The order of columns does not count.
 * @param {Database} database
 * @returns {Promise<Map<string, string>>} each fact by its kind and place
 */
export async function readFacts(database) {
  const facts = new Map();
  const add = (key, text) => facts.set(key, facts.has(key) ? `${facts.get(key)}, ${text}` : text);
  for (const { t, n, ...rest } of await database.query(COLUMNS)) {
    add(`table ${t}`, "");
    for (const [fact, value] of Object.entries(rest)) add(`column ${t}.${n} ${fact}`, String(value));
  }
  for (const { t, n, many, type, col, dir, len } of await database.query(INDEXES)) {
    const part = `${col}${len ? `(${len})` : ""}${dir === "D" ? " DESC" : ""}`;
    add(`index ${t}.${n}`, facts.has(`index ${t}.${n}`) ? part : `${many ? "" : "UNIQUE "}${type} ${part}`);
  }
  for (const { t, n, col, other, otherCol, onUpdate, onDelete } of await database.query(KEYS)) {
    const key = `foreign key ${t}.${n}`;
    add(key, `${facts.has(key) ? "" : `on delete ${onDelete}, on update ${onUpdate}: `}${col} = ${other}.${otherCol}`);
  }
  return facts;
}

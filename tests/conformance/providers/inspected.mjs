// What `triple-orm inspect --from prisma` says of a schema for SQL Server, as facts of its DDL: Prisma's own engine
// makes none without a server.
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { readDdl } from "./ddl.mjs";
import { sqlserver } from "./spellings.mjs";

const run = promisify(execFile);

/** @param {string} bin @param {string} schema @returns {Promise<Map<string, string>>} */
export async function factsOfCatalog(bin, schema) {
  const { stdout } = await run(bin, ["inspect", "--from", "prisma", "--schema", schema, "--format", "json"], { maxBuffer: 64 << 20 });
  const { tables } = JSON.parse(stdout);
  const script = tables.filter(({ kind }) => kind === "table").flatMap(statementsOf);
  return readDdl(script, sqlserver);
}

function statementsOf({ schema, name, columns, primaryKey, indexes, foreignKeys }) {
  const table = named(schema, name);
  const parts = columns.map((column) => `${quoted(column.name)} ${column.type}${clauses(column)}`);
  if (primaryKey) {
    const how = primaryKey.method === "nonclustered" ? " NONCLUSTERED" : "";
    parts.push(`CONSTRAINT ${quoted(primaryKey.name)} PRIMARY KEY${how} (${primaryKey.columns.map(quoted)})`);
  }
  const constraints = indexes.filter(({ constraint }) => constraint);
  for (const index of constraints) parts.push(`CONSTRAINT ${quoted(index.name)} UNIQUE${clustered(index)} (${columnsOf(index)})`);
  const others = indexes.filter(({ constraint }) => !constraint);
  return [
    `CREATE TABLE ${table} (${parts.join(", ")})`,
    ...others.map((index) => {
      const where = index.predicate ? ` WHERE ${index.predicate}` : "";
      return `CREATE ${index.unique ? "UNIQUE " : ""}${clustered(index)} INDEX ${quoted(index.name)} ON ${table} (${columnsOf(index)})${where}`;
    }),
    ...foreignKeys.map((key) => {
      const other = named(key.references.schema, key.references.name);
      const ends = `(${key.columns.map(quoted)}) REFERENCES ${other} (${key.referencedColumns.map(quoted)})`;
      return `ALTER TABLE ${table} ADD CONSTRAINT ${quoted(key.name)} FOREIGN KEY ${ends} ON DELETE ${key.onDelete} ON UPDATE ${key.onUpdate}`;
    }),
  ];
}

function clustered({ method }) {
  return method === "clustered" ? " CLUSTERED" : "";
}

function columnsOf({ columns }) {
  return columns.map(({ column, expression, order }) => `${column ? quoted(column) : expression}${order === "desc" ? " DESC" : ""}`).join(", ");
}

function clauses({ nullable, default: value }) {
  if (value?.kind === "auto increment") return " IDENTITY(1, 1)";
  const of = value && constant(value);
  return `${nullable ? "" : " NOT NULL"}${of === null || of === undefined ? "" : ` DEFAULT (${of})`}`;
}

function constant({ kind, value }) {
  if (kind === "expression") return value;
  if (kind !== "literal") return null;
  const [[what, text]] = Object.entries(value);
  if (what === "number") return text;
  if (what === "boolean") return text ? "1" : "0";
  if (what === "bytes") return `0x${text}`;
  return `'${text.replaceAll("'", "''")}'`;
}

const named = (schema, name) => `${schema ? `${quoted(schema)}.` : ""}${quoted(name)}`;
const quoted = (name) => `[${name}]`;

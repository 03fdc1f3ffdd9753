// Databases of SQLite, and what they say of themselves.
import Database from "better-sqlite3";

/** @param {string} script */
export function build(script) {
  const database = new Database(":memory:");
  // Tables are made in any order.
  database.pragma("foreign_keys = OFF");
  database.exec(script);
  return database;
}

/**
 * What the database's own catalog says of its tables, fact by fact. The names of keys are not there.
 * @param {import("better-sqlite3").Database} database
 * @returns {Map<string, string>} each fact by its kind and place
 */
export function readFacts(database) {
  const facts = new Map();
  const tables = database
    .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    .all();
  for (const { name: table, sql } of tables) {
    facts.set(`table ${table}`, /\bAUTOINCREMENT\b/i.test(sql) ? "counts without gaps filled" : "");
    const columns = database.pragma(`table_xinfo(${quoted(table)})`);
    for (const [i, column] of columns.entries()) {
      // The number of the row is never NULL, whether its column says so or not.
      if (column.type.toUpperCase() === "INTEGER" && column.pk && columns.filter(({ pk }) => pk).length === 1) column.notnull = 1;
      const place = `${table}.${column.name}`;
      facts.set(`column ${place} place`, String(i));
      facts.set(`column ${place} type`, column.type.toUpperCase());
      facts.set(`column ${place} not null`, String(column.notnull));
      facts.set(`column ${place} key`, String(column.pk));
      facts.set(`column ${place} hidden`, String(column.hidden));
      facts.set(`column ${place} default`, valueOf(database, column.dflt_value));
    }
    for (const index of database.pragma(`index_list(${quoted(table)})`)) {
      if (index.origin === "pk") continue;
      const parts = database
        .pragma(`index_xinfo(${quoted(index.name)})`)
        .filter(({ key }) => key === 1)
        .map(({ name, desc, coll }) => `${name ?? "(expression)"}${desc ? " DESC" : ""} ${coll}`);
      const made = database.prepare("SELECT sql FROM sqlite_master WHERE type = 'index' AND name = ?").get(index.name);
      const where = /\bWHERE\b(.*)$/is.exec(made?.sql ?? "")?.[1].trim() ?? "";
      const kind = `${index.unique ? "UNIQUE " : ""}${index.origin}`;
      facts.set(`index ${table}.${index.name}`, `${kind} ${parts.join(", ")} ${plain(where)}`.trim());
    }
    const keys = new Map();
    for (const part of database.pragma(`foreign_key_list(${quoted(table)})`)) {
      const key = keys.get(part.id) ?? [];
      key.push(part);
      keys.set(part.id, key);
    }
    for (const parts of keys.values()) {
      const [{ table: other, on_delete, on_update }] = parts;
      const columns = parts.map(({ from, to }) => `${from} = ${other}.${to}`).join(", ");
      facts.set(`foreign key ${table}: ${columns}`, `on delete ${on_delete}, on update ${on_update}`);
    }
  }
  return facts;
}

/** What a default makes: a constant is asked for its value, so that its spelling does not count. */
function valueOf(database, text) {
  if (text === null) return "none";
  const bare = text.replace(/^\((.*)\)$/s, "$1").trim();
  if (/^current_(time|date|timestamp)$/i.test(bare)) return bare.toUpperCase();
  if (/random|'now'|datetime|strftime|julianday/i.test(bare)) return bare;
  const { value, type } = database.prepare(`SELECT ${text} AS value, typeof(${text}) AS type`).safeIntegers().get();
  return `${type} ${Buffer.isBuffer(value) ? value.toString("hex") : String(value)}`;
}

function plain(text) {
  return text.replaceAll(/["`[\]]/g, "").replace(/\s+/g, " ").replace(/^\((.*)\)$/, "$1");
}

/** @param {string} name */
export function quoted(name) {
  return `"${name.replaceAll('"', '""')}"`;
}

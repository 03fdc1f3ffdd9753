// The project's Drizzle schema, over the connection.
import { isLeft } from "./database.mjs";
import { importFile, importPackage } from "./packages.mjs";
import { ofKind } from "./values.mjs";

/** What `getTableColumns` says of a column's values, by the first words of its `dataType` and its class. */
const KINDS = { string: "string", number: "number", bigint: "bigint", boolean: "boolean", date: "date", json: "json", buffer: "buffer" };

export async function openDrizzle({ drizzle: { files } }, connection, tables) {
  const { drizzle } = await importPackage("drizzle-orm/node-postgres", files);
  const orm = await importPackage("drizzle-orm", files);
  const core = await importPackage("drizzle-orm/pg-core", files);
  const exported = new Map();
  for (const file of files) {
    for (const value of Object.values(await importFile(file))) {
      if (!orm.is(value, core.PgTable)) continue;
      const { name, schema } = core.getTableConfig(value);
      exported.set(`${schema ?? ""}.${name}`, value);
    }
  }
  const db = connection.clients?.drizzle ?? drizzle({ client: connection.client });
  return new DrizzleOfProject(db, orm, tables, exported);
}

class DrizzleOfProject {
  name = "drizzle";
  withNames = false;
  #db;
  #orm;
  #tables;

  constructor(db, orm, tables, exported) {
    this.#db = db;
    this.#orm = orm;
    this.#tables = tables;
    this.tables = tables.map(({ schema, name }) => {
      const table = exported.get(`${schema ?? ""}.${name}`) ?? (schema ? undefined : exported.get(`public.${name}`));
      if (!table) return null;
      const columns = new Map(Object.entries(orm.getTableColumns(table)).map(([key, column]) => [column.name, { key, column }]));
      return { table, columns };
    });
  }

  absent(place) {
    return this.tables[place] ? undefined : "no-table";
  }

  hasColumn(place, column) {
    return this.tables[place].columns.has(this.#tables[place].columns[column].name);
  }

  /** What the file itself says of the column. */
  declared(place, column) {
    const { column: own } = this.tables[place].columns.get(this.#tables[place].columns[column].name);
    const list = isArray(own);
    const kind = declaredKind(list ? (own.baseColumn ?? own) : own);
    return { kind, list: list || isVector(own) };
  }

  /** The labels that the file gives to an enum column. */
  labels(place, column) {
    const own = this.tables[place].columns.get(this.#tables[place].columns[column].name)?.column;
    const element = own && isArray(own) ? (own.baseColumn ?? own) : own;
    return element?.enumValues ?? element?.enum?.enumValues;
  }

  shape(place, column) {
    return this.#tables[place].columns[column].shapes.drizzle;
  }

  async write(place, cells) {
    const { table, columns } = this.tables[place];
    const row = {};
    for (const [i, cell] of cells.entries()) {
      const { name, type } = this.#tables[place].columns[i];
      const own = columns.get(name);
      if (isLeft(cell) || !own) continue;
      row[own.key] = this.#value(type, cell, this.declared(place, i));
    }
    await this.#db.insert(table).values(row);
  }

  async read(place, { found, where, only }) {
    const { table, columns } = this.tables[place];
    const { sql } = this.#orm;
    const wanted = only?.map((i) => this.#tables[place].columns[i].name);
    // A column that is not in the database is told by itself, and must not hide the others.
    const there = [...columns].filter(([name]) => found.all.has(name) && (!wanted || wanted.includes(name)));
    const parts = where.parts.map(({ name, cast, value }) =>
      cast ? sql`${sql.raw(name)} = ${value}::text::${sql.raw(cast)}` : sql`${sql.raw(name)} IS NULL`,
    );
    const [row] = await this.#db
      .select(Object.fromEntries(there.map(([, { key, column }]) => [key, column])))
      .from(table)
      .where(sql.join(parts, sql` AND `))
      .limit(1);
    return row && this.#tables[place].columns.map(({ name }) => row[columns.get(name)?.key]);
  }

  #value(type, cell, { kind, list }) {
    if (cell === null) return null;
    if (Array.isArray(cell)) return cell.map((text) => ofKind(type, text, kind));
    if (kind === "json" && cell === "null") return this.#orm.sql`'null'::${this.#orm.sql.raw(type.name)}`;
    return list ? JSON.parse(cell) : ofKind(type, cell, kind);
  }

  close() {}
}

/** A list of numbers in one value; a text of bits or of a sparse vector is none. */
function isVector(column) {
  return /^Pg(?:Half)?Vector$/.test(column.columnType ?? "");
}

function isArray(column) {
  // Of these, Drizzle calls the length their dimensions.
  if (/Vector$/.test(column.columnType ?? "")) return false;
  return column.columnType === "PgArray" || column.dataType === "array" || column.dimensions > 0;
}

function declaredKind(column) {
  const type = column.columnType ?? "";
  if (/^PgCustomColumn/.test(type)) return customKind(column);
  const words = String(column.dataType).split(" ");
  // Drizzle 1.0 says `object date`, `bigint int64`, `string timestamp`.
  const word = words[0] === "object" ? (words[1] ?? "object") : words[0];
  return KINDS[word] ?? (word === "array" ? "number" : "string");
}

/** Of a type of the file's own, only its SQL is known. */
function customKind(column) {
  const sql = column.getSQLType().toLowerCase();
  if (sql.startsWith("bytea")) return "buffer";
  return sql === "oid" ? "number" : "string";
}

// Kysely, over the connection, with the names that the project's `DB` has.
import { isLeft } from "./database.mjs";
import { importPackage } from "./packages.mjs";
import { ofKind } from "./values.mjs";

export async function openKysely({ kysely: { files, camelCase } }, connection, tables) {
  const kysely = await importPackage("kysely", files);
  if (connection.clients) return new KyselyOfProject(connection.clients.kysely, kysely.sql, tables, true);
  const pool = { connect: () => connection.lent.connect(), end: () => Promise.resolve() };
  const db = new kysely.Kysely({
    dialect: new kysely.PostgresDialect({ pool }),
    plugins: camelCase ? [new kysely.CamelCasePlugin()] : [],
  });
  return new KyselyOfProject(db, kysely.sql, tables, false);
}

class KyselyOfProject {
  name = "kysely";
  withNames = false;
  #db;
  #sql;
  #tables;
  /** Whether the project's `orm-clients.ts` sends JSON as JSON, whatever it is. */
  #sendsJson;

  constructor(db, sql, tables, sendsJson) {
    this.#db = db;
    this.#sql = sql;
    this.#tables = tables;
    this.#sendsJson = sendsJson;
  }

  absent(place) {
    return this.#tables[place].kysely ? undefined : "excluded";
  }

  hasColumn() {
    return true;
  }

  shape(place, column) {
    return this.#tables[place].columns[column].shapes.kysely;
  }

  async write(place, cells) {
    const table = this.#tables[place];
    const row = {};
    for (const [i, cell] of cells.entries()) {
      if (isLeft(cell)) continue;
      const { type, shapes, kysely } = table.columns[i];
      row[kysely] = this.#value(type, cell, shapes.kysely);
    }
    await this.#db.insertInto(table.kysely).values(row).execute();
  }

  async read(place, { where, only }) {
    const table = this.#tables[place];
    const sql = this.#sql;
    const parts = where.parts.map(({ name, cast, value }) =>
      cast ? sql`${sql.raw(name)} = ${value}::text::${sql.raw(cast)}` : sql`${sql.raw(name)} IS NULL`,
    );
    const query = this.#db.selectFrom(table.kysely);
    const row = await (only ? query.select(only.map((i) => table.columns[i].kysely)) : query.selectAll())
      .where(sql`(${sql.join(parts, sql` AND `)})`)
      .limit(1)
      .executeTakeFirst();
    return row && table.columns.map(({ kysely }) => row[kysely]);
  }

  async close() {
    await this.#db.destroy().catch(() => {});
  }

  #value(type, cell, shape) {
    if (cell === null) return null;
    if (Array.isArray(cell)) return cell.map((text) => this.#one(type, text, shape.list ? shape.kind : "text"));
    const isJson = type.name === "json" || type.name === "jsonb";
    if (isJson && cell === "null" && this.#sendsJson) return this.#sql`'null'::${this.#sql.raw(type.name)}`;
    return this.#one(type, cell, shape.kind);
  }

  #one(type, text, kind) {
    if (type.name === "json" || type.name === "jsonb") {
      const json = JSON.parse(text);
      // `pg` takes an array for one of PostgreSQL's: JSON that is no object is sent as text.
      const isSent = this.#sendsJson || (json !== null && typeof json === "object" && !Array.isArray(json));
      return isSent ? json : text;
    }
    // What a `number` would lose, its types take as text.
    if (kind === "object" || type.name === "numeric" || (type.name === "bigint" && kind !== "bigint")) return text;
    return ofKind(type, text, kind);
  }
}

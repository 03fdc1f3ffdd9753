// The project's Prisma client, over the connection.
import { asPool } from "./connection.mjs";
import { Failed } from "./errors.mjs";
import { isLeft } from "./database.mjs";
import { importFile, importPackage } from "./packages.mjs";
import { ofKind } from "./values.mjs";

export async function openPrisma(order, connection, tables) {
  const module = await importPrisma(order.prisma);
  const client = connection.clients?.prisma ?? (await makeClient(order, module, connection));
  try {
    await client.$connect();
  } catch (error) {
    throw new Failed("verify/client-fails", { client: "prisma", message: String(error.message).trim() });
  }
  return new PrismaOfProject(client, module.Prisma, tables);
}

async function makeClient({ prisma, database }, module, connection) {
  const { PrismaPg } = await importPackage("@prisma/adapter-pg", prisma.files);
  // The adapter's own `pg`, by which it knows a pool.
  const { Pool } = await importPackage("pg", [prisma.adapter, ...prisma.files].filter(Boolean));
  const adapter = new PrismaPg(asPool(Pool, connection.lent), database.schema ? { schema: database.schema } : undefined);
  try {
    return new module.PrismaClient({ adapter, errorFormat: "minimal" });
  } catch (error) {
    throw new Failed("verify/client-fails", { client: "prisma", message: String(error.message).trim() });
  }
}

function importPrisma({ client, files }) {
  return client ? importFile(client) : importPackage("@prisma/client", files);
}

class PrismaOfProject {
  name = "prisma";
  withNames = true;
  #client;
  #prisma;
  #tables;

  constructor(client, prisma, tables) {
    this.#client = client;
    this.#prisma = prisma;
    this.#tables = tables;
    this.fields = tables.map((table) => {
      const names = prisma[`${table.model}ScalarFieldEnum`];
      return names ? new Set(Object.values(names)) : null;
    });
  }

  /** Why the client has nothing to do with the table; `undefined` when it has. */
  absent(place) {
    const table = this.#tables[place];
    if (table.join) return undefined;
    return this.fields[place] ? undefined : "ignored";
  }

  /** Whether the client has a field for the column. */
  hasColumn(place, column) {
    const table = this.#tables[place];
    return table.join ? true : this.fields[place].has(table.columns[column].field);
  }

  shape(place, column) {
    return this.#tables[place].columns[column].shapes.prisma;
  }

  async write(place, cells, tables) {
    const table = this.#tables[place];
    if (table.join) return this.#connect(table, cells, tables);
    const data = {};
    for (const [i, cell] of cells.entries()) {
      if (isLeft(cell) || !this.hasColumn(place, i)) continue;
      data[table.columns[i].field] = this.value(table.columns[i], cell);
    }
    await this.#model(table).create({ data });
  }

  /** A row of a join table: one side is connected with the other. */
  async #connect({ join }, cells, tables) {
    const [near, far] = join.sides;
    const [a, b] = [tables[near.table], tables[far.table]];
    const where = { [a.columns[near.referred].field]: this.value(a.columns[near.referred], cells[near.column]) };
    const other = { [b.columns[far.referred].field]: this.value(b.columns[far.referred], cells[far.column]) };
    await this.#model(a).update({ where, data: { [near.field]: { connect: other } } });
  }

  /** Of the columns `only`, or all. */
  async read(place, { key, cells, tables, only }) {
    const table = this.#tables[place];
    if (table.join) return this.#readJoin(table, cells, tables);
    const where = {};
    for (const i of key) {
      const column = table.columns[i];
      where[column.field] = { equals: cells[i] === null ? null : this.value(column, cells[i]) };
    }
    const select = only && { select: Object.fromEntries(only.map((i) => [table.columns[i].field, true])) };
    const row = await this.#model(table).findFirst({ where, ...select });
    return row && table.columns.map((column, i) => (this.hasColumn(place, i) ? row[column.field] : undefined));
  }

  /** Both ways: each side must have the other one. */
  async #readJoin({ join }, cells, tables) {
    for (const [near, far] of [join.sides, [...join.sides].reverse()]) {
      const [a, b] = [tables[near.table], tables[far.table]];
      const [id, otherId] = [a.columns[near.referred], b.columns[far.referred]];
      const found = await this.#model(a).findFirst({
        where: { [id.field]: { equals: this.value(id, cells[near.column]) } },
        select: { [near.field]: { where: { [otherId.field]: { equals: this.value(otherId, cells[far.column]) } }, take: 1 } },
      });
      const other = found?.[near.field]?.[0];
      if (!other) return null;
      if (near === join.sides[1]) {
        const values = [];
        values[near.column] = this.value(id, cells[near.column]);
        values[far.column] = other[otherId.field];
        return values;
      }
    }
    return null;
  }

  /** A cell as the client takes it; `undefined` leaves the field out. */
  value({ type, shapes }, cell) {
    if (cell === null) {
      // That a list is NULL cannot be said, and one that is left out has its default.
      if (type.list) return [];
      return shapes.prisma.kind === "json" ? this.#prisma.DbNull : null;
    }
    if (Array.isArray(cell)) return cell.map((text) => this.#one(type, text, shapes.prisma.kind));
    return this.#one(type, cell, shapes.prisma.kind);
  }

  #one(type, text, kind) {
    if (type.labels.length > 0) return type.labels.find(([label]) => label === text)?.[1] ?? text;
    if (kind === "json" && text === "null") return this.#prisma.JsonNull;
    // `Decimal` takes the digits as text.
    return ofKind(type, text, kind === "decimal" ? "string" : kind);
  }

  #model({ model }) {
    return this.#client[model[0].toLowerCase() + model.slice(1)];
  }

  close() {
    return this.#client.$disconnect().catch(() => {});
  }
}

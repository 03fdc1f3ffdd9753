// Every client writes every row, and all of them read it, in one transaction that is rolled back.
import { ofText, ofValue } from "./canonical.mjs";
import { attempt, begin } from "./connection.mjs";
import * as database from "./database.mjs";
import { Differences, asLocal, compare, exampleOf } from "./differences.mjs";
import { told } from "./errors.mjs";
import { fits, nameOf, named } from "./values.mjs";
import { Written } from "./written.mjs";

/** What no text of PostgreSQL holds. */
const NUL = "a\u0000b";

export async function verify(order, connection, clients) {
  const before = await database.sequences(connection);
  const { rows: session } = await connection.query("SELECT current_setting('TimeZone'), current_setting('server_version')");
  await begin(connection);
  const run = new Run(order, connection, clients, session[0][0]);
  try {
    await run.all();
  } finally {
    await connection.query("ROLLBACK");
    for (const client of clients) await client.close();
  }
  const after = await database.sequences(connection);
  const moved = [...after].filter(([name, value]) => value !== before.get(name));
  return {
    ...run.result(),
    versions: { node: process.versions.node, server: session[0][1], ...order.versions },
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    sessionTimeZone: session[0][0],
    sequences: moved.map(([name, value]) => ({ name, before: before.get(name) ?? null, after: value })),
  };
}

function same(a, b) {
  return JSON.stringify(a) === JSON.stringify(b);
}

class Run {
  constructor({ plan, database: { schema } }, connection, clients, sessionZone) {
    this.tables = plan.tables;
    this.order = plan.order;
    this.defaultSchema = schema ?? "public";
    this.connection = connection;
    this.clients = clients;
    this.sessionZone = sessionZone;
    this.differences = new Differences();
    this.found = [];
    /** By table: rows that the database does not take, however they are written. */
    this.states = plan.tables.map(() => ({ blocked: [], rows: 0, nul: {} }));
    /** By table and row: what the database holds when nobody's client wrote it. */
    this.settled = plan.tables.map(() => []);
    /** And by column, whether that is what the plan says. */
    this.asPlanned = plan.tables.map(() => []);
  }

  async all() {
    this.found = await database.describe(this.connection, this.tables, this.defaultSchema);
    this.#judgeFiles();
    await this.#undone(() => this.#settle());
    for (const writer of this.clients) await this.#undone(() => this.#pass(writer));
  }

  /** Does something, and rolls it back. */
  async #undone(action) {
    await this.connection.query("SAVEPOINT triple_orm_pass");
    await action();
    await this.connection.query("ROLLBACK TO SAVEPOINT triple_orm_pass; RELEASE SAVEPOINT triple_orm_pass");
  }

  #client(name) {
    return this.clients.find((client) => client.name === name);
  }

  #takesPart(client, place) {
    return this.tables[place].wanted && this.found[place] !== null && client.absent(place) === undefined;
  }

  /** What the Drizzle file says wrong, before anything is written. */
  #judgeFiles() {
    const drizzle = this.#client("drizzle");
    for (const [place, table] of this.tables.entries()) {
      const found = this.found[place];
      if (!found || !table.wanted) continue;
      if (drizzle.absent(place)) {
        if (table.kysely) this.#tell({ code: "verify/no-table", table: place, client: "drizzle", doing: "file" });
        continue;
      }
      for (const [i, column] of table.columns.entries()) {
        if (!drizzle.hasColumn(place, i)) {
          this.#tell({ code: "verify/no-column", table: place, column: i, client: "drizzle", doing: "file" });
          continue;
        }
        const labels = column.type.labels.length > 0 ? drizzle.labels(place, i) : undefined;
        if (!labels) continue;
        const actual = column.type.labels.map(([label]) => label);
        const missing = actual.filter((label) => !labels.includes(label));
        const extra = labels.filter((label) => !actual.includes(label));
        if (missing.length + extra.length > 0)
          this.#tell({ code: "verify/label", table: place, column: i, client: "drizzle", doing: "file", detail: { missing, extra } });
      }
      for (const name of drizzle.tables[place].columns.keys())
        if (!found.all.has(name))
          this.#tell({ code: "verify/no-column", table: place, client: "drizzle", doing: "file", detail: { message: name, extra: name } });
    }
  }

  #tell(difference) {
    this.differences.add(difference);
  }

  /** Writes all rows without any client: which ones does the database take, and what does it make of them? */
  async #settle() {
    const written = new Written(this.tables);
    for (const [place, row] of this.order) {
      const found = this.found[place];
      if (!found) continue;
      const cells = written.resolved(this.tables[place].rows[row]);
      if (cells === null) {
        this.#block(place, row, { message: "a row that it refers to was not taken", parent: true });
        continue;
      }
      const { error } = await attempt(this.connection, () => database.insert(this.connection, found, cells));
      if (error) {
        const why = told(error);
        // What it refers to is in the plan, and so was not taken.
        this.#block(place, row, { ...why, parent: why.code === "23503" && this.states.some(({ blocked }) => blocked.length > 0) });
        continue;
      }
      const filled = await database.filledIn(this.connection, this.tables[place], found, cells);
      const held = await database.read(this.connection, this.tables[place], found, this.tables[place].key, filled);
      if (held === null) {
        this.#block(place, row, { message: found.security ? "row level security hides the row" : "the row is gone, or has another key" });
        continue;
      }
      written.keep(place, row, filled);
      this.states[place].rows += 1;
      this.settled[place][row] = held;
      this.asPlanned[place][row] = this.tables[place].columns.map(
        ({ type }, i) => !database.isLeft(cells[i]) && same(held[i], ofText(type, database.literal(cells[i]))),
      );
    }
  }

  #block(place, row, why) {
    this.states[place].blocked.push({ row, ...why });
  }

  /** One client writes all rows, and each one reads them. */
  async #pass(writer) {
    const written = new Written(this.tables);
    for (const [place, row] of this.order) {
      const held = this.settled[place][row];
      if (!held) continue;
      const cells = written.resolved(this.tables[place].rows[row]);
      if (cells === null) continue;
      if (!this.#takesPart(writer, place) || this.#lacksRequired(writer, place)) {
        await this.#writeInstead(place, row, cells, written);
        continue;
      }
      if (row === 0) await this.#tryNul(writer, place, cells);
      await this.#write(writer, place, row, cells, written);
    }
  }

  /** Whether Prisma's client has no field for a column that every row needs: then it makes none. */
  #lacksRequired(writer, place) {
    if (writer.name !== "prisma") return false;
    const column = this.tables[place].columns.findIndex(({ required }, i) => required && !writer.hasColumn(place, i));
    if (column < 0) return false;
    this.differences.know("no-create", place, column, writer.name);
    return true;
  }

  async #write(writer, place, row, cells, written) {
    const own = this.#ownCells(writer, place, cells);
    // Mostly nothing fails: then one savepoint does for all.
    const quick = await attempt(this.connection, async () => {
      await writer.write(place, own, this.tables);
      return this.#look(writer, place, own, (reader, asked) => reader.read(place, asked).then((values) => ({ values })));
    });
    if (!quick.error) return this.#compare(writer, place, row, quick.value, written);

    const { error } = await attempt(this.connection, () => writer.write(place, own, this.tables));
    const without = error && (await this.#writeWithout(writer, place, own));
    if (error) {
      const about = { code: "verify/cannot-write", table: place, client: writer.name, doing: "writes", writer: writer.name };
      this.#tell({ ...about, column: without?.column ?? null, detail: told(error) });
      if (!without) return this.#writeInstead(place, row, cells, written);
    }
    const seen = await this.#look(writer, place, without?.cells ?? own, (reader, asked) => this.#readSome(reader, place, asked));
    return this.#compare(writer, place, row, seen, written);
  }

  /** The column that a client cannot write, and the row with something else in it, which is now written. */
  async #writeWithout(writer, place, cells) {
    const table = this.tables[place];
    if (table.join) return undefined;
    for (const [column, { nullable }] of table.columns.entries()) {
      if (table.key.includes(column) || !writer.hasColumn(place, column) || database.isLeft(cells[column])) continue;
      const others = [nullable ? null : undefined, table.rows[0][column]].filter((cell) => cell !== undefined && !same(cell, cells[column]));
      for (const other of others) {
        const changed = cells.with(column, other);
        if (!(await attempt(this.connection, () => writer.write(place, changed, this.tables))).error) return { column, cells: changed };
      }
    }
    return undefined;
  }

  /** Other rows refer to this one: it is written without the client. */
  async #writeInstead(place, row, cells, written) {
    const found = this.found[place];
    const { error } = await attempt(this.connection, () => database.insert(this.connection, found, cells));
    if (error) return;
    written.keep(place, row, await database.filledIn(this.connection, this.tables[place], found, cells));
  }

  /** What the client can write: not all of it has a field, and a `number` has not all digits. */
  #ownCells(writer, place, cells) {
    if (writer.name !== "drizzle") return cells;
    const plain = this.tables[place].rows[0];
    return cells.map((cell, i) => {
      if (!writer.hasColumn(place, i)) return cell;
      const { type } = this.tables[place].columns[i];
      if (!["numeric", "bigint"].includes(type.name) || writer.declared(place, i).kind !== "number") return cell;
      const isExact = (text) => ofText({ ...type, list: false }, text) === ofText({ ...type, list: false }, String(Number(text)));
      const items = Array.isArray(cell) ? cell : [cell];
      return items.every((text) => text === null || database.isLeft(text) || isExact(text)) ? cell : plain[i];
    });
  }

  /** What the database holds of a row now, and what each client reads of it. */
  async #look(writer, place, cells, read) {
    const table = this.tables[place];
    const found = this.found[place];
    let filled = await database.filledIn(this.connection, table, found, cells);
    let held = await database.read(this.connection, table, found, table.key, filled);
    if (held === null) {
      // A key that is a time may have been written as local time.
      const shifted = filled.map((cell, i) => (table.key.includes(i) ? asLocal(table.columns[i].type, cell) : cell));
      held = same(shifted, filled) ? null : await database.read(this.connection, table, found, table.key, shifted);
      if (held === null) return { cells, filled, held };
      filled = shifted;
    }
    const where = database.condition(found, table.key, filled);
    const readings = [];
    for (const reader of this.clients) {
      if (!this.#takesPart(reader, place) || !table.key.every((i) => reader.hasColumn(place, i) || reader.name !== "prisma")) continue;
      const asked = { key: table.key, cells: filled, tables: this.tables, found, where };
      readings.push({ reader, ...(await read(reader, asked)) });
    }
    return { cells, filled, held, readings };
  }

  /** Compares what the database holds with what it should, and what each client read with what it holds. */
  #compare(writer, place, row, { cells, filled, held, readings }, written) {
    const table = this.tables[place];
    if (held === null) {
      this.#tell({ code: "verify/missing-row", table: place, client: writer.name, doing: "writes", writer: writer.name });
      return;
    }
    written.keep(place, row, filled);
    for (const [i, column] of table.columns.entries()) {
      // A trigger may change it, whoever writes.
      if (!writer.hasColumn(place, i) || database.isLeft(cells[i]) || !this.asPlanned[place][row][i]) continue;
      const expected = ofText(column.type, database.literal(cells[i]));
      this.#judge({ place, column: i, client: writer, writer, doing: "writes", expected, got: held[i] });
    }
    for (const reading of readings) this.#compareReading(reading, writer, place, held);
  }

  #compareReading({ reader, values, failing = [], error }, writer, place, held) {
    const about = { table: place, client: reader.name, doing: "reads", writer: writer.name };
    if (error) this.#tell({ ...about, code: "verify/cannot-read", column: failing[0] ?? null, detail: told(error) });
    else if (!values) this.#tell({ ...about, code: "verify/missing-row" });
    if (!values) return;
    for (const [i, column] of this.tables[place].columns.entries()) {
      if (!reader.hasColumn(place, i) || !this.found[place].columns[i] || failing.includes(i)) continue;
      this.#judgeType(reader, place, i, values[i], about);
      const got = ofValue(column.type, values[i], reader.withNames);
      this.#judge({ place, column: i, client: reader, writer, doing: "reads", expected: held[i], got, value: values[i] });
    }
  }

  /** Whether a value is of the type that the options say, and of the one that Drizzle's file says. */
  #judgeType(reader, place, column, value, about) {
    const bySchema = reader.shape(place, column);
    const byFile = reader.declared?.(place, column);
    const wrong = [bySchema, byFile].find((shape) => shape && !fits(value, shape));
    if (!wrong) return;
    const [said, got] = [named(wrong), nameOf(value)];
    this.#tell({ ...about, code: "verify/type", column, detail: { message: `${said} ${got}`, said, got, bySchema: wrong === bySchema } });
  }

  /** A row; where a client fails, without the columns that it fails at. */
  async #readSome(reader, place, asked) {
    const table = this.tables[place];
    const whole = await attempt(this.connection, () => reader.read(place, asked));
    if (!whole.error || table.join) return { values: whole.value, error: whole.error };
    const values = table.columns.map(() => undefined);
    const failing = [];
    for (const i of table.columns.keys()) {
      if (!reader.hasColumn(place, i) || !this.found[place].columns[i]) continue;
      const one = await attempt(this.connection, () => reader.read(place, { ...asked, only: [i] }));
      if (one.error) failing.push(i);
      else values[i] = one.value?.[i];
    }
    const isAll = failing.length === 0 || values.every((value) => value === undefined);
    return isAll ? { error: whole.error } : { values, failing, error: whole.error };
  }

  #judge({ place, column, client, writer, doing, expected, got, value }) {
    const { type } = this.tables[place].columns[column];
    const verdict = compare({ type, expected, got, value, client: client.name, doing, sessionZone: this.sessionZone });
    if (verdict.known) this.differences.know(verdict.known, place, column, client.name);
    if (verdict.same) return;
    const { code } = verdict;
    this.#tell({ code, table: place, column, client: client.name, doing, writer: writer.name, example: exampleOf(expected, got) });
  }

  /** That a text with U+0000 is refused, and not cut short. */
  async #tryNul(writer, place, cells) {
    const table = this.tables[place];
    const isFree = ({ type }, i) => ["text", "varchar"].includes(type.name) && !type.list && typeof cells[i] === "string" && writer.hasColumn(place, i);
    const column = table.join ? -1 : table.columns.findIndex((it, i) => isFree(it, i) && cells[i].length >= NUL.length);
    if (column < 0) return;
    const others = [...cells];
    others[column] = NUL;
    let held;
    const { error } = await attempt(this.connection, async () => {
      await writer.write(place, others, this.tables);
      held = true;
      throw new Error("written");
    });
    if (held) this.#tell({ code: "verify/nul", table: place, column, client: writer.name, doing: "writes", writer: writer.name });
    else this.states[place].nul[writer.name] = told(error).message;
  }

  result() {
    return {
      tables: this.states.map(({ blocked, rows, nul }, place) => ({
        rows,
        blocked,
        nul,
        missing: this.found[place] === null,
        triggers: this.found[place]?.triggers ?? [],
        absent: Object.fromEntries(this.clients.flatMap((client) => (client.absent(place) ? [[client.name, client.absent(place)]] : []))),
      })),
      differences: this.differences.all(),
      known: this.differences.known(),
    };
  }
}

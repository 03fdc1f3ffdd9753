// Are Kysely's types true? For every column of the database: what a select
// returns is what the driver returns, and what an insert may leave out is what
// the database fills in.
import path from "node:path";
import ts from "typescript";
import { shapeOf } from "./driver.mjs";
import { TABLE_OF_POSTGIS } from "./prisma.mjs";

export const CHECK_FILE = "kysely-check.ts";

/** @param {import("./driver.mjs").Shapes} shapes @param {string} file */
export function checkSource(shapes, file) {
  const names = new Set(["string", ...[...shapes.values()].flatMap(({ scalar, list }) => [scalar, list])]);
  const plain = [...names].filter((name) => !/^(json|object)\b/.test(name));
  return `
import type { Insertable, Selectable } from "kysely";
import type { DB } from "./${path.basename(file, ".ts")}";
export type Selected = { [T in keyof DB]: Selectable<DB[T]> };
export type Inserted = { [T in keyof DB]: Insertable<DB[T]> };
export interface Shapes { ${plain.map((name) => `${JSON.stringify(name)}: ${name};`).join(" ")} }
`;
}

/**
 * @typedef {{ message: string, cause: string }} Fault
 * @param {ts.Program} program
 * @param {string} dir
 * @param {import("./catalog.mjs").Column[]} columns
 * @param {{ tables: Set<string>, columns: import("./catalog.mjs").Column[] }} views
 * @param {import("./driver.mjs").Shapes} shapes
 * @param {import("./options.mjs").Options} options
 * @returns {{ faults: Fault[], checked: number }}
 */
export function judgeKysely(program, dir, columns, views, shapes, options) {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(path.join(dir, CHECK_FILE));
  const declared = (name) => {
    const node = source?.statements.find((statement) => /** @type {any} */ (statement).name?.text === name);
    return checker.getTypeAtLocation(/** @type {any} */ (node).name);
  };
  const members = (type) => new Map(checker.getPropertiesOfType(type).map((symbol) => [ts.symbolName(symbol), symbol]));
  const named = (type) => new Map([...members(type)].map(([key, symbol]) => [options.databaseName(key), symbol]));
  const [selected, inserted] = [named(declared("Selected")), named(declared("Inserted"))];
  const known = members(declared("Shapes"));
  const judge = columnJudge(
    checker,
    (name) => checker.getTypeOfSymbol(/** @type {ts.Symbol} */ (known.get(name))),
    shapes,
    options.typed,
  );

  const faults = [];
  const tables = byTable(columns, views.columns);
  // Views that could not be read are not tables too many.
  const unread = new Set([...views.tables].map((name) => name.replace(/^public\./, "")));
  for (const name of selected.keys()) {
    if (!tables.has(name) && !unread.has(name) && name !== TABLE_OF_POSTGIS)
      faults.push({ message: `${name}: not a table of the database`, cause: "a table too many" });
  }
  let checked = 0;
  for (const [name, { columns: expected, view }] of tables) {
    const symbol = selected.get(name);
    if (!symbol) {
      faults.push({ message: `${name}: missing from DB`, cause: "a table missing" });
      continue;
    }
    const select = named(checker.getTypeOfSymbol(symbol));
    const insert = named(checker.getTypeOfSymbol(inserted.get(name)));
    for (const column of select.keys()) {
      if (expected.some((one) => one.column === column)) continue;
      faults.push({ message: `${name}.${column}: not a column of the database`, cause: "a column too many" });
    }
    for (const column of expected) {
      checked += 1;
      const found = judge(column, select.get(column.column), insert.get(column.column), view);
      faults.push(...found.map((cause) => ({ message: `${name}.${column.column}: ${cause}`, cause })));
    }
  }
  return { faults, checked };
}

function byTable(columns, viewColumns) {
  const tables = new Map();
  const add = (column, view) => {
    const name = column.schema === "public" ? column.table : `${column.schema}.${column.table}`;
    if (!tables.has(name)) tables.set(name, { columns: [], view });
    tables.get(name).columns.push(column);
  };
  for (const column of columns) add(column, false);
  for (const column of viewColumns) add(column, true);
  return tables;
}

/** Where the user says the types (`typed`), what the driver returns is his. */
function columnJudge(checker, shapeType, shapes, typed) {
  const text = (type) => checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);
  const isJson = (shape) => typeof shape === "string" && shape.startsWith("json");

  const returns = (type, shape) => {
    if (type.flags & ts.TypeFlags.Any) return false;
    if (Array.isArray(shape)) return sameLabels(type, shape);
    if (isJson(shape)) return shape === "json" || checker.isArrayType(checker.getNonNullableType(type));
    if (type.flags & ts.TypeFlags.Unknown) return false;
    const value = checker.getNonNullableType(type);
    if (shape === "object") return Boolean(value.flags & ts.TypeFlags.Object);
    if (shape === "object[]") return checker.isArrayType(value);
    const expected = shapeType(shape);
    return checker.isTypeAssignableTo(value, expected) && checker.isTypeAssignableTo(expected, value);
  };
  const sameLabels = (type, labels) => {
    const value = checker.getNonNullableType(type);
    const found = (value.isUnion() ? value.types : [value]).map((member) => member.value);
    return found.length === labels.length && labels.every((label) => found.includes(label));
  };

  return (column, select, insert, view) => {
    if (!select) return ["missing from the row type"];
    const faults = [];
    const shape = shapeOf(column, shapes);
    const type = checker.getTypeOfSymbol(select);
    const sql = `${column.labels ? "enum" : column.base}${column.dimensions ? "[]" : ""}`;
    if (!typed && !returns(type, shape)) {
      const wanted = Array.isArray(shape) ? "its labels" : shape;
      faults.push(
        `selects ${column.labels && !column.dimensions ? "other labels" : text(type)}, pg returns ${wanted} for ${sql}`,
      );
    }
    if (!column.notNull && !mayBeNull(type)) faults.push(`selects no null, but ${sql} may be NULL`);
    // JSON has a null of its own, which NOT NULL allows.
    if (column.notNull && mayBeNull(type) && shape !== "json") faults.push(`selects null, but ${sql} is NOT NULL`);

    if (view) return insert ? [...faults, "a view's column may be inserted"] : faults;
    if (column.generated || column.identity === "a")
      return insert ? [...faults, "the database generates it, but an insert may give it"] : faults;
    if (!insert) return [...faults, "cannot be inserted"];
    const given = checker.getTypeOfSymbol(insert);
    const filled = !column.notNull || column.default !== null || column.identity === "d";
    const optional = Boolean(insert.flags & ts.SymbolFlags.Optional);
    if (given.flags & ts.TypeFlags.Any) faults.push("an insert takes any");
    if (filled && !optional) faults.push(`an insert must give it, but ${reason(column)}`);
    if (!filled && optional) faults.push(`an insert may leave it out, but ${sql} is NOT NULL without default`);
    if (!column.notNull && !mayBeNull(given)) faults.push(`an insert takes no null, but ${sql} may be NULL`);
    if (column.notNull && mayBeNull(given)) faults.push(`an insert takes null, but ${sql} is NOT NULL`);
    return faults;
  };
}

function reason(column) {
  if (!column.notNull) return "it may be NULL";
  return column.default === null ? "it is an identity" : "it has a default";
}

function mayBeNull(type) {
  if (type.flags & (ts.TypeFlags.Null | ts.TypeFlags.Unknown | ts.TypeFlags.Any)) return true;
  return type.isUnion() && type.types.some((member) => member.flags & ts.TypeFlags.Null);
}

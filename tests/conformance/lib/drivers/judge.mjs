// The generated types of one driver, compared with what was measured.
import path from "node:path";
import ts from "typescript";
import { createProgram, typeErrors } from "../typescript.mjs";
import { candidates } from "./shapes.mjs";

const FILES = ["kysely-types.ts", "json-schemas.ts"];
const CHECK = "drivers-check.ts";

/** What a driver returns, in TypeScript, where it is more than a type's name. */
const NAMED = { json: "Value", "json[]": "Value[]" };

/**
 * @param {string} dir
 * @param {import("./measure.mjs").Measured[]} measured
 * @returns {{ faults: string[], notes: string[] }}
 */
export function judgeDriver(dir, measured) {
  const shapes = new Set(measured.flatMap(({ column, selects }) => [selects, ...Object.keys(candidates(column))]));
  const known = [...shapes].filter((shape) => shape !== "interval");
  const source = `
import type { Insertable, Selectable } from "kysely";
import type { DB } from "./kysely-types";
import type { Value } from "./json-schemas";
type Row = DB["Everything"];
export type Selected = { [C in keyof Row]: NonNullable<Selectable<Row>[C]> };
export type Inserted = { [C in keyof Insertable<Row>]-?: NonNullable<Insertable<Row>[C]> };
export type Used = Value;
export interface Shapes {
${known.map((shape) => `${JSON.stringify(shape)}: ${NAMED[shape] ?? shape};`).join("\n")}
}
`;
  const program = createProgram(dir, FILES, { [CHECK]: source });
  const errors = typeErrors(program, dir, [...FILES, CHECK]);
  if (errors.length > 0) return { faults: errors.map(({ file, line, message }) => `${file}:${line} ${message}`), notes: [] };

  const checker = program.getTypeChecker();
  const file = program.getSourceFile(path.join(dir, CHECK));
  const members = (name) => {
    const node = file?.statements.find((statement) => /** @type {any} */ (statement).name?.text === name);
    const type = checker.getTypeAtLocation(/** @type {any} */ (node).name);
    return new Map(checker.getPropertiesOfType(type).map((it) => [it.name, checker.getTypeOfSymbol(it)]));
  };
  const [selected, inserted, types] = ["Selected", "Inserted", "Shapes"].map(members);
  const fits = (from, to) => checker.isTypeAssignableTo(from, to);
  const text = (type) => checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);

  const faults = [];
  const notes = [];
  for (const { column, selects, takes, refused } of measured) {
    const [select, insert] = [selected.get(column.name), inserted.get(column.name)];
    if (!select || !insert) {
      faults.push(`${column.sql}: no such column`);
      continue;
    }
    if (selects === "interval") {
      if (!(select.flags & ts.TypeFlags.Object)) faults.push(`${column.sql}: selects ${text(select)}, not an object`);
    } else {
      const returned = /** @type {ts.Type} */ (types.get(selects));
      if (!fits(select, returned) || !fits(returned, select))
        faults.push(`${column.sql}: selects ${text(select)}, the driver returns ${selects}`);
    }
    for (const why of refused) notes.push(`${column.sql} cannot be read: ${why}`);
    const taken = [...takes].filter(([, is]) => is).map(([type]) => type);
    const offered = [...takes.keys()].filter((type) => fits(types.get(type), insert));
    for (const type of offered.filter((type) => !taken.includes(type) && taken.length > 0))
      faults.push(`${column.sql}: an insert may give ${type}, which the driver or the database does not take`);
    if (taken.length === 0) notes.push(`${column.sql} takes no value, but an expression`);
    else if (!offered.some((type) => taken.includes(type)))
      faults.push(`${column.sql}: an insert takes ${text(insert)}, and of what the driver takes (${taken.join(", ")}) nothing`);
    const more = taken.filter((type) => !offered.includes(type));
    if (more.length > 0) notes.push(`${column.sql} would take ${more.join(", ")}, too`);
  }
  return { faults, notes };
}

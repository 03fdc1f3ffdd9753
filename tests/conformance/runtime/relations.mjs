// Runs in a project: does Drizzle's `with` find what Prisma's `include` finds, under the same names?
import { getTableColumns, getTableName } from "drizzle-orm";
import { ofValue } from "../../../src/verify/runner/canonical.mjs";
import { compare } from "../../../src/verify/runner/differences.mjs";
import { fits, nameOf, named } from "../../../src/verify/runner/values.mjs";

/** So many of the rows of a list are shown. */
const SHOWN = 200;

/**
 * @param {{ prisma: any, drizzle: any }} clients
 * @param {Record<string, any>} tables what the Drizzle file exports
 * @param {{ models: any[], plan: any }} schema
 */
export async function judgeRelations({ prisma, drizzle }, tables, { models, plan }) {
  // What is left out of the files has no name for Kysely: models, and the tables between them.
  const isLeftOut = ({ kysely }) => kysely === null;
  const plans = new Map(plan.tables.filter((table) => !isLeftOut(table)).map((table) => [table.model, table]));
  const noJoins = new Set(plan.tables.filter(isLeftOut).map(({ name }) => name));
  const isAsked = ({ kind, type, relationName }) => kind === "object" && plans.has(type) && !noJoins.has(`_${relationName}`);
  const known = new Map(
    models.filter(({ name }) => plans.has(name)).map((model) => [model.name, { ...model, fields: model.fields.filter((field) => field.kind !== "object" || isAsked(field)) }]),
  );
  const result = { faults: [], expected: {}, relations: 0, rows: 0 };
  const files = tables.relations ? new Defined(tables.relations) : new BesideTables(drizzle._.schema);
  for (const model of known.values()) {
    const whole = relationTree(model, known, 1);
    const tree = whole.filter(({ field, inner }) => plans.get(field.type).columns.length + inner.length <= files.widest);
    const left = whole.length - tree.length;
    if (left > 0) result.expected["wide-row"] = (result.expected["wide-row"] ?? 0) + left;
    if (tree.length === 0) continue;
    result.relations += tree.length;
    const asked = new Asked(files, plans, result);
    try {
      const delegate = prisma[model.name[0].toLowerCase() + model.name.slice(1)];
      const ours = await delegate.findMany({ include: includeOf(tree) });
      const key = files.keyOf(plans.get(model.name));
      const theirs = await drizzle.query[key].findMany({ with: files.withOf(key, tree, plans) });
      result.rows += ours.length;
      asked.rows(model.name, model.name, tree, ours, theirs);
    } catch (error) {
      result.faults.push({ cause: `a query fails: ${(error.cause ?? error).message.split("\n").at(-1)}`, message: `${model.name}: ${error.message.slice(0, 600)}` });
    }
  }
  return result;
}

/** The relation fields of a model; behind one to itself, its relations once more. */
function relationTree(model, known, depth) {
  return model.fields
    .filter(({ kind, type }) => kind === "object" && known.has(type))
    .map((field) => ({ field, inner: field.type === model.name && depth > 0 ? relationTree(model, known, depth - 1) : [] }));
}

function includeOf(tree) {
  return Object.fromEntries(tree.map(({ field, inner }) => [field.name, inner.length === 0 ? true : { include: includeOf(inner) }]));
}

/** drizzle-orm 1.0: a relation is direct. */
class Defined {
  widest = Infinity;

  constructor(relations) {
    this.relations = relations;
  }

  keyOf({ name, schema }) {
    const found = Object.entries(this.relations).find(([, { table }]) => isTable(table, name, schema));
    if (!found) throw new Error(`no table ${name}`);
    return found[0];
  }

  columns(key) {
    return namesOf(getTableColumns(this.relations[key].table));
  }

  withOf(key, tree, plans) {
    return Object.fromEntries(
      tree.map(({ field, inner }) => [field.name, inner.length === 0 ? true : { with: this.withOf(this.keyOf(plans.get(field.type)), inner, plans) }]),
    );
  }

  /** What stands for the relation's row. */
  unwrap(_key, _field, row) {
    return row;
  }
}

/** drizzle-orm 0.45: many to many goes through the join table. */
class BesideTables {
  /** docs/limits.md has the reason. */
  widest = 100;

  constructor(schema) {
    this.schema = schema;
  }

  keyOf({ name, schema }) {
    const found = Object.entries(this.schema).find(([, table]) => table.dbName === name && (table.schema ?? "public") === (schema ?? "public"));
    if (!found) throw new Error(`no table ${name}`);
    return found[0];
  }

  columns(key) {
    return namesOf(this.schema[key].columns);
  }

  /** The relation of a join table that leads to the other side. */
  #otherSide(key, field) {
    const relation = this.schema[key].relations[field.name];
    const join = Object.values(this.schema).find((table) => table.dbName === getTableName(relation.referencedTable) && (table.schema ?? "public") === (relation.referencedTable[SCHEMA] ?? "public"));
    const isBetween = !join?.dbName.startsWith("_") || field.relationFromFields.length > 0 ? false : field.isList && join.columns.A && join.columns.B;
    if (!isBetween) return undefined;
    return Object.entries(join.relations).find(([, it]) => it.relationName !== relation.relationName)?.[0];
  }

  withOf(key, tree, plans) {
    const entries = tree.map(({ field, inner }) => {
      const rest = inner.length === 0 ? true : { with: this.withOf(this.keyOf(plans.get(field.type)), inner, plans) };
      const side = this.#otherSide(key, field);
      return [field.name, side === undefined ? rest : { with: { [side]: rest } }];
    });
    return Object.fromEntries(entries);
  }

  unwrap(key, field, row) {
    const side = this.#otherSide(key, field);
    return side === undefined ? row : row[side];
  }
}

const SCHEMA = Symbol.for("drizzle:Schema");

function isTable(table, name, schema) {
  return getTableName(table) === name && (table[SCHEMA] ?? "public") === (schema ?? "public");
}

function namesOf(columns) {
  return new Map(Object.entries(columns).map(([key, column]) => [column.name, key]));
}

class Asked {
  constructor(files, plans, result) {
    this.files = files;
    this.plans = plans;
    this.result = result;
  }

  #fault(cause, message) {
    this.result.faults.push({ cause, message: `${message}`.slice(0, 600) });
  }

  rows(where, model, tree, ours, theirs, isNested = false) {
    if (ours.length !== theirs.length) return this.#fault("not as many rows", `${where}: ${theirs.length} for ${ours.length}`);
    const plan = this.plans.get(model);
    const key = this.files.keyOf(plan);
    const columns = this.files.columns(key);
    const sorted = [sortedBy(ours, plan, ({ field }) => field, true), sortedBy(theirs, plan, ({ name }) => columns.get(name), false)];
    for (const [i, row] of sorted[0].entries()) this.#row(where, { plan, key, columns, tree }, row, sorted[1][i], isNested);
  }

  #row(where, { plan, key, columns, tree }, our, their, isNested) {
    for (const column of plan.columns) {
      if (!(column.field in our)) continue;
      const value = their[columns.get(column.name)];
      const { drizzle: shape } = column.shapes;
      if (!fits(value, shape)) this.#fault(`${column.type.name} of another type${isNested ? ", nested" : ""}`, `${where}.${column.field}: ${nameOf(value)} for ${named(shape)}`);
      const [prisma, drizzle] = [ofValue(column.type, our[column.field], true), ofValue(column.type, value)];
      const reason = sameOr({ type: column.type, prisma, drizzle, value, isNested });
      if (reason === undefined) {
        const [a, b] = [prisma, drizzle].map((it) => JSON.stringify(it)?.slice(0, SHOWN));
        this.#fault(`another value of ${column.type.name}${column.type.list ? "[]" : ""}${isNested ? ", nested" : ""}`, `${where}.${column.field}: Drizzle ${b}, Prisma ${a}`);
      } else if (reason) this.result.expected[reason] = (this.result.expected[reason] ?? 0) + 1;
    }
    for (const { field, inner } of tree) {
      if (!(field.name in their)) {
        this.#fault("no such field", `${where}.${field.name}`);
        continue;
      }
      const [ours, theirs] = [our[field.name], their[field.name]];
      if (Array.isArray(ours) !== Array.isArray(theirs) || (ours === null) !== (theirs === null)) {
        this.#fault("a list, a row or nothing where Prisma has another", `${where}.${field.name}: ${JSON.stringify(theirs, big)} for ${JSON.stringify(ours, big)}`);
        continue;
      }
      const list = (it) => (it === null ? [] : [it].flat());
      this.rows(`${where}.${field.name}`, field.type, inner, list(ours), list(theirs).map((row) => this.files.unwrap(key, field, row)), true);
    }
  }
}

/** By their keys, which are there once. Digits that a number has not got must not matter. */
function sortedBy(rows, plan, nameOf, withNames) {
  const text = (row) =>
    JSON.stringify(plan.key.map((i) => rounded(plan.columns[i].type, ofValue(plan.columns[i].type, row[nameOf(plan.columns[i])], withNames))));
  return rows.map((row) => [text(row), row]).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
}

function rounded(type, canonical) {
  const one = (text) => (text === null ? null : String(Number(text)));
  if (!["bigint", "numeric", "money"].includes(type.name)) return canonical;
  return Array.isArray(canonical) ? canonical.map(one) : one(canonical);
}

/** `""` where both are the same, why they need not be, or `undefined`. */
function sameOr({ type, prisma, drizzle, value, isNested }) {
  if (JSON.stringify(prisma) === JSON.stringify(drizzle)) return "";
  const read = compare({ type, expected: prisma, got: drizzle, value, client: "drizzle", doing: "reads" });
  if (read.same) return read.known ?? "";
  const ours = compare({ type, expected: drizzle, got: prisma, value: undefined, client: "prisma", doing: "reads" });
  if (ours.same) return ours.known ?? "";
  if (isNested && JSON.stringify(rounded(type, prisma)) === JSON.stringify(rounded(type, drizzle))) return "nested-digits";
  return undefined;
}

function big(_, value) {
  return typeof value === "bigint" ? `${value}n` : value;
}

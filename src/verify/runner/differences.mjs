// What is not as it should be, gathered: the same thing in many rows is told once.
import { shown } from "./canonical.mjs";
import { kindOf } from "./values.mjs";

/**
 * @typedef {"reads" | "writes" | "file"} Doing
 * @typedef {{ code: string, table: number, column: number | null, client: string, doing: Doing, writers: string[], rows: number, example: any, detail: any }} Difference
 */

export class Differences {
  /** @type {Map<string, Difference>} */
  #found = new Map();
  /** @type {Set<string>} */
  #known = new Set();

  /** @param {{ code: string, table: number, column?: number | null, client: string, doing: Doing, writer?: string, example?: any, detail?: any }} told */
  add({ code, table, column = null, client, doing, writer, example = null, detail = null }) {
    const key = [code, table, column, client, doing, code === "verify/value" ? "" : JSON.stringify(detail?.message ?? "")].join("|");
    const found = this.#found.get(key) ?? { code, table, column, client, doing, writers: [], rows: 0, example, detail };
    found.rows += 1;
    if (writer && !found.writers.includes(writer)) found.writers.push(writer);
    this.#found.set(key, found);
  }

  /** Something that is as the documents say: a reason, by client and column. */
  know(reason, table, column, client) {
    this.#known.add(JSON.stringify({ reason, table, column, client }));
  }

  all() {
    return [...this.#found.values()];
  }

  known() {
    return [...this.#known].map((text) => JSON.parse(text));
  }
}

/**
 * Compares what a client read, or the database holds after it wrote, with what should be there.
 * @param {{ type: import("./canonical.mjs").Type, shape?: { kind: string }, expected: any, got: any, value?: unknown, client: string, sessionZone?: string }} compared
 * @returns {{ same: true, known?: string } | { same: false, code: string }}
 */
export function compare({ type, shape, expected, got, value, client, doing, sessionZone }) {
  if (JSON.stringify(expected) === JSON.stringify(got)) return { same: true };
  const isJson = type.name === "json" || type.name === "jsonb";
  // All three give `null` for the one as for the other.
  if (doing === "reads" && isJson && expected === "null" && got === null) return { same: true, known: "json-null" };
  if (client === "drizzle" && doing === "reads" && isJson && isReadTwice(expected, got)) return { same: true, known: "json-text" };
  if (client === "drizzle" && doing === "reads" && type.list && isWithoutBackslashes(expected, got)) return { same: true, known: "list-backslash" };
  // Prisma has no NULL for a list.
  if (client === "prisma" && type.list && expected === null && isEmpty(got)) return { same: true, known: "null-list" };
  if (doing === "reads" && isRounded(type, expected, value)) {
    return client === "drizzle" ? { same: true, known: "number-mode" } : { same: false, code: "verify/lost-digits" };
  }
  if (isOffByZone(type, expected, got, (text) => localReading(type, text))) return { same: false, code: "verify/time-zone" };
  if (type.name === "timestamptz" && sessionZone !== "UTC" && client === "prisma") return { same: false, code: "verify/session-time-zone" };
  return { same: false, code: "verify/value" };
}

/** Whether a JSON text, once read, was read again. Both are texts of JSON. */
function isReadTwice(expected, got) {
  if (Array.isArray(expected)) return Array.isArray(got) && expected.every((text, i) => text === got[i] || isReadTwice(text, got[i]));
  if (typeof expected !== "string" || !expected.startsWith('"')) return false;
  try {
    return JSON.stringify(JSON.parse(JSON.parse(expected))) === got;
  } catch {
    return false;
  }
}

function isWithoutBackslashes(expected, got) {
  return Array.isArray(expected) && Array.isArray(got) && JSON.stringify(expected.map((text) => text?.replaceAll("\\", "") ?? null)) === JSON.stringify(got);
}

function isEmpty(list) {
  return Array.isArray(list) && list.length === 0;
}

/** Whether a number is the nearest one to the digits, and has not all of them. */
function isRounded(type, expected, value) {
  if (type.name !== "numeric" && type.name !== "bigint") return false;
  if (Array.isArray(value)) return Array.isArray(expected) && value.length === expected.length && expected.every((text, i) => isNearest(text, value[i]));
  return isNearest(expected, value);
}

function isNearest(text, value) {
  return kindOf(value) === "number" && Number(text) === value;
}

/**
 * Whether one of two texts is the other one taken for local time, either way round: a driver that reads a local time
 * where UTC is meant, or writes one.
 */
function isOffByZone(type, expected, got, read) {
  if (!["timestamp", "timestamptz", "date"].includes(type.name)) return false;
  const pairs = Array.isArray(expected) ? expected.map((text, i) => [text, got?.[i]]) : [[expected, got]];
  const isOff = ([a, b]) => a === b || (typeof a === "string" && typeof b === "string" && (read(a) === b || written(type, a) === b));
  return pairs.every(isOff);
}

/** A date or time without a zone as a driver writes it that takes it for local time; everything else as it is. */
export function asLocal(type, text) {
  if (!["timestamp", "date"].includes(type.name) || typeof text !== "string") return text;
  return written(type, text) ?? text;
}

/** A wall clock in UTC, read as one of this process's time zone. */
function localReading(type, text) {
  const date = new Date(type.name === "date" ? `${text}T00:00:00.000Z` : text);
  if (Number.isNaN(date.getTime())) return undefined;
  const local = new Date(0);
  local.setFullYear(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  local.setHours(date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds(), date.getUTCMilliseconds());
  return day(type, local.toISOString());
}

/** A moment, written as the wall clock of this process's time zone. */
function written(type, text) {
  const date = new Date(type.name === "date" ? `${text}T00:00:00.000Z` : text);
  if (Number.isNaN(date.getTime())) return undefined;
  const wall = new Date(0);
  wall.setUTCFullYear(date.getFullYear(), date.getMonth(), date.getDate());
  wall.setUTCHours(date.getHours(), date.getMinutes(), date.getSeconds(), date.getMilliseconds());
  const stored = wall.toISOString();
  return type.name === "date" ? stored.slice(0, -14) : stored;
}

function day(type, text) {
  return type.name === "date" && text.endsWith("T00:00:00.000Z") ? text.slice(0, -14) : text;
}

/** The two sides of a difference, as a message shows them. */
export function exampleOf(expected, got) {
  return { expected: shownCell(expected), got: shownCell(got) };
}

function shownCell(cell) {
  if (cell === null || cell === undefined) return "NULL";
  return Array.isArray(cell) ? shown(`[${cell.join(", ")}]`) : shown(cell);
}

// The types and defaults of a database in one spelling, whoever wrote them.
import { unwrapped } from "./ddl.mjs";
import { print, split } from "./tokens.mjs";

/** CockroachDB takes all of these for the same type: its own documentation has the aliases. */
const ALIASES = {
  text: "string",
  varchar: "string",
  "character varying": "string",
  character: "char",
  smallint: "int2",
  int: "int8",
  integer: "int8",
  bigint: "int8",
  float4: "real",
  float8: "float",
  "double precision": "float",
  numeric: "decimal",
  boolean: "bool",
  bytea: "bytes",
  "bit varying": "varbit",
  "timestamp with time zone": "timestamptz",
  "time with time zone": "timetz",
};

/** @type {import("./ddl.mjs").Spelling} */
export const cockroach = {
  defaultSchema: "public",
  type(text) {
    const [, name, list] = /^(.*?)(\[\])?$/.exec(text) ?? [];
    const [, head, inside, zone] = /^([^(]*?)(?:\(([^)]*)\))?( with time zone)?$/.exec(name) ?? [null, name];
    const bare = ALIASES[`${head}${zone ?? ""}`] ?? `${head}${zone ?? ""}`;
    const length = inside ?? (["char", "bit"].includes(bare) ? "1" : undefined);
    return `${bare}${length === undefined ? "" : `(${length})`}${list ?? ""}`;
  },
  value(tokens, type) {
    return constant(withoutCast(unwrapped(tokens)), type);
  },
};

/**
 * The same as drizzle-kit 0.31 writes it, which quotes the types that it does not know, and whose `integer` has the 32
 * bits of PostgreSQL's (docs/limits.md).
 * @type {import("./ddl.mjs").Spelling}
 */
export const cockroachOfPg = {
  ...cockroach,
  type: (text) => cockroach.type(text.replace(/^"(bytea|inet|oid)"(\[\])?$/, "$1$2").replace(/^integer\b/, "int4")),
};

/** @type {import("./ddl.mjs").Spelling} */
export const sqlserver = {
  defaultSchema: "dbo",
  type: (text) => text,
  value(tokens, type) {
    return constant(unwrapped(tokens), type);
  },
};

/** Without `::STRING[]` at the end. */
function withoutCast(all) {
  const at = all.findLastIndex(({ kind, text }) => kind === "sign" && text === "::");
  const isLast = at > 0 && all.slice(at + 1).every(({ text, kind }) => kind !== "sign" || "[](),.".includes(text)) && balanced(all.slice(0, at));
  return isLast ? withoutCast(all.slice(0, at)) : all;
}

function balanced(all) {
  let depth = 0;
  for (const { kind, text } of all) {
    if (kind === "sign" && "([".includes(text)) depth += 1;
    if (kind === "sign" && ")]".includes(text)) depth -= 1;
  }
  return depth === 0;
}

/** A constant by its value, an expression by its words. */
function constant(all, type) {
  const text = print(all);
  const [one] = all;
  if (/^array$/i.test(one?.text ?? "") && all[1]?.text === "[") {
    const items = split(all.slice(2, -1), ",").map((item) => constant(withoutCast(item), type.replace("[]", "")));
    return `[${items.join(", ")}]`;
  }
  const name = type.replace(/\(.*|\[\]$/g, "");
  const isNumber = ["int2", "int4", "int8", "int", "bigint", "smallint", "tinyint", "real", "float", "decimal", "bit", "money"].includes(name);
  const digits = all.length === 1 && one.kind === "string" ? one.text : text;
  if (isNumber && /^-?\d+(\.\d+)?$/.test(digits)) return number(digits);
  if (name === "bit" && /^(true|false)$/.test(text)) return text === "true" ? "1" : "0";
  if (all.length === 1 && one.kind === "string") return `'${value(one.text, name)}'`;
  if (/^(current_timestamp|getdate\(\)|current_timestamp\(\))$/.test(text)) return "now";
  return text;
}

/** `1.50` and `1.5` are one number, whatever its length. */
function number(digits) {
  const [, sign, whole, fraction] = /^(-?)0*(\d*?)(?:\.(\d*?)0*)?$/.exec(digits) ?? [null, "", digits, ""];
  return `${sign}${whole || "0"}${fraction ? `.${fraction}` : ""}`;
}

function value(text, name) {
  if (name === "date") return text.slice(0, 10);
  if (name.startsWith("timestamp") || name.startsWith("datetime")) {
    const [, date, time, zone] = /^(\S+?)(?:[ T](\S+?))? ?(Z|[+-]\d{2}(?::?\d{2})?)?$/.exec(text) ?? [];
    const at = new Date(`${date}T${time ?? "00:00:00"}${zone?.length === 3 ? `${zone}:00` : (zone ?? "Z")}`);
    // Without a zone of its own the database takes the clock as it is written.
    const isZoned = name === "timestamptz" || name === "datetimeoffset";
    if (!Number.isNaN(at.getTime())) return isZoned ? at.toISOString() : `${date} ${Number(new Date(`${date}T${time ?? "00:00:00"}Z`))}`;
  }
  if (name.startsWith("json")) return JSON.stringify(sorted(JSON.parse(text)));
  return text;
}

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]));
}

// Values as the clients take them, from the texts of the plan.

/**
 * One value, of a list one element.
 * @param {import("./canonical.mjs").Type} type
 * @param {string} text
 * @param {string} kind what the client takes: `date`, `bigint`
 */
export function ofKind(type, text, kind) {
  switch (kind) {
    case "number":
      return Number(text);
    case "bigint":
      return BigInt(text);
    case "boolean":
      return text === "true";
    case "date":
      return date(type, text);
    case "buffer":
      return bytes(text);
    case "bytes":
      return new Uint8Array(bytes(text));
    case "json":
      return JSON.parse(text);
    default:
      return text;
  }
}

/** A time is one of the first of January 1970, a date its midnight, both in UTC: as Prisma's client has it. */
export function date(type, text) {
  switch (type.name) {
    case "date":
      return new Date(`${text}T00:00:00.000Z`);
    case "time":
    case "timetz":
      return new Date(`1970-01-01T${text.replace(/[+-]\d\d$/, "")}Z`);
    default:
      return new Date(text);
  }
}

function bytes(text) {
  return Buffer.from(text.slice(2), "hex");
}

/** What a value is in JavaScript, in the words of the order. */
export function kindOf(value) {
  if (value instanceof Date) return "date";
  if (Buffer.isBuffer(value)) return "buffer";
  if (ArrayBuffer.isView(value)) return "bytes";
  if (typeof value === "object" && value !== null && typeof value.toFixed === "function") return "decimal";
  return typeof value;
}

/** @param {{ kind: string, list: boolean }} shape */
export function fits(value, shape) {
  if (value === null || value === undefined || shape.kind === "json") return true;
  if (shape.list) return Array.isArray(value) && value.every((item) => fits(item, { ...shape, list: false }));
  const kind = kindOf(value);
  // A Buffer is a Uint8Array, and Prisma's adapter gives one.
  return kind === shape.kind || (shape.kind === "bytes" && kind === "buffer");
}

/** `Date[]`: what a message calls a shape. */
export function named({ kind, list }) {
  const words = { date: "Date", buffer: "Buffer", bytes: "Uint8Array", decimal: "Decimal", object: "an object" };
  return `${words[kind] ?? kind}${list ? "[]" : ""}`;
}

export function nameOf(value) {
  if (Array.isArray(value)) return `${value.length > 0 ? nameOf(value[0]) : "unknown"}[]`;
  return named({ kind: kindOf(value), list: false });
}

// What a JavaScript value is in TypeScript.

/** @param {unknown} value @param {import("./columns.mjs").Column} column @returns {string} */
export function shapeOf(value, column) {
  if (Array.isArray(value)) return column.json && !column.list ? "json" : `${element(shapeOf(value[0], column))}[]`;
  if (value instanceof Date) return "Date";
  if (Buffer.isBuffer(value)) return "Buffer";
  if (value instanceof Uint8Array) return "Uint8Array";
  if (value instanceof ArrayBuffer) return "ArrayBuffer";
  if (typeof value === "string" && column.labels?.includes(value)) return labelsOf(column);
  if (typeof value !== "object" || value === null) return typeof value;
  if (column.json) return "json";
  if (column.name === "interval") return "interval";
  const fields = Object.entries(value).map(([key, field]) => `${key}: ${typeof field}`);
  return `{ ${fields.join("; ")} }`;
}

/** The types of several values of one column. @param {unknown[]} values @param {import("./columns.mjs").Column} column */
export function shapeOfAll(values, column) {
  const shapes = [...new Set(values.map((value) => shapeOf(value, column)))].sort();
  if (shapes.length < 2 || !shapes.every((shape) => shape.endsWith("[]"))) return shapes.join(" | ");
  return `${element(shapes.map((shape) => shape.slice(0, -2)).join(" | "))}[]`;
}

export function labelsOf(column) {
  return column.labels.map((label) => JSON.stringify(label)).join(" | ");
}

function element(shape) {
  return /[|{]/.test(shape) ? `(${shape})` : shape;
}

/** One spelling of a value, so that two can be compared. */
export function spelled(value) {
  if (value instanceof ArrayBuffer) return spelled(Buffer.from(value));
  if (value instanceof Uint8Array) return `bytes ${Buffer.from(value).toString("hex")}`;
  if (Array.isArray(value)) return `[${value.map(spelled).join()}]`;
  if (value instanceof Date) return value.toISOString();
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}

/** Values that a program may want to insert for one that is `text`, by their TypeScript type. */
export function candidates(column) {
  const { text, labels, json } = column;
  const number = Number(text.replace("$", ""));
  const isNumber = text.trim() !== "" && Number.isFinite(number);
  const one = {
    [labels ? labelsOf(column) : "string"]: text,
    number: isNumber ? number : 1,
    bigint: Number.isInteger(number) ? BigInt(number) : 1n,
    boolean: true,
    Date: new Date(Number.isNaN(Date.parse(text)) ? 0 : Date.parse(text)),
    Buffer: Buffer.from(column.bytes ?? "h"),
    Uint8Array: new Uint8Array([104]),
    ArrayBuffer: new Uint8Array([104]).buffer,
    "{ a: number }": { a: 1 },
  };
  if (json) delete one.number;
  if (!column.list) return one;
  // Nobody has lists of these.
  delete one.ArrayBuffer;
  if (!json) delete one["{ a: number }"];
  const lists = Object.entries(one).map(([type, value]) => [`${element(type)}[]`, [value]]);
  return { ...Object.fromEntries(lists), string: `{${/["\\\\]/.test(text) ? JSON.stringify(text) : text}}` };
}

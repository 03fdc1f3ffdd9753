// One text for a value, however a client, PostgreSQL or the plan writes it: two values are the same when it is.

/** @typedef {{ name: string, arguments: string[], list: boolean, labels: [label: string, name: string][] }} Type */
/** @typedef {string | string[] | null} Canonical */

/**
 * Of the text that PostgreSQL prints, or that the plan has.
 * @param {Type} type @param {string | null} text
 * @returns {Canonical}
 */
export function ofText(type, text) {
  if (text === null) return null;
  return type.list ? parseArray(text).map((item) => (item === null ? null : ofElement(type, item))) : ofElement(type, text);
}

/** Of one value, of a list one element. @param {Type} type @param {string} text */
export function ofElement(type, text) {
  switch (type.name) {
    case "boolean":
      return text === "t" || text === "true" ? "true" : "false";
    case "numeric":
      return decimal(text);
    case "money":
      return decimal(text.replace(/[^\d.()-]/g, "").replace(/^\((.*)\)$/, "-$1"));
    case "real":
      return String(Math.fround(Number(text)));
    case "double precision":
      return String(Number(text));
    case "timestamp":
    case "timestamptz":
      return moment(text);
    case "time":
      return time(text);
    case "timetz": {
      const [, clock, zone] = /^([\d:.]+)(.*)$/.exec(text) ?? [];
      return clock ? time(clock) + (zone || "+00") : text;
    }
    case "json":
    case "jsonb":
      return json(JSON.parse(text));
    case "bytea":
      return text.toLowerCase();
    default:
      return text;
  }
}

/**
 * Of what a client returned.
 * @param {Type} type @param {unknown} value @param {boolean} withNames whether an enum has Prisma's names
 * @returns {Canonical}
 */
export function ofValue(type, value, withNames = false) {
  if (value === null || value === undefined) return null;
  if (!type.list) return ofOne(type, value, withNames);
  if (typeof value === "string") return ofText(type, value);
  return Array.isArray(value) ? value.map((item) => (item === null ? null : ofOne(type, item, withNames))) : `not a list: ${shown(value)}`;
}

function ofOne(type, value, withNames) {
  if (type.name === "json" || type.name === "jsonb") return json(value);
  if (type.labels.length > 0 && withNames) return type.labels.find(([, name]) => name === value)?.[0] ?? shown(value);
  if (value instanceof Date) return ofDate(type, value);
  if (ArrayBuffer.isView(value)) return `\\x${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("hex")}`;
  if (typeof value === "object") return ofObject(type, value);
  return ofElement(type, String(value));
}

function ofDate(type, value) {
  if (Number.isNaN(value.getTime())) return "Invalid Date";
  const text = value.toISOString();
  const [day, clock] = [text.slice(0, -14), text.slice(-13, -1)];
  if (type.name === "date") return clock === "00:00:00.000" ? day : text;
  if (type.name === "time" || type.name === "timetz")
    return day === "1970-01-01" ? clock + (type.name === "timetz" ? "+00" : "") : text;
  return text;
}

function ofObject(type, value) {
  // Prisma's `Decimal` prints every digit so, and no exponent.
  if (typeof value.toFixed === "function") return ofElement(type, value.toFixed());
  if (type.name === "interval") return interval(value);
  if ("radius" in value) return `<(${value.x},${value.y}),${value.radius}>`;
  if ("x" in value) return `(${value.x},${value.y})`;
  return Array.isArray(value) ? `[${value.join(",")}]` : shown(value);
}

/** As PostgreSQL prints one whose parts all run forward. */
function interval({ years, months, days, hours = 0, minutes = 0, seconds = 0, milliseconds = 0 }) {
  const part = (count, one) => (count ? [`${count} ${one}${count === 1 ? "" : "s"}`] : []);
  const pad = (number) => String(number).padStart(2, "0");
  const fraction = milliseconds ? `.${String(milliseconds).padStart(3, "0")}` : "";
  const clock = `${pad(hours)}:${pad(minutes)}:${pad(seconds)}${fraction}`;
  return [...part(years, "year"), ...part(months, "mon"), ...part(days, "day"), clock].join(" ");
}

/** Without zeros that say nothing: `-0.50` is `-0.5`, `1e3` is `1000`. */
export function decimal(text) {
  const parts = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text.trim());
  if (!parts) return text;
  const [, sign, whole, fraction, exponent = "0"] = parts;
  const at = whole.length + Number(exponent);
  const digits = whole + fraction;
  const padded = at < 0 ? "0".repeat(-at) + digits : digits.padEnd(at, "0");
  const point = Math.max(at, 0);
  const before = padded.slice(0, point).replace(/^0+/, "") || "0";
  const behind = padded.slice(point).replace(/0+$/, "");
  const number = behind ? `${before}.${behind}` : before;
  return sign === "-" && number !== "0" ? `-${number}` : number;
}

/** In UTC and with milliseconds. A text without a zone is taken to be in UTC, as Prisma and Drizzle do. */
function moment(text) {
  const parts = /^(\d{4,})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(.*)$/.exec(text);
  if (!parts) return text;
  const [, year, month, day, hours, minutes, seconds, fraction = "", zone] = parts;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  date.setUTCHours(Number(hours), Number(minutes), Number(seconds), Number(fraction.padEnd(3, "0").slice(0, 3)));
  return new Date(date.getTime() - 1000 * offset(zone)).toISOString();
}

/** In seconds: `+07`, `-03:30`, `+07:06:30`. */
function offset(zone) {
  const parts = /^([+-])(\d\d):?(\d\d)?:?(\d\d)?$/.exec(zone.trim());
  if (!parts) return 0;
  const [, sign, hours, minutes = "0", seconds = "0"] = parts;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
}

function time(text) {
  const [clock, fraction = ""] = text.split(".");
  return `${clock}.${fraction.padEnd(3, "0").slice(0, 3)}`;
}

/** The keys of objects in order. */
function json(value) {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** `{a,"b,c",NULL}`: the elements of an array of PostgreSQL, as texts. */
export function parseArray(text) {
  const items = [];
  let at = text.indexOf("{") + 1;
  if (at === 0) return [text];
  while (at < text.length && text[at] !== "}") {
    let item = "";
    const isQuoted = text[at] === '"';
    if (isQuoted) {
      for (at += 1; text[at] !== '"'; at += 1) {
        if (text[at] === "\\") at += 1;
        item += text[at];
      }
      at += 1;
    } else {
      for (; text[at] !== "," && text[at] !== "}"; at += 1) item += text[at];
    }
    items.push(!isQuoted && item === "NULL" ? null : item);
    if (text[at] === ",") at += 1;
  }
  return items;
}

/** The text of an array of PostgreSQL. @param {string[]} items */
export function printArray(items) {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, "\\$&")}"`).join(",")}}`;
}

/** A value as a message shows it, however long it is. */
export function shown(value) {
  const text = typeof value === "string" ? value : typeof value === "bigint" ? `${value}n` : (JSON.stringify(value) ?? String(value));
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

// Names taken out of messages, so that faults of the same cause look the same.

const METHODS = new Set([
  "btree",
  "hash",
  "gin",
  "gist",
  "spgist",
  "brin",
  "public",
  "value",
  "expression",
  "none",
  "exists",
]);
const TYPES =
  /\b(?:text|integer|bigint|smallint|numeric|real|double|precision|character|varying|boolean|jsonb?|bytea|date|timestamp|time|without|with|zone|uuid|interval|inet|cidr|serial|varchar|char|vector|now|gen_random_uuid|nextval)\b/i;

/** @param {string} text */
export function anonymous(text) {
  return text
    .replace(/\(near: [^\n]*\)$/, "")
    .replace(/"(?:[^"\\]|\\.)*"/g, "·")
    .replace(/`[^`]*`/g, "·")
    .replace(/(?<!\w)'(?:[^'\\]|\\.|'')*'/g, "'…'")
    .replace(/(?<![\w.])[a-z_][\w$]*(?:\.[\w$]+)*/g, (word) =>
      isSql(text) && !METHODS.has(word) && !TYPES.test(word) ? "·" : word,
    )
    .replace(/\d+/g, "N")
    .replace(/·(?:\.·)+/g, "·")
    .replace(/·(?:, ·)+/g, "·, …")
    .replace(/'…'(?:, '…')+/g, "'…', …")
    .replace(/\s+/g, " ")
    .slice(0, 240);
}

/** Definitions print keywords in capitals and names in small letters. */
function isSql(text) {
  return /^(?:CREATE|ALTER|DROP|PRIMARY|FOREIGN|UNIQUE|CHECK)\b|: (?:CREATE|ALTER|DROP) /.test(text);
}

/** @param {string} text */
export function pathless(text) {
  return text.replace(/(?:\/[\w.@+-]+)+(?::\d+(?::\d+)?)?/g, "·");
}

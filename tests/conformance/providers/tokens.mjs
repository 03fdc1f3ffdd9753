// The text of a DDL script as tokens, in the spelling of any of the databases.

/**
 * `name` is a quoted identifier, `word` everything else of letters, digits and dots.
 * @typedef {{ kind: "name" | "string" | "word" | "sign", text: string }} Token
 */

const PATTERNS = /** @type {[Token["kind"] | null, RegExp, (text: string) => string][]} */ ([
  [null, /--[^\n]*|\s+/y, (text) => text],
  // CockroachDB escapes with a backslash in `e'…'`, and doubles quotes elsewhere.
  ["string", /[eE]'(?:[^'\\]|\\.|'')*'/y, (text) => text.slice(2, -1).replace(/\\(.)|''/g, (_, c) => c ?? "'")],
  ["string", /[nN]?'(?:[^']|'')*'/y, (text) => text.replace(/^[nN]?'|'$/g, "").replaceAll("''", "'")],
  ["name", /"(?:[^"]|"")*"/y, (text) => text.slice(1, -1).replaceAll('""', '"')],
  ["name", /\[[^\]\n]*\](?!\])/y, (text) => text.slice(1, -1)],
  ["word", /[\w$@.]+/y, (text) => text],
  ["sign", /::|./sy, (text) => text],
]);

/** @param {string} text @returns {Token[]} */
export function tokens(text) {
  const found = [];
  for (let at = 0; at < text.length; ) {
    for (const [kind, pattern, value] of PATTERNS) {
      pattern.lastIndex = at;
      const match = pattern.exec(text);
      // `ARRAY[…]` and `STRING[]` are no names.
      if (!match || (kind === "name" && match[0][0] === "[" && isBracket(found, match[0]))) continue;
      if (kind) found.push({ kind, text: value(match[0]) });
      at += match[0].length;
      break;
    }
  }
  return found;
}

function isBracket(found, text) {
  const last = found.at(-1);
  return text === "[]" || (last?.kind === "word" && last.text.toUpperCase() === "ARRAY");
}

/** Tokens as text: words in small letters, nothing between them that says nothing. @param {Token[]} all */
export function print(all) {
  let text = "";
  for (const { kind, text: word } of all) {
    const piece = kind === "string" ? `'${word.replaceAll("'", "''")}'` : kind === "name" ? `"${word}"` : word.toLowerCase();
    text += /[\w'")]$/.test(text) && /^[\w'"]/.test(piece) ? ` ${piece}` : piece;
  }
  return text;
}

/** Splits at a sign that stands in no brackets. @param {Token[]} all @param {string} sign */
export function split(all, sign) {
  const parts = [[]];
  let depth = 0;
  for (const token of all) {
    const { kind, text } = token;
    if (kind === "sign" && "([".includes(text)) depth += 1;
    if (kind === "sign" && ")]".includes(text)) depth -= 1;
    if (kind === "sign" && text === sign && depth === 0) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter((part) => part.length > 0);
}

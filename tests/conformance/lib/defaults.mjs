// Two defaults are the same when they mean the same: a constant by its value,
// an expression by PostgreSQL's own spelling of it.

const CAST =
  /::\s*(?:"(?:[^"]|"")+"|[a-z_][\w ]*)(?:\.(?:"(?:[^"]|"")+"|\w+))?(?:\(\d+(?:,\s*-?\d+)?\))?(?:\s+with(?:out)? time zone)?(?:\[\])*/gi;
const STRING = /E?'(?:[^']|'')*'/g;
const LITERALS = /^(?:[\s\d.,+\-()[\]]|e[+-]?\d|ARRAY|NULL|true|false|S)*$/i;

/** @param {string} expression as pg_get_expr spells it */
export function isConstant(expression) {
  return LITERALS.test(expression.replace(STRING, "S").replace(CAST, ""));
}

/**
 * A comparable text for the default of each column.
 * @param {import("pg").Client} client
 * @param {import("./catalog.mjs").Column[]} columns
 * @returns {Promise<string[]>}
 */
export async function valuesOf(client, columns) {
  const texts = columns.map((column) => (column.default === null ? "(none)" : `expression ${column.default}`));
  const constant = columns
    .map((column, i) => ({ column, i }))
    .filter(({ column }) => column.default !== null && !column.generated && isConstant(column.default));
  for (const { i, value } of await evaluate(client, constant)) texts[i] = `value ${value}`;
  return texts;
}

async function evaluate(client, constants) {
  if (constants.length === 0) return [];
  const list = constants.map(({ column }) => select(column)).join(",\n");
  try {
    const { rows } = await client.query({ text: `SELECT ${list}`, rowMode: "array" });
    return constants.map(({ i }, k) => ({ i, value: rows[0][k] === null ? "NULL" : `'${rows[0][k]}'` }));
  } catch {
    if (constants.length === 1) return [];
    const half = Math.ceil(constants.length / 2);
    return [...(await evaluate(client, constants.slice(0, half))), ...(await evaluate(client, constants.slice(half)))];
  }
}

function select({ default: expression, type }) {
  // json keeps its spelling, which is not its value.
  return type === "json" ? `(${expression})::jsonb::text` : `(${expression})::${type}::text`;
}

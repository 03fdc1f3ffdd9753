// Are the values that go wrong in practice among those that are written?

/** What must be in some row: in a column of such a type, such a value. @type {[string, (type: any) => boolean, (cell: any) => boolean][]} */
const WANTED = [
  ["a moment before 1970 with milliseconds", ({ name }) => name === "timestamp", isText(/^19[0-6]\d-.*\.\d*[1-9]/)],
  ["the largest bigint", ({ name }) => name === "bigint", isText(/^9223372036854775807$/)],
  ["a decimal of 30 digits", ({ name }) => name === "numeric", isText(/\d{30}/)],
  ["an emoji", ({ name }) => name === "text", isText(/\p{Extended_Pictographic}/u)],
  ["an empty text", ({ name }) => name === "text", isText(/^$/)],
  ["empty JSON", isJson, isText(/^\{\}$/)],
  ["an empty list of JSON's", isJson, isText(/^\[\]$/)],
  ["nested JSON", isJson, isText(/[[{].*[[{]/)],
  ["the null of JSON", isJson, isText(/^null$/)],
  ["NULL in the place of JSON", isJson, (cell) => cell === null],
  ["an empty list", ({ list }) => list, (cell) => Array.isArray(cell) && cell.length === 0],
  ["no bytes", ({ name }) => name === "bytea", isText(/^\\x$/)],
  ["every byte", ({ name }) => name === "bytea", isText(/^\\x[0-9a-f]{512}$/i)],
];

function isText(pattern) {
  return (cell) => typeof cell === "string" && pattern.test(cell);
}

function isJson({ name, list }) {
  return (name === "json" || name === "jsonb") && !list;
}

/** What is not among the rows of a plan that has a column of each type. @returns {string[]} */
export function missingValues({ tables }) {
  const columns = tables.flatMap(({ columns, rows }) => columns.map(({ type }, i) => ({ type, cells: rows.map((row) => row[i]) })));
  const has = (isOfType, isValue) => columns.some(({ type, cells }) => isOfType(type) && cells.some(isValue));
  const values = WANTED.filter(([, isOfType, isValue]) => !has(isOfType, isValue)).map(([what]) => what);
  const labels = columns
    .filter(({ type }) => type.labels.length > 0 && !type.list)
    .flatMap(({ type, cells }) => type.labels.filter(([label]) => !cells.includes(label)).map(([label]) => `the label ${label}`));
  return [...values, ...labels];
}

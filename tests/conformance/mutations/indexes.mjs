// Breaks indexes: algorithms, operator classes, sort orders, lengths, conditions.
import { config } from "./config.mjs";
import { keys } from "./keys.mjs";
import { both } from "./view.mjs";

/** @typedef {import("./view.mjs").Kind} Kind */

const ALGORITHMS = ["BTree", "Hash", "Gist", "Gin", "SpGist", "Brin"];
const OPERATORS = [
  ...["InetOps", "JsonbOps", "JsonbPathOps", "ArrayOps", "TextOps", "TextBloomOps", "Int4MinMaxOps", "UuidBloomOps"],
  ...["TimestampMinMaxMultiOps", "NumericBloomOps", "TimestampTzBloomOps", "BpcharBloomOps", "DateMinMaxOps"],
  ...['raw("x")', "raw(1)", "Foo"],
];
const FIELD_ARGUMENTS = ["sort: Desc", "sort: Up", 'sort: "Desc"', "length: 10", 'length: "x"', "ops: TextOps"];
const VALUES = ["null", '"x"', "1", "true"];
const CONDITIONS = ["1.5", "X", "{ not: null }", '{ not: "x" }', "{ gt: 1 }", ...VALUES, ...VALUES];

/** Adds a key on one field. @param {(name: string, random: import("./random.mjs").Random) => string} write @returns {Kind} */
function added(write) {
  return (view, random) => {
    const field = random.pick(view.columns);
    return view.addTo(field.block, write(field.name, random));
  };
}

const indexType = added(
  (name, random) => `@@index([${name}], type: ${random.pick([...ALGORITHMS, "Foo"])}, map: "zz_idx")`,
);

const operators = added((name, random) => {
  return `@@index([${name}(ops: ${random.pick(OPERATORS)})], type: ${random.pick(ALGORITHMS)}, map: "zz_idx")`;
});

const fieldArguments = added((name, random) => {
  const key = random.pick(["index", "unique", "fulltext"]);
  return `@@${key}([${name}(${random.pick(FIELD_ARGUMENTS)})], map: "zz_idx")`;
});

const clustered = added(
  (name, random) => `@@index([${name}], clustered: ${random.pick(["true", "false"])}, map: "zz_idx")`,
);

/** @type {Kind} */
const where = (view, random) => {
  const { block, name } = random.pick(view.columns);
  const field = random.pick(view.fields.filter((other) => other.block === block)).name;
  const on = `{ ${field}: ${random.pick(CONDITIONS)} }`;
  const condition = random.pick(['raw("x")', 'raw("")', "raw(1)", "{}", on, on, on, on, on]);
  return view.addTo(block, `@@index([${name}], map: "zz_idx", where: ${condition})`);
};

/** @type {Kind} */
const anyIndex = (view, random) =>
  random.pick([indexType, operators, fieldArguments, clustered, where, keys.idArguments, keys.sharedName])(
    view,
    random,
  );

/** @type {Record<string, Kind>} */
export const indexes = {
  indexType,
  operators,
  operatorsOfBrin: added(
    (name, random) => `@@index([${name}(ops: ${random.pick(OPERATORS)})], type: Brin, map: "zz_idx")`,
  ),
  fieldArguments,
  clustered,
  where,
  // The condition is of a preview feature: without it nearly every mutation is refused for that alone.
  whereWithPreview: both(where, (view, random) => {
    const generator = /(generator\s+\w+\s*\{)([^}]*)\}/g;
    if (/previewFeatures/.test(view.text)) return null;
    return view.replaceOne(
      generator,
      (_, head, body) => `${head}\n  previewFeatures = ["partialIndexes"]${body}}`,
      random,
    );
  }),
  fulltext: added((name) => `@@fulltext([${name}])`),
  indexOnOtherProvider: both(config.otherProvider, anyIndex),
};

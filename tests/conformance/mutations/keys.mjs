// Breaks ids and unique constraints, and what all keys share: their fields and their names.
import { both } from "./view.mjs";

/** @typedef {import("./view.mjs").Kind} Kind */

const KEYS = ["index", "unique", "id"];
const LENGTHS = [60, 63, 64, 65, 127, 128, 129];

/** Writes a key of a model anew. @param {string[]} names @returns {Kind} */
function rewrite(names, from, to) {
  return (view, random) => {
    const { row, line } = random.pick(view.attributes(...names).filter((key) => from.test(key.line)));
    return view.withLine(row, typeof to === "string" ? line.replace(from, to) : line.replace(from, (...m) => to(m)));
  };
}

const dropAttribute = (from) => (view, random) => {
  const field = random.pick(view.columns.filter(({ rest }) => from.test(rest)));
  return view.withField(field, { rest: field.rest.replace(from, "") });
};

const addAttribute = (attribute) => (view, random) =>
  view.withAttribute(random.pick(view.fields.filter(({ rest }) => !/@unique|@id/.test(rest))), attribute);

/** Gives a foreign key, an index or a unique constraint the name of another. @type {Kind} */
const sharedName = (view, random) => {
  const keys = [...view.attributes("index", "unique"), ...view.owning];
  const { row } = random.pick(keys.filter((key) => !view.lines[key.row].includes("dupe_name")));
  const line = view.lines[row];
  if (!/^\s*@@/.test(line))
    return view.withLine(
      row,
      line.replace(/,?\s*map:\s*"[^"]*"/, "").replace("@relation(", '@relation(map: "dupe_name", '),
    );
  const unnamed = line.replace(/,?\s*(map|name):\s*"[^"]*"/g, "");
  return view.withLine(row, unnamed.replace(/\)\s*$/, ', map: "dupe_name")'));
};

/** @type {Record<string, Kind>} */
export const keys = {
  droppedId: dropAttribute(/@id\b(\([^)]*\))?/),
  droppedUnique: dropAttribute(/@unique\b(\([^)]*\))?/),
  droppedCompoundId: (view, random) => view.withoutLine(random.pick(view.attributes("id")).row),
  droppedCompoundUnique: (view, random) => view.withoutLine(random.pick(view.attributes("unique")).row),
  anotherId: addAttribute("@id"),
  anotherUnique: addAttribute("@unique"),

  unknownKeyField: rewrite(KEYS, /\[(\w+)/, "[$1x"),
  keyFieldTwice: rewrite(KEYS, /\[(\w+)/, "[$1, $1"),
  emptyKey: rewrite(KEYS, /\[[^\]]*\]/, "[]"),
  keyOrder: rewrite(KEYS, /\[(\w+,[^\]()]*)\]/, ([, list]) => `[${list.split(",").reverse().join(", ")}]`),
  indexToUnique: rewrite(["index"], /@@index/, "@@unique"),
  keyToId: rewrite(["unique", "index"], /@@(index|unique)/, "@@id"),

  keyTwice: (view, random) => {
    const { row, line } = random.pick(view.attributes("index", "unique"));
    return view.insert(row, line);
  },

  relationInKey: (view, random) => {
    const { row, line, block } = random.pick(view.attributes(...KEYS));
    return view.withLine(row, line.replace(/\[(\w+)/, `[${random.pick(view.relationsOf(block.name)).name}`));
  },

  idArguments: (view, random) => {
    const id = /@id\b(\([^)]*\))?/;
    const field = random.pick(view.columns.filter(({ rest }) => id.test(rest)));
    const args = ["sort: Desc", "length: 10", "clustered: false", "clustered: true", 'map: "zz"', 'map: ""'];
    return view.withField(field, { rest: field.rest.replace(id, `@id(${random.pick(args)})`) });
  },

  sharedName: both(sharedName, sharedName),

  nameOfAPrimaryKey: (view, random) => {
    const field = random.pick(view.columns);
    const name = `${random.pick(view.models).name}_${random.pick(["pkey", "pkey", "id_key"])}`;
    return view.addTo(field.block, `@@index([${field.name}], map: "${name}")`);
  },

  longName: (view, random) => {
    const field = random.pick(view.columns);
    const name = "n".repeat(random.pick(LENGTHS));
    return view.addTo(field.block, `@@${random.pick(["index", "unique"])}([${field.name}], map: "${name}")`);
  },

  // Prisma's client calls a compound key by its name, beside the fields.
  keyNamedAsAField: (view, random) => {
    const { row, line, block } = random.pick(view.attributes("unique", "id"));
    const field = random.pick(view.fields.filter((other) => other.block.name === block.name)).name;
    const name = random.pick([field, "a-b", "", "ok_name"]);
    return view.withLine(row, line.replace(/,?\s*name:\s*"[^"]*"/, "").replace(/\)\s*$/, `, name: "${name}")`));
  },

  fieldNamedAsAKey: (view, random) => {
    const compound = view.attributes("unique", "id").filter(({ line }) => /\[\w+,\s*\w+\]/.test(line));
    const { row, line } = random.pick(compound);
    const columns = /** @type {RegExpExecArray} */ (/\[([^\]]*)\]/.exec(line))[1].split(",");
    return view.insert(row, `  ${columns.map((column) => column.trim()).join("_")} Int?`);
  },
};

// Breaks relations: a side gone, other fields, other names, actions that cannot be.
import { config } from "./config.mjs";
import { both, withoutDefault } from "./view.mjs";

/** @typedef {import("./view.mjs").Kind} Kind */
/** @typedef {import("./view.mjs").Field} Field */

const NAMED = /@relation\(\s*(?:name:\s*)?"/;

/** Writes the field's `@relation` anew. @param {RegExp} from @param {string} to @returns {Kind} */
function rewriteOwning(from, to) {
  return (view, random) => {
    const field = random.pick(view.owning.filter(({ rest }) => from.test(rest)));
    return view.withField(field, { rest: field.rest.replace(from, to) });
  };
}

/** @param {Field} field @param {string} argument a new first one of `@relation` */
function withArgument({ rest }, argument) {
  return /@relation\(/.test(rest)
    ? rest.replace("@relation(", `@relation(${argument}, `)
    : ` @relation(${argument})${rest}`;
}

/** @returns {Kind} */
const action = (view, random) => {
  const field = random.pick(view.owning);
  const rest = field.rest.replace(/,?\s*(onDelete|onUpdate):\s*\w+/g, "");
  const event = random.pick(["onDelete", "onUpdate"]);
  const name = random.pick(["SetNull", "SetNull", "SetDefault", "Restrict", "NoAction", "Cascade", "Foo"]);
  return view.withField(field, { rest: withArgument({ ...field, rest }, `${event}: ${name}`) });
};

const arity = (fields) => (view, random) => {
  const field = random.pick(fields(view));
  const others = ["", "?", "[]"].filter((other) => other !== field.arity);
  return view.withField(field, { arity: random.pick(others), rest: withoutDefault(field.rest) });
};

/** @type {Kind} */
const selfRelation = (view, random) => {
  const id = random.pick(view.columns.filter(({ rest }) => /@id\b/.test(rest)));
  const model = id.block.name;
  const lists = (count, name) =>
    ["zz", "yy", "xx"].slice(0, count).map((field) => `${field} ${model}[]${name ? ` @relation("${name}")` : ""}`);
  const tree = [
    `zzId ${id.type}?`,
    `zz ${model}? @relation("zz", fields: [zzId], references: [${id.name}])`,
    `zzs ${model}[] @relation("zz")`,
  ];
  const twoOptional = [`zz ${model}? @relation("q")`, `yy ${model}? @relation("q")`];
  const shapes = [tree, lists(1), lists(2), lists(2, "q"), lists(3, "q"), twoOptional];
  return view.addTo(id.block, ...random.pick(shapes));
};

/** Adds a field to each of two models. */
function addToBoth(view, one, oneLines, other, otherLines) {
  const [first, second] = [one, other].sort((a, b) => b.end - a.end);
  const lines = [...view.lines];
  for (const block of [first, second])
    lines.splice(block.end, 0, ...(block === one ? oneLines : otherLines).map((line) => `  ${line}`));
  return lines.join("\n");
}

/** @type {Record<string, Kind>} */
export const relations = {
  droppedInverse: (view, random) => view.withoutLine(random.pick(view.inverse).row),
  droppedOwning: (view, random) => view.withoutLine(random.pick(view.owning).row),
  droppedColumn: (view, random) => view.withoutLine(random.pick(view.columns).row),

  noFields: rewriteOwning(/fields:\s*\[[^\]]*\],?\s*/, ""),
  noReferences: rewriteOwning(/,?\s*references:\s*\[[^\]]*\]/, ""),
  noRelationAttribute: rewriteOwning(/@relation\((?:[^()"]|"[^"]*")*\)/, ""),
  unknownField: rewriteOwning(/fields:\s*\[(\w+)/, "fields: [$1x"),
  unknownReference: rewriteOwning(/references:\s*\[(\w+)/, "references: [$1x"),
  emptyFields: rewriteOwning(/fields:\s*\[[^\]]*\]/, "fields: []"),
  columnsTwice: rewriteOwning(/fields:\s*\[(\w+)(.*)references:\s*\[(\w+)/, "fields: [$1, $1$2references: [$3, $3"),

  swappedReferences: (view, random) => {
    const field = random.pick(view.owning.filter(({ rest }) => /references:\s*\[\w+,/.test(rest)));
    const swapped = (_, list) => `references: [${list.split(",").reverse().join(", ")}]`;
    return view.withField(field, { rest: field.rest.replace(/references:\s*\[([^\]]*)\]/, swapped) });
  },

  oneFieldMore: (view, random) => {
    const field = random.pick(view.owning);
    const more = random.pick(view.columnsOf(field.block.name)).name;
    return view.withField(field, { rest: field.rest.replace(/fields:\s*\[/, `fields: [${more}, `) });
  },

  otherFields: (view, random) => {
    const field = random.pick(view.owning);
    const { name } = random.pick(view.fields.filter(({ block }) => block === field.block));
    return view.withField(field, { rest: field.rest.replace(/fields:\s*\[[^\]]*\]/, `fields: [${name}]`) });
  },

  otherReferences: (view, random) => {
    const field = random.pick(view.owning);
    const { name } = random.pick(view.columnsOf(field.type));
    return view.withField(field, { rest: field.rest.replace(/references:\s*\[[^\]]*\]/, `references: [${name}]`) });
  },

  referenceToARelation: (view, random) => {
    const field = random.pick(view.owning);
    const { name } = random.pick(view.relationsOf(field.type));
    return view.withField(field, { rest: field.rest.replace(/references:\s*\[[^\]]*\]/, `references: [${name}]`) });
  },

  otherColumnType: (view, random) => {
    const field = random.pick(view.columns);
    const type = random.pick(["Int", "String", "BigInt", "DateTime", "Json", "Boolean", "Bytes"]);
    const rest = withoutDefault(field.rest).replace(/@db\.\w+(\([^)]*\))?|@updatedAt/g, "");
    return view.withField(field, { type, rest });
  },

  otherArity: arity((view) => view.fields),
  otherRelationArity: arity((view) => view.relations),
  inverseOfOne: (view, random) =>
    view.withField(random.pick(view.inverse.filter((field) => field.arity === "[]")), {
      arity: random.pick(["", "?"]),
    }),

  relationTwice: (view, random) => {
    const { row, indent, name, gap, type, arity: many, rest } = random.pick(view.relations);
    return view.insert(row + 1, `${indent}${name}Two${gap}${type}${many}${rest}`);
  },

  otherModel: (view, random) => view.withField(random.pick(view.relations), { type: random.pick(view.models).name }),

  renamedRelation: (view, random) => {
    const field = random.pick(view.relations.filter(({ rest }) => NAMED.test(rest)));
    return view.withField(field, { rest: field.rest.replace(NAMED, "$&Zz") });
  },

  namedRelation: (view, random) => {
    const field = random.pick(view.relations.filter(({ rest }) => !NAMED.test(rest)));
    return view.withField(field, { rest: withArgument(field, '"Zz"') });
  },

  emptyRelationName: (view, random) => {
    const field = random.pick(view.relations.filter(({ rest }) => /@relation\(/.test(rest)));
    return view.withField(field, {
      rest: field.rest.replace(/@relation\((\s*(name:\s*)?"[^"]*"\s*,?)?/, '@relation("", '),
    });
  },

  action,
  actionInRelationMode: both(action, config.relationModePrisma),
  actionOnOtherProvider: both(config.otherProvider, action),

  actionOnInverse: (view, random) => {
    const field = random.pick(view.inverse);
    return view.withField(field, { rest: withArgument(field, "onDelete: Cascade") });
  },

  columnsOnInverse: (view, random) => {
    const field = random.pick(view.inverse);
    const here = `fields: [${random.pick(view.columnsOf(field.block.name)).name}]`;
    const there = `references: [${random.pick(view.columnsOf(field.type)).name}]`;
    return view.withField(field, { rest: withArgument(field, random.pick([`${here}, ${there}`, here, there])) });
  },

  relationOnColumn: (view, random) =>
    view.withAttribute(random.pick(view.columns), random.pick(["@relation()", "@relation(onDelete: Cascade)"])),

  selfRelation,
  selfRelationOnOtherProvider: both(config.otherProvider, selfRelation),

  manyToMany: (view, random) => {
    const a = random.pick(view.models);
    const b = random.pick(view.models.filter((block) => block !== a));
    const more = random.pick(["", "", ", onDelete: Cascade", ", references: [id]"]);
    return addToBoth(view, a, [`zzb ${b.name}[] @relation("zz"${more})`], b, [`zza ${a.name}[] @relation("zz")`]);
  },

  oneToOne: (view, random) => {
    const id = random.pick(view.columns.filter(({ rest }) => /@id\b/.test(rest)));
    const [a, b] = [random.pick(view.models.filter((block) => block !== id.block)), id.block];
    const optional = () => random.pick(["?", ""]);
    const there = [`, fields: [zzId], references: [${id.name}]`, ", fields: [zzId]", `, references: [${id.name}]`, ""];
    const back = ["", "", "", ", onDelete: Cascade", ", references: [zzId]"];
    const oneLines = [
      `zzId ${id.type}${optional()} ${random.pick(["", "@unique"])}`,
      `zzb ${b.name}${optional()} @relation("zz"${random.pick(there)})`,
    ];
    return addToBoth(view, a, oneLines, b, [`zza ${a.name}${optional()} @relation("zz"${random.pick(back)})`]);
  },
};

// Breaks attributes: unknown ones, ones that stand twice or where they cannot, wrong arguments.

const MADE_UP = ["@foo", "@foo(1)", "@length(5)", "@db", "@Id", "@index", '@hidden("x")', "@x"];

const MAPS = [
  ...['@map("")', "@map()", "@map", "@map(1)", "@map(foo)", '@map(["a"])'],
  ...['@map(name: "x")', '@map(nam: "x")', '@map("a", "b")', '@map("a", name: "b")'],
];

const SCHEMAS = [
  ...['@@schema("public")', '@@schema("foo")', "@@schema", "@@schema(1)"],
  ...['@@schema(name: "x")', '@@schema(map: "public")'],
];

const FIELD_ARGUMENTS = [
  ...["foo: 1", '"x"', 'map: "x"', 'map: ""', "map: 1", 'name: "x"'],
  ...["sort: Desc", 'sort: "Desc"', 'length: "x"', "clustered: 1"],
];

const KEY_ARGUMENTS = [
  ...["foo: 1", "[x]", "name: 1", "map: 1", 'map: ""', 'map: "x1", map: "x2"', "fields: [id]", 'type: "x"'],
];

const RELATION_ARGUMENTS = ["foo: 1", "map: 1", 'onDelete: "Cascade"', '"x", "y"', "name: 1", 'name: ""'];

const VALUE_ATTRIBUTES = [
  ...['@map("x1")', "@map()", '@map("")', "@map(1)", '@map("x") @map("y")', "@id", "@foo", "@default"],
];

const ENUM_ATTRIBUTES = ['@@map("x1")', "@@map", "@@map(1)", "@@id([a])", "@@index([a])", "@@ignore", "@@foo"];

const ON_RELATIONS = ["@default(1)", "@default", '@map("x")', "@updatedAt", "@db.Text", "@ignore", "@foo"];

/** @type {Record<string, import("./view.mjs").Kind>} */
export const attributes = {
  misspelledAttribute: (view, random) =>
    view.replaceOne(/ @(id|unique|default|map|updatedAt)\b/g, (_, name) => ` @${random.typo(name)}`, random),

  misspelledBlockAttribute: (view, random) =>
    view.replaceOne(/@@(map|index|unique|id)\b/g, (_, name) => `@@${random.typo(name)}`, random),

  unknownAttribute: (view, random) => view.withAttribute(random.pick(view.scalars), random.pick(MADE_UP)),

  attributeTwice: (view, random) =>
    view.replaceOne(
      / (@(?:id|unique|updatedAt|default\([^()\n]*(?:\([^()\n]*\))?\)|map\([^()\n]*\)))(?=\s)/g,
      (_, attribute) => ` ${attribute} ${attribute}`,
      random,
    ),

  blockAttributeTwice: (view, random) => {
    const { row, line } = random.pick(view.attributes("map", "schema", "id"));
    return view.insert(row, line);
  },

  mapArgument: (view, random) =>
    view.withAttribute(random.pick(view.scalars.filter(({ rest }) => !/@map/.test(rest))), random.pick(MAPS)),

  updatedAt: (view, random) =>
    view.withAttribute(
      random.pick(view.scalars.filter(({ rest }) => !/@updatedAt/.test(rest))),
      random.pick(["@updatedAt", "@updatedAt()", "@updatedAt(1)"]),
    ),

  updatedAtOfAList: (view, random) => view.insert(random.pick(view.scalars).row + 1, "  zz DateTime[] @updatedAt"),

  ignoreModel: (view, random) => view.addTo(random.pick(view.models), "@@ignore"),

  ignoreField: (view, random) => view.withAttribute(random.pick(view.fields), random.pick(["@ignore", "@ignore(1)"])),

  ignoreFieldOfIgnoredModel: (view, random) => {
    const field = random.pick(view.scalars);
    const lines = view.withAttribute(field, "@ignore").split("\n");
    lines.splice(field.block.end, 0, "  @@ignore");
    return lines.join("\n");
  },

  schemaAttribute: (view, random) => view.addTo(random.pick([...view.models, ...view.enums]), random.pick(SCHEMAS)),

  attributeArgument: (view, random) =>
    view.replaceOne(/@(id|unique|updatedAt)(?=\s)/g, (at) => `${at}(${random.pick(FIELD_ARGUMENTS)})`, random),

  keyArgument: (view, random) =>
    view.replaceOne(/@@(index|unique|id)\(\[[^\]]*\]/g, (key) => `${key}, ${random.pick(KEY_ARGUMENTS)}`, random),

  keyWithoutFields: (view, random) =>
    view.replaceOne(
      /@@(index|unique|id)\(\[[^\]]*\]\)/g,
      (_, name) => `@@${name}${random.pick(["", "()", '("x")', '(name: "x")'])}`,
      random,
    ),

  relationArgument: (view, random) =>
    view.replaceOne(/@relation\(/g, (head) => `${head}${random.pick(RELATION_ARGUMENTS)}, `, random),

  enumValueAttribute: (view, random) => {
    const rows = view.enums.flatMap((block) => block.rows).filter((row) => /^\s*\w+\s*$/.test(view.lines[row]));
    const row = random.pick(rows);
    return view.withLine(row, `${view.lines[row]} ${random.pick(VALUE_ATTRIBUTES)}`);
  },

  enumAttribute: (view, random) => view.addTo(random.pick(view.enums), random.pick(ENUM_ATTRIBUTES)),

  attributeOnRelation: (view, random) => view.withAttribute(random.pick(view.relations), random.pick(ON_RELATIONS)),
};

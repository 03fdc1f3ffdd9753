// Breaks names: taken twice, reserved, spelled as no name can be, mapped onto one another.

const RESERVED_MODELS = [
  ...["String", "Int", "Json", "Decimal", "PrismaClient", "class", "enum", "return", "async", "type", "let", "model"],
];
const RESERVED_ENUMS = ["String", "Int", "PrismaClient", "class", "await", "with", "yield"];

const unmapped = (field) => !/@map/.test(field.rest);

/** @type {Record<string, import("./view.mjs").Kind>} */
export const names = {
  fieldTwice: (view, random) => {
    const { row } = random.pick(view.fields);
    return view.insert(row + 1, view.lines[row]);
  },

  fieldTwiceAtTheEnd: (view, random) => {
    const { block, name } = random.pick(view.fields);
    return view.addTo(block, `${name} String?`);
  },

  modelTwice: (view, random) => view.withBlock(`model ${random.pick(view.models).name} {\n  id Int @id\n}`),

  enumNameTaken: (view, random) =>
    view.withBlock(`enum ${random.pick([...view.models, ...view.enums]).name} {\n  A\n}`),

  enumValueTwice: (view, random) => {
    const block = random.pick(view.enums);
    return view.insert(block.end, view.lines[random.pick(block.rows)]);
  },

  reservedModel: (view, random) => view.withBlock(`model ${random.pick(RESERVED_MODELS)} {\n  id Int @id\n}`),

  reservedEnum: (view, random) => view.withBlock(`enum ${random.pick(RESERVED_ENUMS)} {\n  A\n}`),

  fieldWithDigitFirst: (view, random) => {
    const field = random.pick(view.scalars);
    return view.withField(field, { name: `1${field.name}` });
  },

  fieldWithDash: (view, random) => {
    const field = random.pick(view.scalars.filter(({ rest }) => !rest.includes("@")));
    return view.withField(field, { name: `${field.name}-x` });
  },

  blockName: (view, random) => {
    const heads = ["model A-b", "model 1Ab", "model A_b", "model _A", "enum E-f", "enum 1E"];
    return view.withBlock(`${random.pick(heads)} {\n  ${random.pick(["id Int @id", "A"])}\n}`);
  },

  emptyEnum: (view) => view.withBlock("enum Foo12 {\n}"),

  columnMappedToAField: (view, random) => {
    const field = random.pick(view.scalars);
    const others = view.scalars.filter((other) => other.block === field.block && other !== field && unmapped(other));
    return view.withAttribute(random.pick(others), `@map("${field.name}")`);
  },

  columnsMappedToOneName: (view, random) => {
    const { block } = random.pick(view.scalars);
    const [first, ...others] = view.scalars.filter((field) => field.block === block && unmapped(field));
    const last = random.pick(others);
    const mapped = view.withAttribute(first, '@map("zz")').split("\n");
    mapped[last.row] = view.withAttribute(last, '@map("zz")').split("\n")[last.row];
    return mapped.join("\n");
  },

  tableNameTaken: (view, random) => {
    const nameOf = (block) => block.rows.flatMap((row) => /@@map\("([^"]*)"/.exec(view.lines[row])?.[1] ?? [])[0];
    const taken = random.pick(view.models);
    const other = random.pick(view.models.filter((block) => block !== taken && nameOf(block) === undefined));
    return view.addTo(other, `@@map("${nameOf(taken) ?? taken.name}")`);
  },

  enumsMappedToOneName: (view) =>
    view.withBlock(["Zz1", "Zz2"].map((name) => `enum ${name} {\n  A\n  @@map("q")\n}`).join("\n\n")),
};

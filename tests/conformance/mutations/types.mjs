// Breaks the types of fields, composite types and views.
import { SCALARS } from "./view.mjs";

const UNSUPPORTED = [
  ...["Text", "text", "VarChar(5)", "VarChar", "Decimal(5)", "Uuid", "circle", "BigInt", "Bit", "Xml ", "Json"],
  ...["JsonB", "Timestamp(3)"],
];

const COMPOSITES = [
  ...["", "a Int", "a Int @id", "a Int @unique", "a Int @default(1)", "a Int @ignore", "a Int @foo"],
  ...["a Foo", "a Zz", "a Zz?", 'a Int @map("b")\n  b Int', "a Int\n  a Int", "a DateTime @updatedAt"],
  ...["a Int @default(autoincrement())", "a String @default(uuid())", 'a Int\n  @@map("x")', "a Int\n  @@index([a])"],
];

const VIEWS = [
  ...["a Int @unique", "a Int @id", "a Int", "a Int\n  @@index([a])", "a Int\n  @@id([a])", 'a Int\n  @@map("foo")'],
];

/** @type {Record<string, import("./view.mjs").Kind>} */
export const types = {
  misspelledScalar: (view, random) => {
    const field = random.pick(view.scalars);
    return view.withField(field, { type: random.typo(field.type) });
  },

  misspelledEnum: (view, random) => {
    const enums = new Set(view.enums.map(({ name }) => name));
    const field = random.pick(view.fields.filter(({ type }) => enums.has(type)));
    return view.withField(field, { type: random.typo(field.type) });
  },

  lowercaseScalar: (view, random) => {
    const field = random.pick(view.scalars);
    return view.withField(field, { type: field.type.toLowerCase() });
  },

  otherScalar: (view, random) => {
    const field = random.pick(view.scalars);
    return view.withField(field, { type: random.pick(SCALARS) });
  },

  listOfScalars: (view, random) => {
    const plain = view.scalars.filter(({ arity, rest }) => arity === "" && !rest.includes("@"));
    return view.withField(random.pick(plain), { arity: "[]" });
  },

  unsupportedWithAttribute: (view, random) => {
    const attributes = [
      ...["", "@default(1)", '@default(dbgenerated("x"))', "@ignore", "@updatedAt", "@db.Text", '@map("foo")'],
    ];
    return view.insert(random.pick(view.scalars).row + 1, `  zz Unsupported("foo")? ${random.pick(attributes)}`);
  },

  unsupportedThatIsSupported: (view, random) =>
    view.insert(random.pick(view.scalars).row + 1, `  zz Unsupported("${random.pick(UNSUPPORTED)}")?`),

  compositeType: (view, random) => view.withBlock(`type Zz {\n  ${random.pick(COMPOSITES)}\n}`),

  view: (view, random) => view.withBlock(`view Zz {\n  ${random.pick(VIEWS)}\n}`),

  modelToView: (view, random) => {
    const { start } = random.pick(view.models);
    return view.withLine(start, view.lines[start].replace("model", "view"));
  },
};

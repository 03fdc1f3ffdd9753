// Breaks defaults: values of another type, functions that do not fit, wrong arguments.

/** Gives a field of the type, or of any scalar type, one of the defaults. @returns {import("./view.mjs").Kind} */
function oneOf(values, type) {
  return (view, random) => {
    const free = view.scalars.filter(
      (field) => field.arity === "" && (!type || field.type === type) && !/@default|@id|@updatedAt/.test(field.rest),
    );
    return view.withAttribute(random.pick(free), `@default(${random.pick(values)})`);
  };
}

/** @type {Record<string, import("./view.mjs").Kind>} */
export const defaults = {
  literalDefault: oneOf([
    ...['"x"', '"true"', "1", "1.5", "-1", "99999999999999999999", "true", "null", "yes", "foo", "[1]", '["a"]', "{}"],
  ]),
  functionDefault: oneOf([
    ...["autoincrement()", "now()", "uuid()", "cuid()", "ulid()", "nanoid()", "auto()", "sequence()", "foo()"],
    ...["dbgenerated()", 'dbgenerated("x")', 'env("X")'],
  ]),
  defaultArguments: oneOf([
    "",
    "value: 1",
    "val: 1",
    "1, 2",
    '1, map: "x"',
    '1, map: ""',
    "value: 1, value: 2",
    "1, foo: 2",
    '"x", map: 1',
  ]),
  stringDefault: oneOf(
    [
      ...["uuid(4)", "uuid(7)", "uuid(5)", 'uuid("x")', "cuid(1)", "cuid(2)", "cuid(3)", "cuid(1,2)", "ulid(1)"],
      ...["nanoid(1)", "nanoid(2)", "nanoid(255)", "nanoid(256)", 'nanoid("x")', "Uuid()", "cudi()", "nanoId()"],
      ...['dbgenerated("")', "dbgenerated(1)", 'dbgenerated("a","b")'],
    ],
    "String",
  ),
  dateTimeDefault: oneOf(
    ["now(1)", "Now()", "now", '"2020-01-01"', '"2020-01-01T00:00:00Z"', 'dbgenerated("now()")'],
    "DateTime",
  ),
  intDefault: oneOf(
    [
      ...["autoincrement(1)", "autoincrement", "1.0", "3000000000", "9223372036854775807", "9223372036854775808"],
      ...['"1"', "true"],
    ],
    "Int",
  ),
  jsonDefault: oneOf(['"{}"', '"{"', '"[1,]"', "{}", "[]", '"null"', '""', '"\\"a\\""'], "Json"),
  decimalDefault: oneOf(['"1.5"', '"x"', "1.5", '""', "true", '"1e5"'], "Decimal"),
  booleanDefault: oneOf(["false", "True", "TRUE", "1", '"true"', "yes"], "Boolean"),

  enumDefault: (view, random) => {
    const enums = new Map(view.enums.map((block) => [block.name, view.valuesOf(block)]));
    const free = view.fields.filter(({ type, arity, rest }) => enums.has(type) && !arity && !/@default/.test(rest));
    const field = random.pick(free);
    const value = enums.get(field.type)?.[0] ?? "X";
    const values = [
      value,
      `${value}X`,
      `"${value}"`,
      `[${value}]`,
      value.toLowerCase(),
      "1",
      "now()",
      'dbgenerated("x")',
      "foo()",
    ];
    return view.withAttribute(field, `@default(${random.pick(values)})`);
  },

  misspelledEnumDefault: (view, random) =>
    view.replaceOne(/@default\(([A-Z][A-Z_a-z]*)\)/g, (_, value) => `@default(${random.typo(value)})`, random),

  listDefault: (view, random) => {
    const values = ["[]", '["a"]', '"a"', "[1]", '[1, "a"]', "1", "now()", "uuid()", 'dbgenerated("x")'];
    const lists = view.scalars.filter(({ arity, rest }) => arity === "[]" && !/@default/.test(rest));
    return view.withAttribute(random.pick(lists), `@default(${random.pick(values)})`);
  },

  autoincrement: (view, random) => {
    const type = random.pick(["Int", "BigInt"]);
    const unique = random.pick(["", " @unique"]);
    return view.insert(random.pick(view.scalars).row + 1, `  zz ${type} @default(autoincrement())${unique}`);
  },
};

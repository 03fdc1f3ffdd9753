// Breaks data sources and generators.

const DATASOURCE = /(datasource\s+\w+\s*\{)/g;
const PROVIDER = /provider\s*=\s*"(postgresql|postgres|mysql|sqlite|mongodb|sqlserver|cockroachdb)"/g;

const DATASOURCE_KEYS = [
  'foo = "x"',
  'providr = "x"',
  'relationMode = "prism"',
  'relationMode = "foreignKeys"',
  "relationMode = prisma",
  'relationMode = "prisma"',
  'referentialIntegrity = "prisma"',
  'previewFeatures = ["views"]',
  "extensions = [pgcrypto]",
  'extensions = ["x"]',
  'provider = "mysql"',
  "foo =",
];

const GENERATORS = [
  ['provider = "x"'],
  ['foo = "x"'],
  ["provider = foo"],
  ["provider = env()"],
  ['provider = "x"', "output = 1"],
  ['provider = "x"', 'previewFeatures = ["foo"]'],
  ['provider = "x"', 'previewFeatures = ["views"]'],
  ['provider = "x"', "previewFeatures = views"],
  ['provider = "x"', "engineType = library"],
  ['provider = "x"', 'provider = "y"'],
  ['provider = "x"', "binaryTargets = native"],
  ['provider = "x"', 'binaryTargets = ["native"]'],
  ['provider = "x"', "foo ="],
  ['provider = "x"', "foo = bar", "baz = 1"],
];

/** @type {Record<string, import("./view.mjs").Kind>} */
export const config = {
  datasourceKey: (view, random) =>
    view.replaceOne(DATASOURCE, (head) => `${head}\n  ${random.pick(DATASOURCE_KEYS)}`, random),

  datasourceSchemas: (view, random) => {
    const values = ['["public"]', "[]", '["a", "a"]', '"a"', "[a]"];
    return view.replaceOne(DATASOURCE, (head) => `${head}\n  schemas = ${random.pick(values)}`, random);
  },

  secondDatasource: (view, random) =>
    view.withBlock(`datasource ${random.pick(["db", "db2"])} {\n  provider = "postgresql"\n}`),

  providerValue: (view, random) =>
    view.replaceOne(
      PROVIDER,
      (_, name) => `provider = ${random.pick([`"${random.typo(name)}"`, name, '""', 'env("X")', `["${name}"]`, "1"])}`,
      random,
    ),

  noProvider: (view, random) => view.replaceOne(PROVIDER, "", random),

  otherProvider: (view, random) => {
    const names = ["postgresql", "mysql", "sqlite", "sqlserver", "cockroachdb", "mongodb"];
    return view.replaceOne(PROVIDER, () => `provider = "${random.pick(names)}"`, random);
  },

  relationModePrisma: (view, random) => {
    if (/relationMode/.test(view.text)) return null;
    return view.replaceOne(PROVIDER, (provider) => `${provider}\n  relationMode = "prisma"`, random);
  },

  anotherGenerator: (view, random) =>
    view.withBlock(
      `generator ${random.pick(["client", "zod2"])} {\n${random
        .pick(GENERATORS)
        .map((line) => `  ${line}`)
        .join("\n")}\n}`,
    ),
};

// Compares our formatter with prettier on random TypeScript of the kinds we generate.
//
//   node fuzz.mjs [count] [seed] [kind]      PRETTIER=<prettier's folder>  FORMAT=<our binary>
//
// FORMAT is built by `cargo build --example format`. Exit status 1 if any output differs.
import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(import.meta.url);
const prettier = require(process.env.PRETTIER ?? "prettier");
const binary = process.env.FORMAT ?? "target/debug/examples/format";
const count = Number(process.argv[2] ?? 1000);
let state = Number(process.argv[3] ?? 1) * 2654435761 + 12345;
const only = process.argv[4];

function random() {
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
const below = (n) => Math.floor(random() * n);
const pick = (...items) => items[below(items.length)];
const lazily = (...makers) => makers[below(makers.length)]();
const maybe = (chance, make, other = "") => (random() < chance ? make() : other);
const many = (least, most, make) =>
  Array.from({ length: least + below(most - least + 1) }, make);
const list = (...args) => many(...args).join(", ");

const words = "id user name created at email post count role status tag x value organization membership settings external reference".split(" ");
const name = (most = 4) =>
  many(1, most, () => pick(...words))
    .map((word, i) => (i ? word[0].toUpperCase() + word.slice(1) : word))
    .join("");
const typeName = (most = 4) => {
  const text = name(most);
  return text[0].toUpperCase() + text.slice(1);
};
const snake = (most = 5) => many(1, most, () => pick(...words)).join("_");
const string = (most = 5) =>
  lazily(
    () => `"${snake(most)}"`,
    () => `"${snake(most)}"`,
    () => `'${snake(most)}'`,
    () => `"${snake(2)} ${pick("é", "日本語", "it's", "😀", "a b")} ${snake(most)}"`,
    () => `'say "${snake(2)}"'`,
    () => `"a \\" b ${snake(2)}"`,
    () => `'it\\'s ${snake(2)}'`,
  );
const number = () => pick("0", "1", "42", "1.50", "0xAB", "1e10", "1E+5", ".5", "10n", "1_000", "5.0", "-3");
const key = () =>
  lazily(name, name, name, name, () => `"${name(2)}"`, () => `"${snake(2)}-${snake(1)}"`, () => `"1"`);
const key1 = () => name();
const sql = () => "sql`" + pick("CURRENT_TIMESTAMP", "'{}'::jsonb", "0", "now()", "ARRAY[]::TEXT[]", `\${t.${name()}} is not null`, `\${${name()}.${name()}} > \${${number()}} and 'x'`, "a\n  b") + "`";

// Drizzle.
const columnCall = () =>
  lazily(
    () => `text(${string()})`,
    () => `integer(${string()})`,
    () => `varchar(${string()}, { length: ${below(999)} })`,
    () => `numeric(${string()}, { precision: ${below(30)}, scale: ${below(9)} })`,
    () => `timestamp(${string()}, { precision: 3, withTimezone: true, mode: "string" })`,
    () => `bigint(${string()}, { mode: "bigint" })`,
    () => `${name(2)}Enum(${string()})`,
    () => `jsonb(${string()})`,
    () => `vector(${string()}, { dimensions: ${below(2000)} })`,
    () => `serial()`,
  );
const columnMethod = () =>
  lazily(
    () => ".notNull()",
    () => ".notNull()",
    () => ".primaryKey()",
    () => ".unique()",
    () => ".array()",
    () => `.unique(${string()})`,
    () => `.default(${lazily(sql, string, number, () => pick("true", "false", "null", "[]", "[1, 2]", "{}", "{ a: 1 }", `[${list(1, 4, string)}]`, `new Date(${string()})`, "BigInt(5)"))})`,
    () => `.$type<${type(1)}>()`,
    () => `.$defaultFn(() => ${pick("crypto.randomUUID()", "createId()", "new Date()", `ulid()`, `${name()}.${name()}()`)})`,
    () => `.$onUpdate(() => new Date())`,
    () => `.references(() => ${name()}.${name(2)})`,
    () => `.references(() => ${name()}.${name(2)}, { onDelete: "cascade", onUpdate: ${string(1)} })`,
    () => `.references((): AnyPgColumn => ${name()}.${name(2)})`,
    () => `.generatedAlwaysAs(${sql()})`,
  );
const column = () => columnCall() + many(0, 5, columnMethod).join("");
const indexColumn = () =>
  `t.${name()}` + maybe(0.3, () => pick(".desc()", ".asc()", ".desc().nullsFirst()", `.op(${string(1)})`, `.asc().nullsLast().op(${string(1)})`));
const constraint = () =>
  lazily(
    () => `${pick("index", "uniqueIndex")}(${string(6)}).on(${list(1, 4, indexColumn)})${maybe(0.2, () => `.where(${sql()})`)}`,
    () => `index(${string(6)}).using("gin", ${list(1, 3, indexColumn)})`,
    () => `index().on(${list(1, 3, indexColumn)})`,
    () => `primaryKey({ name: ${string(5)}, columns: [${list(1, 4, indexColumn)}] })`,
    () => `unique(${string()}).on(${list(1, 4, indexColumn)}).nullsNotDistinct()`,
    () => `check(${string()}, ${sql()})`,
    () => `foreignKey({${pick(" ", "\n")}name: ${string(6)}, columns: [${list(1, 3, indexColumn)}], foreignColumns: [${list(1, 3, () => name() + "." + name())}] })${maybe(0.7, () => `.onDelete(${string(1)})`)}${maybe(0.5, () => `.onUpdate("cascade")`)}`,
  );
const gap = () => pick(" ", " ", " ", "\n", "\n", "\n\n", "\n  \n\n ");
const comment = () =>
  lazily(
    () => "\n/** " + snake() + ". */\n",
    () => "\n/**\n   * " + snake() + "\n * " + snake() + "\n    */\n",
    () => "\n// " + snake() + "\n",
    () => "\n\n/** x */\n",
  );
const object = (make, most = 5) =>
  `{${gap()}${many(0, most, () => maybe(0.08, comment) + make()).join("," + gap())}${pick("", ",")}${maybe(0.05, () => " // " + name() + "\n")}${gap()}}`;
const table = () =>
  `export const ${name()} = ${pick("pgTable", `${name(1)}Schema.table`, "mysqlTable")}(${string()},${gap()}${object(() => key() + ": " + column(), 7)}${maybe(0.6, () => `, (t) =>${gap()}[${gap()}${many(0, 4, () => maybe(0.05, comment) + constraint()).join("," + gap())}${gap()}]`)}${pick("", ",")})`;
const relation = () =>
  `${name()}: ${pick("one", "many")}(${name()}${maybe(0.8, () => ", " + object(() => lazily(() => `relationName: ${string()}`, () => `fields: [${list(1, 3, () => name() + "." + name())}]`, () => `references: [${list(1, 3, () => name() + "." + name())}]`), 3))})`;
const relations = () =>
  `export const ${name()}Relations = relations(${name()},${gap()}(${pick("{ one }", "{ one, many }", "{ many }", "{one,many,}", `{ ${list(1, 5, name)} }`)}) => (${object(() => relation(), 4)}))`;
const define = () =>
  `export const relations = defineRelations(schema, (r) => (${object(() => `${name()}: ${object(() => `${name()}: r.${pick("one", "many")}.${name()}(${object(() => `${pick("from", "to", "alias")}: ${lazily(() => `r.${name()}.${name()}`, string, () => `r.${name()}.${name()}.through(r.${name()}.${name()})`)}`, 3)})`, 3)}`, 3)}))`;
const customType = () =>
  `const ${name()} = customType<${objectType(1)}>(${object(() => lazily(
    () => `dataType: () => ${string(1)}`,
    () => `dataType() { return ${string(1)} }`,
    () => `dataType(config) {${gap()}return \`${snake(1)}(\${config.${name()}})\`;${gap()}}`,
    () => `fromDriver(value: ${type(1)}): ${type(1)} {${gap()}return ${expression(2)};${gap()}}`,
    () => `toDriver: (value) => ${expression(2)}`,
  ), 3)})`;
const enumTable = () => `export const ${name()}Enum = ${pick("pgEnum", `${name(1)}.enum`)}(${string()}, [${list(1, 9, () => string(2))}${pick("", ",")}])`;

// Types.
const simpleType = () => pick("string", "number", "boolean", "null", "Date", "unknown", "bigint", "undefined", "void", "any", "Buffer", "never");
const tsType = (depth) => type(depth);
function type(depth = 2) {
  if (depth <= 0) return lazily(simpleType, simpleType, typeName, string);
  return lazily(
    simpleType,
    simpleType,
    typeName,
    () => string(2),
    () => `${typeName(2)}<${list(1, 4, () => type(depth - 1))}>`,
    () => `${typeName(2)}<${typeName(3)}<${type(depth - 1)}>>`,
    () => `${type(depth - 1)} | null`,
    () => many(2, 5, () => type(depth - 1)).join(" | "),
    () => many(2, 8, () => string(3)).join(" | "),
    () => many(2, 3, () => lazily(() => typeName(), () => objectType(depth - 1))).join(" & "),
    () => `(${type(depth - 1)})[]`,
    () => `${typeName()}[]`,
    () => `[${list(1, 4, () => type(depth - 1))}]`,
    () => `{ [K in keyof ${typeName()}]${pick("", "?", "-?")}: ${type(depth - 1)} }`,
    () => `(${list(0, 3, () => name() + pick(": ", "?: ") + type(depth - 1))}) => ${type(depth - 1)}`,
    () => `(typeof ${typeName()})[keyof typeof ${typeName()}]`,
    () => `z.infer<typeof ${typeName()}>`,
    () => `import("./${snake()}").${typeName()}`,
    () => objectType(depth - 1),
    () => `keyof ${typeName()}`,
    () => `readonly string[]`,
    () => `${typeName()}["${name()}"]`,
    () => "`${" + typeName() + "}_x`",
  );
}
const member = (depth) =>
  lazily(
    () => `${pick("", "", "readonly ")}${key()}${pick("", "", "?")}: ${type(depth)}`,
    () => `${key1()}: ${type(depth)}`,
    () => `${key1()}(${list(0, 3, () => name() + ": " + type(depth))}): ${type(depth)}`,
    () => `[key: string]: ${type(depth)}`,
  );
const objectType = (depth) =>
  `{${gap()}${many(0, 4, () => member(depth)).join(";" + gap())}${pick("", ";")}${gap()}}`;
const conditional = (depth = 2) =>
  `${typeName()} extends ${lazily(() => `${typeName()}<${list(1, 3, () => "infer " + typeName(2))}>`, () => type(1))} ? ${type(1)} : ${depth > 0 && random() < 0.5 ? conditional(depth - 1) : type(1)}`;
const parameters = () => maybe(0.4, () => `<${list(1, 3, () => typeName(2) + maybe(0.4, () => " extends " + type(1)) + maybe(0.3, () => " = " + type(1)))}>`);
const alias = () => `export type ${typeName()}${parameters()} = ${lazily(() => type(2), () => type(3), () => conditional())}`;
const interfaceDeclaration = () =>
  `export interface ${typeName()}${maybe(0.2, () => `<${typeName(1)}>`)}${maybe(0.3, () => ` extends ${list(1, 3, () => lazily(typeName, () => `${typeName()}<${list(1, 2, () => type(1))}>`))}`)} {${gap()}${many(0, 7, () => maybe(0.1, comment) + member(2)).join(";" + gap())}${maybe(0.08, () => "; // " + name() + "\n")}${gap()}}`;

// Expressions and statements.
function expression(depth = 3) {
  if (depth <= 0) return lazily(name, name, string, number, () => pick("true", "null", "this"));
  const inner = () => expression(depth - 1);
  return lazily(
    name,
    string,
    number,
    () => `${name()}.${name()}`,
    () => `${name(2)}(${list(0, 4, inner)})`,
    () => `${name(2)}.${name(2)}(${list(0, 3, inner)})`,
    () => `${name(1)}${many(1, 5, () => `.${name(2)}(${list(0, 2, inner)})`).join("")}`,
    () => `${pick("this", "z", "Object", "_", "db")}${many(1, 5, () => `.${name(2)}${maybe(0.8, () => `(${list(0, 2, inner)})`)}`).join("")}`,
    () => `z.object(${object(() => key1() + ": z." + pick("string()", "number().int()", "array(z.string()).optional()", "enum([\"a\", \"b\"])"))})`,
    () => object(() => lazily(() => `${key()}: ${inner()}`, name, () => `...${name()}`, () => `[${name()}]: ${inner()}`)),
    () => `[${list(0, 5, inner)}]`,
    () => `[${list(5, 40, () => pick("1", "22", "333", "-4"))}]`,
    () => `(${list(0, 3, name)}) => ${inner()}`.replace("=> {", "=> ({").replace(/=> \(\{([^]*)$/, "=> ({$1)"),
    () => `(${pick("{ " + list(1, 3, name) + " }", name() + ": " + type(1), `[${list(1, 2, name)}]`)}) => {${gap()}${many(0, 3, () => statement(1)).join(gap())}${gap()}}`,
    () => `async (${name()}) => await ${name()}(${inner()})`,
    () => `function (${list(0, 3, name)}) {${gap()}${many(0, 2, () => statement(1)).join(gap())}${gap()}}`,
    () => `new ${typeName()}(${list(0, 3, inner)})`,
    () => `(${inner()}) as ${type(1)}`,
    () => `(${inner()}) satisfies ${type(1)}`,
    () => `${name()} as const`,
    () => `!${name()}`,
    () => `-(${inner()})`,
    () => `typeof ${name()}`,
    () => `(${inner()}) ${pick("+", "-", "*", "/", "%", "===", "<", "&&", "||", "??", "|", "&")} (${inner()})`.replace(/\?\? \(([^]*(&&|\|\|))/, "&& ($1"),
    () => many(2, 5, () => lazily(name, () => `${name()}.${name()}`, () => `${name()} === ${string(1)}`)).join(pick(" && ", " || ", " + ")),
    () => `(${inner()}) ? ${inner()} : ${inner()}`,
    () => `${name()} ? ${string()} : ${name()} === ${string(1)} ? ${inner()} : ${inner()}`,
    () => "`" + many(1, 3, () => `${snake(2)} \${${pick(name(), `${name()}.${name()}`, `${name()}(${name()})`)}}`).join(" ") + "`",
    sql,
    () => `${name()}?.${name()}?.(${inner()})`,
    () => `${name()}[${inner()}]`,
    () => `${name()}!.${name()}`,
    () => `${name()}<${type(1)}>(${list(0, 2, inner)})`,
    () => `await ${name()}(${inner()})`,
  );
}
function statement(depth = 2) {
  const inner = () => expression(depth);
  const block = () => `{${gap()}${many(0, 2, () => statement(depth - 1)).join(gap())}${gap()}}`;
  if (depth <= 0) return `${name()}(${name()});`;
  return lazily(
    () => `const ${name()} = ${inner()};`,
    () => `const ${name()}: ${type(2)} = ${inner()};`,
    () => `const { ${list(1, 4, () => name() + maybe(0.2, () => " = " + number()) + maybe(0.1, () => `: ${name()}`).replace(/^ = .*: /, ": "))} } = ${inner()};`.replace(/ = [^,{}]*: /g, ": "),
    () => `let ${name()};`,
    () => `return ${inner()};`,
    () => `throw new Error(${inner()});`,
    () => `${name()}.${name()} = ${inner()};`,
    () => `${name()}(${list(0, 3, inner)});`,
    () => `${name()}${many(1, 4, () => `.${name()}(${list(0, 2, inner)})`).join("")};`,
    () => `if (${inner()}) ${block()}${maybe(0.4, () => ` else ${block()}`)}`,
    () => `if (${inner()}) return ${inner()};`,
    () => `for (const ${name()} of ${inner()}) ${block()}`,
    () => `try ${block()} catch (${name()}) ${block()}`,
  );
}
const specifier = () => pick("", "", "", "type ") + name() + maybe(0.2, () => " as " + name());
const modules = () =>
  lazily(
    () => `import { ${list(1, 9, specifier)} } from ${string()};`,
    () => `import type { ${list(1, 5, name)} } from "./${snake()}";`,
    () => `import * as ${name()} from "${snake()}";`,
    () => `import ${name()}, { ${list(1, 4, name)} } from "${snake()}";`,
    () => `import ${name()} from "${snake()}"`,
    () => `import "${snake()}"`,
    () => `export { ${list(1, 9, specifier)} }${pick(";", ` from ${string()};`)}`,
    () => `export * from ${string()}`,
    () => `export * as ${name()} from ${string()}`,
    () => `export type { ${list(1, 4, name)} } from ${string()}`,
  );
const declaration = () =>
  lazily(
    () => `export const ${name()} = ${expression(3)}${pick("", " as const")};`,
    () => `export const ${typeName()} = ${object(() => `${key()}: ${string()}`)} as const;`,
    () => `export const ${typeName()} = z.enum([${list(1, 9, () => string(2))}]);`,
    () => `export const ${name()}: ${type(2)} = ${expression(2)};`,
    () => `export ${pick("", "async ")}function ${name()}${parameters()}(${list(0, 3, () => name() + ": " + type(1))})${maybe(0.6, () => `: ${type(1)}`)} {${gap()}${many(0, 4, () => statement(2)).join(gap())}${gap()}}`,
    () => `export enum ${typeName()} {${gap()}${list(0, 5, () => key1() + maybe(0.5, () => " = " + string(2)))}${gap()}}`,
    () => `declare module "${snake()}" {${gap()}${many(0, 2, interfaceDeclaration).join("\n")}${gap()}}`,
    () => `declare global {${gap()}${many(0, 2, interfaceDeclaration).join("\n")}${gap()}}`,
    () => `export default ${expression(2)};`,
    () => statement(3).replace(/^return .*$/s, "x;"),
  );
const kinds = { table, relations, define, customType, enumTable, alias, interfaceDeclaration, modules, declaration };

function samples() {
  const texts = [];
  if (!only) {
    const folder = process.env.EXAMPLES;
    for (const file of folder ? readdirSync(folder).filter((f) => f.endsWith(".ts")) : []) {
      const text = readFileSync(join(folder, file), "utf8");
      texts.push(text, scramble(text), scramble(text), scramble(text));
    }
  }
  const makers = Object.entries(kinds).filter(([kind]) => !only || kind === only);
  for (let i = 0; i < count; i++) {
    const [, make] = makers[i % makers.length];
    texts.push(maybe(0.1, comment) + make() + pick("", ";", " // end") + "\n");
  }
  return texts;
}

// Random line breaks and spaces where there is space outside strings, templates and comments.
function scramble(text) {
  return text.replace(/\/\*[^]*?\*\/|\/\/.*|"[^"]*"|`[^`]*`|([,;])\n\s*|\n +(?=\.)|([([{])\s*\n\s*|(\S) (?==)/g, (all, end, open) =>
    end ? end + pick("\n", " ", "\n ") : open ? open + (open === "{" ? "\n" : pick("", "\n")) : all.startsWith("\n") ? pick("", "\n ") : all,
  );
}

const pretty = (text) => prettier.format(text, { filepath: "x.ts" });
let wrong = 0;
let invalid = 0;
let refused = 0;
const texts = samples();
const expected = [];
for (const text of texts) {
  try {
    expected.push(await pretty(text));
  } catch {
    expected.push(null);
    invalid++;
  }
}
const valid = texts.filter((_, i) => expected[i] !== null);
const wanted = expected.filter((text) => text !== null);
const run = (inputs) => {
  const { stdout, stderr, status } = spawnSync(binary, { input: inputs.join("\0"), maxBuffer: 1 << 30 });
  if (status !== 0) throw new Error(`our formatter failed: ${stderr}`);
  return stdout.toString().split("\0");
};
const got = run(valid);
const again = run(got);
const show = Number(process.env.SHOW ?? 10);
for (let i = 0; i < valid.length; i++) {
  // Where prettier itself changes its own output, so may we.
  const stable =
    again[i] === got[i] || got[i] !== wanted[i] || again[i] === (await pretty(got[i]));
  if (got[i] === wanted[i] && stable) continue;
  if (got[i].startsWith("error: ")) {
    refused++; // oxc refuses a few texts that prettier's parser lets pass.
    continue;
  }
  if (wrong++ < show) {
    const a = wanted[i].split("\n");
    const b = (got[i] === wanted[i] ? again[i] : got[i]).split("\n");
    let first = 0;
    while (a[first] === b[first]) first++;
    const from = Math.max(0, first - 4);
    console.log(`--- ${stable ? "differs" : "not stable"} at line ${first + 1}; prettier:`);
    console.log(a.slice(from, first + 10).join("\n"));
    console.log("--- ours:");
    console.log(b.slice(from, first + 10).join("\n"));
    if (process.env.SOURCE) console.log("--- source:\n" + valid[i]);
  }
}
console.log(`${valid.length} samples, ${invalid + refused} invalid ones skipped, ${wrong} differ`);
process.exit(wrong ? 1 : 0);

// Judges zod-models.ts. TypeScript: are its types Drizzle's? PostgreSQL: is what it
// takes what the database takes, and does it take the rows that come back?
//   node models.mjs [--bin FILE] [--corpus FOLDER] [--sample N]
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { eq } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import { build } from "esbuild";
import ts from "typescript";
import { findBinary, findCorpusFolder } from "./lib/arguments.mjs";
import { describeRun, generate } from "./lib/binary.mjs";
import { createDatabase } from "./lib/databases.mjs";
import { judgeLayout } from "./lib/layout.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import { datasource, ddl } from "./lib/prisma.mjs";
import { findCases, findCorpus, readSchema, sample } from "./lib/schemas.mjs";
import { createProgram, typeErrors } from "./lib/typescript.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");
const WORK = path.join(HERE, ".work", `models-${process.pid}`);
const UUID = "00000000-0000-0000-0000-000000000001";

/** What each column takes and refuses, whether Zod is asked or the database. */
const VALUES = {
  small: [[0, -32768, 32767], [32768, -32769, 1.5, "a", null]],
  int: [[-2147483648, 2147483647], [2147483648, 1.5, Number.NaN, "a", null]],
  big: [[0n, 9223372036854775807n], [9223372036854775808n, "a"]],
  oid: [[0, 4294967295], [4294967296, "a", 1.5]],
  numeric: [["12.50", "-.5", "+1.", "1e5", "NaN", "00.10"], ["", "1.2.3", "a", "0-1", "1 2"]],
  real: [[1.5, -3e38], [1e39, "a"]],
  double: [[1.5, 1e300, Number.MAX_VALUE], ["a", null]],
  bool: [[true, false], ["maybe", null]],
  text: [["", "é😀"], [null]],
  varchar: [["", "abcde"], ["abcdef", null]],
  char: [["", "a", "abc"], ["abcd"]],
  uuid: [[UUID, "3F2504E0-4F89-41D3-9A0C-0305E82C3301"], ["a", UUID.slice(1), `${UUID}0`]],
  inet: [["10.0.0.1", "::1"], [null]],
  bit: [["0101"], ["01", "01011", "012a"]],
  bits: [["", "01"], ["01011", "2"]],
  moment: [[new Date(0)], [new Date(Number.NaN), null]],
  zoned: [[new Date(0)], [new Date(Number.NaN), null]],
  date: [[new Date(0)], [new Date(Number.NaN), null]],
  time: [["01:02:03"], [null]],
  role: [["ADMIN", "super-user"], ["SUPER", "admin", ""]],
  roles: [[[], ["ADMIN", "super-user"], null], [["SUPER"]]],
  words: [[["abcde"], null], [["abcdef"]]],
  bigs: [[[1n, -9223372036854775808n]], [[9223372036854775808n]]],
  numerics: [[["1.50", "NaN"]], [["a"]]],
  moments: [[[new Date(0)]], [[new Date(Number.NaN)]]],
  bytes: [[Buffer.from("a"), new Uint8Array([0, 255])], [null]],
  json: [[{ a: "x" }], []],
  opt: [[1, null], ["a", 2147483648]],
};

const { values: options } = parseArgs({
  options: { bin: { type: "string" }, corpus: { type: "string" }, sample: { type: "string", default: "4" } },
});
const bin = findBinary(options.bin, REPO);
const faults = [];

/** In characters. TypeScript compares the types of larger schemas for minutes. */
const LARGEST = 20_000;

/** Options that change what a row is, or what the files are called; the case's own count where they do not say. */
const OPTIONS = {
  default: {},
  other: {
    drizzle: { bigint: "number", date: "string", decimal: "number" },
    files: { drizzle: "schema.ts", zod: "enums.ts", models: "rows.ts", json: "json.ts" },
    importExtension: ".js",
  },
};

/**
 * Writes the files of a schema, with the `triple-orm.json` beside it and these options.
 * @returns {Promise<{ dir: string, drizzle: string, models: string } | null>} null where it is refused
 */
async function write({ schema, config: beside }, name, more) {
  const dir = path.join(WORK, name);
  mkdirSync(dir, { recursive: true });
  const own = beside ? ts.parseConfigFileTextToJson(beside, readFileSync(beside, "utf8")).config : {};
  const all = { ...own, ...more, zod: { models: true }, targets: ["drizzle", "zod"] };
  for (const key of ["drizzle", "files"]) all[key] = { ...own[key], ...more[key] };
  // The Drizzle that is installed here.
  all.drizzle.version = "0.45";
  const config = path.join(dir, "triple-orm.json");
  writeFileSync(config, JSON.stringify(all));
  const run = await generate(bin, { schema, config }, dir);
  if (run.status !== 0) {
    console.log(`${name} SKIPPED: ${describeRun(run).split("\n")[0]}`);
    return null;
  }
  const { drizzle = "drizzle-schema.ts", models = "zod-models.ts" } = all.files;
  return { dir, drizzle, models };
}

/** The tables and the models of two files stand in one order. */
function typeTest({ dir, drizzle, models: modelsFile }) {
  const text = (name) => readFileSync(path.join(dir, name), "utf8");
  const names = (name, what) => [...text(name).matchAll(what)].map((match) => match[1]);
  const tables = names(drizzle, /^export const ([\w$]+) =\s+(?:(?:pg|mysql|sqlite)(?:Table|View)|[\w$]+\s*\.(?:table|view))\(/gm);
  const models = text(modelsFile).split(/^(?=export const [\w$]+ =\s+z\.object\()/m).slice(1);
  if (tables.length !== models.length) throw new Error(`${dir}: ${tables.length} tables, ${models.length} models`);
  const lines = tables.flatMap((table, i) => {
    const types = [...models[i].matchAll(/^export type ([\w$]+) =/gm)].map((match) => `m.${match[1]}`);
    const [select, insert] = ["$inferSelect", "$inferInsert"].map((it) => `typeof d.${table}.${it}`);
    const pairs = [select, insert, `Partial<${insert}>`];
    return types.map((type, at) => `same<Same<Flat<${type}>, Flat<${pairs[at]}>>>();`);
  });
  return `import * as d from "./${drizzle}";
import * as m from "./${modelsFile}";
type Flat<T> = { [K in keyof T]: T[K] };
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
declare function same<_ extends true>(): void;
${lines.join("\n")}
export type { Flat, Same };
export { d, m };
`;
}

async function judgeTypes() {
  const corpus = findCorpusFolder(options.corpus, REPO);
  const size = ({ files }) => files.reduce((sum, [, text]) => sum + text.length, 0);
  // drizzle-orm 0.45 has modules for these.
  const isMeant = (provider) => ["postgresql", "cockroachdb", "mysql", "sqlite"].includes(provider);
  const moderate = (corpus ? findCorpus(corpus, isMeant) : []).filter((schema) => size(schema) <= LARGEST);
  const corpusSample = sample(moderate, Number(options.sample), 1);
  const cases = findCases(REPO).filter(({ files }) => isMeant(datasource(files).provider));
  let [schemas, models] = [0, 0];
  for (const [i, found] of [...cases, ...corpusSample].entries())
    for (const [mode, more] of Object.entries(OPTIONS)) {
      const written = await write(found, `types-${i}-${mode}`, more);
      if (!written) continue;
      const { dir, drizzle, models: modelsFile } = written;
      const files = [modelsFile, "models-test.ts"];
      const text = typeTest(written);
      writeFileSync(path.join(dir, files[1]), text);
      const drizzleText = readFileSync(path.join(dir, drizzle), "utf8");
      const lines = text.split("\n");
      for (const error of typeErrors(createProgram(dir, files), dir, files)) {
        // Drizzle 0.45 infers `unknown[]` for a list of z.json()'s recursive type.
        const table = /typeof d\.([\w$]+)/.exec(lines[error.line - 1])?.[1];
        const definition = table && drizzleText.split(`export const ${table} =`)[1].split(/^export /m)[0];
        if (/\.\$type<[\w$]+>\(\)\s*\.array\(\)/.test(definition ?? "")) continue;
        faults.push(`${found.id} (${mode}): ${error.message}: ${lines[error.line - 1]}`);
      }
      for (const { message } of await judgeLayout(dir, [modelsFile])) faults.push(`${found.id} (${mode}): ${message}`);
      schemas += 1;
      models += text.split("$inferSelect").length - 1;
    }
  console.log(`types: ${models} models of ${schemas} runs compared with Drizzle's`);
}

async function load(dir, name) {
  const outfile = path.join(dir, `${name}.mjs`);
  const entryPoints = [path.join(dir, `${name}.ts`)];
  await build({ entryPoints, outfile, bundle: true, packages: "external", format: "esm", platform: "node" });
  return import(pathToFileURL(outfile).href);
}

async function judgeValues() {
  const schema = path.join(HERE, "fixture-models/schema.prisma");
  const { dir } = await write({ schema }, "values", {});
  const { samples } = await load(dir, "drizzle-schema");
  const { SampleSchema, SampleInsertSchema, SampleUpdateSchema } = await load(dir, "zod-models");
  const server = await startPostgres();
  const database = await createDatabase(server.config, "models");
  let count = 0;
  try {
    for (const statement of [await ddl(readSchema(schema), database.config)].flat())
      await database.client.query(statement);
    const db = drizzle(database.client);
    const attempt = async (row) => {
      try {
        const [{ id }] = await db.insert(samples).values(row).returning();
        // Read by itself: what RETURNING gives is read by another path of Drizzle's.
        return (await db.select().from(samples).where(eq(samples.id, id)))[0];
      } catch (error) {
        return error;
      }
    };
    for (const [field, [taken, refused]] of Object.entries(VALUES))
      for (const [value, isTaken] of [...taken.map((it) => [it, true]), ...refused.map((it) => [it, false])]) {
        count += 1;
        const say = (who) => faults.push(`${field}: ${who} ${isTaken ? "refuses" : "takes"} ${String(value)}`);
        for (const [who, zod] of [["insert", SampleInsertSchema], ["update", SampleUpdateSchema]])
          if (zod.safeParse({ [field]: value }).success !== isTaken) say(`the ${who} schema`);
        const row = await attempt({ [field]: value });
        if (row instanceof Error === isTaken) say("the database");
        if (!(row instanceof Error)) {
          const result = SampleSchema.safeParse(row);
          if (!result.success) faults.push(`${field}: the row of ${String(value)} is refused: ${result.error}`);
        }
      }
    if (!SampleInsertSchema.safeParse({}).success) faults.push("an insert of defaults alone is refused");
    if (SampleSchema.safeParse({}).success) faults.push("a row without columns is taken");
  } finally {
    await database.drop();
    await server.stop();
  }
  console.log(`values: ${count} asked of Zod and of PostgreSQL`);
}

await judgeTypes();
await judgeValues();
rmSync(WORK, { recursive: true, force: true });
for (const fault of faults) console.log(`FAULT ${fault}`);
console.log(faults.length === 0 ? "zod-models.ts is right" : `${faults.length} faults`);
process.exitCode = faults.length === 0 ? 0 : 1;

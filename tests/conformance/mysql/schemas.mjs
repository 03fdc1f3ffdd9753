// One schema for MySQL: what its files compile to, and the database that drizzle-kit builds from them.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { alarms, audit, pairArguments } from "../lib/audit.mjs";
import * as binary from "../lib/binary.mjs";
import { anonymous, pathless } from "../lib/causes.mjs";
import { differences } from "../lib/compare.mjs";
import { importSchema } from "../lib/drizzle.mjs";
import { judgeLayout } from "../lib/layout.mjs";
import { createDatabase, readFacts, runAll } from "../lib/mysql.mjs";
import { readOptions } from "../lib/options.mjs";
import * as prisma from "../lib/prisma.mjs";
import { createProgram, typeErrors } from "../lib/typescript.mjs";

const TARGETS = ["drizzle"];

export async function judgeSchema({ id, schema, config: given, files }, { bin, server, kit, drizzle }, dir) {
  const config = configOf(given, drizzle, dir);
  const options = readOptions(config, files);
  const counts = {};
  const faults = [];
  const fault = (cause, message) => faults.push({ cause, message });
  const run = await binary.generate(bin, { schema, config }, dir, ...TARGETS.flatMap((one) => ["--target", one]));
  if (run.status !== 0) {
    fault(`generate: ${anonymous(pathless(binary.describeRun(run)))}`, binary.describeRun(run));
    return { id, faults, counts };
  }
  const names = await binary.typescriptFiles(dir);
  for (const { file, line, code, message } of typeErrors(createProgram(dir, names), dir, names))
    fault(`tsc ${file}: TS${code}: ${message}`, `${file}:${line} TS${code}: ${message}`);
  for (const { cause, message } of await judgeLayout(dir, names)) fault(`prettier ${cause}`, message);
  const imports = await importSchema(dir, options.drizzleFile);
  const seven = /** @type {prisma.SchemaFiles} */ (files.map(([name, text]) => [name, prisma.forPrisma7(text)]));
  const relations = await kit.judgeRelations(imports, seven);
  counts.relations = relations.checked;
  if (!options.leavesOut) faults.push(...relations.faults);

  if (drizzle === "0.45" && labels(seven).some((label) => /[,()]/.test(label)))
    return { id, faults, counts, skipped: "drizzle-kit cannot make enums of such labels (docs/limits.md)" };

  const database = await createDatabase(server);
  try {
    const built = await build(kit, imports, database, seven);
    counts.statements = built.count;
    counts.fulltext = built.fulltext;
    if (built.failures.some(({ message }) => message.startsWith("Specified key was too long")))
      return { id, faults, counts, skipped: "the server makes no index of columns this long, whoever asks for it" };
    if (built.failures.some(({ message }) => /^Identifier name '.*' is too long/.test(message)))
      return { id, faults, counts, skipped: "drizzle-kit gives a key too long a name (docs/limits.md)" };
    for (const { statement, message } of built.failures)
      fault(`drizzle-kit's DDL does not run: ${anonymous(message)}`, `${message}: ${statement}`);
    const facts = await readFacts(database);
    counts.facts = facts.size;
    if (!options.leavesOut && built.failures.length === 0) {
      const pair = pairArguments(["prisma:db"]);
      const args = ["--schema", schema, "--database-url", database.url, "--config", config, ...pair];
      const audited = await audit(bin, dir, args);
      // Nobody makes the views of a schema.
      faults.push(...alarms(audited, ({ rule }) => rule === "audit/missing-view"));
    }
    faults.push(...(await judgePush(kit, imports, database, counts)));
  } finally {
    await database.drop();
  }
  return { id, faults, counts };
}

/** The schema's own configuration, with the version of Drizzle. */
export function configOf(given, version, dir) {
  const own = given ? ts.parseConfigFileTextToJson(given, readFileSync(given, "utf8")).config : {};
  const file = path.join(dir, "triple-orm.json");
  writeFileSync(file, JSON.stringify({ ...own, drizzle: { ...own.drizzle, version } }));
  return file;
}

function labels(files) {
  return prisma.dmmf(files).datamodel.enums.flatMap(({ values }) => values.map(({ name, dbName }) => dbName ?? name));
}

/** Runs drizzle-kit's DDL, with the indexes that it has no word for made as Prisma makes them. */
export async function build(kit, imports, database, files) {
  const fulltext = new Set(indexesOfTexts(files));
  let made = 0;
  const statements = (await kit.ddl(imports)).map((statement) => {
    if (!fulltext.has(/^CREATE INDEX `[^`]+` ON (.*);$/.exec(statement)?.[1] ?? "")) return statement;
    made += 1;
    return statement.replace("CREATE INDEX", "CREATE FULLTEXT INDEX");
  });
  return { count: statements.length, fulltext: made, failures: await runAll(database, statements) };
}

/** What the FULLTEXT indexes of a schema are on, as drizzle-kit spells it. */
function indexesOfTexts(files) {
  const { indexes, models } = prisma.dmmf(files).datamodel;
  return indexes
    .filter(({ type }) => type === "fulltext")
    .map(({ model, fields }) => {
      const table = models.find(({ name }) => name === model);
      const columns = fields.map(({ name }) => table?.fields.find((field) => field.name === name)?.dbName ?? name);
      return `\`${table?.dbName ?? model}\` (${columns.map((column) => `\`${column}\``).join(",")})`;
    });
}

/**
 * Does a push leave the database as it is? Its statements are run as the kit runs them, one by one until one fails.
 * Indexes with lengths or an order are left out: the kit drops them and cannot make them (docs/limits.md).
 */
export async function judgePush(kit, imports, database, counts) {
  if (database.isMariadb && !kit.KNOWS_MARIADB) return [];
  const parts = kit.indexesOfParts(imports);
  const isOfPart = (statement) =>
    parts.some((name) => new RegExp(`\\b(INDEX|CONSTRAINT) \`${RegExp.escape?.(name) ?? name}\``).test(statement));
  const all = await kit.push(imports, database).catch((error) => {
    // On MariaDB the kit reads the checks that it makes of JSON otherwise (docs/limits.md).
    if (!error.ended || !database.isMariadb) throw error;
    counts["pushes that the kit gives up"] = 1;
    return [];
  });
  const statements = all.filter((statement) => !isOfPart(statement));
  counts["indexes that a push loses"] = parts.length;
  counts[statements.length === 0 ? "silent pushes" : "pushes that repeat"] = 1;
  const before = await readFacts(database);
  for (const statement of statements) {
    const [failure] = await runAll(database, [statement]);
    if (failure) break;
  }
  return differences(before, await readFacts(database)).map(({ key, left, right }) => ({
    cause: `push changes ${anonymous(key)}: ${anonymous(left)} | ${anonymous(right)}`,
    message: `${key}: ${left} became ${right}\n${statements.slice(0, 5).join("\n")}`,
  }));
}

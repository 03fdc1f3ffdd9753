// Are the files for MySQL right, on a real MariaDB or MySQL? See README.md.
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import { foldersOfMigrations } from "./lib/migrations.mjs";
import { startMysql } from "./lib/mysql.mjs";
import * as v0 from "./lib/mysql-kit.mjs";
import * as v1 from "./lib/mysql-kit-v1.mjs";
import { readOptions } from "./lib/options.mjs";
import * as schemas from "./lib/schemas.mjs";
import { broken, printTally, tell } from "./lib/tally.mjs";
import { judgeProject } from "./mysql/projects.mjs";
import { judgeSchema } from "./mysql/schemas.mjs";
import { judgeValues } from "./mysql/values.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");
const PARTS = ["schemas", "projects", "values"];
const KITS = { "0.45": v0, "1.0": v1 };

/** In characters. Larger ones take minutes, which a sample is not for. */
const LARGEST_OF_A_SAMPLE = 100_000;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    corpus: { type: "string" },
    only: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    part: { type: "string", multiple: true },
    drizzle: { type: "string", default: "0.45" },
    show: { type: "string", default: "3" },
  },
});
const parts = options.part ?? (positionals.length > 0 ? ["schemas"] : PARTS);
for (const part of parts) if (!PARTS.includes(part)) stop(`no part \`${part}\`; there are ${PARTS.join(", ")}`);

const kit = KITS[options.drizzle];
if (!kit) stop(`no Drizzle \`${options.drizzle}\`; there are ${Object.keys(KITS).join(", ")}`);

const bin = findBinary(options.bin, REPO);
const corpus = positionals.length > 0 ? null : findCorpusFolder(options.corpus, REPO);
const server = await startMysql();
if ("skipped" in server) {
  console.log(`MySQL SKIPPED: ${server.skipped}`);
  process.exit(0);
}
const work = path.join(kit.FOLDER, ".work", `mysql-${process.pid}`);
mkdirSync(work, { recursive: true });
const results = [];
const finish = async () => {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => finish().finally(() => process.exit(130)));
try {
  console.log(server.version);
  await kit.loadKit(work);
  const context = { bin, server, repo: REPO, kit, drizzle: options.drizzle };
  if (parts.includes("schemas")) await all(chooseSchemas(), judgeSchema, context);
  if (parts.includes("projects")) await all(chooseProjects(), judgeProject, context);
  if (parts.includes("values")) await all([{ id: "values" }], judgeValues, context);
} finally {
  await finish();
}
process.exitCode = printTally(results, Number(options.show)) ? 0 : 1;

async function all(jobs, judge, context) {
  for (const [i, job] of jobs.entries()) {
    const dir = path.join(work, `${i}-${job.id.replace(/[^\w.-]+/g, "_")}`);
    mkdirSync(dir, { recursive: true });
    const result = await judge(job, context, dir).catch((error) => broken(job.id, error));
    results.push(result);
    tell(result);
    rmSync(dir, { recursive: true, force: true });
  }
}

function chooseSchemas() {
  const given = positionals.map(schemas.schemaOfPath);
  let found = given.length > 0 ? given : [...schemas.findCases(REPO), ...(corpus ? schemas.findCorpus(corpus, (provider) => provider === "mysql") : [])];
  if (options.only) found = found.filter(({ id, schema }) => `${id} ${schema}`.includes(options.only ?? ""));
  const judged = found
    .filter(schemas.isMysql)
    .filter(({ config, files }) => [undefined, options.drizzle].includes(readOptions(config, files).drizzle))
    .filter(schemas.isValid);
  const isSmall = ({ files }) => files.reduce((sum, [, text]) => sum + text.length, 0) < LARGEST_OF_A_SAMPLE;
  return schemas.ofSample(judged, options, isSmall);
}

/** The folders of migrations with a schema beside or above them. */
function chooseProjects() {
  if (!corpus) return [];
  return foldersOfMigrations(path.join(corpus, "migrations"), "mysql")
    .map((folder) => ({ id: path.relative(corpus, folder), folder, schema: schemaNear(folder) }))
    .filter(({ id, schema }) => schema && (!options.only || id.includes(options.only)));
}

function schemaNear(folder) {
  const places = ["schema.prisma", "schema"].map((name) => path.join(path.dirname(folder), name));
  return places.find((place) => existsSync(place));
}

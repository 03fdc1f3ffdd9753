// Does `triple-orm audit` keep silent where nothing differs, and say exactly what was changed? See README.md.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { changes, defaults } from "./audit/changes.mjs";
import { judgeProject } from "./audit/projects.mjs";
import { refusals } from "./audit/refusals.mjs";
import { judgeSchema } from "./audit/schemas.mjs";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import { foldersOfMigrations } from "./lib/migrations.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import * as schemas from "./lib/schemas.mjs";
import { broken, printCauses, tell } from "./lib/tally.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");
const PARTS = ["schemas", "projects", "changes", "defaults", "refusals"];

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
    jobs: { type: "string", default: "2" },
    part: { type: "string", multiple: true },
    show: { type: "string", default: "3" },
  },
});
const parts = options.part ?? PARTS;
for (const part of parts) if (!PARTS.includes(part)) stop(`no part \`${part}\`; there are ${PARTS.join(", ")}`);

const bin = findBinary(options.bin, REPO);
const corpus = positionals.length > 0 ? null : findCorpusFolder(options.corpus, REPO);
const work = path.join(HERE, ".work", `audit-${process.pid}`);
mkdirSync(work, { recursive: true });
const server = await startPostgres();
const results = [];
try {
  console.log(`PostgreSQL ${server.version} (${server.origin})`);
  const context = { bin, server: server.config, repo: REPO };
  if (parts.includes("schemas")) await all(chooseSchemas(), judgeSchema, context);
  if (parts.includes("projects")) await all(chooseProjects(), judgeProject, context);
  for (const [part, ask] of Object.entries({ changes, defaults, refusals }))
    if (parts.includes(part)) for (const result of await ask(context, folder(part))) add(result);
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = printReport() ? 0 : 1;

/** @typedef {{ id: string, pairs: string[], faults: { cause: string, message: string }[], skipped?: string }} Result */

async function all(jobs, judge, context) {
  const queue = jobs.entries();
  const next = async () => {
    for (const [i, job] of queue) {
      const dir = folder(`${i}-${job.id.replace(/[^\w.-]+/g, "_")}`);
      add(await judge(job, context, dir).catch((error) => ({ ...broken(job.id, error), pairs: [] })));
      rmSync(dir, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, next));
}

function add(result) {
  results.push(result);
  tell(result);
}

function folder(name) {
  const dir = path.join(work, name);
  mkdirSync(dir, { recursive: true });
  return dir;
}

function chooseSchemas() {
  const given = positionals.map(schemas.schemaOfPath);
  const ours = [...schemas.findCases(REPO), ...schemas.findExamples(REPO)];
  let found = given.length > 0 ? given : [...ours, ...(corpus ? schemas.findCorpus(corpus) : [])];
  if (options.only) found = found.filter(({ id, schema }) => `${id} ${schema}`.includes(options.only ?? ""));
  const judged = found
    .filter(schemas.isPostgres)
    .filter(schemas.isValid);
  const isSmall = ({ files }) => files.reduce((sum, [, text]) => sum + text.length, 0) < LARGEST_OF_A_SAMPLE;
  return schemas.ofSample(judged, options, isSmall);
}

function chooseProjects() {
  if (!corpus) return [];
  const found = foldersOfMigrations(path.join(corpus, "migrations"))
    .map((folder) => ({ id: path.relative(corpus, folder), folder }))
    .filter(({ id }) => !options.only || id.includes(options.only));
  return options.sample ? schemas.sample(found, Math.ceil(Number(options.sample) / 5), Number(options.seed)) : found;
}

function printReport() {
  printCauses(results, Number(options.show));
  const pairs = new Map();
  for (const result of results) for (const pair of result.pairs) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  console.log(`\n${[...pairs].map(([pair, count]) => `${pair} ${count} times`).join(", ")}`);
  const skipped = results.filter((result) => result.skipped).length;
  const failed = results.filter((result) => result.faults.length > 0).length;
  console.log(`${results.length - failed - skipped} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  return failed === 0;
}

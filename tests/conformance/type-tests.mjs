// Does orm-type-tests.ts compile beside the real client of Prisma, and fail where a type is changed? See README.md.
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Worker } from "node:worker_threads";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import * as schemas from "./lib/schemas.mjs";
import { EVERYTHING } from "./verify/faults.mjs";
import { toolsAreThere } from "./verify/project.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");

/** Each is tried on one schema, of a sample some, and the first one on all. */
const MADE = [7, 6].flatMap((prisma) =>
  ["prisma-client", "prisma-client-js"].flatMap((provider) => ["0.45", "1.0"].map((drizzle) => ({ prisma, provider, drizzle }))),
);
/** Each version and generator at least once. */
const SOME = [MADE[0], MADE[3], MADE[5], MADE[6]];
/** What a user may choose of types, on the same schema. */
const CHOSEN = [
  { drizzle: { date: "string", bigint: "number", decimal: "number" } },
  { kysely: { enums: "enum", driver: "postgres.js" }, names: { columns: "database" } },
  { kysely: { enums: "union", driver: "clients" }, names: { tables: "preserve" } },
];

/** After so many the compiler has kept more than a gigabyte. */
const JOBS_OF_A_THREAD = 12;
/** In megabytes: Prisma's client of 5,000 models takes more than Node gives a thread by itself. */
const MEMORY_OF_A_THREAD = 8_000;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    corpus: { type: "string" },
    only: { type: "string", multiple: true },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "2" },
    show: { type: "string", default: "5" },
  },
});
if (!toolsAreThere()) stop("Prisma's command line is not installed: `npm ci --prefix tests/npm --ignore-scripts`");
const bin = findBinary(options.bin, REPO);
const corpus = positionals.length > 0 ? null : findCorpusFolder(options.corpus, REPO);
const work = mkdtempSync(path.join(tmpdir(), "triple-types-"));
const totals = { passed: 0, failed: 0, skipped: 0 };
try {
  const queue = jobs().entries();
  await Promise.all(Array.from({ length: Number(options.jobs) }, () => workThrough(queue)));
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ""}`);
process.exitCode = totals.failed === 0 ? 0 : 1;

function jobs() {
  const everything = schemas.schemaOfPath(EVERYTHING);
  const made = [...(options.sample ? SOME : MADE), ...CHOSEN.map((own) => ({ ...MADE[0], own }))];
  const ofEverything = made.map((made, i) => ({ schema: everything, made, withFaults: i === 0 || (!options.sample && i === 1) }));
  const ofOthers = chooseSchemas().map((schema) => ({ schema, made: { ...MADE[0], drizzle: undefined } }));
  return options.only || positionals.length > 0 ? ofOthers : [...ofEverything, ...ofOthers];
}

async function workThrough(queue) {
  const start = () => new Worker(new URL("./types/worker.mjs", import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: MEMORY_OF_A_THREAD } });
  let worker = start();
  let done = 0;
  for (const [i, job] of queue) {
    worker.postMessage({ ...job, bin, dir: path.join(work, String(i)) });
    const [result] = await once(worker, "message").catch((error) => [{ faults: [{ cause: `the suite itself: ${error.stack}` }], isOver: true }]);
    tell(job, result);
    if (++done % JOBS_OF_A_THREAD !== 0 && !result.isOver) continue;
    await worker.terminate();
    worker = start();
  }
  await worker.terminate();
}

function tell({ schema, made: { own, ...versions } }, { skipped, faults }) {
  const id = [schema.id, ...Object.values(versions).filter(Boolean), own ? JSON.stringify(own) : ""].join(" ").trim();
  if (skipped) {
    totals.skipped += 1;
    return console.log(`skip ${id}: ${skipped.split("\n")[0].slice(0, 160)}`);
  }
  totals[faults.length > 0 ? "failed" : "passed"] += 1;
  console.log(faults.length > 0 ? `FAIL ${id}: ${faults.length}` : `ok   ${id}`);
  for (const { cause, message = "" } of faults.slice(0, Number(options.show))) console.log(`  - ${cause} ${message}`.slice(0, 600));
}

function chooseSchemas() {
  if (positionals.length > 0) return positionals.map(schemas.schemaOfPath);
  let found = [...schemas.findExamples(REPO), ...schemas.findCases(REPO), ...(corpus ? schemas.findCorpus(corpus) : [])];
  if (options.only) found = found.filter(({ id }) => options.only.some((part) => id.includes(part)));
  const judged = found
    .filter(schemas.isPostgres)
    .filter(schemas.isValid);
  if (!options.sample) return judged;
  const of = (origin) => schemas.sample(judged.filter((it) => it.origin === origin), Number(options.sample), Number(options.seed));
  return [...of("case"), ...of("corpus")];
}

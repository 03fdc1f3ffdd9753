// Do the three clients agree, and does `triple-orm verify` see it when they don't? See README.md.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import { anonymous } from "./lib/causes.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import { complaint, forPrisma7 } from "./lib/prisma.mjs";
import * as schemas from "./lib/schemas.mjs";
import { EVERYTHING, faults } from "./verify/faults.mjs";
import { toolsAreThere } from "./verify/project.mjs";
import { refusals } from "./verify/refusals.mjs";
import { ZONES, judgeSchema } from "./verify/schemas.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");
const PARTS = ["schemas", "faults", "refusals"];

/** In characters. Larger ones take minutes, which a sample is not for. */
const LARGEST_OF_A_SAMPLE = 60_000;

/** @typedef {{ id: string, faults: { cause: string, message: string }[], skipped?: string, models?: number, rows?: number, unverified?: string[], expected?: Record<string, number> }} Result */

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    corpus: { type: "string" },
    only: { type: "string", multiple: true },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "2" },
    part: { type: "string", multiple: true },
    show: { type: "string", default: "3" },
    zone: { type: "string", multiple: true },
  },
});
const parts = options.part ?? PARTS;
for (const part of parts) if (!PARTS.includes(part)) stop(`no part \`${part}\`; there are ${PARTS.join(", ")}`);
if (!toolsAreThere()) stop("Prisma's command line is not installed: `npm ci --prefix tests/npm --ignore-scripts`");

const bin = findBinary(options.bin, REPO);
const corpus = positionals.length > 0 ? null : findCorpusFolder(options.corpus, REPO);
// Elsewhere, so that a package that a project lacks is not found in a folder above.
const work = mkdtempSync(path.join(tmpdir(), "triple-verify-"));
const server = await startPostgres();
const results = [];
try {
  console.log(`PostgreSQL ${server.version} (${server.origin})`);
  const context = { bin, server: server.config, repo: REPO, zones: options.zone ?? ZONES };
  if (parts.includes("schemas")) await all(chooseSchemas(), judgeSchema, context);
  for (const [part, ask] of Object.entries({ faults, refusals }))
    if (parts.includes(part)) await ask(context, folder(part), tell);
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = printReport() ? 0 : 1;

async function all(jobs, judge, context) {
  const queue = jobs.entries();
  const next = async () => {
    for (const [i, job] of queue) {
      const dir = folder(`${i}-${job.id.replace(/[^\w.-]+/g, "_")}`);
      tell(await judge(job, context, dir).catch((error) => broken(job.id, error)));
      rmSync(dir, { recursive: true, force: true });
    }
  };
  await Promise.all(Array.from({ length: Number(options.jobs) }, next));
}

function broken(id, error) {
  return { id, faults: [{ cause: `the suite itself: ${error.message.slice(0, 120)}`, message: error.stack }] };
}

function folder(name) {
  const dir = path.join(work, name);
  mkdirSync(dir, { recursive: true });
  return dir;
}

function tell(result) {
  results.push(result);
  const { id, skipped, faults, models, rows } = result;
  if (skipped) console.log(`skip ${id}: ${skipped.split("\n")[0].slice(0, 160)}`);
  else if (faults.length > 0) console.log(`FAIL ${id}: ${faults.length}, such as ${faults[0].message.slice(0, 300)}`);
  else console.log(`ok   ${id}${models === undefined ? "" : `: ${models} models, ${rows} rows`}`);
}

function chooseSchemas() {
  const given = positionals.map(schemas.schemaOfPath);
  const everything = { ...schemas.schemaOfPath(EVERYTHING), origin: "own" };
  const ours = [everything, ...schemas.findCases(REPO), ...schemas.findExamples(REPO)];
  let found = given.length > 0 ? given : [...ours, ...(corpus ? schemas.findCorpus(corpus) : [])];
  if (options.only) found = found.filter(({ id, schema }) => options.only?.some((part) => `${id} ${schema}`.includes(part)));
  const judged = found
    .filter(schemas.isPostgres)
    .filter(({ files }) => !complaint(files.map(([name, text]) => [name, forPrisma7(text)])));
  if (!options.sample) return judged;
  const cases = schemas.sample(
    judged.filter(({ origin }) => origin === "case"),
    Number(options.sample),
    Number(options.seed),
  );
  const isSmall = ({ files }) => files.reduce((sum, [, text]) => sum + text.length, 0) < LARGEST_OF_A_SAMPLE;
  const others = judged.filter((schema) => schema.origin === "corpus" && isSmall(schema));
  const chosen = schemas.sample(others, Number(options.sample), Number(options.seed));
  return [...judged.filter(({ origin }) => origin === "own" || origin === "example"), ...cases, ...chosen];
}

function printReport() {
  const groups = new Map();
  for (const { id, faults } of results) {
    for (const { cause, message } of faults) {
      const key = anonymous(cause);
      if (!groups.has(key)) groups.set(key, { count: 0, ids: new Set(), examples: [] });
      const group = groups.get(key);
      group.count += 1;
      group.ids.add(id);
      group.examples.push(`${id}: ${message}`);
    }
  }
  if (groups.size > 0) console.log("\nBy cause:");
  const sorted = [...groups].sort(([, a], [, b]) => b.ids.size - a.ids.size || b.count - a.count);
  for (const [cause, { count, ids, examples }] of sorted) {
    console.log(`\n${cause}\n  ${count} times in ${ids.size}`);
    for (const example of examples.slice(0, Number(options.show))) console.log(`  - ${example.slice(0, 700)}`);
  }
  const unverified = results.flatMap(({ id, unverified = [] }) => [...new Set(unverified)].map((line) => `${id} ${line}`));
  if (unverified.length > 0) console.log(`\nNot verified, or not all rows:\n${unverified.map((line) => `  - ${line.slice(0, 240)}`).join("\n")}`);
  const expected = new Map();
  for (const result of results)
    for (const [reason, count] of Object.entries(result.expected ?? {})) expected.set(reason, (expected.get(reason) ?? 0) + count);
  for (const [reason, count] of expected) console.log(`\nas documented: ${reason}: ${count}`);
  const sum = (field) => results.reduce((total, result) => total + (result[field] ?? 0), 0);
  const skipped = results.filter((result) => result.skipped).length;
  const failed = results.filter((result) => result.faults.length > 0).length;
  console.log(`\n${sum("models")} models, ${sum("rows")} rows, by each of three clients`);
  console.log(`${results.length - failed - skipped} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  return failed === 0;
}

// One pool, three clients: the same rows, the same relations, the same types. See README.md.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import { Results } from "./lib/results.mjs";
import * as schemas from "./lib/schemas.mjs";
import { judgeLibsql } from "./runtime/libsql.mjs";
import { judgeRuntime } from "./runtime/schema.mjs";
import { EVERYTHING } from "./verify/faults.mjs";
import { toolsAreThere } from "./verify/project.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");
const ZONES = ["America/New_York", "Asia/Ho_Chi_Minh"];
const VERSIONS = ["0.45", "1.0"];

/** The projects that the tool was made for. */
const ALWAYS = ["Luahoa__v-edfinance", "thomasallnice__evermed-app", "yinkev__Americano"];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    corpus: { type: "string" },
    only: { type: "string", multiple: true },
    sample: { type: "string", default: "12" },
    quick: { type: "boolean", default: false },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "2" },
    show: { type: "string", default: "3" },
    drizzle: { type: "string", multiple: true },
    zone: { type: "string", multiple: true },
  },
});
if (!toolsAreThere()) stop("Prisma's command line is not installed: `npm ci --prefix tests/npm --ignore-scripts`");

const bin = findBinary(options.bin, REPO);
const corpus = positionals.length > 0 ? null : findCorpusFolder(options.corpus, REPO);
const work = mkdtempSync(path.join(tmpdir(), "triple-runtime-"));
const server = await startPostgres();
const results = new Results(Number(options.show));
try {
  console.log(`PostgreSQL ${server.version} (${server.origin})`);
  const context = { bin, server: server.config, repo: REPO, zones: options.zone ?? ZONES };
  const versions = options.drizzle ?? VERSIONS;
  const jobs = chooseSchemas().flatMap((schema) => versions.map((drizzle) => ({ id: `${schema.id} ${drizzle}`, schema, drizzle, hasAllValues: schema.origin === "own" })));
  const ofLibsql = versions.map((drizzle) => ({ id: `libsql ${drizzle}`, drizzle }));
  if (positionals.length === 0 && !options.only) await results.judgeAll(ofLibsql, (job, dir) => judgeLibsql(job, context, dir), { work, atOnce: 1 });
  await results.judgeAll(jobs, (job, dir) => judgeRuntime(job, context, dir), { work, atOnce: Number(options.jobs) });
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = results.print() ? 0 : 1;

/** Our own, the three projects, and as many cases and others of the corpus as the sample says. */
function chooseSchemas() {
  if (positionals.length > 0) return positionals.map(schemas.schemaOfPath);
  const everything = { ...schemas.schemaOfPath(EVERYTHING), origin: "own" };
  const ours = [everything, ...schemas.findExamples(REPO)];
  if (options.quick) return ours;
  let found = [...ours, ...schemas.findCases(REPO), ...(corpus ? schemas.findCorpus(corpus) : [])];
  if (options.only) found = found.filter(({ id }) => options.only?.some((part) => id.includes(part)));
  const judged = found
    .filter(schemas.isPostgres)
    .filter(schemas.isValid);
  if (options.only) return judged;
  const isChosen = ({ id, origin }) => ["own", "example"].includes(origin) || ALWAYS.includes(id);
  const others = judged.filter((schema) => schema.origin === "corpus" && !isChosen(schema));
  const cases = judged.filter(({ origin }) => origin === "case");
  const some = (list) => schemas.sample(list, Number(options.sample), Number(options.seed));
  return [...judged.filter(isChosen), ...some(cases), ...some(others)];
}

// Judges what triple-orm generates with programs that we did not write. See README.md.
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import pg from "pg";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import { measureDriver } from "./lib/driver.mjs";
import { DRIZZLE, ORACLES } from "./lib/judge.mjs";
import { readOptions } from "./lib/options.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import { line, outcome, printReport } from "./lib/report.mjs";
import * as schemas from "./lib/schemas.mjs";
import { runJobs } from "./lib/workers.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    corpus: { type: "string" },
    only: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    jobs: { type: "string", default: "2" },
    limit: { type: "string", default: "120" },
    json: { type: "string" },
    keep: { type: "string" },
    drizzle: { type: "string", default: "0.45" },
    oracle: { type: "string", multiple: true },
    generated: { type: "string" },
    schema: { type: "string" },
  },
});

/** In characters. Larger ones take minutes, which a sample is not for. */
const LARGEST_OF_A_SAMPLE = 100_000;

const oracles = options.oracle ?? ORACLES;
for (const name of oracles) if (!ORACLES.includes(name)) stop(`no oracle \`${name}\`; there are ${ORACLES.join(", ")}`);
if (!DRIZZLE[options.drizzle]) stop(`no Drizzle \`${options.drizzle}\`; there are ${Object.keys(DRIZZLE).join(", ")}`);
if (Boolean(options.generated) !== Boolean(options.schema)) stop("--generated and --schema go together");

const bin = options.generated ? undefined : findBinary(options.bin, REPO);
const { chosen, skippedCases } = choose();
if (chosen.length === 0) stop("no schema to judge");
process.exitCode = (await run()) ? 0 : 1;

async function run() {
  const work = path.join(DRIZZLE[options.drizzle].FOLDER, ".work", `run-${process.pid}`);
  mkdirSync(work, { recursive: true });
  const server = await startPostgres();
  let finished = false;
  const finish = async () => {
    if (finished) return;
    finished = true;
    await server.stop();
    if (options.keep) cpSync(work, path.resolve(options.keep), { recursive: true });
    rmSync(work, { recursive: true, force: true });
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
    process.once(signal, () => finish().finally(() => process.exit(130)));

  try {
    console.log(
      `PostgreSQL ${server.version} (${server.origin}), ${chosen.length} schemas, oracles ${oracles.join(", ")}`,
    );
    const shapes = await measure(server.config);
    const context = { bin, oracles, server: server.config, shapes: [...shapes], drizzle: options.drizzle, kit: DRIZZLE[options.drizzle].prepareKit(work) };
    const jobs = chosen.map(({ origin, ...schema }, i) => ({
      ...schema,
      dir: path.join(work, `${i}-${schema.id.replace(/[^\w.-]+/g, "_")}`),
      generated: options.generated && path.resolve(options.generated),
    }));
    const results = [];
    const onResult = ({ id, schema }, { refused, verdicts, ms }) => {
      const result = { id, schema, refused, verdicts, ms };
      results.push(result);
      console.log(line(result));
    };
    await runJobs(jobs, context, { count: Number(options.jobs), limit: Number(options.limit), work, onResult });
    printReport(results, skippedCases);
    if (options.json) writeFileSync(options.json, JSON.stringify(results, null, 1));
    return results.every((result) => outcome(result) !== "failed");
  } finally {
    await finish();
  }
}

async function measure(config) {
  const client = new pg.Client(config);
  await client.connect();
  try {
    return await measureDriver(client);
  } finally {
    await client.end();
  }
}

function choose() {
  if (options.schema) return { chosen: [schemas.schemaOfPath(options.schema)], skippedCases: 0 };
  let found = positionals.map(schemas.schemaOfPath);
  if (found.length === 0) found = [...schemas.findCases(REPO), ...schemas.findExamples(REPO), ...corpus()];
  if (options.only) found = found.filter(({ id, schema }) => `${id} ${schema}`.includes(options.only ?? ""));
  const postgres = found.filter(schemas.isPostgres).filter(isOfVersion);
  if (postgres.length < found.length)
    console.log(`${found.length - postgres.length} schemas are not for PostgreSQL, or for another Drizzle: left out`);
  // A case may be about an error: what Prisma refuses, the repository's own tests look at.
  const judged = postgres.filter(({ origin, files }) => {
    return origin !== "case" || schemas.isValid({ files });
  });
  if (!options.sample) return { chosen: judged, skippedCases: postgres.length - judged.length };
  // Ours are few and small: a sample is one of the others.
  const ours = judged.filter(({ origin }) => origin === "case" || origin === "example");
  const others = judged.filter((schema) => !ours.includes(schema) && sizeOf(schema) < LARGEST_OF_A_SAMPLE);
  const chosen = [...ours, ...schemas.sample(others, Number(options.sample), Number(options.seed))];
  return { chosen, skippedCases: postgres.length - judged.length };
}

/** Whether the `triple-orm.json` beside it names no other version. */
function isOfVersion({ config, files }) {
  const { drizzle = options.drizzle } = readOptions(config, files);
  return drizzle === options.drizzle;
}

function corpus() {
  const dir = findCorpusFolder(options.corpus, REPO);
  return dir === null ? [] : schemas.findCorpus(dir);
}

function sizeOf({ files }) {
  return files.reduce((sum, [, text]) => sum + text.length, 0);
}

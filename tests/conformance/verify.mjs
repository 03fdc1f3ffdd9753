// Do the three clients agree, and does `triple-orm verify` see it when they don't? See README.md.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import { Results } from "./lib/results.mjs";
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
const results = new Results(Number(options.show));
try {
  console.log(`PostgreSQL ${server.version} (${server.origin})`);
  const context = { bin, server: server.config, repo: REPO, zones: options.zone ?? ZONES };
  const how = { work, atOnce: Number(options.jobs) };
  if (parts.includes("schemas")) await results.judgeAll(chooseSchemas(), (schema, dir) => judgeSchema(schema, context, dir), how);
  for (const [part, ask] of Object.entries({ faults, refusals }))
    if (parts.includes(part)) await ask(context, folder(part), (result) => results.tell(result));
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = results.print() ? 0 : 1;

function folder(name) {
  const dir = path.join(work, name);
  mkdirSync(dir, { recursive: true });
  return dir;
}

function chooseSchemas() {
  const given = positionals.map(schemas.schemaOfPath);
  const everything = { ...schemas.schemaOfPath(EVERYTHING), origin: "own" };
  const ours = [everything, ...schemas.findCases(REPO), ...schemas.findExamples(REPO)];
  let found = given.length > 0 ? given : [...ours, ...(corpus ? schemas.findCorpus(corpus) : [])];
  if (options.only) found = found.filter(({ id, schema }) => options.only?.some((part) => `${id} ${schema}`.includes(part)));
  const judged = found
    .filter(schemas.isPostgres)
    .filter(schemas.isValid);
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

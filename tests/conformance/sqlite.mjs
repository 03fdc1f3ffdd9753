// Are the files for SQLite right, on a real SQLite? See README.md.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import { readOptions } from "./lib/options.mjs";
import * as schemas from "./lib/schemas.mjs";
import { loadKit } from "./lib/sqlite-kit.mjs";
import { broken, printTally, tell } from "./lib/tally.mjs";
import { judgeSchema } from "./sqlite/schemas.mjs";
import { judgeValues } from "./sqlite/values.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");
const VERSIONS = ["0.45", "1.0"];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    corpus: { type: "string" },
    only: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    drizzle: { type: "string", multiple: true },
    keep: { type: "boolean" },
    show: { type: "string", default: "3" },
  },
});
const versions = options.drizzle ?? VERSIONS;
for (const version of versions)
  if (!VERSIONS.includes(version)) stop(`no Drizzle \`${version}\`; there are ${VERSIONS.join(", ")}`);

const bin = findBinary(options.bin, REPO);
const corpus = positionals.length > 0 ? null : findCorpusFolder(options.corpus, REPO);
const jobs = choose();
if (jobs.length === 0) stop("no schema to judge");
let isWell = true;
for (const version of versions) isWell = (await run(version)) && isWell;
process.exitCode = isWell ? 0 : 1;

async function run(version) {
  const work = path.join(HERE, version === "1.0" ? "v1" : ".", ".work", `sqlite-${process.pid}`);
  mkdirSync(work, { recursive: true });
  const results = [];
  try {
    const own = jobs.filter(({ config, files }) => [undefined, version].includes(readOptions(config, files).drizzle));
    console.log(`drizzle-orm ${version}, ${own.length} schemas`);
    const context = { bin, kit: await loadKit(version, work) };
    const all = [...own.map((job) => [job, judgeSchema]), ...(options.only ? [] : [[{ id: "values" }, judgeValues]])];
    for (const [i, [job, judge]] of all.entries()) {
      const dir = path.join(work, `${i}-${job.id.replace(/[^\w.-]+/g, "_")}`);
      mkdirSync(dir, { recursive: true });
      const result = await judge(job, context, dir).catch((error) => broken(job.id, error));
      results.push(result);
      tell(result);
    }
  } finally {
    if (!options.keep) rmSync(work, { recursive: true, force: true });
  }
  return printTally(results, Number(options.show));
}

function choose() {
  const given = positionals.map(schemas.schemaOfPath);
  const found =
    given.length > 0
      ? given
      : [...schemas.findCases(REPO), ...(corpus ? schemas.findCorpus(corpus, (provider) => provider === "sqlite") : [])];
  const judged = found
    .filter(({ id, schema }) => !options.only || `${id} ${schema}`.includes(options.only))
    .filter(schemas.isSqlite)
    .filter(schemas.isValid);
  return schemas.ofSample(judged, options);
}

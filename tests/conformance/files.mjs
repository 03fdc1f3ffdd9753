// Every file that a schema's database can have, of every provider: written, compiled strictly, laid out as prettier
// does, and the same when written again. See README.md.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import * as binary from "./lib/binary.mjs";
import { anonymous, pathless } from "./lib/causes.mjs";
import { FOLDER as V1 } from "./lib/drizzle-v1.mjs";
import { judgeLayout } from "./lib/layout.mjs";
import { readOptions } from "./lib/options.mjs";
import { datasource } from "./lib/prisma.mjs";
import * as schemas from "./lib/schemas.mjs";
import { broken, printTally, tell } from "./lib/tally.mjs";
import { typeErrorsBesidePrisma } from "./lib/typescript.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");
/** The files for PostgreSQL are for `run.mjs`. */
const PROVIDERS = ["cockroachdb", "mysql", "sqlite", "sqlserver", "mongodb"];

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    corpus: { type: "string" },
    provider: { type: "string", multiple: true },
    only: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "3" },
  },
});
const providers = options.provider ?? PROVIDERS;
const bin = findBinary(options.bin, REPO);
const jobs = choose();
if (jobs.length === 0) stop("no schema to judge");
// By its folder the binary knows which drizzle-orm the files are for.
const works = { "0.45": path.join(HERE, ".work", `files-${process.pid}`), "1.0": path.join(V1, ".work", `files-${process.pid}`) };
const results = [];
try {
  for (const [version, work] of Object.entries(works)) {
    const own = jobs.filter(({ config, files }) => [undefined, version].includes(readOptions(config, files).drizzle));
    for (const [i, job] of own.entries()) {
      const dir = path.join(work, String(i));
      mkdirSync(dir, { recursive: true });
      const id = `${datasource(job.files).provider} ${version} ${job.id}`;
      const result = { id, ...(await judge(job, dir).catch((error) => broken(id, error))) };
      results.push(result);
      tell(result);
    }
  }
} finally {
  for (const work of Object.values(works)) rmSync(work, { recursive: true, force: true });
}
process.exitCode = printTally(results, Number(options.show)) ? 0 : 1;

async function judge({ schema, config, files }, dir) {
  const options = readOptions(config, files);
  const input = { schema, config, options };
  const run = await binary.generate(bin, input, dir);
  if (run.status !== 0) {
    const message = binary.describeRun(run);
    return { faults: [{ cause: `generate: ${anonymous(pathless(message))}`, message }], counts: {} };
  }
  const names = await binary.typescriptFiles(dir);
  const faults = [...(await judgeLayout(dir, names)), ...(await binary.judgeDeterminism(bin, input, dir, names))];
  for (const { file, line, code, message } of typeErrorsBesidePrisma(dir, names, options))
    faults.push({ cause: `tsc ${file}: TS${code}: ${anonymous(message)}`, message: `${file}:${line} TS${code}: ${message}` });
  return { faults, counts: { schemas: 1, files: names.length } };
}

function choose() {
  const given = positionals.map(schemas.schemaOfPath);
  const found = given.length > 0 ? given : [...schemas.findCases(REPO), ...corpus()];
  const judged = found
    .filter(({ id, schema }) => !options.only || `${id} ${schema}`.includes(options.only))
    .filter(({ files }) => providers.includes(datasource(files).provider))
    .filter(schemas.isValid);
  return schemas.ofSample(judged, options);
}

function corpus() {
  const dir = findCorpusFolder(options.corpus, REPO);
  return dir === null ? [] : schemas.findCorpus(dir, (provider) => providers.includes(provider));
}

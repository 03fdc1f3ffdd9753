// For every schema, `kysely-types.ts` for every driver of its database: does it compile, is it laid out, and does the
// audit find that it is the schema's? See README.md.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import ts from "typescript";
import { findBinary, findCorpusFolder } from "./lib/arguments.mjs";
import { alarms, audit } from "./lib/audit.mjs";
import { describeRun, generate, typescriptFiles } from "./lib/binary.mjs";
import { judgeLayout } from "./lib/layout.mjs";
import { datasource } from "./lib/prisma.mjs";
import * as schemas from "./lib/schemas.mjs";
import { createProgram, typeErrors } from "./lib/typescript.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");

/** What `kysely.driver` may be for each provider. */
const DRIVERS = {
  postgresql: ["pg", "clients", "postgres.js", "pglite", "neon"],
  cockroachdb: ["pg"],
  mysql: ["mysql2"],
  sqlite: ["better-sqlite3", "libsql"],
  sqlserver: ["tedious"],
};

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

const bin = findBinary(options.bin, REPO);
const work = path.join(HERE, ".work", `kysely-${process.pid}`);
const counts = { passed: 0, failed: 0 };
const byProvider = new Map();
try {
  const chosen = choose();
  for (const [i, schema] of chosen.entries()) await judge(schema, path.join(work, `${i}`));
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const [provider, { schemas, files }] of byProvider) console.log(`${provider}: ${schemas} schemas, ${files} files`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;

async function judge({ id, schema, config, files }, dir) {
  const { provider } = datasource(files);
  const tally = byProvider.get(provider) ?? { schemas: 0, files: 0 };
  byProvider.set(provider, tally);
  tally.schemas += 1;
  for (const driver of DRIVERS[provider]) {
    const folder = path.join(dir, driver);
    mkdirSync(folder, { recursive: true });
    const faults = await judgeDriver({ schema, config, driver, folder });
    counts[faults.length > 0 ? "failed" : "passed"] += 1;
    tally.files += 1;
    if (faults.length === 0) continue;
    console.log(`FAILED ${id} (${driver}): ${faults.length} faults`);
    for (const fault of faults.slice(0, Number(options.show))) console.log(`  ${fault}`);
  }
}

async function judgeDriver({ schema, config, driver, folder }) {
  const given = config ? ts.parseConfigFileTextToJson(config, readFileSync(config, "utf8")).config : {};
  const own = path.join(folder, "triple-orm.json");
  writeFileSync(own, JSON.stringify({ ...given, targets: ["kysely"], kysely: { ...given.kysely, driver } }));
  const run = await generate(bin, { schema, config: own }, folder);
  if (run.status !== 0) return [describeRun(run)];
  const names = await typescriptFiles(folder);
  const program = createProgram(folder, names);
  const faults = typeErrors(program, folder, names).map(({ file, line, message }) => `${file}:${line} ${message}`);
  faults.push(...(await judgeLayout(folder, names)).map(({ message }) => message));
  const file = path.join(folder, given.files?.kysely ?? "kysely-types.ts");
  const args = ["--schema", schema, "--config", own, "--kysely", file, "--pair", "prisma:kysely", "--fail-on", "info"];
  const audited = await audit(bin, folder, args);
  return [...faults, ...alarms(audited).map(({ message }) => message)];
}

function choose() {
  let found = positionals.map(schemas.schemaOfPath);
  if (found.length === 0) found = [...schemas.findCases(REPO), ...corpus()];
  if (options.only) found = found.filter(({ id, schema }) => `${id} ${schema}`.includes(options.only ?? ""));
  found = found.filter((schema) => {
    const { provider } = datasource(schema.files);
    const wanted = options.provider?.includes(provider) ?? true;
    // A case may be about an error: what Prisma refuses, the repository's own tests look at.
    return wanted && DRIVERS[provider] && schemas.isValid(schema);
  });
  return schemas.ofSample(found, options);
}

function corpus() {
  const dir = findCorpusFolder(options.corpus, REPO);
  return dir === null ? [] : schemas.findCorpus(dir, () => true);
}

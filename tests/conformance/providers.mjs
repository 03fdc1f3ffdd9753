// Are the Drizzle files for CockroachDB and SQL Server right, without their servers? See README.md.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import ts from "typescript";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import { alarms, audit } from "./lib/audit.mjs";
import * as binary from "./lib/binary.mjs";
import { anonymous, pathless } from "./lib/causes.mjs";
import { importSchema, loadKit, prepareKit } from "./lib/drizzle.mjs";
import { judgeLayout } from "./lib/layout.mjs";
import { readOptions } from "./lib/options.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import { datasource, forPrisma7 } from "./lib/prisma.mjs";
import * as schemas from "./lib/schemas.mjs";
import { broken, printCauses, tell } from "./lib/tally.mjs";
import { createProgram, typeErrors } from "./lib/typescript.mjs";
import { TARGETS } from "./providers/targets.mjs";

const REPO = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    corpus: { type: "string" },
    provider: { type: "string" },
    drizzle: { type: "string" },
    only: { type: "string" },
    sample: { type: "string" },
    seed: { type: "string", default: "1" },
    show: { type: "string", default: "3" },
  },
});
const targets = TARGETS.filter(({ provider, drizzle }) => {
  return (options.provider ?? provider) === provider && (options.drizzle ?? drizzle) === drizzle;
});
if (targets.length === 0) stop(`no such target; there are ${TARGETS.map((it) => `${it.provider} with ${it.drizzle}`).join(", ")}`);

const bin = findBinary(options.bin, REPO);
const chosen = choose();
const folders = [...new Set(targets.map(({ folder }) => folder))].map((folder) => path.join(folder, ".work", `providers-${process.pid}`));
for (const folder of folders) mkdirSync(folder, { recursive: true });
// Prisma's engine asks a server for its version before it makes the DDL of another one.
const server = await startPostgres();
const results = [];
const finish = async () => {
  await server.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(signal, () => finish().finally(() => process.exit(130)));
try {
  for (const target of targets) await judgeAll(target);
} finally {
  await finish();
}
process.exitCode = report() ? 0 : 1;

async function judgeAll(target) {
  const work = path.join(target.folder, ".work", `providers-${process.pid}`);
  if (target.drizzle === "0.45") await loadKit(prepareKit(work));
  const jobs = chosen.filter((job) => {
    // A case may be about one version.
    const { drizzle = target.drizzle } = readOptions(job.config, job.files);
    return datasource(job.files).provider === target.provider && drizzle === target.drizzle;
  });
  for (const [i, job] of jobs.entries()) {
    const dir = path.join(work, `${target.provider}-${i}`);
    mkdirSync(dir, { recursive: true });
    const id = `${target.provider} ${target.drizzle} ${job.id}`;
    const result = { target, id, ...(await judge(target, job, dir).catch((error) => broken(id, error))) };
    results.push(result);
    tell(result);
  }
}

async function judge(target, { schema, config, files }, dir) {
  const faults = [];
  const counts = { facts: 0, "limits said": 0 };
  const fault = (cause, message) => faults.push({ cause, message });
  const given = config ? ts.parseConfigFileTextToJson(config, readFileSync(config, "utf8")).config : {};
  const own = path.join(dir, "triple-orm.json");
  writeFileSync(own, JSON.stringify({ ...given, drizzle: { ...given.drizzle, version: target.drizzle } }));
  const run = await binary.generate(bin, { schema, config: own }, dir, "--target", "drizzle");
  if (run.status !== 0) {
    fault(`generate: ${anonymous(pathless(binary.describeRun(run)))}`, binary.describeRun(run));
    return { faults, counts };
  }
  const names = await binary.typescriptFiles(dir);
  for (const { file, line, code, message } of typeErrors(createProgram(dir, names), dir, names))
    fault(`tsc ${file}: TS${code}: ${anonymous(message)}`, `${file}:${line} TS${code}: ${message}`);
  for (const { cause, message } of await judgeLayout(dir, names)) fault(`prettier ${cause}`, message);

  const { drizzleFile: file, leavesOut } = readOptions(own, files);
  const seven = files.map(([name, text]) => [name, forPrisma7(text)]);
  const imports = await importSchema(dir, file);
  const relations = await target.relations(imports, seven);
  counts.relations = relations.checked;
  if (!leavesOut) {
    faults.push(...relations.faults);
    const expected = await target.expected({ files: seven, server: server.config, bin, schema });
    const twice = target.provider === "sqlserver" ? constraintsOfOneName(expected) : [];
    if (twice.length === 0) {
      const actual = await target.actual({ dir, file });
      compare(target, { expected, actual, text: readFileSync(path.join(dir, file), "utf8") }, counts, fault);
    } else console.log(`     no DDL: SQL Server has no two constraints called ${twice[0]}, and drizzle-kit refuses them`);
    const args = ["--schema", schema, "--config", own, "--drizzle", path.join(dir, file), "--pair", "prisma:drizzle", "--fail-on", "info"];
    for (const { cause, message } of alarms(await audit(bin, dir, args))) fault(`audit ${cause}`, message);
  }
  return { faults, counts };
}

/** The names that a schema of SQL Server's has for more than one constraint, which Prisma overlooks. */
function constraintsOfOneName(facts) {
  const names = [...facts.keys()].flatMap((key) => /^constraint (\w+)\.[^.]*\.(.*)$/.exec(key)?.slice(1).join(".") ?? []);
  return names.filter((name, i) => names.indexOf(name) < i);
}

/** Fact by fact. What differs must be said in the file, where Drizzle has no word for it. */
function compare({ limits, isFact }, { expected, actual, text }, counts, fault) {
  for (const key of [...new Set([...expected.keys(), ...actual.keys()])].filter(isFact)) {
    const [left, right] = [expected.get(key) ?? "(none)", actual.get(key) ?? "(none)"];
    counts.facts += 1;
    if (left === right) continue;
    const limit = limits.find((it) => it.key.test(key) && it.left.test(left) && it.comment.test(text));
    if (limit) counts["limits said"] += 1;
    else fault(`${anonymous(key)}: ${anonymous(left)} | ${anonymous(right)}`, `${key}: Prisma ${left}, Drizzle ${right}`);
  }
}

function choose() {
  const providers = new Set(TARGETS.map(({ provider }) => provider));
  let found = positionals.map(schemas.schemaOfPath);
  if (found.length === 0) found = [...schemas.findCases(REPO), ...ofCorpus((provider) => providers.has(provider))];
  if (options.only) found = found.filter(({ id, schema }) => `${id} ${schema}`.includes(options.only ?? ""));
  // A case may be about an error: what Prisma refuses, the repository's own tests look at.
  found = found.filter((schema) => providers.has(datasource(schema.files).provider) && schemas.isValid(schema));
  return schemas.ofSample(found, options);
}

function ofCorpus(isWanted) {
  const dir = findCorpusFolder(options.corpus, REPO);
  return dir === null ? [] : schemas.findCorpus(dir, isWanted);
}

function report() {
  printCauses(results, Number(options.show));
  console.log();
  for (const { provider, drizzle } of targets) {
    const of = results.filter(({ target }) => target.provider === provider && target.drizzle === drizzle);
    const sum = (what) => of.reduce((total, { counts }) => total + (counts[what] ?? 0), 0);
    console.log(`${provider} with Drizzle ${drizzle}: ${of.length} schemas, ${sum("facts")} facts, ${sum("limits said")} limits said, ${sum("relations")} relations`);
  }
  const failed = results.filter(({ faults }) => faults.length > 0).length;
  console.log(`${results.length - failed} passed, ${failed} failed`);
  return failed === 0 && results.length > 0;
}

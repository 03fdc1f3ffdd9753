// Is what `kysely-types.ts` says of each driver true? A table with a column of every type: what the driver returns for
// values, and what it takes, compared with the generated types. See README.md.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBinary } from "./lib/arguments.mjs";
import { describeRun, generate } from "./lib/binary.mjs";
import { JSON_SCHEMAS } from "./lib/drivers/columns.mjs";
import { FAMILIES } from "./lib/drivers/index.mjs";
import { judgeDriver } from "./lib/drivers/judge.mjs";
import { measure } from "./lib/drivers/measure.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const { values: options } = parseArgs({
  options: {
    bin: { type: "string" },
    only: { type: "string" },
    verbose: { type: "boolean", default: false },
  },
});

const bin = findBinary(options.bin, path.resolve(HERE, "../.."));
const work = path.join(HERE, ".work", `drivers-${process.pid}`);
const counts = { passed: 0, failed: 0, skipped: 0 };
try {
  for (const family of FAMILIES) {
    const profiles = family.profiles.filter(({ driver }) => !options.only || driver === options.only);
    if (profiles.length > 0) await judgeFamily(family, profiles);
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
// A driver may keep a socket open that nobody can close.
setTimeout(() => process.exit(), 2000).unref();

async function judgeFamily(family, profiles) {
  const server = await family.start();
  if ("skipped" in server) {
    console.log(`SKIPPED ${profiles.map(({ driver }) => driver).join(", ")}: ${server.skipped}`);
    counts.skipped += profiles.length;
    return;
  }
  console.log(server.about);
  const judged = [];
  try {
    for (const profile of profiles) judged.push(await judgeProfile(profile, server.value));
  } finally {
    await server.stop();
  }
  judgeJudge(judged.filter((one) => one !== null));
}

/** Does the judge see faults? The types of one driver are not those of another. */
function judgeJudge(judged) {
  for (const [i, one] of judged.entries()) {
    const other = judged.slice(i + 1).find((it) => it.name !== one.name);
    if (!other || judgeDriver(one.dir, other.measured).faults.length > 0) continue;
    counts.failed += 1;
    console.log(`FAILED: the types for ${one.name} pass for those of ${other.name}`);
  }
}

async function judgeProfile(profile, server) {
  const title = `${profile.driver}${profile.about ? ` (${profile.about})` : ""}, ${profile.versions.map(versionOf).join(", ")}`;
  let measured;
  try {
    measured = await measure(profile, server);
  } catch (error) {
    if (!isMissing(error)) throw error;
    console.log(`SKIPPED ${title}: ${error.message.split("\n")[0]}`);
    counts.skipped += 1;
    return null;
  }
  const dir = path.join(work, `${counts.passed + counts.failed}`);
  mkdirSync(dir, { recursive: true });
  const schema = path.join(dir, "schema.prisma");
  const config = path.join(dir, "triple-orm.json");
  writeFileSync(schema, profile.schemaOf(measured.map(({ column }) => column)));
  writeFileSync(config, JSON.stringify({ ...profile.config, kysely: { driver: profile.driver } }));
  const run = await generate(bin, { schema, config }, dir, "--target", "kysely");
  if (run.status !== 0) {
    counts.failed += 1;
    console.log(`FAILED ${title}: ${describeRun(run)}`);
    return null;
  }
  writeFileSync(path.join(dir, "json-schemas.ts"), JSON_SCHEMAS);
  const { faults, notes } = judgeDriver(dir, measured);
  counts[faults.length > 0 ? "failed" : "passed"] += 1;
  console.log(`${faults.length > 0 ? "FAILED" : "ok"} ${title}: ${measured.length} types`);
  for (const fault of faults) console.log(`  ${fault}`);
  if (options.verbose) {
    for (const { column, selects, takes } of measured) {
      const taken = [...takes].filter(([, is]) => is).map(([type]) => type);
      console.log(`  ${column.sql.padEnd(24)} ${selects.padEnd(36)} ${taken.join(" | ")}`);
    }
    for (const note of notes) console.log(`  note: ${note}`);
  }
  // Neon's parsers are those of `pg`.
  const name = JSON.stringify([profile.driver.replace("neon", "pg"), profile.config]);
  return { name, dir, measured };
}

/** A package that is not installed, or whose native part is not for this machine. */
function isMissing(error) {
  return (
    ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_DLOPEN_FAILED"].includes(error.code) ||
    /Could not locate the bindings file/.test(error.message)
  );
}

function versionOf(name) {
  const require = createRequire(import.meta.url);
  const folder = require.resolve.paths(name)?.[0] ?? "";
  try {
    return `${name} ${require(path.join(folder, name, "package.json")).version}`;
  } catch {
    return name;
  }
}

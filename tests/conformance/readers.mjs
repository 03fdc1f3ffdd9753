// Does our reader of Drizzle files see what drizzle-kit sees? Each file is read by
// `read` (an example binary, see readers/read.rs) and, run, by drizzle-kit: both
// must have the same tables, columns, keys, indexes and enums.
//
//   node tests/conformance/readers.mjs                 the fixtures
//   node tests/conformance/readers.mjs FILE|FOLDER…    any files; what cannot be run is skipped
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { differences, kindOf, readerTables, snapshotTables } from "./lib/readers.mjs";

const ROOT = path.dirname(fileURLToPath(import.meta.url));
const READ = path.join(ROOT, "../../target/debug/examples/read");
const kit = createRequire(import.meta.url)("drizzle-kit/api");

/** @param {string} place @returns {string[]} */
function filesOf(place) {
  if (statSync(place).isFile()) return [place];
  const names = readdirSync(place).filter((name) => name !== "node_modules");
  const files = names.sort().flatMap((name) => filesOf(path.join(place, name)));
  return files.filter((file) => /\.m?ts$/.test(file) && !file.endsWith(".d.ts"));
}

/** Runs a file: what it exports. */
async function load(file, work) {
  const outfile = path.join(work, `${path.basename(file)}.${Math.random()}.mjs`);
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    packages: "external",
    format: "esm",
    platform: "node",
    logLevel: "silent",
  });
  return import(pathToFileURL(outfile).href);
}

async function snapshot(exports, kind) {
  if (kind === "mysql") return kit.generateMySQLDrizzleJson(exports);
  if (kind === "sqlite") return kit.generateSQLiteDrizzleJson(exports);
  return kit.generateDrizzleJson(exports);
}

const places = process.argv.slice(2);
const files = (places.length > 0 ? places : [path.join(ROOT, "../readers/drizzle")]).flatMap(filesOf);
const work = mkdtempSync(path.join(ROOT, ".readers-"));
const total = { files: 0, skipped: 0, failed: 0, tables: 0, columns: 0, unknown: 0 };
const skipped = new Map();
try {
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const kind = kindOf(text);
    if (!kind) continue;
    let theirs;
    try {
      theirs = snapshotTables(await snapshot(await load(file, work), kind), kind);
    } catch (error) {
      total.skipped += 1;
      const cause = String(error.message ?? error)
        .split("\n")[0]
        .slice(0, 100);
      skipped.set(cause, (skipped.get(cause) ?? 0) + 1);
      continue;
    }
    const printed = execFileSync(READ, ["drizzle", file], { encoding: "utf8", maxBuffer: 1 << 28 });
    const ours = readerTables(JSON.parse(printed), kind);
    const found = differences(ours, theirs);
    total.files += 1;
    total.unknown += ours.unknown.length;
    total.tables += theirs.tables.size;
    for (const table of theirs.tables.values()) total.columns += table.columns.size;
    if (found.length > 0) {
      total.failed += 1;
      console.log(`FAIL ${path.relative(process.cwd(), file)}`);
      for (const one of found.slice(0, 20)) console.log(`  ${one}`);
    }
  }
} finally {
  rmSync(work, { recursive: true, force: true });
}
for (const [cause, count] of skipped) console.log(`skipped ${count}: ${cause}`);
console.log(
  `${total.files} files, ${total.tables} tables, ${total.columns} columns, ${total.unknown} not understood; ` +
    `${total.files - total.failed} passed, ${total.failed} failed, ${total.skipped} skipped`,
);
process.exitCode = total.failed > 0 || total.files === 0 ? 1 : 0;

// Breaks good schemas in small ways, and compares the binary's verdict with Prisma's. See README.md.
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBinary, findCorpusFolder, stop } from "./lib/arguments.mjs";
import { judge } from "./mutations/judge.mjs";
import { KINDS, mutationsOf } from "./mutations/kinds.mjs";
import { printReport } from "./mutations/report.mjs";
import { findSeeds } from "./mutations/seeds.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const REPO = path.resolve(HERE, "../..");

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    bin: { type: "string" },
    corpus: { type: "string" },
    count: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    kind: { type: "string", multiple: true },
    jobs: { type: "string", default: "4" },
    show: { type: "string", default: "3" },
  },
});

// `--kind a b` is as good as `--kind a --kind b`.
if (positionals.length > 0 && !options.kind) stop(`what is \`${positionals[0]}\`?`);
const kinds = options.kind ? [...options.kind, ...positionals] : Object.keys(KINDS);
for (const kind of kinds) if (!KINDS[kind]) stop(`no kind \`${kind}\`; there are ${Object.keys(KINDS).join(", ")}`);
for (const name of ["count", "jobs", "show"])
  if (!/^\d+$/.test(options[name])) stop(`--${name} takes a number, not \`${options[name]}\``);

const bin = findBinary(options.bin, REPO);
const pools = findSeeds(REPO, findCorpusFolder(options.corpus, REPO));
const each = Math.ceil(Number(options.count) / kinds.length);
const mutations = kinds.flatMap((kind) => mutationsOf(kind, each, pools, options.seed));
console.log(
  `${mutations.length} mutations of ${pools.flat().length} schemas, ${kinds.length} kinds, seed ${options.seed}\n`,
);

const results = await judgeAll();
const byKind = new Map(
  kinds.map((kind) => [kind, results.filter((judged) => judged !== null && judged.mutation.kind === kind)]),
);
const withoutVerdict = mutations.filter((_, i) => results[i] === null);
process.exitCode = printReport(byKind, Number(options.show), withoutVerdict) ? 0 : 1;

/** The reference runs here, the binary in so many processes beside it. */
async function judgeAll() {
  const work = mkdtempSync(path.join(os.tmpdir(), "triple-orm-mutations-"));
  const judged = new Array(mutations.length).fill(null);
  const queue = mutations.entries();
  const judgeNext = async () => {
    for (const [i, mutation] of queue) judged[i] = await judge(mutation, bin, path.join(work, String(i)));
  };
  try {
    await Promise.all(Array.from({ length: Number(options.jobs) }, judgeNext));
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return judged;
}

// Prints what the oracles said: a line per schema, the faults by cause, totals.
import { anonymous } from "./causes.mjs";
import { ORACLES } from "./judge.mjs";

/** @typedef {{ id: string, schema: string, refused: boolean, ms: number, verdicts: Record<string, import("./judge.mjs").Verdict> }} Result */

const has = (result, status) => Object.values(result.verdicts).some((verdict) => verdict.status === status);

const isRepeat = (note) => note.startsWith("repeat");

/** @param {Result} result @returns {"passed" | "failed" | "skipped"} */
export function outcome(result) {
  if (has(result, "fail")) return "failed";
  return has(result, "upstream") ? "skipped" : "passed";
}

/** @param {Result} result */
export function line(result) {
  const of = (status) => ORACLES.filter((oracle) => result.verdicts[oracle]?.status === status);
  const seconds = `${(result.ms / 1000).toFixed(1)} s`;
  if (outcome(result) === "failed") return `FAIL ${result.id}: ${of("fail").join(", ")} (${seconds})`;
  if (result.refused) return `ok   ${result.id}: refused by Prisma (${seconds})`;
  if (outcome(result) === "skipped")
    return `skip ${result.id}: upstream cannot: ${of("upstream").join(", ")} (${seconds})`;
  const pushed = result.verdicts.push?.notes ?? [];
  const repeats = pushed.filter(isRepeat).length;
  const sets = pushed.length - repeats;
  const remarks = [sets > 0 && `push sets ${sets} defaults again`, repeats > 0 && `push makes ${repeats} things again`];
  return [`ok   ${result.id} (${seconds})`, ...remarks.filter(Boolean)].join(", ");
}

/** @param {Result[]} results */
export function causes(results) {
  const groups = new Map();
  for (const result of results) {
    for (const [oracle, { status, faults }] of Object.entries(result.verdicts)) {
      for (const { cause, message } of faults) {
        const key = `${oracle}${status === "upstream" ? " (upstream)" : ""}: ${cause}`;
        if (!groups.has(key)) groups.set(key, { cause: key, count: 0, schemas: new Set(), examples: [] });
        const group = groups.get(key);
        group.count += 1;
        group.schemas.add(result.id);
        if (group.examples.length < 3) group.examples.push(`${result.id}: ${message}`);
      }
    }
  }
  return [...groups.values()]
    .map((group) => ({ ...group, schemas: group.schemas.size }))
    .sort((a, b) => b.schemas - a.schemas || b.count - a.count);
}

/** @param {Result[]} results */
export function table(results) {
  const rows = ORACLES.map((oracle) => {
    const verdicts = results.map((result) => result.verdicts[oracle]).filter(Boolean);
    const count = (status) => verdicts.filter((verdict) => verdict.status === status).length;
    const asked = count("pass") + count("fail");
    const share = asked === 0 ? "-" : `${((100 * count("pass")) / asked).toFixed(1)} %`;
    return [oracle, count("pass"), count("fail"), count("upstream"), share, remark(oracle, verdicts)].map(String);
  });
  const head = ["oracle", "pass", "fail", "upstream", "share", ""];
  const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i].length)));
  return [head, ...rows]
    .map((row) =>
      row
        .map((cell, i) => (i === 0 || i === 5 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function remark(oracle, verdicts) {
  const total = verdicts.reduce((sum, verdict) => sum + (verdict.count ?? 0), 0);
  if (oracle === "database") return `${total} facts compared`;
  if (oracle === "relations") return `${total} relations checked`;
  if (oracle === "kysely") return `${total} columns checked`;
  if (oracle !== "push") return "";
  const passed = verdicts.filter((verdict) => verdict.status === "pass");
  const silent = passed.filter((verdict) => verdict.count === 0).length;
  const notes = passed.flatMap((verdict) => verdict.notes);
  const expressions = notes.filter((note) => note.startsWith("expression")).length;
  const repeating = passed.filter((verdict) => verdict.notes.some(isRepeat)).length;
  const unavoidable = notes.length - expressions - notes.filter(isRepeat).length;
  const defaults = passed.length - silent - repeating;
  const made = `${repeating} make again what is there (the kit misreads it)`;
  return `${silent} silent, ${defaults} defaults only, ${made}; defaults: ${unavoidable} unavoidable, ${expressions} expressions`;
}

/** @param {Result[]} results @param {number} skippedCases */
export function printReport(results, skippedCases = 0) {
  const standins = results.flatMap((result) => result.verdicts.database?.notes ?? []);
  if (standins.length > 0) console.log(`\nmade on demand: ${tally(standins)}`);
  const repeated = results.flatMap(({ verdicts }) => verdicts.push?.notes.filter(isRepeat) ?? []);
  if (repeated.length > 0)
    console.log(`\npush makes again: ${tally(repeated.map((note) => anonymous(note.slice("repeat: ".length))))}`);
  const groups = causes(results);
  if (groups.length > 0) console.log("\nBy cause:");
  for (const { cause, count, schemas, examples } of groups) {
    console.log(`\n${cause}\n  ${count} times in ${schemas} ${schemas === 1 ? "schema" : "schemas"}`);
    for (const example of examples) console.log(`  - ${example.replace(/\n/g, "\n    ").slice(0, 1500)}`);
  }
  console.log(`\n${table(results)}\n`);
  const count = (wanted) => results.filter((result) => outcome(result) === wanted).length;
  const skipped = count("skipped") + skippedCases;
  console.log(`${count("passed")} passed, ${count("failed")} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
}

function tally(notes) {
  const counts = new Map();
  for (const note of notes) counts.set(note, (counts.get(note) ?? 0) + 1);
  return [...counts].map(([note, count]) => `${note} (${count})`).join(", ");
}

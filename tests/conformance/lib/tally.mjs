// What came of some jobs: a line for each as it ends, and in the end the faults by cause.
import { anonymous } from "./causes.mjs";

/** @typedef {{ cause: string, message: string }} Fault */
/** @typedef {{ id: string, faults: Fault[], counts: Record<string, number>, skipped?: string }} Result */

/** @param {Result} result */
export function tell({ id, faults, skipped }) {
  if (skipped) console.log(`skip ${id}: ${skipped.split("\n")[0].slice(0, 160)}`);
  else if (faults.length > 0) console.log(`FAIL ${id}: ${faults.length}`);
  else console.log(`ok   ${id}`);
}

/** A job that the suite itself could not do. @returns {Result} */
export function broken(id, error) {
  return { id, counts: {}, faults: [{ cause: `the suite itself: ${error.message.slice(0, 120)}`, message: error.stack }] };
}

/** The faults by cause, the commonest first. @param {{ id: string, faults: Fault[] }[]} results @param {number} show how many examples of each */
export function printCauses(results, show) {
  const groups = new Map();
  for (const { id, faults } of results) {
    for (const { cause, message } of faults) {
      const key = anonymous(cause);
      if (!groups.has(key)) groups.set(key, { count: 0, ids: new Set(), examples: [] });
      const group = groups.get(key);
      group.count += 1;
      group.ids.add(id);
      group.examples.push(`${id}: ${message}`);
    }
  }
  if (groups.size > 0) console.log("\nBy cause:");
  const sorted = [...groups].sort(([, a], [, b]) => b.ids.size - a.ids.size || b.count - a.count);
  for (const [cause, { count, ids, examples }] of sorted) {
    console.log(`\n${cause}\n  ${count} times in ${ids.size}`);
    for (const example of examples.slice(0, show)) console.log(`  - ${example.slice(0, 700)}`);
  }
}

/** @param {Result[]} results @param {number} show how many examples of a cause @returns {boolean} whether all is well */
export function printTally(results, show) {
  printCauses(results, show);
  const totals = new Map();
  for (const { counts } of results)
    for (const [what, count] of Object.entries(counts)) totals.set(what, (totals.get(what) ?? 0) + count);
  console.log(`\n${[...totals].map(([what, count]) => `${count} ${what}`).join(", ")}`);
  const skipped = results.filter((result) => result.skipped).length;
  const failed = results.filter((result) => result.faults.length > 0).length;
  console.log(`${results.length - failed - skipped} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  return failed === 0;
}

// What a suite found, schema by schema: told as it comes, and by cause at the end.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { broken, printCauses } from "./tally.mjs";

/** @typedef {{ id: string, faults: { cause: string, message: string }[], skipped?: string, models?: number, rows?: number, relations?: number, unverified?: string[], expected?: Record<string, number> }} Result */

export class Results {
  /** @type {Result[]} */
  #all = [];
  #shown;

  /** @param {number} shown so many examples of a cause */
  constructor(shown) {
    this.#shown = shown;
  }

  /** @param {Result} result */
  tell(result) {
    this.#all.push(result);
    const { id, skipped, faults, models, rows, relations } = result;
    const also = relations === undefined ? "" : `, ${relations} relations`;
    if (skipped) console.log(`skip ${id}: ${skipped.split("\n")[0].slice(0, 160)}`);
    else if (faults.length > 0) console.log(`FAIL ${id}: ${faults.length}, such as ${faults[0].message.slice(0, 300)}`);
    else console.log(`ok   ${id}${models === undefined ? "" : `: ${models} models, ${rows} rows${also}`}`);
  }

  /**
   * Judges some at a time, each in a folder of its own below `work`.
   * @template {{ id: string }} Job
   * @param {Job[]} jobs @param {(job: Job, dir: string) => Promise<Result>} judge @param {{ work: string, atOnce: number }} how
   */
  async judgeAll(jobs, judge, { work, atOnce }) {
    const queue = jobs.entries();
    const next = async () => {
      for (const [i, job] of queue) {
        const dir = path.join(work, `${i}-${job.id.replace(/[^\w.-]+/g, "_")}`);
        mkdirSync(dir, { recursive: true });
        this.tell(await judge(job, dir).catch((error) => broken(job.id, error)));
        rmSync(dir, { recursive: true, force: true });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, next));
  }

  /** @returns {boolean} whether nothing failed */
  print() {
    printCauses(this.#all, this.#shown);
    const unverified = this.#all.flatMap(({ id, unverified = [] }) => [...new Set(unverified)].map((line) => `${id} ${line}`));
    if (unverified.length > 0) console.log(`\nNot verified, or not all rows:\n${unverified.map((line) => `  - ${line.slice(0, 240)}`).join("\n")}`);
    const expected = new Map();
    for (const result of this.#all)
      for (const [reason, count] of Object.entries(result.expected ?? {})) expected.set(reason, (expected.get(reason) ?? 0) + count);
    for (const [reason, count] of expected) console.log(`\nas documented: ${reason}: ${count}`);
    const sum = (field) => this.#all.reduce((total, result) => total + (result[field] ?? 0), 0);
    const skipped = this.#all.filter((result) => result.skipped).length;
    const failed = this.#all.filter((result) => result.faults.length > 0).length;
    console.log(`\n${sum("models")} models, ${sum("rows")} rows, by each of three clients; ${sum("relations")} relations`);
    console.log(`${this.#all.length - failed - skipped} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
    return failed === 0;
  }
}

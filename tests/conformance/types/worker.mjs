// Judges the type tests of some schemas, in a thread of its own: what the compiler keeps is gone with it.
import { mkdirSync, rmSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import { judgeLayout } from "../lib/layout.mjs";
import { makeFiles } from "../verify/project.mjs";
import { judgeFaults } from "./faults.mjs";
import { compile } from "./judge.mjs";

parentPort?.on("message", async (job) => {
  mkdirSync(job.dir, { recursive: true });
  const result = await judge(job).catch((error) => ({ faults: [{ cause: `the suite itself: ${error.stack}` }] }));
  rmSync(job.dir, { recursive: true, force: true });
  parentPort?.postMessage(result);
});

async function judge({ schema, made, bin, dir, withFaults }) {
  // The pool of `orm-clients.ts` is one of `pg`.
  const isOfPool = [undefined, "clients"].includes(made.own?.kysely?.driver);
  const { project, skipped } = await makeFiles(schema, { bin }, dir, { ...made, targets: ["type-tests", ...(isOfPool ? ["clients"] : [])] });
  if (!project) return { skipped };
  const { fields, others } = compile(project);
  const { typeTests = "orm-type-tests.ts", clients = "orm-clients.ts" } = project.config.files ?? {};
  return {
    faults: [
      ...fields.map(({ field, message }) => ({ cause: `${field}: ${message}` })),
      ...others.map((cause) => ({ cause })),
      ...(await judgeLayout(project.out, isOfPool ? [typeTests, clients] : [typeTests])),
      ...(withFaults ? await judgeFaults(project) : []),
    ],
  };
}

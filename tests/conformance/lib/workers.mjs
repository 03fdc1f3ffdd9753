// Spreads jobs over worker processes; one that takes too long is ended and replaced.
import { fork } from "node:child_process";
import { createWriteStream } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

const WORKER = fileURLToPath(new URL("worker.mjs", import.meta.url));
const sizeOf = (job) => job.files.reduce((sum, [, text]) => sum + text.length, 0);

/**
 * @param {import("./judge.mjs").Job[]} jobs
 * @param {object} context
 * @param {{ count: number, limit?: number, work: string, onResult: (job: import("./judge.mjs").Job, result: any) => void }} options
 */
export async function runJobs(jobs, context, { count, limit = 120, work, onResult }) {
  // The largest first, so that the lanes end together.
  const queue = [...jobs].sort((a, b) => sizeOf(b) - sizeOf(a));
  const lane = async (number) => {
    let worker = null;
    for (let job = queue.shift(); job; job = queue.shift()) {
      worker ??= start(context, path.join(work, `worker-${number}.log`));
      const result = await ask(worker, job, limit);
      if (result.dead) {
        await dropDatabases(context.server, worker.pid);
        worker = null;
      }
      onResult(job, result);
    }
    worker?.disconnect();
  };
  await Promise.all(Array.from({ length: Math.min(count, jobs.length) }, (_, i) => lane(i)));
}

/** drizzle-kit prints to stdout; that goes to the worker's log. */
function start(context, log) {
  const worker = fork(WORKER, { stdio: ["ignore", "pipe", "pipe", "ipc"] });
  const file = createWriteStream(log, { flags: "a" });
  worker.stdout?.pipe(file, { end: false });
  worker.stderr?.pipe(file, { end: false });
  worker.send({ context });
  return worker;
}

function ask(worker, job, limit) {
  return new Promise((resolve) => {
    const started = Date.now();
    const finish = (result) => {
      clearTimeout(timer);
      worker.off("message", finish);
      worker.off("exit", died);
      resolve({ ms: Date.now() - started, ...result });
    };
    const died = (code, signal) => finish(dead(`the worker ended (${signal ?? code}); see its log`));
    const timer = setTimeout(() => {
      worker.off("exit", died);
      worker.kill("SIGKILL");
      finish(dead(`took longer than ${limit} s (see --limit)`));
    }, limit * 1000);
    worker.once("message", finish);
    worker.once("exit", died);
    worker.send({ job });
  });
}

function dead(message) {
  const verdicts = { valid: { status: "fail", faults: [{ message, cause: message }], notes: [] } };
  return { dead: true, refused: false, verdicts };
}

async function dropDatabases(config, pid) {
  const admin = new pg.Client(config);
  await admin.connect();
  try {
    const { rows } = await admin.query("SELECT datname FROM pg_database WHERE datname LIKE $1", [
      `triple\\_${pid}\\_%`,
    ]);
    for (const { datname } of rows) await admin.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
  } finally {
    await admin.end();
  }
}

// Single reads, batch inserts and a join of three tables, by Prisma, Drizzle and Kysely on the one pool of
// `orm-clients.ts`: `make bench-run-time`, or `node benches/run-time.mjs [--drizzle 1.0] [--rounds 15]`.
import { mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findBinary } from "../tests/conformance/lib/arguments.mjs";
import { startPostgres } from "../tests/conformance/lib/postgres.mjs";
import { schemaOfPath } from "../tests/conformance/lib/schemas.mjs";
import { runInside } from "../tests/conformance/runtime/inside.mjs";
import { makeProject } from "../tests/conformance/verify/project.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));

const { values: options } = parseArgs({
  options: { bin: { type: "string" }, drizzle: { type: "string", default: "0.45" }, rounds: { type: "string", default: "15" } },
});
const bin = findBinary(options.bin, path.dirname(HERE));
const dir = mkdtempSync(path.join(tmpdir(), "triple-bench-"));
const server = await startPostgres();
try {
  const schema = schemaOfPath(path.join(HERE, "run-time.prisma"));
  const made = { drizzle: options.drizzle, targets: ["clients"] };
  const { project, skipped } = await makeProject(schema, { bin, server: server.config }, dir, made);
  if (!project) throw new Error(skipped);
  try {
    const source = `
      import { measure } from ${JSON.stringify(path.join(HERE, "run-time/measure.mjs"))};
      const clients = createClients({ connectionString: input.url });
      const measured = await measure(clients, tables, input.rounds);
      await clients.close();
      answer(measured);
    `;
    const input = { url: project.url, rounds: Number(options.rounds) };
    const { versions, tasks } = await runInside(project, { name: "measure", source, input, zone: "UTC" });
    print(versions, tasks);
  } finally {
    await project.database.drop();
  }
} finally {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}

function print(versions, tasks) {
  const cores = availableParallelism();
  console.log(`PostgreSQL ${server.version}, Node ${process.versions.node}, ${cores} cores, ${options.rounds} rounds each, medians`);
  console.log(`${Object.entries(versions).map(([name, version]) => `${name} ${version}`).join(", ")}\n`);
  const clients = Object.keys(tasks[0].medians);
  const cell = (ms) => `${ms < 10 ? ms.toFixed(2) : ms.toFixed(1)} ms`;
  const rows = [["", ...clients], ...tasks.map(({ name, medians }) => [name, ...clients.map((client) => cell(medians[client]))])];
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const line = (row) => `| ${row.map((text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]))).join(" | ")} |`;
  const [head, ...body] = rows;
  console.log([line(head), `| ${widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`)).join(" | ")} |`, ...body.map(line)].join("\n"));
}

// One schema: its three clients agree on every model, in each time zone.
import { contents, verify } from "../lib/verify.mjs";
import { makeProject } from "./project.mjs";

/** West and east of UTC, the one with summer time. */
export const ZONES = ["UTC", "America/New_York", "Asia/Ho_Chi_Minh"];

/** @returns {Promise<import("../lib/results.mjs").Result>} */
export async function judgeSchema(schema, context, dir) {
  const { project, skipped } = await makeProject(schema, context, dir);
  if (!project) return { id: schema.id, faults: [], skipped };
  try {
    const result = await judgeRows(project, context, schema.id);
    // Nothing of our own is out of reach.
    if (schema.origin === "own") result.faults.push(...result.unverified.map((message) => ({ cause: `not verified: ${message}`, message })));
    return result;
  } finally {
    await project.database.drop();
  }
}

/**
 * Every model, in each time zone.
 * @param {import("./project.mjs").Project} project
 * @returns {Promise<import("../lib/results.mjs").Result>}
 */
export async function judgeRows(project, context, id) {
  const result = { id, faults: [], models: 0, rows: 0, unverified: [], expected: {} };
  const fault = (cause, message = cause) => result.faults.push({ cause, message });
  const before = await contents(project.database.client);
  for (const zone of context.zones) {
    const { status, report, refused, stderr } = await verify(context.bin, project.dir, [...project.args, "--time-zone", zone]);
    if (project.standins.length > 0 && refused.some(({ code }) => code === "verify/schema-differs"))
      return { ...result, faults: [], skipped: `the server lacks what the schema has: ${project.standins.join(", ")}` };
    if (!report) {
      fault(`no report: ${stderr.split("\n")[0].slice(0, 160)}`, `${zone}: ${stderr.slice(0, 800)}`);
      continue;
    }
    for (const finding of report.findings) {
      const reason = project.config.targets.includes("clients") ? undefined : isMeant(finding, zone);
      if (reason) result.expected[reason] = (result.expected[reason] ?? 0) + 1;
      else {
        const { expected, got } = finding.example ?? {};
        fault(`${finding.code} ${finding.client} ${finding.doing}: ${finding.message}`, `${zone}: ${finding.message} (${got} instead of ${expected})`);
      }
    }
    const blocked = report.models.filter(({ state }) => state === "blocked" || state === "partly");
    for (const { model, state, reason } of blocked) result.unverified.push(`${model} ${state}: ${reason}`);
    const isEmpty = report.models.every(({ state }) => state === "skipped");
    const right = report.findings.length > 0 ? 1 : report.models.some(({ state }) => state === "blocked") ? 2 : 0;
    if (status !== right && !isEmpty) fault(`exit status ${status} instead of ${right}`);
    for (const { name, before, after } of report.sequences) fault(`a sequence moved`, `${name}: ${before} to ${after}`);
    result.models = report.models.filter(({ state }) => state === "verified" || state === "partly").length;
    result.rows = report.models.reduce((sum, { rows }) => sum + rows, 0);
  }
  const after = await contents(project.database.client);
  if (after !== before) fault("the database is not as it was", difference(before, after));
  return result;
}

function difference(before, after) {
  const old = new Set(before.split("\n"));
  return after
    .split("\n")
    .filter((line) => !old.has(line))
    .slice(0, 4)
    .join("; ");
}

/** What docs/verify.md lists as what to expect without the target `clients`. */
function isMeant({ code, client, doing, message }, zone) {
  if (code === "verify/time-zone" && client === "kysely" && zone !== "UTC") return "Kysely takes local time";
  if (client === "prisma" && message.includes("e.map is not a function")) return "Prisma cannot read lists of citext";
  if (code === "verify/lost-digits" && client === "kysely" && doing === "reads") return "Kysely loses digits of lists";
  return undefined;
}

// One schema, with one version of Drizzle: rows over the one pool, relations, and the types of the files.
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as prisma from "../lib/prisma.mjs";
import { compile } from "../types/judge.mjs";
import { makeProject } from "../verify/project.mjs";
import { judgeRows } from "../verify/schemas.mjs";
import { runInside } from "./inside.mjs";
import { orderOf, writeRows } from "./rows.mjs";
import { missingValues } from "./values.mjs";

const RELATIONS = path.join(path.dirname(fileURLToPath(import.meta.url)), "relations.mjs");

/** @returns {Promise<import("../lib/results.mjs").Result>} */
export async function judgeRuntime({ schema, drizzle, hasAllValues }, context, dir) {
  const id = `${schema.id} with Drizzle ${drizzle}`;
  const { project, skipped } = await makeProject(schema, context, dir, { drizzle, targets: ["clients", "type-tests"] });
  if (!project) return { id, faults: [], skipped };
  try {
    const result = await judgeRows(project, context, id);
    if (result.skipped) return result;
    const { fields, others } = compile(project);
    for (const { field, message } of fields) result.faults.push({ cause: `type tests: ${message}`, message: `${field}: ${message}` });
    for (const message of others) result.faults.push({ cause: `it does not compile: ${message}`, message });
    const order = await orderOf(context.bin, project);
    if (hasAllValues) result.faults.push(...missingValues(order.plan).map((what) => ({ cause: "a value is not tried", message: what })));
    await judgeRelations(schema, project, order, context, result);
    return result;
  } finally {
    await project.database.drop();
  }
}

async function judgeRelations({ files }, project, order, { zones }, result) {
  await writeRows(project.database.client, order);
  const { models } = prisma.dmmf(files.map(([name, text]) => [name, prisma.forPrisma7(text)])).datamodel;
  const source = `
    import { judgeRelations } from ${JSON.stringify(RELATIONS)};
    const clients = createClients({ connectionString: input.url });
    const judged = await judgeRelations(clients, tables, input);
    await clients.close();
    answer(judged);
  `;
  for (const zone of zones) {
    const judged = await runInside(project, { name: "relations", source, input: { url: project.url, plan: order.plan, models }, zone });
    result.relations = judged.relations;
    result.faults.push(...judged.faults.map(({ cause, message }) => ({ cause: `relations: ${cause}`, message: `${zone}: ${message}` })));
    for (const [reason, count] of Object.entries(judged.expected)) result.expected[reason] = (result.expected[reason] ?? 0) + count;
  }
}

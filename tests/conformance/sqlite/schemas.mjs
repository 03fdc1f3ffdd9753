// One schema for SQLite: what its files compile to, and the database that drizzle-kit builds from them.
import { writeFileSync } from "node:fs";
import path from "node:path";
import { alarms, audit, pairArguments } from "../lib/audit.mjs";
import * as binary from "../lib/binary.mjs";
import { anonymous, pathless } from "../lib/causes.mjs";
import { differences } from "../lib/compare.mjs";
import { importSchema } from "../lib/drizzle.mjs";
import { judgeLayout } from "../lib/layout.mjs";
import { readOptions } from "../lib/options.mjs";
import * as prisma from "../lib/prisma.mjs";
import { build, readFacts } from "../lib/sqlite.mjs";
import { typeErrorsBesidePrisma } from "../lib/typescript.mjs";
import { judgeRelations } from "./relations.mjs";

export async function judgeSchema({ id, schema, config, files }, { bin, kit }, dir) {
  const options = readOptions(config, files);
  const counts = {};
  const faults = [];
  const fault = (cause, message) => faults.push({ cause, message });
  const run = await binary.generate(bin, { schema, config }, dir);
  if (run.status !== 0) {
    fault(`generate: ${anonymous(pathless(binary.describeRun(run)))}`, binary.describeRun(run));
    return { id, faults, counts };
  }
  const names = await binary.typescriptFiles(dir);
  for (const { file, line, code, message } of typeErrorsBesidePrisma(dir, names, options))
    fault(`tsc ${file}: TS${code}: ${message}`, `${file}:${line} TS${code}: ${message}`);
  for (const { cause, message } of await judgeLayout(dir, names)) fault(`prettier ${cause}`, message);
  for (const one of await binary.judgeDeterminism(bin, { schema, config, options }, dir, names)) faults.push(one);
  if (!names.includes(options.drizzleFile)) return { id, faults, counts };

  const imports = await importSchema(dir, options.drizzleFile);
  const seven = /** @type {prisma.SchemaFiles} */ (files.map(([name, text]) => [name, prisma.forPrisma7(text)]));
  let ofDrizzle;
  try {
    ofDrizzle = build((await kit.ddl(imports)).join("\n"));
  } catch (error) {
    fault(`drizzle-kit's DDL: ${anonymous(error.message)}`, error.message);
    return { id, faults, counts };
  }
  const file = path.join(dir, "drizzle.db");
  writeFileSync(file, ofDrizzle.serialize());
  if (!options.leavesOut) {
    const args = ["--schema", schema, ...(config ? ["--config", config] : []), ...pairArguments(["prisma:db"])];
    const audited = await audit(bin, dir, [...args, "--database-url", `file:${file}`]);
    // Nobody makes the views of a schema.
    faults.push(...alarms(audited, ({ rule }) => rule === "audit/missing-view"));
  }
  const script = await prisma.ddlOfSqlite(seven);
  let ofPrisma;
  try {
    ofPrisma = build(script);
  } catch (error) {
    return { id, faults, counts, skipped: `Prisma's DDL does not run: ${error.message}` };
  }
  if (!options.leavesOut) {
    const [left, right] = [readFacts(ofPrisma), readFacts(ofDrizzle)];
    counts.facts = left.size;
    for (const { key, left: prisma, right: drizzle } of differences(left, right))
      fault(`${withoutName(key)}: prisma ${anonymous(prisma)}; drizzle ${anonymous(drizzle)}`, `${key}: prisma ${prisma}; drizzle ${drizzle}`);
    const relations = await judgeRelations(imports, seven, kit, build(await prisma.ddlOfSqlite(prisma.viewsAsModels(seven))));
    counts.relations = relations.checked;
    faults.push(...relations.faults);
  }
  return { id, faults, counts };
}

/** `column User.id type` is a `column type`. */
function withoutName(key) {
  return key.replace(/^(column) \S+/, "$1").replace(/^(table|index|foreign key) .*/, "$1");
}

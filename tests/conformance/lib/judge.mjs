// Judges one schema: generates (or takes) its files and asks every oracle.
import { cp, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as binary from "./binary.mjs";
import { differences, readCatalog, readColumns } from "./catalog.mjs";
import { createDatabase } from "./databases.mjs";
import * as v0 from "./drizzle.mjs";
import * as v1 from "./drizzle-v1.mjs";
import { CHECK_FILE, checkSource, judgeKysely } from "./kysely.mjs";
import { judgeLayout } from "./layout.mjs";
import { anonymous, pathless } from "./causes.mjs";
import { readOptions } from "./options.mjs";
import * as prisma from "./prisma.mjs";
import * as relationsOfV0 from "./relations.mjs";
import * as relationsOfV1 from "./relations-v1.mjs";
import { runWithStandins } from "./standins.mjs";
import { createProgram, typeErrors } from "./typescript.mjs";

/** The versions of drizzle-orm: what its kit makes of a file, and how its queries are asked. */
export const DRIZZLE = {
  "0.45": { ...v0, ...relationsOfV0 },
  "1.0": { ...v1, ...relationsOfV1 },
};

export const ORACLES = ["valid", "database", "push", "relations", "tsc", "prettier", "kysely", "determinism"];

/**
 * `pass`, `fail`; `skip`: not asked; `upstream`: a program of others failed on its own input.
 * @typedef {{ message: string, cause: string }} Fault
 * @typedef {{ status: "pass" | "fail" | "skip" | "upstream", faults: Fault[], notes: string[], count?: number }} Verdict
 * @typedef {{ id: string, schema: string, config?: string, dir: string, files: prisma.SchemaFiles, generated?: string }} Job
 * @typedef {{ bin?: string, oracles: string[], drizzle: keyof typeof DRIZZLE, server: import("pg").ClientConfig, shapes: import("./driver.mjs").Shapes }} Context
 */

/**
 * @param {Job} job
 * @param {Context} context
 * @returns {Promise<{ refused: boolean, verdicts: Record<string, Verdict> }>}
 */
export async function judge(asked, context) {
  const job = { ...asked, options: readOptions(asked.config, asked.files), drizzle: DRIZZLE[context.drizzle] };
  const files = /** @type {prisma.SchemaFiles} */ (
    job.files.map(([name, text]) => [name, prisma.forPrisma7(text)])
  );
  const complaint = prisma.complaint(files);
  await mkdir(job.dir, { recursive: true });

  if (complaint) return { refused: true, verdicts: { valid: await judgeRefused(job, context, complaint) } };
  const written = await obtain(job, context);
  if (written) return { refused: false, verdicts: { valid: written } };
  const names = (await binary.typescriptFiles(job.dir)).filter((name) => name !== CHECK_FILE);

  const verdicts = { valid: verdict([]) };
  // Without some of its models, the files are not the database that Prisma makes.
  const compares = ["database", "push", "relations", "kysely"];
  const wants = (oracle) =>
    context.oracles.includes(oracle) &&
    !(job.options.leavesOut && compares.includes(oracle)) &&
    !(job.options.otherDriver && oracle === "kysely") &&
    !(job.options.ofPrisma && oracle === "tsc") &&
    // What rows are on the clients' pool is for `runtime.mjs`.
    !(job.options.ofClients && oracle === "kysely") &&
    (names.includes(job.options.drizzleFile) || !compares.includes(oracle));
  const databases = new Map();
  const database = async (side) => {
    if (!databases.has(side)) databases.set(side, await createDatabase(context.server, side));
    return databases.get(side);
  };
  try {
    const ofPrisma =
      wants("database") || wants("push") || wants("kysely") ? await buildPrisma(job, files, context, database) : null;
    if (wants("relations")) verdicts.relations = await askQueries(job, files, ofPrisma, database);
    if (wants("database") || wants("push")) await askKit(job, files, ofPrisma, wants, database, verdicts);
    if (wants("tsc") || wants("kysely"))
      await askCompiler(job, files, names, ofPrisma, context, wants, database, verdicts);
  } finally {
    for (const { drop } of databases.values()) await drop();
  }
  if (wants("prettier")) verdicts.prettier = verdict(await judgeLayout(job.dir, names));
  if (wants("determinism")) {
    verdicts.determinism =
      context.bin && !job.generated
        ? verdict(await binary.judgeDeterminism(context.bin, job, job.dir, names))
        : skip("no binary");
  }
  return { refused: false, verdicts };
}

async function judgeRefused(job, { bin }, complaint) {
  const first = complaint.split("\n").find((line) => /error/i.test(line)) ?? complaint.split("\n")[0];
  const notes = [`refused by Prisma: ${first.trim()}`];
  if (!bin || job.generated) return { ...verdict([]), notes };
  const run = await binary.generate(bin, job, job.dir);
  if (!binary.panicked(run)) return { ...verdict([]), notes: [...notes, `triple-orm: exit status ${run.status}`] };
  return { ...verdict([{ message: binary.describeRun(run), cause: "panics on a schema that Prisma refuses" }]), notes };
}

/** Puts the generated files into the job's folder. @returns {Promise<Verdict | null>} a verdict when that fails */
async function obtain(job, { bin }) {
  if (job.generated) {
    for (const name of await binary.typescriptFiles(job.generated)) {
      await cp(path.join(job.generated, name), path.join(job.dir, name));
    }
    return null;
  }
  if (!bin) throw new Error("neither --bin nor --generated");
  const run = await binary.generate(bin, job, job.dir);
  if (run.status === 0) return null;
  const message = binary.describeRun(run);
  return verdict([{ message, cause: `generate: ${anonymous(pathless(message))}` }]);
}

async function buildPrisma(job, files, { server }, database) {
  let script;
  try {
    script = await prisma.ddl(files, server);
  } catch (error) {
    return { error: `Prisma gives no DDL: ${error.message}` };
  }
  await writeFile(path.join(job.dir, "prisma.sql"), script);
  try {
    const { client } = await database("p");
    const notes = await runWithStandins(client, script);
    return { notes };
  } catch (error) {
    return { error: `Prisma's DDL does not run: ${error.message}` };
  }
}

async function askKit(job, files, ofPrisma, wants, database, verdicts) {
  const both = (value) => {
    for (const oracle of ["database", "push"]) if (wants(oracle)) verdicts[oracle] ??= value;
  };
  if (ofPrisma.error) return both(upstream(ofPrisma.error));
  let imports;
  try {
    imports = await job.drizzle.importSchema(job.dir, job.options.drizzleFile);
  } catch (error) {
    return both(failed("drizzle-schema.ts does not load", error));
  }
  if (wants("database")) verdicts.database = await judgeDatabase(job, imports, ofPrisma.notes, database);
  if (wants("push")) verdicts.push = await judgePush(job, files, imports, await database("p"));
}

async function askQueries(job, files, ofPrisma, database) {
  try {
    const imports = await job.drizzle.importSchema(job.dir, job.options.drizzleFile);
    const { faults, checked } = await job.drizzle.judgeRelations(imports, files, database);
    return { ...verdict(faults), count: checked };
  } catch (error) {
    // Where names and labels end a string of Prisma's own SQL, they end one of drizzle-kit's, too.
    if (ofPrisma?.error) return upstream(error.message);
    return failed("drizzle-schema.ts does not load", error);
  }
}

async function judgeDatabase(job, imports, notes, database) {
  let script;
  try {
    script = await job.drizzle.ddl(imports);
  } catch (error) {
    return failed("drizzle-kit crashed", error);
  }
  await writeFile(path.join(job.dir, "drizzle.sql"), script.join("\n"));
  const [p, d] = [await database("p"), await database("d")];
  try {
    notes = [...new Set([...notes, ...(await runDrizzle(d.client, script, job.drizzle))])];
  } catch (error) {
    // It quotes `geography(Point,4326)` as one name, whatever the file says: docs/limits.md.
    if (/^type ".*\(.*\)" does not exist/.test(error.message))
      return upstream(`drizzle-kit cannot make the type: ${error.message}`);
    return failed("drizzle-kit's DDL does not run", error);
  }
  const [left, right] = [await readCatalog(p.client), await readCatalog(d.client)];
  // The extension makes it, and may not be there.
  const ofPostgis = `public.${prisma.TABLE_OF_POSTGIS}`;
  const all = differences(left, right).filter(({ table, where }) => table !== ofPostgis && where !== ofPostgis);
  const keyNames = all.filter((one) => isKeyName(one, all));
  if (keyNames.length > 0) notes = [...notes, "keys of one column under drizzle-kit's name, not Prisma's"];
  const others = all.filter((one) => !keyNames.includes(one));
  const faults = others.map(({ kind, where, prisma, drizzle }) => ({
    message: `${kind} ${where}: prisma ${prisma}; drizzle ${drizzle}`,
    cause: `${kind}: prisma ${anonymous(prisma)}; drizzle ${anonymous(drizzle)}`,
  }));
  return { ...verdict(faults), notes, count: left.length };
}

/**
 * A primary key of one column, under another name. drizzle-kit could be told the name, but its push does not read it,
 * drops the key, and makes it again many statements later. See "keys of one column" in docs/limits.md.
 */
function isKeyName({ kind, table, prisma, drizzle }, all) {
  const text = prisma === "(none)" ? drizzle : prisma;
  return (
    kind === "constraint" &&
    /^PRIMARY KEY \((?:"[^"]+"|[^",]+)\)$/.test(text) &&
    all.some((other) => other.table === table && other.prisma === drizzle && other.drizzle === prisma)
  );
}

async function runDrizzle(client, script, { foreignKeysLast }) {
  try {
    return await runWithStandins(client, script.join("\n"));
  } catch (error) {
    if (!error.message.startsWith("there is no unique constraint matching given keys")) throw error;
    const notes = await runWithStandins(client, foreignKeysLast(script).join("\n"));
    return [...notes, "drizzle-kit adds foreign keys before their unique indexes: put last"];
  }
}

async function judgePush({ drizzle }, files, imports, database) {
  const { schemas } = prisma.datasource(files);
  const filters = schemas.length > 0 ? schemas : ["public"];
  let pushed;
  try {
    pushed = await drizzle.push(imports, database, filters);
  } catch (error) {
    // When the kit cannot even read Prisma's database, no file of ours could help.
    const unreadable = await drizzle.push({}, database, filters).then(
      () => null,
      (reason) => reason,
    );
    if (unreadable) return upstream(`drizzle-kit cannot read the database that Prisma makes: ${unreadable.message}`);
    return failed("drizzle-kit push crashed", error);
  }
  const faults = pushed
    .filter(({ verdict }) => verdict === "change" || verdict === "avoidable")
    .map(({ statement, verdict }) => {
      const what = verdict === "change" ? "would execute" : "sets again a default that a silent spelling exists for";
      return { message: `${what}: ${statement}`, cause: `${what}: ${anonymous(statement)}` };
    });
  const allowed = pushed.filter(({ verdict }) => ["unavoidable", "expression", "repeat"].includes(verdict));
  const notes = allowed.map(({ statement, verdict }) => `${verdict}: ${statement}`);
  return { ...verdict(faults), notes, count: pushed.length };
}

async function askCompiler(job, files, names, ofPrisma, { shapes }, wants, database, verdicts) {
  const asksKysely = wants("kysely") && !ofPrisma.error;
  const virtual = asksKysely ? { [CHECK_FILE]: checkSource(shapes, job.options.kyselyFile) } : {};
  const program = createProgram(job.dir, names, virtual);
  if (wants("tsc")) {
    verdicts.tsc = verdict(
      typeErrors(program, job.dir, names).map(({ file, line, code, message }) => ({
        message: `${file}:${line} TS${code}: ${message}`,
        cause: `${file}: TS${code}: ${anonymous(message)}`,
      })),
    );
  }
  if (!wants("kysely")) return;
  if (!asksKysely) {
    verdicts.kysely = upstream(ofPrisma.error);
    return;
  }
  const broken = typeErrors(program, job.dir, [CHECK_FILE]);
  if (broken.length > 0) {
    verdicts.kysely = failed("Kysely does not take DB", new Error(broken.map(({ message }) => message).join("; ")));
    return;
  }
  const views = await readViews(files, database);
  const columns = await readColumns((await database("p")).client);
  markUnknownDefaults(files, columns);
  const { faults, checked } = judgeKysely(program, job.dir, columns, views, shapes, job.options);
  verdicts.kysely = { ...verdict(faults), notes: views.notes, count: checked };
}

/** What columns the schema's views have: those that its models would have if they were tables. */
async function readViews(files, database) {
  const text = files.map(([, content]) => content).join("\n");
  // Not from the DMMF, which lacks views that are ignored.
  const views = [...text.matchAll(/^\s*view\s+(\w+)\s*\{([^}]*)\}/gm)];
  if (views.length === 0) return { tables: new Set(), columns: [], notes: [] };
  const nameOf = ([, name, body]) => {
    const schema = /@@schema\("([^"]+)"\)/.exec(body)?.[1] ?? "public";
    return `${schema}.${/@@map\((?:name:\s*)?"([^"]+)"/.exec(body)?.[1] ?? name}`;
  };
  const tables = new Set(views.map(nameOf));
  try {
    const { client, config } = await database("v");
    await runWithStandins(client, await prisma.ddl(prisma.viewsAsModels(files), config));
    const columns = (await readColumns(client)).filter((column) => tables.has(`${column.schema}.${column.table}`));
    return { tables, columns, notes: [`${tables.size} views checked`] };
  } catch (error) {
    return { tables, columns: [], notes: [`views not checked: ${error.message}`] };
  }
}

/** `dbgenerated()` without an argument: the database has a default that Prisma's DDL does not show. */
function markUnknownDefaults(files, columns) {
  for (const model of prisma.dmmf(files).datamodel.models) {
    for (const field of model.fields) {
      if (field.default?.name !== "dbgenerated" || field.default.args.length > 0) continue;
      const [table, name] = [model.dbName ?? model.name, field.dbName ?? field.name];
      const column = columns.find((one) => one.table === table && one.column === name);
      if (column) column.default ??= "unknown";
    }
  }
}

function verdict(faults) {
  return { status: /** @type {const} */ (faults.length === 0 ? "pass" : "fail"), faults, notes: [] };
}

function failed(what, error) {
  const message = `${what}: ${error.message}`;
  return verdict([
    {
      message: `${message}\n${(error.stack ?? "").split("\n").slice(1, 4).join("\n")}`.trim(),
      cause: anonymous(message.split("\n")[0]),
    },
  ]);
}

function upstream(message) {
  return {
    status: /** @type {const} */ ("upstream"),
    faults: [{ message, cause: anonymous(message.split("\n")[0]) }],
    notes: [],
  };
}

function skip(note) {
  return { status: /** @type {const} */ ("skip"), faults: [], notes: [note] };
}

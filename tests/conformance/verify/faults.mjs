// What is made wrong is found, as exactly that.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as schemas from "../lib/schemas.mjs";
import { verify } from "../lib/verify.mjs";
import { makeProject } from "./project.mjs";

export const EVERYTHING = path.join(path.dirname(fileURLToPath(import.meta.url)), "everything.prisma");

/**
 * A change of `drizzle-schema.ts`, and the finding that it must be: its code and what it is about. Others may follow
 * from it, about the same model, or about those that it names; of the same client, or of `clients`.
 * @typedef {{ name: string, file: [RegExp, string], code: string, subject: string, client?: string, also?: string[], clients?: string[] }} Change
 */

/** Each about another column, so that one run finds them all. @type {Change[]} */
const COLUMNS = [
  { name: "a number is a text", file: [/integer\("age"\)/, 'text("age")'], code: "verify/type", subject: "User.age" },
  { name: "a text is a number", file: [/text\("title"\)/, 'integer("title")'], code: "verify/type", subject: "Post.title" },
  { name: "a column has another name", file: [/varchar\("email"/, 'varchar("e_mail"'], code: "verify/no-column", subject: "User" },
  { name: "a column is missing", file: [/\n\s*plan: text\("plan"\)[^\n]*,/, ""], code: "verify/no-column", subject: "Account.plan" },
  { name: "a label is the name", file: [/"super-user"/, '"SUPER_USER"'], code: "verify/label", subject: "User.role", also: ["Flag"] },
  {
    name: "a timestamp is a text",
    file: [/timestamp\("created_at", \{/, 'timestamp("created_at", { mode: "string",'],
    code: "verify/type",
    subject: "User.createdAt",
  },
  { name: "a date is a text", file: [/date\("born", \{ mode: "date" \}\)/, 'date("born")'], code: "verify/type", subject: "User.born" },
  {
    name: "a bigint is a number",
    file: [/bigint\("visits", \{ mode: "bigint" \}\)/, 'bigint("visits", { mode: "number" })'],
    code: "verify/type",
    subject: "User.visits",
  },
  {
    name: "a decimal is a double",
    file: [/numeric\("price", [^)]*\)/, 'doublePrecision("price")'],
    code: "verify/type",
    subject: "User.price",
  },
  { name: "JSON is a text", file: [/json\("notes"\)(\.\$type<\w+>\(\))?/, 'text("notes")'], code: "verify/type", subject: "User.notes" },
];

/** @type {Change} */
const TABLE = { name: "a table has another name", file: [/pgTable\(\s*"posts"/, 'pgTable("post"'], code: "verify/no-table", subject: "Post" };

/** @type {Change} */
const ZONE = {
  name: "a timestamp has a time zone",
  file: [/timestamp\("created_at", \{/, 'timestamp("created_at", { withTimezone: true,'],
  code: "verify/time-zone",
  subject: "User.createdAt",
};

/** @type {Change} */
const PARSER = {
  name: "a parser of the project",
  file: [/^/, 'import pg from "pg";\npg.types.setTypeParser(20, Number);\n'],
  code: "verify/type",
  subject: "User.visits",
  client: "kysely",
  also: ["Group", "GroupToPost"],
  // `pg` has one parser for all of them.
  clients: ["prisma", "drizzle", "kysely"],
};

const SESSION = {
  name: "the session is not in UTC",
  sql: "ALTER DATABASE CURRENT SET timezone = 'Asia/Ho_Chi_Minh'",
  undo: "ALTER DATABASE CURRENT RESET timezone",
  code: "verify/session-time-zone",
  subject: "User.seenAt",
  client: "prisma",
};

const TRIGGER = {
  sql: `CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.title = upper(NEW.title); RETURN NEW; END $$;
    CREATE TRIGGER t BEFORE INSERT ON posts FOR EACH ROW EXECUTE FUNCTION f()`,
  undo: "DROP FUNCTION f CASCADE",
};

/** @param {(result: import("../lib/results.mjs").Result) => void} tell */
export async function faults(context, dir, tell) {
  const { project, skipped } = await makeProject(schemas.schemaOfPath(EVERYTHING), context, dir);
  if (!project) throw new Error(skipped);
  const right = await readFile(project.drizzle, "utf8");
  const asked = { project, context, right, tell };
  try {
    await judge("columns", COLUMNS, asked);
    await judge("table", [TABLE], asked);
    await judge("zone", [ZONE], asked, "America/New_York");
    await judge("parser", [PARSER], asked);
    await writeFile(project.drizzle, `import "./nowhere";\n${right}`);
    const { status, stderr } = await verify(context.bin, project.dir, project.args);
    const isSaid = status === 2 && stderr.includes("error[verify/module-fails]") && stderr.includes("nowhere");
    tell({ id: "faults/a file that cannot be read", faults: isSaid ? [] : [{ cause: "not said", message: stderr.slice(0, 800) }] });
    await writeFile(project.drizzle, right);
    await inDatabase(SESSION, project, () => judge("session", [SESSION], asked));
    // What the database does with every client is nobody's fault.
    await inDatabase(TRIGGER, project, () => judge("a trigger that changes values", [], asked));
  } finally {
    await project.database.drop();
  }
}

/** Changes the database for as long as an action takes. */
async function inDatabase({ sql, undo }, { database: { client, config } }, action) {
  const name = config.database ?? new URL(config.connectionString).pathname.slice(1);
  const named = (text) => text.replaceAll("DATABASE CURRENT", `DATABASE "${name}"`);
  await client.query(named(sql));
  await action();
  await client.query(named(undo));
}

/** All changes at once: each one is found, and nothing else. */
async function judge(id, changes, { project, context, right, tell }, zone = "UTC") {
  const result = { id: `faults/${id}`, faults: [] };
  const fault = (cause, message = cause) => result.faults.push({ cause: `${id}: ${cause}`, message });
  let text = right;
  for (const { name, file } of changes) {
    if (!file) continue;
    const changed = text.replace(file[0], file[1]);
    if (changed === text) fault(`${name}: the file is not changed, so the suite itself is wrong`);
    text = changed;
  }
  await writeFile(project.drizzle, text);
  const { status, report, stderr } = await verify(context.bin, project.dir, [...project.args, "--time-zone", zone]);
  await writeFile(project.drizzle, right);
  if (!report) fault(`no report: ${stderr.slice(0, 120)}`, stderr.slice(0, 800));
  else {
    const about = (finding) => (finding.field ? `${finding.model}.${finding.field}` : finding.model);
    const isOfZone = ({ code, client }) => code === "verify/time-zone" && client === "kysely" && zone !== "UTC";
    const findings = report.findings.filter((finding) => !isOfZone(finding));
    const right = findings.length > 0 ? 1 : 0;
    if (status !== right) fault(`exit status ${status} instead of ${right}`);
    for (const { name, code, subject, client = "drizzle" } of changes)
      if (!findings.some((it) => it.code === code && it.client === client && about(it) === subject))
        fault(`${name}: not found`, `instead: ${JSON.stringify(findings.filter(({ model }) => model === subject.split(".")[0]).slice(0, 4))}`);
    const models = changes.flatMap(({ subject, client = "drizzle", also = [], clients = [client] }) =>
      [subject.split(".")[0], ...also].flatMap((model) => clients.map((it) => `${it} ${model}`)),
    );
    const others = findings.filter(({ client, model }) => !models.includes(`${client} ${model}`));
    if (others.length > 0) fault("something else is found, too", JSON.stringify(others.slice(0, 3)));
  }
  tell(result);
}

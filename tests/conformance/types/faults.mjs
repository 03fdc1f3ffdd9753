// Changes of the generated files, and the fields at which the type tests must fail then: there, and nowhere else.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { compile } from "./judge.mjs";

/** @typedef {{ name: string, file: "drizzle" | "kysely", change: [RegExp, string], field: string }} Change */

/** Of `verify/everything.prisma`. @type {Change[]} */
const CHANGES = [
  { name: "a number is a text", file: "drizzle", change: [/integer\("age"\)/, 'text("age")'], field: "UserTypes.age" },
  { name: "a column may be NULL", file: "drizzle", change: [/text\("title"\)\.notNull\(\)/, 'text("title")'], field: "PostTypes.title" },
  { name: "a column may not be NULL", file: "drizzle", change: [/boolean\("done"\)/, 'text("done")'], field: "LineTypes.done" },
  { name: "a column is missing", file: "drizzle", change: [/\n\s*plan: text\("plan"\)[^\n]*,/, ""], field: "AccountTypes.plan" },
  { name: "a column is added", file: "drizzle", change: [/(\n\s*)(value: doublePrecision)/, '$1unit: doublePrecision("unit"),$1$2'], field: "ReadingTypes.$drizzle" },
  { name: "a key has another name", file: "drizzle", change: [/email: varchar/, "mail: varchar"], field: "UserTypes.email" },
  { name: "a label is the name", file: "drizzle", change: [/"super-user"/, '"SUPER_USER"'], field: "UserTypes.role" },
  { name: "a bigint is a number", file: "drizzle", change: [/bigint\("visits", \{ mode: "bigint" \}\)/, 'bigint("visits", { mode: "number" })'], field: "UserTypes.visits" },
  { name: "a timestamp is a text", file: "drizzle", change: [/timestamp\("seen_at", \{/, 'timestamp("seen_at", { mode: "string",'], field: "UserTypes.seenAt" },
  { name: "a list is none", file: "drizzle", change: [/text\("tags"\)\.array\(\)/, 'text("tags")'], field: "UserTypes.tags" },
  { name: "a number is a text", file: "kysely", change: [/(\n\s*age: )number/, "$1string"], field: "UserTypes.age" },
  { name: "a column may be NULL", file: "kysely", change: [/(\n\s*title: string)/, "$1 | null"], field: "PostTypes.title" },
  { name: "a column is missing", file: "kysely", change: [/\n\s*plan: [^\n]*/, ""], field: "AccountTypes.plan" },
  { name: "a column is added", file: "kysely", change: [/(\n\s*)(value: number)/, "$1unit: number;$1$2"], field: "ReadingTypes.$kysely" },
  { name: "a label is the name", file: "kysely", change: [/: "super-user"/, ': "SUPER_USER"'], field: "UserTypes.role" },
  { name: "bytes are a text", file: "kysely", change: [/(\n\s*avatar: )Buffer/, "$1string"], field: "UserTypes.avatar" },
  { name: "a list is of another type", file: "kysely", change: [/(\n\s*tags: )string\[\]/, "$1number[]"], field: "UserTypes.tags" },
];

/** Fields that are of the same enum, or count the same key. */
const ALSO = {
  "UserTypes.role": ["UserTypes.roles", "FlagTypes.role"],
  "UserTypes.email": ["UserTypes.$drizzle"],
};

/** @param {import("../verify/project.mjs").Project} project @returns {Promise<{ cause: string, message: string }[]>} */
export async function judgeFaults(project) {
  const found = [];
  const texts = {
    drizzle: ["drizzle-schema.ts", await readFile(project.drizzle, "utf8")],
    kysely: ["kysely-types.ts", await readFile(path.join(project.out, "kysely-types.ts"), "utf8")],
  };
  for (const { name, file, change, field } of CHANGES) {
    const [place, text] = texts[file];
    const changed = text.replace(change[0], change[1]);
    const fault = (cause, message = "") => found.push({ cause: `${file}, ${name}: ${cause}`, message });
    if (changed === text) {
      fault("the file is not changed, so the suite itself is wrong");
      continue;
    }
    const fields = compile(project, { [place]: changed }).fields.map((it) => it.field);
    if (!fields.includes(field)) fault("the tests pass", fields.join(", "));
    const others = fields.filter((it) => it !== field && !ALSO[field]?.includes(it));
    if (others.length > 0) fault("another field fails, too", others.join(", "));
  }
  return found;
}

// Does the suite see faults? Good files must pass; each seeded fault must be
// caught by the oracle whose task it is.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import {
  createCamelCaseMapper,
  createSnakeCaseMapper,
} from "./node_modules/kysely/dist/esm/plugin/camel-case/camel-case.js";
import { measureDriver } from "./lib/driver.mjs";
import { prepareKit } from "./lib/drizzle.mjs";
import { startPostgres } from "./lib/postgres.mjs";
import { readSchema } from "./lib/schemas.mjs";
import { runJobs } from "./lib/workers.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const FIXTURE = path.join(HERE, "fixture");
const DRIZZLE = "drizzle-schema.ts";
const KYSELY = "kysely-types.ts";
const ORACLES = ["valid", "database", "push", "relations", "tsc", "prettier", "kysely"];

/** @type {{ claim: string, file: string, from: string, to: string, caughtBy: string[], saying: RegExp }[]} */
const MUTATIONS = [
  {
    claim: "a wrong default",
    file: DRIZZLE,
    from: '.default("9.90")',
    to: '.default("9.91")',
    caughtBy: ["database", "push"],
    saying: /default public\.books\.price/,
  },
  {
    claim: "a default that is missing",
    file: DRIZZLE,
    from: '.default(["new"])',
    to: "",
    caughtBy: ["database", "push"],
    saying: /default public\.books\.keywords/,
  },
  {
    claim: "a default spelled so that push repeats it",
    file: DRIZZLE,
    from: '.default("9.90")',
    to: ".default(sql`9.90`)",
    caughtBy: ["push"],
    saying: /silent spelling/,
  },
  {
    claim: "a dropped index",
    file: DRIZZLE,
    from: 'index("_AuthorToBook_B_index").on(t.B),',
    to: "",
    caughtBy: ["database", "push"],
    saying: /_AuthorToBook_B_index/,
  },
  {
    claim: "an index sorted the other way",
    file: DRIZZLE,
    from: "t.createdAt.desc().nullsFirst()",
    to: "t.createdAt.desc()",
    caughtBy: ["database", "push"],
    saying: /books_genre_created_at_idx/,
  },
  {
    claim: "a unique constraint for a unique index",
    file: DRIZZLE,
    from: 'isbn: char("isbn", { length: 13 }).notNull()',
    to: 'isbn: char("isbn", { length: 13 }).notNull().unique()',
    caughtBy: ["database"],
    saying: /books_isbn_unique/,
  },
  {
    claim: "a relation under another name",
    file: DRIZZLE,
    from: "  authors: many(",
    to: "  writers: many(",
    caughtBy: ["relations"],
    saying: /Book\.authors: is no relation/,
  },
  {
    claim: "ends of a relation under two names",
    file: DRIZZLE,
    from: 'relationName: "AuthorToBook_A",\n    fields',
    to: 'relationName: "AuthorToBook_X",\n    fields',
    caughtBy: ["relations"],
    saying: /not enough information/,
  },
  {
    claim: "text for varchar",
    file: DRIZZLE,
    from: 'varchar("title", { length: 200 })',
    to: 'text("title")',
    caughtBy: ["database", "push"],
    saying: /type public\.books\.title/,
  },
  {
    claim: "a missing notNull",
    file: DRIZZLE,
    from: 'text("name").notNull()',
    to: 'text("name")',
    caughtBy: ["database", "push"],
    saying: /nullability public\.Series\.name/,
  },
  {
    claim: "swapped A and B",
    file: DRIZZLE,
    from: 'A: text("A").notNull(),\n    B: integer("B").notNull(),',
    to: 'B: text("A").notNull(),\n    A: integer("B").notNull(),',
    caughtBy: ["database"],
    saying: /_AuthorToBook/,
  },
  {
    claim: "a wrong foreign key action",
    file: DRIZZLE,
    from: '.onDelete("set null")',
    to: '.onDelete("restrict")',
    caughtBy: ["database", "push"],
    saying: /books_series_id_fkey/,
  },
  {
    claim: "a wrong foreign key name",
    file: DRIZZLE,
    from: '"books_series_id_fkey"',
    to: '"books_series_fkey"',
    caughtBy: ["database", "push"],
    saying: /books_series_fkey/,
  },
  {
    claim: "a primary key under another name",
    file: DRIZZLE,
    from: '"_AuthorToBook_AB_pkey"',
    to: '"_AuthorToBook_A_B_pk"',
    caughtBy: ["database"],
    saying: /_AuthorToBook_A_B_pk/,
  },
  {
    claim: "a wrong order of enum labels",
    file: DRIZZLE,
    from: '"NOVEL", "POETRY", "sci-fi"',
    to: '"POETRY", "NOVEL", "sci-fi"',
    caughtBy: ["database"],
    saying: /enum public\.genre/,
  },
  {
    claim: "a missing table",
    file: DRIZZLE,
    from: "export const series = pgTable(",
    to: "const series = pgTable(",
    caughtBy: ["database", "push"],
    saying: /Series/,
  },
  {
    claim: "a crash of drizzle-kit",
    file: DRIZZLE,
    from: ".default(sql`0`)",
    to: ".default(0n)",
    caughtBy: ["database", "push"],
    saying: /crashed|BigInt/,
  },
  {
    claim: "an unused import",
    file: DRIZZLE,
    from: "  varchar,\n",
    to: "  varchar,\n  boolean,\n",
    caughtBy: ["tsc"],
    saying: /TS6133.*boolean/,
  },
  {
    claim: "a type that is not imported as one",
    file: KYSELY,
    from: "import type { ColumnType }",
    to: "import { ColumnType }",
    caughtBy: ["tsc"],
    saying: /TS1484/,
  },
  {
    claim: "a relation to a column that is not there",
    file: DRIZZLE,
    from: "references: [series.id]",
    to: "references: [series.uid]",
    caughtBy: ["tsc"],
    saying: /TS2339/,
  },
  {
    claim: "bad layout",
    file: DRIZZLE,
    from: '  id: uuid("id").primaryKey()',
    to: '  id:  uuid("id").primaryKey()',
    caughtBy: ["prettier"],
    saying: /drizzle-schema\.ts/,
  },
  {
    claim: "Generated missing",
    file: KYSELY,
    from: "price: Generated<Numeric>",
    to: "price: Numeric",
    caughtBy: ["kysely"],
    saying: /books\.price: an insert must give it/,
  },
  {
    claim: "Generated too many",
    file: KYSELY,
    from: "isbn: string;",
    to: "isbn: Generated<string>;",
    caughtBy: ["kysely"],
    saying: /books\.isbn: an insert may leave it out/,
  },
  {
    claim: "a wrong select type",
    file: KYSELY,
    from: "sold: Generated<Int8>",
    to: "sold: Generated<bigint>",
    caughtBy: ["kysely"],
    saying: /books\.sold: selects bigint, pg returns string/,
  },
  {
    claim: "any as a select type",
    file: KYSELY,
    from: "title: string",
    to: "title: any",
    caughtBy: ["kysely"],
    saying: /books\.title: selects any/,
  },
  {
    claim: "unknown JSON, which makes a column optional",
    file: KYSELY,
    from: "extra: Json<BookExtra>",
    to: "extra: unknown | BookExtra",
    caughtBy: ["kysely"],
    saying: /books\.extra: an insert may leave it out/,
  },
  {
    claim: "null forgotten",
    file: KYSELY,
    from: "series_id: string | null",
    to: "series_id: string",
    caughtBy: ["kysely"],
    saying: /books\.series_id: selects no null/,
  },
  {
    claim: "an enum label too few",
    file: KYSELY,
    from: ' | "sci-fi"',
    to: "",
    caughtBy: ["kysely"],
    saying: /books\.genre: selects other labels/,
  },
  {
    claim: "a column missing from a row",
    file: KYSELY,
    from: "  B: number;\n",
    to: "",
    caughtBy: ["kysely"],
    saying: /_AuthorToBook\.B: missing/,
  },
  {
    claim: "swapped A and B in a row",
    file: KYSELY,
    from: "A: string;\n  B: number;",
    to: "A: number;\n  B: string;",
    caughtBy: ["kysely"],
    saying: /_AuthorToBook\.A: selects number/,
  },
  {
    claim: "a table missing from DB",
    file: KYSELY,
    from: "  Author: Author;\n",
    to: "",
    caughtBy: ["kysely"],
    saying: /Author: missing from DB/,
  },
  {
    claim: "a view that takes inserts",
    file: KYSELY,
    from: "isbn: ColumnType<string, never, never>",
    to: "isbn: string",
    caughtBy: ["kysely"],
    saying: /best_sellers\.isbn: a view's column/,
  },
];

/** Faults of a binary, as fixture/fake-triple-orm.mjs commits them. */
const BINARY_FAULTS = [
  { claim: "a good binary passes", fault: "", oracle: "determinism", saying: null },
  {
    claim: "a binary that writes at random",
    fault: "random",
    oracle: "determinism",
    saying: /a second run writes another zod-schemas/,
  },
  { claim: "a check that sees no change", fault: "blind", oracle: "determinism", saying: /overlooks a change/ },
  { claim: "a check that compares layout", fault: "literal", oracle: "determinism", saying: /refuses another layout/ },
  { claim: "a panic", fault: "panic", oracle: "valid", saying: /panicked/ },
];

const work = path.join(HERE, ".work", `selftest-${process.pid}`);
mkdirSync(work, { recursive: true });
const server = await startPostgres();
process.once("SIGINT", () => server.stop().finally(() => process.exit(130)));
let failed = 0;
try {
  const jobs = [jobOf("good", null), ...MUTATIONS.map((mutation, i) => jobOf(`mutation-${i}`, mutation))];
  const context = { oracles: ORACLES, server: server.config, shapes: [...(await measure())], drizzle: "0.45", kit: prepareKit(work) };
  await runJobs(jobs, context, {
    count: 2,
    work,
    onResult({ id }, { verdicts }) {
      const mutation = id === "good" ? null : MUTATIONS[Number(id.split("-")[1])];
      const complaint = mutation ? overlooked(mutation, verdicts) : falseAlarm(verdicts);
      if (complaint) failed += 1;
      console.log(
        `${complaint ? "FAIL" : "ok  "} ${mutation?.claim ?? "good files pass"}${complaint ? `: ${complaint}` : ""}`,
      );
    },
  });
  for (const { claim, fault, oracle, saying } of BINARY_FAULTS) {
    process.env.FAKE_FAULT = fault;
    const { generated, ...job } = jobOf(`binary-${fault || "good"}`, null);
    const bin = path.join(FIXTURE, "fake-triple-orm.mjs");
    await runJobs(
      [job],
      { ...context, bin, oracles: ["determinism"] },
      {
        count: 1,
        work,
        onResult(_, { verdicts }) {
          const messages = verdicts[oracle]?.faults.map(({ message }) => message) ?? ["not asked"];
          const fine = saying ? messages.some((message) => saying.test(message)) : messages.length === 0;
          if (!fine) failed += 1;
          console.log(`${fine ? "ok  " : "FAIL"} ${claim}${fine ? "" : `: ${messages.join("; ") || "not caught"}`}`);
        },
      },
    );
  }
  const renamed = renamedOtherwise();
  if (renamed.length > 0) failed += 1;
  console.log(`${renamed.length === 0 ? "ok  " : "FAIL"} Kysely's plugin renames as was measured ${renamed.join("; ")}`);
  console.log(`\n${jobs.length + BINARY_FAULTS.length + 1 - failed} passed, ${failed} failed`);
} finally {
  await server.stop();
  rmSync(work, { recursive: true, force: true });
}
process.exitCode = failed > 0 ? 1 : 0;

/** `src/kysely/camel_case.rs` is tested with the same names. */
function renamedOtherwise() {
  const [camel, snake] = [createCamelCaseMapper(), createSnakeCaseMapper()];
  const measured = JSON.parse(readFileSync(path.join(FIXTURE, "camel-case.json"), "utf8"));
  return measured
    .filter(([name, inCode, back]) => camel(name) !== inCode || snake(inCode) !== back)
    .map(([name]) => `${name} is ${camel(name)}, and ${snake(camel(name))} again`);
}

function jobOf(id, mutation) {
  const generated = path.join(work, "given", id);
  cpSync(FIXTURE, generated, { recursive: true });
  if (mutation) {
    const file = path.join(generated, mutation.file);
    const text = readFileSync(file, "utf8");
    if (!text.includes(mutation.from)) throw new Error(`${mutation.claim}: the fixture has no ${mutation.from}`);
    writeFileSync(
      file,
      text.replace(mutation.from, () => mutation.to),
    );
  }
  const schema = path.join(FIXTURE, "schema.prisma");
  return { id, schema, files: readSchema(schema), dir: path.join(work, id), generated };
}

function overlooked({ caughtBy, saying }, verdicts) {
  const silent = caughtBy.filter((oracle) => verdicts[oracle]?.status !== "fail");
  if (silent.length > 0) return `not caught by ${silent.join(", ")}`;
  const messages = caughtBy.flatMap((oracle) => verdicts[oracle].faults.map(({ message }) => message));
  return messages.some((message) => saying.test(message)) ? null : `caught for another reason: ${messages.join("; ")}`;
}

function falseAlarm(verdicts) {
  const wrong = ORACLES.filter((oracle) => verdicts[oracle]?.status !== "pass");
  return (
    wrong
      .map((oracle) => `${oracle}: ${verdicts[oracle]?.faults.map(({ message }) => message).join("; ")}`)
      .join("\n") || null
  );
}

async function measure() {
  const client = new pg.Client(server.config);
  await client.connect();
  try {
    return await measureDriver(client);
  } finally {
    await client.end();
  }
}

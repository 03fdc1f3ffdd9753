// What Prisma's own comparison does not see: a database, changed by hand in one way after another.
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { alarms, audit, pairArguments } from "../lib/audit.mjs";
import { createDatabase, databaseUrl } from "../lib/databases.mjs";
import * as prisma from "../lib/prisma.mjs";

/** The schema that both the migrations and the database begin with. */
const SCHEMA = `datasource db {
  provider = "postgresql"
}

model User {
  id    Int    @id
  email String
  age   Int
  posts Post[]
}

model Post {
  id       Int    @id
  title    String
  authorId Int
  author   User   @relation(fields: [authorId], references: [id])
}
`;

/** What Prisma cannot write, and a migration may have. */
const BY_HAND = `
ALTER TABLE "User" ADD CONSTRAINT "adult" CHECK (age >= 18);
ALTER TABLE "User" ENABLE ROW LEVEL SECURITY;
CREATE POLICY "own" ON "User" USING (id = 1);
CREATE INDEX "young" ON "User" (email) WHERE age < 30;
CREATE UNIQUE INDEX "email_lower" ON "User" (lower(email));
CREATE VIEW "adults" AS SELECT id FROM "User" WHERE age >= 18;
CREATE TABLE "Room" (id int PRIMARY KEY, during tsrange NOT NULL,
  CONSTRAINT "no_overlap" EXCLUDE USING gist (during WITH &&));
`;

/** A change of the database, and what is found then: rule and object, and nothing else. */
const CHANGES = {
  "nothing": ["", []],
  "CHECK dropped": [`ALTER TABLE "User" DROP CONSTRAINT "adult"`, ["missing-check User.adult"]],
  "CHECK added": [`ALTER TABLE "Post" ADD CHECK (title <> '')`, ["extra-check Post.Post_title_check"]],
  "CHECK changed": [
    `ALTER TABLE "User" DROP CONSTRAINT "adult", ADD CONSTRAINT "adult" CHECK (age >= 21)`,
    ["check User.adult"],
  ],
  "CHECK spelled otherwise": [
    `ALTER TABLE "User" DROP CONSTRAINT "adult", ADD CONSTRAINT "adult" CHECK (("User".age >= 18::int))`,
    [],
  ],
  "row security off": [`ALTER TABLE "User" DISABLE ROW LEVEL SECURITY`, ["row-security User"]],
  "row security on": [`ALTER TABLE "Post" ENABLE ROW LEVEL SECURITY`, ["row-security Post"]],
  "row security forced": [`ALTER TABLE "User" FORCE ROW LEVEL SECURITY`, ["row-security User"]],
  "policy dropped": [`DROP POLICY "own" ON "User"`, ["missing-policy User.own"]],
  "policy added": [`CREATE POLICY "all" ON "User" FOR SELECT USING (true)`, ["extra-policy User.all"]],
  "policy changed": [`ALTER POLICY "own" ON "User" USING (id = 2)`, ["policy User.own"]],
  "partial index dropped": [`DROP INDEX "young"`, ["missing-index User.young"]],
  "partial index changed": [
    `DROP INDEX "young"; CREATE INDEX "young" ON "User" (email) WHERE age < 40`,
    ["index User.young"],
  ],
  "partial index made whole": [
    `DROP INDEX "young"; CREATE INDEX "young" ON "User" (email)`,
    ["index User.young"],
  ],
  "partial index added": [
    `CREATE INDEX "short" ON "Post" (title) WHERE length(title) < 9`,
    ["extra-index Post.short"],
  ],
  "expression index dropped": [`DROP INDEX "email_lower"`, ["missing-unique User.email_lower"]],
  "expression index changed": [
    `DROP INDEX "email_lower"; CREATE UNIQUE INDEX "email_lower" ON "User" (upper(email))`,
    ["index User.email_lower"],
  ],
  "expression index no longer unique": [
    `DROP INDEX "email_lower"; CREATE INDEX "email_lower" ON "User" (lower(email))`,
    ["uniqueness User.email_lower"],
  ],
  "view dropped": [`DROP VIEW "adults"`, ["missing-view adults"]],
  "view added": [`CREATE VIEW "titles" AS SELECT title FROM "Post"`, ["extra-view titles"]],
  "exclusion dropped": [`ALTER TABLE "Room" DROP CONSTRAINT "no_overlap"`, ["missing-exclusion Room.no_overlap"]],
  "exclusion changed": [
    `ALTER TABLE "Room" DROP CONSTRAINT "no_overlap", ADD CONSTRAINT "no_overlap" EXCLUDE USING gist (during WITH =)`,
    ["exclusion Room.no_overlap"],
  ],
  "exclusion added": [
    `ALTER TABLE "User" ADD CONSTRAINT "one_age" EXCLUDE USING btree (age WITH =)`,
    ["extra-exclusion User.one_age"],
  ],
};

/** @returns {Promise<import("../audit.mjs").Result[]>} */
export async function changes({ bin, server }, dir) {
  const ddl = await prisma.ddl([["schema.prisma", SCHEMA]], server);
  const script = `${ddl}${BY_HAND}`;
  const args = await project(dir, SCHEMA, script);
  const results = [];
  for (const [name, [change, expected]] of Object.entries(CHANGES)) {
    const run = await audited({ bin, server }, dir, `${script};${change}`, args, ["migrations:db"]);
    const found = run.report?.findings.map(({ rule, object }) => `${rule.replace("audit/", "")} ${object}`) ?? [];
    const unknown = run.report?.unknown.map(({ object, reason }) => `unknown ${object}: ${reason}`) ?? [run.stderr];
    const said = [...found, ...unknown].sort().join(", ");
    const wanted = [...expected].sort().join(", ");
    const faults = said === wanted ? [] : [{ cause: `${name}: found`, message: `${said || "nothing"}, not ${wanted || "nothing"}` }];
    results.push({ id: `changes/${name}`, pairs: ["migrations:db"], faults });
  }
  return results;
}

/** Defaults that Prisma's own comparison reports for ever, on columns of their types. */
const DEFAULTS = [
  ["DateTime", "now() + interval '1 day'"],
  ["DateTime", "CURRENT_TIMESTAMP"],
  ["DateTime @db.Timestamptz(3)", "(now() AT TIME ZONE 'utc'::text)"],
  ["DateTime @db.Date", "CURRENT_DATE"],
  ["String", "UPPER('a')"],
  ["String", "'{}'"],
  ["String", "('a' || 'b')"],
  ["String", "concat('a', 1)"],
  ["String[]", "'{}'"],
  ["String[]", "ARRAY['a', 'b']"],
  ["String[]", "ARRAY[]::text[]"],
  ["Json", "'{}'"],
  ["Json", "'{\"b\": 1, \"a\": [1,2]}'"],
  ["Json", "jsonb_build_object('a', 1)"],
  ["String @db.Uuid", "gen_random_uuid()"],
  ["String", "gen_random_uuid()"],
  ["Int", "(1 + 2)"],
  ["Int", "'5'"],
  ["Decimal @db.Decimal(10, 2)", "1.50"],
  ["Boolean", "'t'"],
];

/** @returns {Promise<import("../audit.mjs").Result[]>} */
export async function defaults({ bin, server }, dir) {
  const fields = DEFAULTS.map(([type, text], i) => {
    const [name, ...native] = type.split(" @");
    const attributes = native.map((it) => `@${it}`).join(" ");
    return `  f${i} ${name} @default(dbgenerated(${JSON.stringify(text)})) ${attributes}`;
  });
  const schema = `datasource db {\n  provider = "postgresql"\n}\n\nmodel All {\n  id Int @id\n${fields.join("\n")}\n}\n`;
  const script = await prisma.ddl([["schema.prisma", schema]], server);
  const pairs = ["prisma:db", "prisma:migrations", "migrations:db"];
  const args = await project(dir, schema, script);
  const run = await audited({ bin, server }, dir, script, args, pairs);
  return [{ id: "defaults/dbgenerated", pairs, faults: alarms(run) }];
}

async function project(dir, schema, script) {
  const migrations = path.join(dir, "migrations");
  await mkdir(path.join(migrations, "20240101000000_init"), { recursive: true });
  await writeFile(path.join(migrations, "20240101000000_init/migration.sql"), script);
  await writeFile(path.join(migrations, "migration_lock.toml"), 'provider = "postgresql"\n');
  await writeFile(path.join(dir, "schema.prisma"), schema);
  return ["--schema", "schema.prisma", "--migrations", "migrations"];
}

async function audited({ bin, server }, dir, script, args, pairs) {
  const database = await createDatabase(server, "changed");
  try {
    await database.client.query(script);
    return await audit(bin, dir, [...args, "--database-url", databaseUrl(database.config), ...pairArguments(pairs)]);
  } finally {
    await database.drop();
  }
}

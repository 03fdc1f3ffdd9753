// What keeps from verifying: one message with its code, exit status 2, and no password.
import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { databaseUrl } from "../lib/databases.mjs";
import * as schemas from "../lib/schemas.mjs";
import { contents, verify } from "../lib/verify.mjs";
import { EVERYTHING } from "./faults.mjs";
import { makeProject } from "./project.mjs";

/** A password that nothing may show, in no spelling. */
const PASSWORD = "p@s/s wörd%41";
const SECRETS = [PASSWORD, encodeURIComponent(PASSWORD), "s/s wörd", "p%40s"];

/** @param {(result: import("../lib/results.mjs").Result) => void} told */
export async function refusals(context, dir, told) {
  const { project, skipped } = await makeProject(schemas.schemaOfPath(EVERYTHING), context, dir);
  if (!project) throw new Error(skipped);
  const { client, config: server } = project.database;
  const within = (...parts) => path.join(project.dir, ...parts);
  const ask = (url = project.url, more = [], env = {}) =>
    verify(context.bin, project.dir, ["--database-url", url, ...more], env);
  const tell = (name, run, code, isRight = (run) => run.status === 2) => {
    const said = run.stdout + run.stderr;
    const errors = run.refused.filter(({ severity }) => severity === "error");
    const faults = [];
    const fault = (cause) => faults.push({ cause: `${name}: ${cause}`, message: `status ${run.status}: ${run.stderr.slice(0, 600)}` });
    if (!isRight(run)) fault("not as expected");
    if (code && (errors.length !== 1 || errors[0].code !== code)) fault("another message");
    if (code && !errors.every(({ help }) => help)) fault("no help");
    if (SECRETS.some((secret) => said.includes(secret))) fault("a password is shown");
    if (said.includes("panicked")) fault("panics");
    told({ id: `refusals/${name}`, faults });
  };
  try {
    const before = await contents(client);
    const secret = encodeURIComponent(PASSWORD);
    tell("a closed port", await ask(`postgresql://u:${secret}@127.0.0.1:1/db`), "verify/cannot-connect");
    tell("an unknown host", await ask(`postgresql://u:${secret}@nowhere.invalid/db`), "verify/cannot-connect");
    tell("no user", await ask("postgresql://localhost/db"), "verify/incomplete-url");
    tell("no database", await ask(`postgresql://u:${secret}@localhost`), "verify/incomplete-url");
    tell("no host", await ask(`postgresql://u:${secret}@/db`), "verify/incomplete-url");
    tell("a variable", await ask("env:DATABASE_URL", [], { DATABASE_URL: project.url }), "verify/incomplete-url");
    tell("another product", await ask(`mysql://u:${secret}@localhost/db`), "verify/unsupported-database");
    tell("an unknown model", await ask(project.url, ["--model", "Usr"]), "verify/unknown-model");
    tell("no file of Drizzle", await ask(project.url, ["--drizzle", "nowhere.ts"]), "verify/no-drizzle-file");

    const config = within("triple-orm.json");
    const said = await readFile(config, "utf8");
    await writeFile(config, JSON.stringify({ ...project.config, kysely: { driver: "clients" } }));
    tell("no file of the clients", await ask(), "verify/no-clients-file");
    await writeFile(config, JSON.stringify({ ...project.config, kysely: { driver: "postgres.js" } }));
    tell("another driver of Kysely's is told, and not judged", await ask(), null, (run) => {
      const isJudged = run.report?.findings.some(({ code }) => code === "verify/type");
      return isJudged === false && run.stderr.includes("warning[verify/other-driver]");
    });
    await writeFile(config, said);

    const empty = within("bin");
    await mkdir(empty, { recursive: true });
    tell("no Node", await ask(project.url, [], { PATH: empty }), "verify/no-node");
    await writeFile(path.join(empty, "node"), "#!/bin/sh\necho v18.20.0\n");
    await chmod(path.join(empty, "node"), 0o755);
    tell("an old Node", await ask(project.url, [], { PATH: `${empty}:${process.env.PATH}` }), "verify/no-node");

    for (const name of ["pg", "kysely", "@prisma/adapter-pg"]) {
      const place = within("node_modules", name);
      await rename(place, `${place}-away`);
      tell(`no ${name}`, await ask(), "verify/no-package", (run) => run.status === 2 && run.stderr.includes(`\`${name}\``));
      await rename(`${place}-away`, place);
    }

    await client.query('ALTER TABLE users ADD COLUMN "extra" int NOT NULL');
    tell("a column that nobody knows", await ask(), null, (run) => {
      const user = run.report?.models.find(({ model }) => model === "User");
      return run.status === 2 && user?.state === "blocked" && user.reason.includes("`extra`");
    });
    await client.query('ALTER TABLE users DROP COLUMN "extra"; ALTER TABLE users ALTER COLUMN age TYPE bigint');
    tell("another type", await ask(), "verify/schema-differs", (run) => run.status === 2 && run.stderr.includes("age"));
    await client.query("ALTER TABLE users ALTER COLUMN age TYPE int");

    await client.query("ALTER TABLE users ADD CONSTRAINT old_enough CHECK (age IS NOT NULL AND age > 900000000)");
    tell("a CHECK that no row fits", await ask(), null, (run) => {
      const user = run.report?.models.find(({ model }) => model === "User");
      return run.status === 2 && user?.state === "blocked" && user.reason.includes("`old_enough`");
    });
    await client.query("ALTER TABLE users DROP CONSTRAINT old_enough; ALTER TABLE users ADD CONSTRAINT grown_up CHECK (age >= 0)");
    tell("a CHECK that some rows fit", await ask(), null, (run) => {
      const user = run.report?.models.find(({ model }) => model === "User");
      return run.status === 0 && user?.state === "partly" && user.rows > 2 && user.reason.includes("`grown_up`");
    });
    await client.query("ALTER TABLE users DROP CONSTRAINT grown_up");

    await client.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'not on Sundays'; END $$;
      CREATE TRIGGER sunday BEFORE INSERT ON "Flag" FOR EACH ROW EXECUTE FUNCTION refuse()`);
    tell("a trigger", await ask(), null, (run) => {
      const flag = run.report?.models.find(({ model }) => model === "Flag");
      return run.status === 2 && flag?.state === "blocked" && /sunday.*not on Sundays/.test(flag.reason);
    });
    tell("what is in the way is left out", await ask(project.url, ["--exclude", "Flag"]), null, (run) => run.status === 0 && run.report?.passed);
    await client.query("DROP FUNCTION refuse CASCADE");

    const role = `triple_verify_${process.pid}`;
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'x'; GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role};
      GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${role}; ALTER TABLE "Group" ENABLE ROW LEVEL SECURITY;
      CREATE POLICY nobody ON "Group" USING (false)`);
    tell("row level security", await ask(databaseUrl(server, { user: role, password: "x" }), ["--model", "Group"]), null, (run) => {
      const group = run.report?.models.find(({ model }) => model === "Group");
      return run.status === 2 && group?.state === "blocked" && /row-level security|row level security/.test(group.reason);
    });
    await client.query(`ALTER TABLE "Group" DISABLE ROW LEVEL SECURITY; DROP POLICY nobody ON "Group"; ALTER ROLE ${role} SET default_transaction_read_only = on`);
    tell("a role that only reads", await ask(databaseUrl(server, { user: role, password: "x" })), "verify/read-only");
    await client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);

    const locker = new pg.Client(server);
    await locker.connect();
    await locker.query('BEGIN; LOCK TABLE "Flag" IN EXCLUSIVE MODE');
    tell("a lock is not waited for", await ask(project.url, ["--model", "Flag"]), null, (run) => {
      const flag = run.report?.models.find(({ model }) => model === "Flag");
      return run.status === 2 && flag?.state === "blocked" && flag.reason.includes("lock timeout");
    });
    await locker.query("ROLLBACK");
    await locker.end();

    const module = within("generated/internal/class.ts");
    const text = await readFile(module, "utf8");
    await writeFile(module, text.replaceAll("favoriteId", "favouriteId"));
    tell("a stale client", await ask(), "verify/client-stale");
    await rm(within("generated"), { recursive: true });
    tell("no client", await ask(), "verify/client-not-generated");
    const after = await contents(client);
    told({ id: "refusals/nothing stays", faults: before === after ? [] : [{ cause: "the database is not as it was", message: after }] });
  } finally {
    await project.database.drop();
  }
}

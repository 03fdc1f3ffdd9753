// A database that cannot be read: one message, exit status 2, and no password in it.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { audit } from "../lib/audit.mjs";
import { createDatabase, databaseUrl } from "../lib/databases.mjs";

/** A password that nothing may show, in no spelling. */
const PASSWORD = "p@s/s wörd%41";
const SECRETS = [PASSWORD, encodeURIComponent(PASSWORD), "s/s wörd", "p%40s"];

const SCHEMA = `datasource db {
  provider = "postgresql"
}

model A {
  id Int @id

  @@map("a")
}
`;

/** @returns {Promise<import("../audit.mjs").Result[]>} */
export async function refusals({ bin, server }, dir) {
  const results = [];
  await writeFile(path.join(dir, "schema.prisma"), SCHEMA);
  const ask = (url) => audit(bin, dir, ["--schema", "schema.prisma", "--pair", "prisma:db", "--database-url", url]);
  const tell = (name, run, isRight) => {
    const said = run.stdout + run.stderr;
    const errors = run.stderr.split("\n").filter((line) => line.startsWith("error"));
    const faults = [];
    const fault = (cause) => faults.push({ cause: `${name}: ${cause}`, message: `status ${run.status}: ${run.stderr}` });
    if (!isRight(run, errors)) fault("not as expected");
    if (SECRETS.some((secret) => said.includes(secret))) fault("a password is shown");
    if (said.includes("panicked")) fault("panics");
    results.push({ id: `refusals/${name}`, pairs: ["prisma:db"], faults });
  };
  const isRefused = (pattern) => (run, errors) =>
    run.status === 2 && errors.length === 1 && pattern.test(errors[0]) && /^help: /m.test(run.stderr);

  const database = await createDatabase(server, "refused");
  const role = `triple_audit_${process.pid}`;
  try {
    await database.client.query(`CREATE TABLE a (id int CONSTRAINT a_pkey PRIMARY KEY);
      CREATE VIEW v AS SELECT id FROM a;
      CREATE TABLE _prisma_migrations (id text, checksum text, migration_name text, started_at timestamptz,
        finished_at timestamptz, rolled_back_at timestamptz, applied_steps_count int, logs text);
      CREATE ROLE ${role} LOGIN PASSWORD 'x'; REVOKE ALL ON SCHEMA public FROM PUBLIC`);
    const good = databaseUrl(database.config);
    const secret = encodeURIComponent(PASSWORD);
    tell("an unknown host", await ask(`postgresql://u:${secret}@nowhere.invalid/db`), isRefused(/host|resolve|found/));
    tell("a closed port", await ask(`postgresql://u:${secret}@127.0.0.1:1/db`), isRefused(/refused|answer|connect/));
    tell(
      "an unknown role",
      await ask(databaseUrl(database.config, { user: "nobody_at_all", password: PASSWORD })),
      isRefused(/user|role|password/),
    );
    const wrong = { ...database.config, database: "no_such_database" };
    if (!wrong.connectionString) tell("an unknown database", await ask(databaseUrl(wrong)), isRefused(/no_such_database/));
    tell("no address", await ask(`${PASSWORD}://u@h/db`), isRefused(/./));
    const poor = databaseUrl(database.config, { user: role, password: "x" });
    tell("a role without rights reads the catalog", await ask(poor), (run) => run.status === 0 && run.report?.passed);

    await database.client.query("BEGIN; LOCK TABLE a IN ACCESS EXCLUSIVE MODE");
    // Nothing of the table is guessed: it is read, or it is said that it is not.
    tell("a locked table", await ask(good), (run) => {
      const told = [...(run.report?.unknown ?? []), ...(run.report?.unreachable ?? [])];
      return (run.report?.findings.length === 0 && told.length > 0) || (run.status === 0 && told.length === 0);
    });
    // By a session of its own: what one sees of the others stays the same in a transaction.
    const killer = new pg.Client(database.config);
    await killer.connect();
    let finished = false;
    const killed = ask(good).finally(() => (finished = true));
    while (!finished)
      await killer.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'triple-orm' AND wait_event_type = 'Lock'`);
    await killer.end();
    tell("a killed connection", await killed, isRefused(/connection|ended/));
    await database.client.query("ROLLBACK");

    await database.client.query(`ALTER ROLE ${role} CONNECTION LIMIT 0`);
    tell("a role that may not connect", await ask(poor), isRefused(/connection/));
    tell("two databases, both of them away", await both(bin, dir, poor), (run, errors) => {
      return run.status === 2 && errors.length === 2 && run.report?.unreachable.length === 2;
    });
  } finally {
    await database.client.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`).catch(() => {});
    await database.drop();
  }
  return results;
}

function both(bin, dir, url) {
  const named = ["--database-url", `here=${url}`, "--database-url", "there=postgresql://u@127.0.0.1:1/db"];
  return audit(bin, dir, ["--schema", "schema.prisma", "--pair", "prisma:db(here)", "--pair", "prisma:db(there)", ...named]);
}

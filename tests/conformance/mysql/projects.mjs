// One project: the database that its migrations build, and the one that drizzle-kit builds from our file, fact by fact.
import { audit, pairArguments } from "../lib/audit.mjs";
import * as binary from "../lib/binary.mjs";
import { anonymous } from "../lib/causes.mjs";
import { differences } from "../lib/compare.mjs";
import { importSchema } from "../lib/drizzle.mjs";
import { readMigrations } from "../lib/migrations.mjs";
import { createDatabase, readFacts, runAll } from "../lib/mysql.mjs";
import * as prisma from "../lib/prisma.mjs";
import { readSchema } from "../lib/schemas.mjs";
import { build, configOf, judgePush } from "./schemas.mjs";

export async function judgeProject({ id, folder, schema }, { bin, server, kit, drizzle }, dir) {
  const counts = {};
  const [theirs, ours] = [await createDatabase(server), await createDatabase(server)];
  try {
    const failures = await runAll(
      theirs,
      readMigrations(folder).map(({ text }) => text),
    );
    if (failures.length > 0) return { id, faults: [], counts, skipped: `its migrations fail: ${failures[0].message}` };
    const run = await binary.generate(bin, { schema, config: configOf(undefined, drizzle, dir) }, dir, "--target", "drizzle");
    if (run.status !== 0) return { id, faults: [{ cause: "generate", message: binary.describeRun(run) }], counts };
    const imports = await importSchema(dir, "drizzle-schema.ts");
    const files = /** @type {prisma.SchemaFiles} */ (
      readSchema(schema).map(([name, text]) => [name, prisma.forPrisma7(text)])
    );
    const built = await build(kit, imports, ours, files);
    if (built.failures.length > 0)
      return { id, faults: built.failures.map(({ message }) => ({ cause: anonymous(message), message })), counts };
    const [left, right] = [await readFacts(theirs), await readFacts(ours)];
    counts["facts of migrations"] = left.size;
    // Where a schema is ahead of its migrations, the audit says of what.
    const pair = pairArguments(["prisma:db"]);
    const { report } = await audit(bin, dir, ["--schema", schema, "--database-url", theirs.url, ...pair]);
    const drifted = (report?.findings ?? []).map(({ object }) => object);
    counts["findings of drift"] = drifted.length;
    const isDrift = ({ key }) => drifted.some((object) => key.startsWith(`${key.split(" ")[0]} `) && key.includes(object));
    const faults = differences(left, right)
      .filter((one) => !isDrift(one))
      .map(({ key, left, right }) => ({
        cause: `${anonymous(key)}: migrations ${anonymous(left)} | drizzle ${anonymous(right)}`,
        message: `${key}: migrations ${left} | drizzle ${right}`,
      }));
    if (drifted.length === 0) faults.push(...(await judgePush(kit, imports, theirs, counts)));
    return { id, faults, counts };
  } finally {
    await theirs.drop();
    await ours.drop();
  }
}

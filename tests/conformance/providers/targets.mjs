// What is compared for each database and each version of Drizzle: whose DDL with whose, and what Drizzle cannot say.
import path from "node:path";
import { pathToFileURL } from "node:url";
import * as v0 from "../lib/drizzle.mjs";
import { FOLDER as V1 } from "../lib/drizzle-v1.mjs";
import * as prisma from "../lib/prisma.mjs";
import * as relationsOfV0 from "../lib/relations.mjs";
import * as relationsOfV1 from "../lib/relations-spelled.mjs";
import { readDdl } from "./ddl.mjs";
import { factsOfCatalog } from "./inspected.mjs";
import { cockroach, cockroachOfPg, sqlserver } from "./spellings.mjs";

/**
 * A difference that the file says in a comment: drizzle-orm or drizzle-kit has no word for it.
 * @typedef {{ comment: RegExp, key: RegExp, left: RegExp }} Limit
 * @typedef {{ provider: string, drizzle: string, folder: string, expected: Function, actual: Function, relations: Function, limits: Limit[], isFact: (key: string) => boolean }} Target
 */

/** @type {Target[]} */
export const TARGETS = [
  {
    provider: "cockroachdb",
    drizzle: "0.45",
    folder: v0.FOLDER,
    relations: relationsOfV0.judgeRelations,
    expected: factsOfPrisma,
    actual: async ({ dir, file }) => readDdl(await v0.ddl(await v0.importSchema(dir, file)), cockroachOfPg),
    limits: [
      { comment: /\(`VIRTUAL`\)/, key: / identity$/, left: / virtual / },
      { comment: /takes all of this type for its name/, key: / type$/, left: /[(" ]/ },
    ],
    isFact: isNoConstraint,
  },
  {
    provider: "cockroachdb",
    drizzle: "1.0",
    folder: V1,
    relations: relationsOfV1.judgeRelations,
    expected: factsOfPrisma,
    actual: async ({ dir, file }) => readDdl(await exported("cockroach", dir, file), cockroach),
    limits: [
      { comment: /\(`VIRTUAL`\)/, key: / identity$/, left: / virtual / },
      { comment: /makes this index without its order/, key: /^index /, left: /^unique .* desc/ },
    ],
    isFact: isNoConstraint,
  },
  {
    provider: "sqlserver",
    drizzle: "1.0",
    folder: V1,
    relations: relationsOfV1.judgeRelations,
    expected: ({ bin, schema }) => factsOfCatalog(bin, schema),
    actual: async ({ dir, file }) => readDdl(await exported("mssql", dir, file), sqlserver),
    limits: [
      { comment: /this key is not clustered/, key: /^key /, left: /^nonclustered / },
      { comment: /this index is clustered/, key: /^index /, left: /^(unique )?clustered / },
      { comment: /this index is a constraint/, key: /^constraint /, left: /^unique$/ },
    ],
    isFact: () => true,
  },
];

/** A unique index and a unique constraint are one thing in CockroachDB. */
function isNoConstraint(key) {
  return !key.startsWith("constraint ");
}

async function factsOfPrisma({ files, server }) {
  return readDdl(await prisma.ddl(files, server), cockroach);
}

let kit;

/** The DDL as `drizzle-kit export` writes it: its API has no other door to these databases. */
async function exported(dialect, dir, file) {
  kit ??= import(pathToFileURL(path.join(V1, "node_modules/drizzle-kit/cli.mjs")).href);
  const answer = await (await kit).exportSql({ dialect, schema: path.join(dir, file) });
  if (answer.status !== "ok") throw new Error(`drizzle-kit: ${JSON.stringify(answer.error)}`);
  return answer.statements;
}

// The schemas to break: our own and a corpus, of every provider, as far as the reference accepts them.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { datasource, forPrisma7 } from "../lib/prisma.mjs";
import { findCases, findCorpus, findExamples, schemaOfPath } from "../lib/schemas.mjs";
import { reference } from "./judge.mjs";

const HERE = path.dirname(fileURLToPath(import.meta.url));

/** A larger schema takes the reference long, and has nothing that the others lack. */
const LARGEST = 40_000;

/**
 * @param {string} repo
 * @param {string | null} corpus
 * @returns {import("../lib/schemas.mjs").Schema[][]} pools, none of them empty
 */
export function findSeeds(repo, corpus) {
  const made = readdirSync(path.join(HERE, "schemas")).map((name) => schemaOfPath(path.join(HERE, "schemas", name)));
  const pools = [[...made, ...findExamples(repo)], findCases(repo)];
  if (corpus) pools.push(findCorpus(existsSync(path.join(corpus, "schemas")) ? path.join(corpus, "schemas") : corpus));

  const usable = (schema) => {
    const files = schema.files.map(([name, text]) => [name, forPrisma7(text).replace(/\r\n/g, "\n")]);
    const size = files.reduce((sum, [, text]) => sum + text.length, 0);
    // Prisma validates a schema without a datasource, against no database; for us that is a mistake of its own.
    const judged = size <= LARGEST && datasource(files).provider !== "";
    return judged && reference(files)?.length === 0 ? [{ ...schema, files }] : [];
  };
  const refusedMade = made.filter((schema) => usable(schema).length === 0).map(({ id }) => id);
  if (refusedMade.length > 0) throw new Error(`the reference refuses mutations/schemas/${refusedMade.join(", ")}`);
  return pools.map((pool) => pool.flatMap(usable)).filter((pool) => pool.length > 0);
}

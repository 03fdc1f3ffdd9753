// What the `triple-orm.json` beside a schema says, as far as it changes how the files are judged.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
// By its file: the package does not export the plugin's rule.
import { createSnakeCaseMapper } from "../node_modules/kysely/dist/esm/plugin/camel-case/camel-case.js";

/** @param {string} schema a file or a folder @returns {string | undefined} */
export function configBeside(schema) {
  const file = path.join(path.dirname(schema), "triple-orm.json");
  return existsSync(file) ? file : undefined;
}

/**
 * `drizzle` is the version that the file is for, where it says one; `databaseName` gives the name in the database for a key of `DB`.
 * @typedef {{ drizzleFile: string, drizzle?: string, kyselyFile: string, clientsFile: string, ofClients: boolean, ofPrisma: boolean, leavesOut: boolean, typed: boolean, otherDriver: boolean, databaseName: (key: string) => string }} Options
 * @param {string | undefined} config
 * @param {import("./prisma.mjs").SchemaFiles} schema whose `generator` block may have types, too
 * @returns {Options}
 */
export function readOptions(config, schema) {
  const { files, exclude, types, kysely, targets, drizzle } = config
    ? ts.parseConfigFileTextToJson(config, readFileSync(config, "utf8")).config
    : {};
  const snake = createSnakeCaseMapper();
  return {
    drizzleFile: files?.drizzle ?? "drizzle-schema.ts",
    drizzle: drizzle?.version,
    kyselyFile: files?.kysely ?? "kysely-types.ts",
    leavesOut: exclude !== undefined,
    clientsFile: files?.clients ?? "orm-clients.ts",
    ofClients: targets?.includes("clients") ?? false,
    // These import Prisma's client, which `type-tests.mjs` generates.
    ofPrisma: ["clients", "type-tests"].some((target) => targets?.includes(target)),
    typed: types !== undefined || schema.some(([, text]) => /^\s*types(Columns|Scalars)\s*=/m.test(text)),
    // The measured driver is `pg`; drivers.mjs measures the others.
    otherDriver: ![undefined, "pg", "neon"].includes(kysely?.driver),
    databaseName: kysely?.camelCase ? (key) => key.split(".").map(snake).join(".") : (key) => key,
  };
}

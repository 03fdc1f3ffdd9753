// Asks the reference and the binary about a mutated schema, and compares what they say.
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import prismaSchema from "@prisma/prisma-schema-wasm";
import { generate } from "../lib/binary.mjs";

/** @typedef {import("../lib/prisma.mjs").SchemaFiles} SchemaFiles */
/** @typedef {{ file: string, line: number, message: string, code?: string }} Mistake */
/** @typedef {{ mutation: import("./kinds.mjs").Mutation, reference: Mistake[], ours: Mistake[], crash: string | null, agrees: boolean, sameLine: boolean | null }} Judged */

/** Schemas for other databases are validated too, and then refused for that alone. */
const OTHER_DATABASE = ["prisma/unsupported-provider", "target/unsupported-database"];

/**
 * What the reference refuses, in its order: syntax first, then by rule.
 * @param {SchemaFiles} files
 * @returns {Mistake[] | null} null when the reference itself crashes
 */
export function reference(files) {
  let found;
  try {
    found = JSON.parse(prismaSchema.lint(JSON.stringify(files)));
  } catch {
    return null;
  }
  return found
    .filter((mistake) => !mistake.is_warning)
    .map(({ file_name: file, start, text }) => {
      // The engine counts UTF-16 units here, as JavaScript does.
      const before = files.find(([name]) => name === file)?.[1].slice(0, start) ?? "";
      return { file, line: before.split("\n").length, message: text };
    });
}

/**
 * What the binary refuses, in the order of the source.
 * @param {string} bin
 * @param {SchemaFiles} files
 * @param {string} dir is made, and removed again
 * @returns {Promise<{ mistakes: Mistake[], crash: string | null }>}
 */
export async function ours(bin, files, dir) {
  const schema = path.join(dir, "schema");
  for (const [name, text] of files) {
    await mkdir(path.dirname(path.join(schema, name)), { recursive: true });
    await writeFile(path.join(schema, name), text);
  }
  const given = files.length === 1 ? path.join(schema, files[0][0]) : schema;
  const run = await generate(bin, { schema: given }, dir, "--check", "--format", "json");
  await rm(dir, { recursive: true });
  const reported = [0, 1, 2].includes(run.status ?? -1) && run.stdout.startsWith("{");
  if (!reported) return { mistakes: [], crash: run.stderr || `exit status ${run.status}` };

  const order = files.map(([name]) => name);
  const mistakes = JSON.parse(run.stdout)
    .diagnostics.filter(({ severity, code }) => severity === "error" && !OTHER_DATABASE.includes(code))
    .map(({ file, line, message, code }) => {
      const name = order.find((other) => file && path.resolve(dir, file) === path.join(schema, other));
      return { file: name ?? "", line: line ?? 0, message, code };
    })
    .sort((a, b) => order.indexOf(a.file) - order.indexOf(b.file) || a.line - b.line);
  return { mistakes, crash: null };
}

/**
 * @param {import("./kinds.mjs").Mutation} mutation
 * @param {string} bin
 * @param {string} dir
 * @returns {Promise<Judged | null>} null when the reference has no verdict
 */
export async function judge(mutation, bin, dir) {
  const { mistakes, crash } = await ours(bin, mutation.files, dir);
  const expected = reference(mutation.files);
  if (!expected) return null;
  const agrees = crash === null && mistakes.length > 0 === expected.length > 0;
  const [first] = mistakes;
  const named = ({ file, line }) => file === first.file && line === first.line;
  const sameLine = agrees && first ? expected.some(named) : null;
  return { mutation, reference: expected, ours: mistakes, crash, agrees, sameLine };
}

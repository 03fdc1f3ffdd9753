// Finds the schemas to judge: the repository's cases and examples, and a corpus.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { configBeside } from "./options.mjs";
import * as prisma from "./prisma.mjs";

/** @typedef {{ id: string, schema: string, config?: string, files: prisma.SchemaFiles, origin: "case" | "example" | "corpus" | "path" }} Schema */

/** @param {string} schema a file or a folder @returns {prisma.SchemaFiles} */
export function readSchema(schema) {
  if (!statSync(schema).isDirectory()) return [[path.basename(schema), readFileSync(schema, "utf8")]];
  return /** @type {prisma.SchemaFiles} */ (
    readdirSync(schema, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".prisma"))
      .sort()
      .map((name) => [name, readFileSync(path.join(schema, name), "utf8")])
  );
}

/** @returns {Schema} */
function schemaAt(id, schema, origin) {
  const config = configBeside(path.resolve(schema));
  return { id, schema: path.resolve(schema), config, files: readSchema(schema), origin };
}

/** `tests/cases/<topic>/<claim>/schema.prisma`, or a folder `schema` there. @param {string} repo */
export function findCases(repo) {
  const cases = path.join(repo, "tests/cases");
  // Cases of `errors…` are about messages, which the repository's own tests look at.
  const topics = folders(cases).filter((topic) => !topic.startsWith("errors"));
  return topics.flatMap((topic) =>
    folders(path.join(cases, topic))
      .flatMap((claim) =>
        ["schema.prisma", "schema"].map((name) => [`${topic}/${claim}`, path.join(cases, topic, claim, name)]),
      )
      .filter(([, schema]) => existsSync(schema))
      .map(([id, schema]) => schemaAt(id, schema, "case")),
  );
}

/** @param {string} repo */
export function findExamples(repo) {
  const examples = path.join(repo, "examples");
  if (!existsSync(examples)) return [];
  return readdirSync(examples, { recursive: true, encoding: "utf8" })
    .filter((name) => path.basename(name) === "schema.prisma" && !name.includes("node_modules"))
    .map((name) => schemaAt(`examples/${path.dirname(name)}`, path.join(examples, name), "example"));
}

/**
 * A folder with manifest.json and schemas/, or simply one of schema files and folders.
 * @param {string} dir
 * @param {(provider: string) => boolean} isWanted
 */
export function findCorpus(dir, isWanted = (provider) => provider === "postgresql") {
  const manifest = path.join(dir, "manifest.json");
  if (existsSync(manifest)) {
    const entries = JSON.parse(readFileSync(manifest, "utf8"));
    return entries
      .filter((entry) => isWanted(entry.provider))
      .map((entry) => schemaAt(entry.id, path.join(dir, entry.file), "corpus"));
  }
  return readdirSync(dir)
    .filter((name) => name.endsWith(".prisma") || statSync(path.join(dir, name)).isDirectory())
    .map((name) => schemaAt(name.replace(/\.prisma$/, ""), path.join(dir, name), "corpus"))
    .filter((schema) => schema.files.length > 0);
}

/** @param {string} given */
export function schemaOfPath(given) {
  const folder = path.basename(path.dirname(path.resolve(given)));
  const id = given.endsWith("schema.prisma") ? folder : path.basename(given).replace(/\.prisma$/, "");
  return schemaAt(id, given, "path");
}

/** @param {Schema} schema */
export function isPostgres(schema) {
  return prisma.datasource(schema.files).provider === "postgresql";
}

/** @param {Schema} schema */
export function isMysql(schema) {
  return prisma.datasource(schema.files).provider === "mysql";
}

/** @param {Schema} schema */
export function isSqlite(schema) {
  return prisma.datasource(schema.files).provider === "sqlite";
}

/** Whether Prisma accepts it. @param {Schema} schema */
export function isValid({ files }) {
  return !prisma.complaint(files.map(([name, text]) => [name, prisma.forPrisma7(text)]));
}

/**
 * All of ours, and so many of the corpus; everything where no number is given.
 * @param {Schema[]} schemas
 * @param {{ sample?: string, seed: string }} options
 * @param {(schema: Schema) => boolean} isMeant of the corpus
 */
export function ofSample(schemas, { sample: size, seed }, isMeant = () => true) {
  if (!size) return schemas;
  const others = schemas.filter((schema) => schema.origin === "corpus" && isMeant(schema));
  return [...schemas.filter(({ origin }) => origin !== "corpus"), ...sample(others, Number(size), Number(seed))];
}

/** The same seed takes the same schemas. @param {Schema[]} schemas @param {number} size @param {number} seed */
export function sample(schemas, size, seed) {
  let state = seed >>> 0;
  const random = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const rest = [...schemas];
  const taken = [];
  while (taken.length < size && rest.length > 0) taken.push(rest.splice(Math.floor(random() * rest.length), 1)[0]);
  return taken;
}

function folders(dir) {
  if (!existsSync(dir)) return [];
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

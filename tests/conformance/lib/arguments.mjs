// What the suite's programs are given: the binary, the corpus, and how they refuse a wrong call.
import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The binary: the one given, `TRIPLE_ORM_BIN`, or one that cargo built.
 * @param {string | undefined} given @param {string} repo
 */
export function findBinary(given = process.env.TRIPLE_ORM_BIN, repo) {
  const candidates = given
    ? [given]
    : ["release", "debug"].map((profile) => path.join(repo, "target", profile, "triple-orm"));
  const found = candidates.find((candidate) => existsSync(candidate));
  if (!found) stop(`no binary at ${candidates.join(" or ")}: build it with \`cargo build\`, or give --bin`);
  return path.resolve(/** @type {string} */ (found));
}

/** @param {string | undefined} given @param {string} repo @returns {string | null} a folder, or null where there is none */
export function findCorpusFolder(given, repo) {
  const dir = given ?? process.env.TRIPLE_ORM_CORPUS ?? path.resolve(repo, "../shared/corpus");
  if (existsSync(dir)) return dir;
  if (given) stop(`no corpus at ${dir}`);
  console.log(`corpus SKIPPED: nothing at ${dir} (give --corpus or set TRIPLE_ORM_CORPUS)`);
  return null;
}

/** @returns {never} */
export function stop(message) {
  console.error(message);
  process.exit(2);
}

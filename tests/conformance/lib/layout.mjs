// Prettier, with its defaults, has nothing to say about what we write.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { structuredPatch } from "diff";
import * as prettier from "prettier";

/**
 * @param {string} dir
 * @param {string[]} files
 * @returns {Promise<{ message: string, cause: string }[]>}
 */
export async function judgeLayout(dir, files) {
  const faults = [];
  for (const file of files) {
    const text = await readFile(path.join(dir, file), "utf8");
    if (await prettier.check(text, { filepath: file })) continue;
    const formatted = await prettier.format(text, { filepath: file });
    const hunk = structuredPatch(file, file, text, formatted, "", "", { context: 2 }).hunks[0];
    const lines = hunk.lines.slice(0, 16);
    const first = lines.find((line) => /^[-+]/.test(line)) ?? "";
    faults.push({ message: `${file}:${hunk.oldStart}\n${lines.join("\n")}`, cause: `${file}: ${withoutNames(first)}` });
  }
  return faults;
}

/** `-    email: varchar("email")` and `-    name: varchar("name")` are the same fault. */
function withoutNames(line) {
  return line
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, '"…"')
    .replace(/(?<![.\w])[A-Za-z_$][\w$]*(?!\()/g, "x")
    .replace(/\d+/g, "N")
    .replace(/\s+/g, " ");
}

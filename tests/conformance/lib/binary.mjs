// Calls triple-orm as its users do.
import { execFile } from "node:child_process";
import { cp, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import * as prettier from "prettier";

/** @typedef {{ status: number | null, stdout: string, stderr: string }} Run */

/**
 * @param {string} bin
 * @param {{ schema: string, config?: string }} input
 * @param {string} dir
 * @param {string[]} more
 * @returns {Promise<Run>}
 */
export function generate(bin, { schema, config }, dir, ...more) {
  if (config) more = ["--config", config, ...more];
  return new Promise((resolve) => {
    const options = { cwd: dir, timeout: 60_000, maxBuffer: 64 << 20, env: { ...process.env, NO_COLOR: "1" } };
    execFile(bin, ["generate", "--schema", schema, "--out", dir, ...more], options, (error, stdout, stderr) => {
      const status = error ? (typeof error.code === "number" ? error.code : null) : 0;
      resolve({ status, stdout, stderr: stderr || (status === null ? String(error) : "") });
    });
  });
}

/** @param {Run} run */
export function describeRun(run) {
  const text = run.stderr.trim() || run.stdout.trim();
  return `exit status ${run.status ?? "none (killed)"}${text ? `: ${text.split("\n").slice(0, 12).join("\n")}` : ""}`;
}

/** @param {Run} run */
export function panicked(run) {
  return run.stderr.includes("panicked") || ![0, 2].includes(run.status ?? -1);
}

/**
 * The same input gives the same bytes; `--check` sees meaning, not layout.
 * @param {string} bin
 * @param {{ schema: string, config?: string, options: import("./options.mjs").Options }} input
 * @param {string} dir holds what the binary wrote
 * @param {string[]} files
 * @returns {Promise<{ message: string, cause: string }[]>}
 */
export async function judgeDeterminism(bin, input, dir, files) {
  const faults = [];
  const fault = (cause, detail) => faults.push({ cause, message: detail ? `${cause}: ${detail}` : cause });

  // Beside the folder, so that a path to what is elsewhere is the same.
  const again = `${dir}.again`;
  await mkdir(again, { recursive: true });
  const second = await generate(bin, input, again);
  if (second.status !== 0) fault("a second run fails", describeRun(second));
  const [names, others] = [files, await typescriptFiles(again)];
  if (names.join() !== others.join()) fault("a second run writes other files", `${names} and ${others}`);
  for (const file of names.filter((name) => others.includes(name))) {
    const [a, b] = await Promise.all([dir, again].map((folder) => readFile(path.join(folder, file))));
    if (!a.equals(b)) fault(`a second run writes another ${file}`);
  }

  const fresh = await generate(bin, input, again, "--check");
  if (fresh.status !== 0) fault("--check refuses fresh output", describeRun(fresh));

  const reformatted = await copy(again, `${dir}.reformatted`);
  for (const file of others) {
    const text = await readFile(path.join(reformatted, file), "utf8");
    const style = { filepath: file, singleQuote: true, semi: false, printWidth: 120 };
    await writeFile(path.join(reformatted, file), await prettier.format(`${text}\n\n`, style));
  }
  const restyled = await generate(bin, input, reformatted, "--check");
  if (restyled.status !== 0) fault("--check refuses another layout", describeRun(restyled));

  if (!others.includes(input.options.drizzleFile)) return faults;
  const changed = await copy(again, `${dir}.changed`);
  const target = path.join(changed, input.options.drizzleFile);
  const text = await readFile(target, "utf8");
  const altered = withoutOneColumn(text);
  if (altered === text) return faults;
  await writeFile(target, altered);
  const stale = await generate(bin, input, changed, "--check");
  if (stale.status !== 1) fault("--check overlooks a change", describeRun(stale));
  return faults;
}

export async function typescriptFiles(dir) {
  return (await readdir(dir)).filter((name) => name.endsWith(".ts")).sort();
}

async function copy(from, to) {
  await cp(from, to, { recursive: true });
  return to;
}

function withoutOneColumn(text) {
  const shorter = text.replace(/^ {4}\w+: \w+\(.*\),\n/m, "");
  return shorter === text ? text.replace(".notNull()", "") : shorter;
}

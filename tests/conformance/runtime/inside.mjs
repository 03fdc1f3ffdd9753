// Runs a module of ours inside of a project, with the project's packages and files.
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";

/**
 * Bundles the project's files with a module of this suite, packages aside; what its program prints is the result.
 * @param {import("../verify/project.mjs").Project} project
 * @param {{ name: string, source: string, input: unknown, zone: string }} program `source` calls `answer(value)`
 */
export async function runInside(project, { name, source, input, zone }) {
  const file = path.join(project.dir, `${name}.mjs`);
  const { files = {} } = project.config;
  const imports = [
    `import { createClients } from "./src/db/${files.clients ?? "orm-clients.ts"}";`,
    `import * as tables from "./src/db/${files.drizzle ?? "drizzle-schema.ts"}";`,
    'import { readFileSync } from "node:fs";',
    `const input = JSON.parse(readFileSync(${JSON.stringify(`${file}.json`)}, "utf8"));`,
    'const answer = (value) => process.stdout.write(JSON.stringify(value, (_, it) => (typeof it === "bigint" ? String(it) : it)));',
  ];
  await writeFile(`${file}.json`, JSON.stringify(input));
  await build({
    stdin: { contents: [...imports, source].join("\n"), resolveDir: project.dir, loader: "ts" },
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    outfile: file,
    logLevel: "silent",
  });
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--no-warnings", file], { cwd: project.dir, env: { ...process.env, TZ: zone } });
    const said = { stdout: "", stderr: "" };
    for (const stream of ["stdout", "stderr"]) child[stream].setEncoding("utf8").on("data", (text) => (said[stream] += text));
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve(JSON.parse(said.stdout));
      else reject(new Error(`${name} ended with ${code}: ${said.stderr.slice(0, 1500)}`));
    });
  });
}

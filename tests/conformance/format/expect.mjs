// Writes tests/format/*.out.ts: what prettier prints for *.in.ts.   PRETTIER=<prettier's folder>
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const prettier = createRequire(import.meta.url)(process.env.PRETTIER ?? "prettier");
const folder = new URL("../../format/", import.meta.url);
for (const name of readdirSync(folder).filter((name) => name.endsWith(".in.ts"))) {
  const source = readFileSync(new URL(name, folder), "utf8");
  const output = await prettier.format(source, { filepath: name });
  writeFileSync(new URL(name.replace(".in.", ".out."), folder), output);
}

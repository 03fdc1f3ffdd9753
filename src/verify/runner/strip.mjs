// TypeScript into JavaScript, with what the project has. Only types go: nothing is checked.
import * as moduleApi from "node:module";
import path from "node:path";
import { Failed } from "./errors.mjs";

/** Packages of a project that bring esbuild along. */
const WITH_ESBUILD = ["drizzle-kit", "tsx", "vite", "vitest"];

/**
 * esbuild and TypeScript also leave out imports of types that do not say so, and take enums, which Node does not.
 * @param {string} root
 * @returns {(source: string, file: string) => string}
 */
export function compiler(root) {
  const from = moduleApi.createRequire(path.join(root, "package.json"));
  const esbuild = load(from, "esbuild") ?? WITH_ESBUILD.map((name) => load(beside(from, name), "esbuild")).find(Boolean);
  if (esbuild) {
    const options = { loader: "ts", format: "esm", target: "node20", sourcemap: false };
    return (source, file) => esbuild.transformSync(source, { ...options, sourcefile: file, ...loaderOf(file) }).code;
  }
  const typescript = load(from, "typescript");
  if (typescript) {
    const { ModuleKind, ScriptTarget } = typescript;
    const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 };
    return (source, fileName) => typescript.transpileModule(source, { compilerOptions, fileName }).outputText;
  }
  const { stripTypeScriptTypes } = moduleApi;
  if (stripTypeScriptTypes) return (source) => stripTypeScriptTypes(source, { mode: "transform" });
  throw new Failed("verify/no-typescript", {});
}

function loaderOf(file) {
  return file.endsWith("x") ? { loader: "tsx" } : {};
}

function load(require, name) {
  try {
    return require?.(name);
  } catch {
    return undefined;
  }
}

/** `require` as a package of the project has it. */
function beside(from, name) {
  try {
    return moduleApi.createRequire(from.resolve(`${name}/package.json`));
  } catch {
    return undefined;
  }
}

// How modules of the project are found and read: as Node does, then as TypeScript does.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compiler } from "./strip.mjs";

const TYPESCRIPT = /\.(?:ts|mts|cts|tsx)$/;
const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".mjs", ".cjs"];
/** What is compiled to the one is written in the other. */
const WRITTEN = { ".js": [".ts", ".tsx"], ".mjs": [".mts", ".ts"], ".cjs": [".cts", ".ts"], ".jsx": [".tsx", ".ts"] };
/** `project:` and the address of a file: a package as that file would import it. */
const AS_IF = "project:";

let modules = { root: process.cwd(), paths: [] };
let strip;

/** @param {{ root: string, paths: { pattern: string, targets: string[] }[] }} data */
export function initialize(data) {
  modules = data;
}

export async function resolve(specifier, context, next) {
  const asked = asIf(specifier, context);
  try {
    return await next(asked.specifier, asked.context);
  } catch (error) {
    const found = elsewhere(asked.specifier, asked.context.parentURL);
    if (!found) throw error;
    return { url: found, shortCircuit: true };
  }
}

export function resolveSync(specifier, context, next) {
  const asked = asIf(specifier, context);
  try {
    return next(asked.specifier, asked.context);
  } catch (error) {
    const found = elsewhere(asked.specifier, asked.context.parentURL);
    if (!found) throw error;
    return { url: found, shortCircuit: true };
  }
}

export async function load(url, context, next) {
  return compiled(url) ?? next(url, context);
}

export function loadSync(url, context, next) {
  return compiled(url) ?? next(url, context);
}

/** A specifier for a package as the file at `from` would import it. */
export function specifierFrom(from, name) {
  return `${AS_IF}${pathToFileURL(from).href}|${name}`;
}

function asIf(specifier, context) {
  if (!specifier.startsWith(AS_IF)) return { specifier, context };
  const [parentURL, name] = specifier.slice(AS_IF.length).split("|");
  return { specifier: name, context: { ...context, parentURL } };
}

/** Where TypeScript would look for what Node does not find. */
function elsewhere(specifier, parentURL) {
  if (!parentURL?.startsWith("file:")) return undefined;
  const parent = fileURLToPath(parentURL);
  if (specifier.startsWith(".") || specifier.startsWith("/") || specifier.startsWith("file:")) {
    const wanted = specifier.startsWith("file:") ? fileURLToPath(specifier) : path.resolve(path.dirname(parent), specifier);
    return firstFile([wanted]);
  }
  return firstFile(aliases(specifier));
}

/** What the `paths` of `tsconfig.json` say, the longest pattern first. */
function aliases(specifier) {
  const found = [];
  for (const { pattern, targets } of modules.paths) {
    const [before, after] = pattern.split("*");
    if (after === undefined && pattern !== specifier) continue;
    if (after !== undefined && !(specifier.startsWith(before) && specifier.endsWith(after))) continue;
    const star = after === undefined ? "" : specifier.slice(before.length, specifier.length - after.length);
    found.push(...targets.map((target) => target.replace("*", star)));
  }
  return found;
}

function firstFile(places) {
  for (const place of places) {
    const extension = path.extname(place);
    const stem = place.slice(0, place.length - extension.length);
    const candidates = [
      place,
      ...(WRITTEN[extension] ?? []).map((written) => stem + written),
      ...EXTENSIONS.map((added) => place + added),
      ...EXTENSIONS.map((added) => path.join(place, `index${added}`)),
    ];
    const file = candidates.find((candidate) => statSync(candidate, { throwIfNoEntry: false })?.isFile());
    if (file) return pathToFileURL(file).href;
  }
  return undefined;
}

function compiled(url) {
  if (!url.startsWith("file:") || !TYPESCRIPT.test(new URL(url).pathname)) return undefined;
  const file = fileURLToPath(url);
  strip ??= compiler(modules.root);
  return { format: "module", source: strip(withNames(readFileSync(file, "utf8")), file), shortCircuit: true };
}

/** Every file is read as a module, where the names that CommonJS has are not there. */
function withNames(source) {
  if (!/\b(?:__dirname|__filename|require)\b/.test(source)) return source;
  const isDeclared = (name) => new RegExp(`\\b(?:const|let|var|function)\\s+${name}\\b|globalThis\\[['"]${name}`).test(source);
  const names = {
    __filename: "import.meta.filename ?? (await import('node:url')).fileURLToPath(import.meta.url)",
    __dirname: "import.meta.dirname ?? (await import('node:url')).fileURLToPath(new URL('.', import.meta.url))",
    require: "(await import('node:module')).createRequire(import.meta.url)",
  };
  const missing = Object.entries(names).filter(([name]) => new RegExp(`\\b${name}\\b`).test(source) && !isDeclared(name));
  return missing.length === 0 ? source : `${missing.map(([name, value]) => `var ${name} = ${value};`).join(" ")}\n${source}`;
}

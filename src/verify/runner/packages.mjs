// The packages of the project, as its own files would import them.
import { existsSync } from "node:fs";
import path from "node:path";
import { Failed } from "./errors.mjs";
import { specifierFrom } from "./hooks.mjs";

/**
 * Imports a package (`drizzle-orm/pg-core`) from the first of these files that finds it.
 * @param {string} specifier
 * @param {string[]} files they need not be there themselves
 */
export async function importPackage(specifier, files) {
  for (const file of files) {
    try {
      return flat(await import(specifierFrom(file, specifier)));
    } catch (error) {
      if (!isMissing(error, specifier)) throw new Failed("verify/module-fails", { module: specifier, message: said(error) });
    }
  }
  throw new Failed("verify/no-package", { package: nameOf(specifier), specifier, from: path.dirname(files[0]) });
}

/** Imports a module of the project. @param {string} file */
export async function importFile(file) {
  try {
    return flat(await import(specifierFrom(file, `./${path.basename(file)}`)));
  } catch (error) {
    const missing = /Cannot find package '([^']+)'/.exec(error?.message ?? "");
    if (missing) throw new Failed("verify/no-package", { package: missing[1], specifier: missing[1], from: path.dirname(file), by: file });
    throw new Failed("verify/module-fails", { module: file, message: said(error) });
  }
}

/** The version of a package, read beside its module. */
export function versionOf(name, files) {
  for (const file of files)
    for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
      const manifest = path.join(folder, "node_modules", name, "package.json");
      if (existsSync(manifest)) return manifest;
      if (folder === path.dirname(folder)) break;
    }
  return undefined;
}

/** What a CommonJS module exports is its default, and by name what Node could tell. */
function flat(module) {
  const inner = module.default;
  return inner && typeof inner === "object" ? { ...inner, ...module } : module;
}

function isMissing(error, specifier) {
  const name = nameOf(specifier);
  const codes = ["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND", "ERR_PACKAGE_PATH_NOT_EXPORTED"];
  return codes.includes(error?.code) && String(error.message).includes(name);
}

function nameOf(specifier) {
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

function said(error) {
  return String(error?.message ?? error).split("\n").slice(0, 4).join(" ").slice(0, 500);
}

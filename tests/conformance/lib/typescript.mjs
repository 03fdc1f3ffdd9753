// The TypeScript compiler, kept warm: library files are parsed once per worker.
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** @type {ts.CompilerOptions} */
const OPTIONS = {
  strict: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  noEmit: true,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2022.d.ts"],
  types: ["node"],
  typeRoots: [path.join(ROOT, "node_modules/@types")],
};

const host = ts.createCompilerHost(OPTIONS, true);
const parsed = new Map();
const readSource = host.getSourceFile.bind(host);
const resolutions = ts.createModuleResolutionCache(ROOT, (name) => name, OPTIONS);

/**
 * @param {string} dir
 * @param {string[]} files names in the folder
 * @param {Record<string, string>} virtual further files, by name
 */
export function createProgram(dir, files, virtual = {}) {
  const texts = new Map(Object.entries(virtual).map(([name, text]) => [path.join(dir, name), text]));
  const own = {
    ...host,
    getCurrentDirectory: () => dir,
    getModuleResolutionCache: () => resolutions,
    fileExists: (name) => texts.has(name) || host.fileExists(name),
    readFile: (name) => texts.get(name) ?? host.readFile(name),
    getSourceFile(name, language, ...rest) {
      const text = texts.get(name);
      if (text !== undefined) return ts.createSourceFile(name, text, language, true);
      if (!name.includes("/node_modules/")) return readSource(name, language, ...rest);
      if (!parsed.has(name)) parsed.set(name, readSource(name, language, ...rest));
      return parsed.get(name);
    },
  };
  const names = [...files.map((file) => path.join(dir, file)), ...texts.keys()];
  return ts.createProgram({ rootNames: names, options: OPTIONS, host: own });
}

/** @typedef {{ file: string, line: number, code: number, message: string }} TypeError */

/**
 * @param {ts.Program} program
 * @param {string} dir
 * @param {string[]} files
 * @returns {TypeError[]}
 */
export function typeErrors(program, dir, files) {
  const found = [...program.getGlobalDiagnostics(), ...program.getOptionsDiagnostics()];
  for (const file of files) {
    const source = program.getSourceFile(path.join(dir, file));
    if (source) found.push(...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source));
  }
  return found.map((diagnostic) => ({
    file: diagnostic.file ? path.basename(diagnostic.file.fileName) : "",
    line: diagnostic.file ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1 : 0,
    code: diagnostic.code,
    message: ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n").split("\n")[0],
  }));
}

/**
 * What the compiler says of generated files, but for `orm-clients.ts`: it imports the client that Prisma generates,
 * which runtime.mjs has.
 * @param {string} dir
 * @param {string[]} names
 * @param {import("./options.mjs").Options} options
 * @returns {TypeError[]}
 */
export function typeErrorsBesidePrisma(dir, names, { clientsFile }) {
  const compiled = names.filter((name) => name !== clientsFile);
  return typeErrors(createProgram(dir, compiled), dir, compiled);
}

// The commands as functions: each runs the binary and reads its JSON.
"use strict";

const { execFile } = require("node:child_process");
const { findBinary, MissingBinary } = require("./binary.js");

/** A result of many thousand files is still far below. */
const MOST_BYTES = 1 << 30;

class TripleOrmError extends Error {
  constructor(message, { diagnostics = [], help, cause } = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "TripleOrmError";
    this.diagnostics = diagnostics;
    this.help = help;
  }
}

/** Writes the files. */
async function generate(options = {}) {
  const { files, diagnostics } = await run(["generate", ...flags(options)], options);
  return { files, diagnostics };
}

/** Says whether the files are current, and writes nothing. */
async function check(options = {}) {
  const { clean, checked, stale, diagnostics } = await run(
    ["generate", "--check", ...flags(options)],
    options,
  );
  return { clean, checked, stale, diagnostics };
}

/** Has Prisma, Drizzle and Kysely write and read the same rows, and says what differs. */
async function verify({ databaseUrl, models = [], exclude = [], timeZone, ...options }) {
  const { schema, config, drizzle = [] } = options;
  const named = { schema, config, "time-zone": timeZone };
  const args = [
    "verify",
    // Where nobody sees it in the list of processes.
    "--database-url=-",
    ...Object.entries(named)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `--${name}=${value}`),
    ...drizzle.map((file) => `--drizzle=${file}`),
    ...models.map((model) => `--model=${model}`),
    ...exclude.map((model) => `--exclude=${model}`),
    "--format=json",
  ];
  return run(args, { ...options, input: databaseUrl });
}

function flags({ schema, out, targets = [], config }) {
  const named = { schema, out, config };
  const flags = Object.entries(named)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `--${name}=${value}`);
  return [...flags, ...targets.map((target) => `--target=${target}`), "--format=json"];
}

function run(args, { cwd, signal, input }) {
  return new Promise((resolve, reject) => {
    // Node would start the binary all the same, and stop it too late.
    if (signal?.aborted) return reject(signal.reason);
    let binary;
    try {
      binary = findBinary();
    } catch (error) {
      const help = error instanceof MissingBinary ? error.help : undefined;
      return reject(new TripleOrmError(error.message, { help, cause: error }));
    }
    const options = { cwd, signal, maxBuffer: MOST_BYTES, windowsHide: true };
    const child = execFile(binary, args, options, (error, stdout, stderr) => {
      const result = parsed(stdout);
      // 0 is clean, 1 is differences; everything else is no result, unless it says what it could not do.
      if (result && (!error || error.code === 1 || result.models)) resolve(result);
      else if (error?.name === "AbortError") reject(error);
      else reject(failure(error, result, stderr));
    });
    if (input !== undefined) {
      // Whoever does not read it says why.
      child.stdin.on("error", () => {});
      child.stdin.end(`${input}\n`);
    }
  });
}

/** What the binary printed, unless it was stopped in the middle, or is another program. */
function parsed(stdout) {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

/** From what the binary said when it could not do it. */
function failure(error, result, stderr) {
  if (result) {
    const { diagnostics } = result;
    const errors = diagnostics.filter((it) => it.severity === "error");
    const lines = errors.map(
      ({ file, line, column, message }) => (file ? `${file}:${line}:${column}: ` : "") + message,
    );
    return new TripleOrmError(lines.join("\n"), { diagnostics, help: errors[0]?.help ?? undefined });
  }
  const said = /^error: (?<message>[^]*?)(?:\n\s*help: (?<help>.*)\s*)?$/.exec(stderr.trim());
  if (!said) {
    const message = stderr.trim() || error?.message || "the binary gave no result";
    return new TripleOrmError(message, { cause: error ?? undefined });
  }
  return new TripleOrmError(said.groups.message, { help: said.groups.help });
}

module.exports = { generate, check, verify, TripleOrmError };

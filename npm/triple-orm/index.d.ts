/** A language that triple-orm writes. */
export type Target = "drizzle" | "kysely" | "zod";

/** What a run is to do. What is left out is in `triple-orm.json`, or has a default. */
export interface Options {
  /** The folder to run in, from which relative paths start: the current one by default. */
  cwd?: string;
  /** The Prisma schema, or a folder of `.prisma` files. */
  schema?: string;
  /** The folder of the files. */
  out?: string;
  /** The languages: all of them by default. */
  targets?: readonly Target[];
  /** The configuration: the nearest `triple-orm.json` by default. */
  config?: string;
  /** Stops the run, which then rejects with an `AbortError`. */
  signal?: AbortSignal;
}

/** A range in a file. Lines and columns count from 1. */
export interface Place {
  /** Relative to the folder of the run. */
  file: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
}

/** One thing that was found. Without a place it has none of the fields of `Place`. */
export interface Diagnostic extends Partial<Place> {
  /** `triple-orm explain CODE` says more of it: `prisma/unknown-type` */
  code: string;
  severity: "error" | "warning" | "note";
  message: string;
  /** What to do about it. */
  help: string | null;
  /** All places, the diagnostic's own first. */
  labels: (Place & { message: string })[];
}

export interface SavedFile {
  /** Relative to the folder of the run. */
  path: string;
  outcome: "created" | "updated" | "unchanged";
}

export interface GenerateResult {
  files: SavedFile[];
  /** Warnings and notes. */
  diagnostics: Diagnostic[];
}

export interface StaleFile {
  /** Relative to the folder of the run. */
  path: string;
  /**
   * `incomplete`: your own file lacks the schema of a JSON column.
   * `foreign`: triple-orm did not write the file, and would not overwrite it.
   */
  state: "missing" | "differs" | "incomplete" | "foreign";
  /** The first line that differs. */
  line: number;
  /** Of an `incomplete` file: the names that it lacks. */
  lacks: string[];
  /** A unified diff from the file to what it should be. */
  diff: string;
  /** How many lines the diff leaves out at its end. */
  omittedLines: number;
}

export interface CheckResult {
  /** Whether every file is what the schema says. */
  clean: boolean;
  /** How many files there are. */
  checked: number;
  stale: StaleFile[];
  /** Warnings and notes. */
  diagnostics: Diagnostic[];
}

/** Why a run could not be done: the schema or the configuration is wrong, a file is in the way, … */
export class TripleOrmError extends Error {
  name: "TripleOrmError";
  /** What is wrong in the schema or the configuration; empty when the cause is elsewhere. */
  diagnostics: Diagnostic[];
  /** What to do about it. */
  help: string | undefined;
}

/**
 * Writes the files, as `triple-orm generate` does.
 * @throws {TripleOrmError} when it cannot be done
 */
export function generate(options?: Options): Promise<GenerateResult>;

/**
 * Says whether the files are current, as `triple-orm generate --check` does, and writes nothing.
 * @throws {TripleOrmError} when it cannot be done
 */
export function check(options?: Options): Promise<CheckResult>;

// Folders of migrations: finds and reads them, and applies those for PostgreSQL.
import { createHash, randomUUID } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { runWithStandins } from "./standins.mjs";

/** Every folder below that has migrations for a database. */
export function foldersOfMigrations(root, wanted = "postgresql", found = [], depth = 0) {
  const names = readdirSync(root).sort();
  if (names.some((name) => existsSync(path.join(root, name, "migration.sql")))) {
    const lock = path.join(root, "migration_lock.toml");
    const provider = existsSync(lock) ? /provider\s*=\s*"(\w+)"/.exec(readFileSync(lock, "utf8"))?.[1] : "postgresql";
    if (provider === wanted) found.push(root);
    return found;
  }
  if (depth > 8) return found;
  for (const name of names) {
    if (name === "node_modules" || name === ".git") continue;
    const below = path.join(root, name);
    if (statSync(below).isDirectory()) foldersOfMigrations(below, wanted, found, depth + 1);
  }
  return found;
}

/** In the order of Prisma. @param {string} folder */
export function readMigrations(folder) {
  return readdirSync(folder)
    .filter((it) => existsSync(path.join(folder, it, "migration.sql")))
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map((name) => ({ name, text: readFileSync(path.join(folder, name, "migration.sql"), "utf8").replace(/^\uFEFF/, "") }));
}

/** Prisma's own table, which is there before the first migration. */
const BOOKS = `CREATE TABLE public._prisma_migrations (id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL,
  finished_at timestamptz, migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
  started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)`;

/** Runs them file by file in one session, and tells which fail. @param {import("pg").Client} client */
export async function applyMigrations(client, scripts) {
  await client.query(BOOKS);
  const failures = [];
  const notes = [];
  const skipped = new Set();
  for (const { name, text: written } of scripts) {
    const text = withoutForeignIndexes(written, skipped);
    // What cannot stand in a transaction with others is run by itself.
    const parts = /CONCURRENTLY|ALTER TYPE[^;]*ADD VALUE/i.test(text) ? split(text) : [text];
    try {
      for (const part of parts) notes.push(...(await runWithStandins(client, part)));
      // Prisma looks for its table along the search path that a migration leaves behind.
      await client.query(
        `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count)
         VALUES ($1, $2, $3, now(), 1)`,
        [randomUUID(), createHash("sha256").update(written).digest("hex"), name],
      );
    } catch (error) {
      await client.query("ROLLBACK");
      await client.query("RESET search_path");
      failures.push({ name, message: error.message });
    }
  }
  return { failures, notes, skipped };
}

/** Indexes of access methods that a plain server lacks are left out, with what is said of them later. */
export function withoutForeignIndexes(text, skipped) {
  const without = text.replace(
    /CREATE\s+INDEX\s+(?:CONCURRENTLY\s+)?(?:IF\s+NOT\s+EXISTS\s+)?(?:"?(\w+)"?\s+)?ON\s+"?(\w+)"?\s[^;]*?USING\s+"?(?:hnsw|ivfflat)"?\s*\(\s*"?(\w+)[^;]*;/gi,
    (_, name, table, column) => {
      skipped.add(name ?? `${table}_${column}_idx`);
      return "";
    },
  );
  return without.replace(/(?:DROP\s+INDEX|ALTER\s+INDEX|COMMENT\s+ON\s+INDEX)\s+(?:CONCURRENTLY\s+)?(?:IF\s+EXISTS\s+)?(?:"?public"?\.)?"?(\w+)"?[^;]*;/gi, (statement, name) =>
    skipped.has(name) ? "" : statement,
  );
}

/** Statements one by one: good enough for the files that need it, which have no bodies with semicolons but in `$$`. */
function split(text) {
  const parts = [];
  let start = 0;
  let end = null;
  for (const match of text.matchAll(/--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"[^"]*"|\$(\w*)\$|;/g)) {
    if (end !== null) {
      if (match[0] === end) end = null;
      continue;
    }
    if (match[0].startsWith("$")) end = match[0];
    else if (match[0] === ";") {
      parts.push(text.slice(start, match.index + 1));
      start = match.index + 1;
    }
  }
  parts.push(text.slice(start));
  return parts.filter((part) => part.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, "").trim());
}

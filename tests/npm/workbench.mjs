// What the tests here have in common: the packed packages, empty folders, commands.

import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const HERE = dirname(fileURLToPath(import.meta.url));
export const ROOT = resolve(HERE, "../..");
export const TOOLS = join(HERE, "node_modules");

/** The binary under test: `TRIPLE_ORM_BIN`, else the release build. */
export const BINARY = resolve(ROOT, process.env.TRIPLE_ORM_BIN ?? "target/release/triple-orm");

const temporary = mkdtempSync(join(tmpdir(), "triple-orm-"));
process.on("exit", () => rmSync(temporary, { recursive: true, force: true }));

/** An empty folder with these files; an object is written as JSON. */
export function folder(name, files = {}) {
  const path = join(temporary, name);
  mkdirSync(path, { recursive: true });
  write(path, files);
  return path;
}

export function write(path, files) {
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), typeof content === "string" ? content : JSON.stringify(content, null, 2));
  }
}

/** Runs a command to its end. No registry is within its reach. */
export function run(cwd, command, args = [], env = {}) {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    env: environment(cwd, env),
    encoding: "utf8",
    timeout: 120_000,
  });
  if (error) throw error;
  return { status, signal, stdout, stderr, said: `${stdout}${stderr}` };
}

/** Starts a command; the caller ends it. */
export function start(cwd, command, args, env = {}) {
  return spawn(command, args, { cwd, env: environment(cwd, env), stdio: ["pipe", "pipe", "pipe"] });
}

/** The same, and it has to succeed. */
export function must(cwd, command, args, env) {
  const ran = run(cwd, command, args, env);
  if (ran.status !== 0) {
    throw new Error(`${[command, ...args].join(" ")}: exit status ${ran.status}\n${ran.said}`);
  }
  return ran;
}

function environment(cwd, env) {
  // What `npm run` sets would tell the package managers below of another project.
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|pnpm_|yarn_|node_options$)/i.test(name));
  return {
    ...Object.fromEntries(own),
    NO_COLOR: "1",
    HOME: temporary,
    npm_config_registry: "http://127.0.0.1:9",
    npm_config_cache: join(temporary, "npm-cache"),
    PATH: [join(cwd, "node_modules/.bin"), process.env.PATH].join(delimiter),
    ...env,
  };
}

/** Packs for this machine; gives the tarball of the main package and of the platform's. */
export function pack() {
  if (!existsSync(BINARY)) throw new Error(`there is no ${BINARY}: run \`cargo build --release\``);
  const out = join(temporary, "tarballs");
  must(ROOT, process.execPath, ["npm/build.mjs", "--platforms", "host", "--binary", BINARY, "--out", out]);
  const files = readdirSync(out);
  const main = files.find((file) => /^triple-orm-\d/.test(file));
  const platform = files.find((file) => file !== main);
  const [, name] = /^triple-orm-(.*?)-\d+\.\d+\.\d+/.exec(platform);
  return { main: join(out, main), platform: join(out, platform), name: `@triple-orm/${name}` };
}

export const SCHEMA = `datasource db {
  provider = "postgresql"
}

enum Role {
  ADMIN
  USER
}

model User {
  id   Int    @id @default(autoincrement())
  name String @db.VarChar(80)
  role Role   @default(USER)
  data Json
}
`;

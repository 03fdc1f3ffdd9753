// A MariaDB server for one run, in a temporary folder.
import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { KEEPER, unprivileged } from "./postgres.mjs";

const FOLDERS = ["/usr/sbin", "/usr/local/sbin", "/usr/libexec", ...(process.env.PATH ?? "").split(path.delimiter)];

/**
 * @returns {Promise<{ config: { socketPath: string, user: string }, version: string, stop: () => Promise<void> } | { skipped: string }>}
 */
export async function startMariadb() {
  const [server, install, defaults] = ["mariadbd", "mariadb-install-db", "my_print_defaults"].map((name) =>
    FOLDERS.map((folder) => path.join(folder, name)).find((file) => existsSync(file)),
  );
  if (!server || !install || !defaults) return { skipped: "no MariaDB on this machine: install its server" };
  const { prefix, uid, gid } = unprivileged();
  const dir = mkdtempSync(path.join(tmpdir(), "triple-maria-"));
  if (uid >= 0) chownSync(dir, uid, gid);
  const data = path.join(dir, "data");
  const [first, ...rest] = [...prefix, install, "--no-defaults", `--datadir=${data}`, "--auth-root-authentication-method=normal", "--skip-test-db"];
  const made = spawnSync(first, rest, { encoding: "utf8", cwd: "/" });
  if (made.status !== 0) throw new Error(`mariadb-install-db failed:\n${made.stdout}${made.stderr}`);
  const socketPath = path.join(dir, "socket");
  const command = [...prefix, server, "--no-defaults", `--datadir=${data}`, `--socket=${socketPath}`, "--skip-networking", `--pid-file=${path.join(dir, "pid")}`, "--innodb-flush-log-at-trx-commit=0"];
  const child = spawn("sh", ["-c", KEEPER, "sh", dir, "TERM", ...command], { stdio: ["pipe", "ignore", "ignore"], cwd: "/", detached: true });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.unref();
  child.stdin.unref?.();
  const stop = async () => {
    child.ref();
    child.stdin.end();
    await ended;
    rmSync(dir, { recursive: true, force: true });
  };
  for (let attempt = 0; !(await answers(socketPath)); attempt++) {
    if (attempt >= 200) {
      await stop();
      throw new Error("MariaDB does not answer");
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const version = spawnSync(server, ["--no-defaults", "--version"], { encoding: "utf8" }).stdout;
  return { config: { socketPath, user: "root" }, version: `MariaDB ${/Ver (\S+?)-/.exec(version)?.[1]} (${server})`, stop };
}

function answers(socketPath) {
  return new Promise((resolve) => {
    const socket = createConnection(socketPath);
    socket.once("data", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

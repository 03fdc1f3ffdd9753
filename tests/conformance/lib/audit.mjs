// Calls `triple-orm audit` and reads its report.
import { execFile } from "node:child_process";

/** @typedef {{ status: number | null, stdout: string, stderr: string, report: any }} Audited */

/**
 * @param {string} bin
 * @param {string} cwd
 * @param {string[]} args
 * @param {Record<string, string>} env
 * @returns {Promise<Audited>}
 */
export function audit(bin, cwd, args, env = {}) {
  return new Promise((resolve) => {
    const options = { cwd, timeout: 300_000, maxBuffer: 256 << 20, env: { ...process.env, NO_COLOR: "1", ...env } };
    execFile(bin, ["audit", "--format", "json", ...args], options, (error, stdout, stderr) => {
      const status = error ? (typeof error.code === "number" ? error.code : null) : 0;
      let report = null;
      try {
        report = JSON.parse(stdout);
      } catch {
        // Without a report, the exit status and the message tell.
      }
      resolve({ status, stdout, stderr: stderr || (status === null ? String(error) : ""), report });
    });
  });
}

/** @param {string[]} pairs */
export function pairArguments(pairs) {
  return pairs.flatMap((pair) => ["--pair", pair]);
}

/**
 * What an audit says that should say nothing.
 * @param {Audited} run
 * @param {(finding: any) => boolean} isMeant
 * @returns {{ cause: string, message: string }[]}
 */
export function alarms({ status, stderr, report }, isMeant = () => false) {
  if (!report) return [{ cause: `no report: ${stderr.slice(0, 200)}`, message: stderr.slice(0, 600) }];
  const found = report.findings.filter((finding) => !isMeant(finding));
  const faults = found.map((finding) => ({
    cause: `${finding.pair} ${finding.rule}: ${finding.left.value ?? "-"} | ${finding.right.value ?? "-"}`,
    message: `${finding.object}: ${finding.message} [${finding.left.value} | ${finding.right.value}]`,
  }));
  for (const unknown of report.unknown)
    faults.push({
      cause: `${unknown.source} unknown: ${unknown.reason}`,
      message: `${unknown.object}: ${unknown.reason} (${unknown.path}:${unknown.line})`,
    });
  for (const { source, reason } of report.unreachable)
    faults.push({ cause: `${source} unreachable: ${reason}`, message: reason });
  if (status !== 0 && report.findings.length === 0)
    faults.push({ cause: `exit status ${status} without a finding`, message: stderr.slice(0, 600) });
  return faults;
}

/**
 * A script that makes by itself what `runWithStandins` made beside it.
 * @param {string} script
 * @param {string[]} notes
 */
export function withStandins(script, notes) {
  const made = notes.flatMap((note) => /^extension (\S+)$/.exec(note)?.[1] ?? []);
  const missing = notes.flatMap((note) => /^extension (\S+) is not on this server$/.exec(note)?.[1] ?? []);
  const rest = missing.reduce(
    (text, name) => text.replace(new RegExp(`^CREATE EXTENSION IF NOT EXISTS "${name}"[^;]*;`, "gm"), ""),
    script,
  );
  return [...made.map((name) => `CREATE EXTENSION IF NOT EXISTS "${name}";\n`), rest].join("");
}

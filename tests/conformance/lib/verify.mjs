// Calls `triple-orm verify` and reads its report.
import { execFile } from "node:child_process";

/**
 * `report` is what was verified, `refused` why nothing was.
 * @typedef {{ code: string, severity: string, message: string, help?: string }} Diagnostic
 * @typedef {{ status: number | null, stdout: string, stderr: string, report: any, refused: Diagnostic[] }} Verified
 */

/**
 * @param {string} bin
 * @param {string} cwd
 * @param {string[]} args
 * @param {Record<string, string | undefined>} env
 * @returns {Promise<Verified>}
 */
export function verify(bin, cwd, args, env = {}) {
  return new Promise((resolve) => {
    const options = { cwd, timeout: 600_000, maxBuffer: 256 << 20, env: { ...process.env, NO_COLOR: "1", ...env } };
    execFile(bin, ["verify", "--format", "json", ...args], options, (error, stdout, stderr) => {
      const status = error ? (typeof error.code === "number" ? error.code : null) : 0;
      let answer = null;
      try {
        answer = JSON.parse(stdout);
      } catch {
        // Without an answer, the exit status and the message tell.
      }
      const refused = answer?.diagnostics ?? [];
      const said = refused.map(({ severity, code, message }) => `${severity}[${code}]: ${message}`).join("\n");
      const report = answer?.models ? answer : null;
      resolve({ status, stdout, stderr: said || stderr || (status === null ? String(error) : ""), report, refused });
    });
  });
}

/**
 * All rows and all sequences of a database, in one text.
 * @param {import("pg").Client} client
 */
export async function contents(client) {
  const { rows: tables } = await client.query(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
  );
  const { rows: sequences } = await client.query(
    "SELECT format('%I.%I', schemaname, sequencename) AS name FROM pg_sequences ORDER BY 1",
  );
  const lines = [];
  for (const { name } of tables) {
    const { rows } = await client.query(`SELECT count(*) AS count, md5(string_agg(t::text, '|' ORDER BY t::text)) AS sum FROM ${name} t`);
    lines.push(`${name} ${rows[0].count} ${rows[0].sum}`);
  }
  for (const { name } of sequences) {
    const { rows } = await client.query(`SELECT last_value, is_called FROM ${name}`);
    lines.push(`${name} ${rows[0].last_value} ${rows[0].is_called}`);
  }
  return lines.join("\n");
}

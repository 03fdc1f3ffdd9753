// Prints how the verdicts compare: a line per kind, the disagreements, totals.

/** @typedef {import("./judge.mjs").Judged} Judged */

const COLUMNS = ["kind", "mutations", "agree", "refused", "same line"];

/** The share of refusals whose first line must be one that the reference names. */
const LINES = 0.98;

/** @param {Judged[]} judged */
function count(judged) {
  const refused = judged.filter(({ sameLine }) => sameLine !== null);
  return {
    made: judged.length,
    agree: judged.filter(({ agrees }) => agrees).length,
    refused: refused.length,
    sameLine: refused.filter(({ sameLine }) => sameLine).length,
  };
}

/**
 * @param {Map<string, Judged[]>} byKind
 * @param {number} show how many disagreements of a kind
 * @param {import("./kinds.mjs").Mutation[]} withoutVerdict those on which the reference crashed
 * @returns {boolean} whether all is as it should be
 */
export function printReport(byKind, show, withoutVerdict) {
  for (const judged of byKind.values()) {
    const disagreements = judged.filter(({ agrees, sameLine }) => !agrees || sameLine === false);
    // A wrong verdict is worse than another line.
    disagreements.sort((a, b) => Number(a.agrees) - Number(b.agrees));
    for (const one of disagreements.slice(0, show)) console.log(describe(one));
    if (disagreements.length > show) console.log(`  … and ${disagreements.length - show} more of the kind\n`);
  }

  const rows = [...byKind].map(([kind, judged]) => [kind, ...Object.values(count(judged))]);
  const total = count([...byKind.values()].flat());
  for (const row of [COLUMNS, ...rows, ["total", ...Object.values(total)]]) {
    const [kind, made, agree, refused, sameLine] = row;
    const remark =
      made === 0 ? " no place for it" : agree !== made && made !== COLUMNS[1] ? ` ${made - agree} WRONG` : "";
    const cells = [made, agree, refused, sameLine].map((cell) => String(cell).padStart(10));
    console.log(`${String(kind).padEnd(28)}${cells.join("")}${remark}`);
  }
  for (const { kind, seed, files, original } of withoutVerdict)
    console.log(`no verdict, the reference crashes: ${kind} of ${seed}: ${changedLines(original, files).join(" ")}`);
  console.log(
    `lines: ${percent(total.sameLine, total.refused)} of the refusals begin on a line that the reference names`,
  );
  console.log(`${total.agree} passed, ${total.made - total.agree} failed`);
  return total.made > 0 && total.agree === total.made && total.sameLine >= LINES * total.refused;
}

/** @param {Judged} judged */
function describe({ mutation, reference, ours, crash, agrees }) {
  const { kind, seed, files, original } = mutation;
  const said = (mistakes) =>
    mistakes.length === 0
      ? ["accepts"]
      : mistakes.slice(0, 2).map(({ file, line, message, code }) => {
          const at = files.length > 1 ? `${file}:${line}` : `line ${line}`;
          return `${at}: ${code ? `${code}: ` : ""}${message.replace(/\s+/g, " ")}\n      ${sourceLine(files, file, line)}`;
        });
  return [
    `${agrees ? "LINE" : "VERDICT"} ${kind} of ${seed}`,
    ...changedLines(original, files).map((line) => `  ${line}`),
    `  reference: ${said(reference).join("\n    ")}`,
    `  ours: ${crash === null ? said(ours).join("\n    ") : `crashed: ${crash}`}\n`,
  ].join("\n");
}

function sourceLine(files, file, line) {
  const text = files.find(([name]) => name === file)?.[1] ?? "";
  return (text.split("\n")[line - 1] ?? "").trim();
}

/** The lines that differ, after those with which both begin and before those with which both end. */
function changedLines(original, files) {
  const changed = files.findIndex(([, text], i) => text !== original[i][1]);
  const [before, after] = [original[changed][1].split("\n"), files[changed][1].split("\n")];
  let start = 0;
  while (start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const cut = (sign, lines) =>
    lines.slice(start, lines.length - end).map((line, i) => `${sign}${start + i + 1} ${line}`);
  return [...cut("-", before).slice(0, 4), ...cut("+", after).slice(0, 8)];
}

function percent(part, whole) {
  return whole === 0 ? "-" : `${((100 * part) / whole).toFixed(2)} %`;
}

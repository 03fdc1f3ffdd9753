// What the compiler says of orm-type-tests.ts and orm-clients.ts, beside the real client of Prisma.
import { existsSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { createProgram } from "../lib/typescript.mjs";

/**
 * The fields at which the type tests fail, and all else that is wrong: `UserTypes.age`, `orm-clients.ts:12: …`.
 * @param {import("../verify/project.mjs").Project} project
 * @param {Record<string, string>} instead texts of files in the place of what is on the disk, by name
 * @returns {{ fields: string[], others: string[] }}
 */
export function compile({ out, config }, instead = {}) {
  const tests = config.files?.typeTests ?? "orm-type-tests.ts";
  const clients = config.files?.clients ?? "orm-clients.ts";
  const files = [tests, clients].filter((file) => existsSync(path.join(out, file)));
  const program = createProgram(out, files, instead);
  const found = { fields: [], others: [] };
  for (const file of files) {
    const source = program.getSourceFile(path.join(out, file));
    for (const diagnostic of [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]) {
      const field = file === tests ? fieldAt(source, diagnostic.start ?? 0) : undefined;
      const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n").split("\n").slice(0, 2).join(" ");
      if (field) found.fields.push({ field, message });
      else found.others.push(`${file}:${source.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line + 1}: ${message}`);
    }
  }
  return found;
}

/** `UserTypes.age`, in which the position is. */
function fieldAt(source, position) {
  const owner = source.statements.find((it) => ts.isInterfaceDeclaration(it) && it.pos <= position && position < it.end);
  const member = owner?.members.find((it) => it.pos <= position && position < it.end);
  return member && `${owner.name.text}.${member.name.text}`;
}

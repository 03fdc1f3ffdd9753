// What a DDL script makes, fact by fact, in the spelling of PostgreSQL's kin or of SQL Server.
import { print, split, tokens } from "./tokens.mjs";

/** @typedef {import("./tokens.mjs").Token} Token */
/** @typedef {{ defaultSchema: string, type: (text: string) => string, value: (tokens: Token[], type: string) => string }} Spelling */

/**
 * @param {string | string[]} script
 * @param {Spelling} spelling
 * @returns {Map<string, string>} each fact by its kind and place
 */
export function readDdl(script, spelling) {
  const facts = new Map();
  const text = Array.isArray(script) ? script.map((one) => `${one};`).join("\n") : script;
  for (const statement of split(tokens(text), ";")) read(statement, facts, spelling);
  return facts;
}

function read(all, facts, spelling) {
  const reader = new Reader(all);
  if (reader.takes("CREATE", "SCHEMA")) return;
  if (reader.takes("CREATE", "TABLE")) return readTable(reader, facts, spelling);
  if (reader.takes("CREATE", "TYPE")) {
    const name = reader.name(spelling.defaultSchema);
    reader.takes("AS", "ENUM");
    facts.set(`enum ${name}`, print(reader.group()));
    return;
  }
  const unique = reader.takes("CREATE", "UNIQUE");
  if (unique || reader.takes("CREATE")) {
    const clustered = reader.takes("CLUSTERED") ? "clustered " : "";
    reader.takes("NONCLUSTERED");
    if (reader.takes("INDEX")) return readIndex(reader, facts, spelling, `${unique ? "unique " : ""}${clustered}`);
  }
  if (reader.takes("ALTER", "TABLE")) {
    const table = reader.name(spelling.defaultSchema);
    if (reader.takes("ADD")) return readConstraint(reader, table, facts, spelling);
  }
  facts.set(`statement ${print(all)}`, "not understood");
}

function readTable(reader, facts, spelling) {
  const table = reader.name(spelling.defaultSchema);
  facts.set(`table ${table}`, "");
  for (const part of split(reader.group(), ",")) {
    const inner = new Reader(part);
    if (inner.peek("CONSTRAINT") || inner.peek("PRIMARY") || inner.peek("UNIQUE"))
      readConstraint(inner, table, facts, spelling);
    else readColumn(inner, table, facts, spelling);
  }
}

/** The words that end a type or a default. */
const CLAUSES = ["NOT", "NULL", "DEFAULT", "GENERATED", "IDENTITY", "PRIMARY", "CONSTRAINT", "COLLATE"];

function readColumn(reader, table, facts, spelling) {
  const key = `column ${table}.${reader.word()}`;
  const type = spelling.type(print(reader.until(CLAUSES)));
  facts.set(`${key} type`, type);
  let nullable = true;
  while (!reader.isEmpty()) {
    if (reader.takes("NOT", "NULL")) nullable = false;
    else if (reader.takes("CONSTRAINT")) reader.word();
    else if (reader.takes("DEFAULT")) facts.set(`${key} default`, spelling.value(reader.until(CLAUSES), type));
    else if (reader.takes("PRIMARY", "KEY")) {
      facts.set(`key ${table}`, `${bare(table)}_pkey (${key.slice(`column ${table}.`.length)})`);
      nullable = false;
    }
    else if (reader.takes("GENERATED")) facts.set(`${key} identity`, sequence(reader.until([]), type));
    else if (reader.takes("IDENTITY")) facts.set(`${key} identity`, print(reader.group()));
    else facts.set(`${key} rest`, print(reader.until([])));
  }
  // A counting column holds no NULL in any of them, said or not.
  if (facts.has(`${key} identity`)) nullable = false;
  facts.set(`${key} null`, String(nullable));
}

/** `BY DEFAULT AS IDENTITY (INCREMENT 10 START 100)`, with what both say, and what they leave out where it is usual. */
function sequence(all, type) {
  const words = print(all.filter(({ kind }) => kind !== "string" && kind !== "name"));
  const head = /^(.*?as identity)/.exec(words)?.[1] ?? words;
  const most = { int2: "32767", int4: "2147483647", int8: "9223372036854775807" }[type];
  const usual = { increment: "1", minvalue: "1", maxvalue: most, start: "1", cache: "1" };
  const options = Object.entries(usual).map(([word, value]) => {
    const said = new RegExp(`\\b${word}(?: by| with)? (-?\\d+)`).exec(words)?.[1];
    return `${word} ${said ?? value}`;
  });
  return `${head}${/\bvirtual\b/.test(words) ? " virtual" : ""} (${options.join(", ")})`;
}

function readConstraint(reader, table, facts, spelling) {
  const name = reader.takes("CONSTRAINT") ? reader.word() : "";
  if (reader.takes("PRIMARY", "KEY")) {
    const clustered = reader.takes("NONCLUSTERED") ? "nonclustered " : "";
    reader.takes("CLUSTERED");
    const columns = names(reader.group());
    facts.set(`key ${table}`, `${clustered}${name || `${bare(table)}_pkey`} (${columns.join(", ")})`);
    for (const column of columns) facts.set(`column ${table}.${column} null`, "false");
  } else if (reader.takes("UNIQUE")) {
    const clustered = reader.takes("CLUSTERED") ? "clustered " : "";
    reader.takes("NONCLUSTERED");
    facts.set(`index ${table}.${name}`, `unique ${clustered}btree (${parts(reader.group())})`);
    facts.set(`constraint ${table}.${name}`, "unique");
  } else if (reader.takes("FOREIGN", "KEY")) {
    const columns = names(reader.group());
    reader.takes("REFERENCES");
    const other = reader.name(spelling.defaultSchema);
    const actions = { delete: "no action", update: "no action" };
    const referenced = names(reader.group());
    for (const [, kind, action] of print(reader.until([])).matchAll(/on (delete|update) (no action|set null|set default|cascade|restrict)/g))
      actions[kind] = action;
    const ends = `(${columns.join(", ")}) to ${other} (${referenced.join(", ")})`;
    facts.set(`foreign key ${table}.${name}`, `${ends} on delete ${actions.delete} on update ${actions.update}`);
  } else {
    facts.set(`constraint ${table}.${name}`, print(reader.until([])));
  }
}

function readIndex(reader, facts, spelling, kind) {
  const name = reader.word();
  reader.takes("ON");
  const table = reader.name(spelling.defaultSchema);
  const method = reader.takes("USING") ? reader.word().toLowerCase() : "btree";
  const columns = parts(reader.group());
  const predicate = reader.takes("WHERE") ? ` where ${print(unwrapped(reader.until([])))}` : "";
  facts.set(`index ${table}.${name}`, `${kind}${method} (${columns})${predicate}`);
}

/** `"a" DESC, "b"`: with no order where it is the usual one. */
function parts(all) {
  const of = (part) => print(part).replace(/ asc$/, "").replace(/ nulls (first|last)$/, "");
  return split(all, ",").map(of).join(", ");
}

function names(all) {
  return split(all, ",").map(([{ text }]) => text);
}

function bare(table) {
  return table.slice(table.indexOf(".") + 1);
}

/** Without the brackets around all of it. @param {Token[]} all @returns {Token[]} */
export function unwrapped(all) {
  if (all[0]?.text !== "(" || all[0].kind !== "sign") return all;
  const reader = new Reader(all);
  const inside = reader.group();
  return reader.isEmpty() ? unwrapped(inside) : all;
}

class Reader {
  /** @param {Token[]} all */
  constructor(all) {
    this.all = all;
    this.at = 0;
  }

  isEmpty() {
    return this.at >= this.all.length;
  }

  peek(word, ahead = 0) {
    const token = this.all[this.at + ahead];
    return token?.kind === "word" && token.text.toUpperCase() === word;
  }

  /** Takes these words, all of them or none. */
  takes(...words) {
    const all = words.every((word, i) => this.peek(word, i));
    if (all) this.at += words.length;
    return all;
  }

  word() {
    return this.all[this.at++]?.text ?? "";
  }

  /** `"sales"."Order"`, with its schema in any case. */
  name(defaultSchema) {
    const first = this.word();
    const dot = this.all[this.at];
    if (!(dot?.text === "." && (dot.kind === "word" || dot.kind === "sign"))) return `${defaultSchema}.${first}`;
    this.at += 1;
    return `${first}.${this.word()}`;
  }

  /** What is in the next brackets. @returns {Token[]} */
  group() {
    const start = this.at + 1;
    let depth = 0;
    do {
      const token = this.all[this.at++];
      if (!token) break;
      if (token.kind === "sign" && token.text === "(") depth += 1;
      if (token.kind === "sign" && token.text === ")") depth -= 1;
    } while (depth > 0);
    return this.all.slice(start, this.at - 1);
  }

  /** Everything before one of these words outside brackets. @returns {Token[]} */
  until(words) {
    const start = this.at;
    let depth = 0;
    for (; this.at < this.all.length; this.at++) {
      const { kind, text } = this.all[this.at];
      if (kind === "sign" && text === "(") depth += 1;
      if (kind === "sign" && text === ")") depth -= 1;
      if (depth === 0 && kind === "word" && this.at > start && words.includes(text.toUpperCase())) break;
    }
    return this.all.slice(start, this.at);
  }
}

// A schema as the mutations see it: lines, with the blocks and fields that stand on them. Line by line is enough:
// what it overlooks is not mutated, and every schema that comes out is judged by the reference anyway.

export const SCALARS = ["String", "Int", "BigInt", "Float", "Boolean", "DateTime", "Json", "Decimal", "Bytes"];

const BLOCK = /^\s*(model|view|type|enum|datasource|generator)\s+(\w+)\s*\{/;
const FIELD = /^(\s*)(\w+)(\s+)(\w+)(\[\]|\?)?(?=\s|\(|$)(.*)$/;
const DEFAULT = /@default\((?:[^()"]|"(?:[^"\\]|\\.)*"|\([^)]*\))*\)/;

/** @typedef {{ keyword: string, name: string, start: number, end: number, rows: number[] }} Block */
/** @typedef {{ block: Block, row: number, indent: string, name: string, gap: string, type: string, arity: string, rest: string }} Field */
/** @typedef {{ block: Block, row: number, name: string, line: string }} BlockAttribute */
/** @typedef {(view: View, random: import("./random.mjs").Random) => string | null} Kind a mutation; null when it finds no place */

export class View {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.lines = text.split("\n");
    /** @type {Block[]} */
    this.blocks = [];
    let open = null;
    for (const [row, line] of this.lines.entries()) {
      const head = BLOCK.exec(line);
      if (head) open = { keyword: head[1], name: head[2], start: row, end: row, rows: [] };
      else if (open && /^\s*\}/.test(line)) {
        this.blocks.push({ ...open, end: row });
        open = null;
      } else open?.rows.push(row);
    }
    this.models = this.blocks.filter(({ keyword }) => keyword === "model");
    this.enums = this.blocks.filter(({ keyword }) => keyword === "enum");
    /** @type {Field[]} of models and composite types */
    this.fields = this.blocks
      .filter(({ keyword }) => keyword === "model" || keyword === "type")
      .flatMap((block) => block.rows.flatMap((row) => this.#field(block, row)));
    this.scalars = this.fields.filter(({ type }) => SCALARS.includes(type));

    const models = new Set(this.models.map(({ name }) => name));
    const ofModels = this.fields.filter(({ block }) => block.keyword === "model");
    this.relations = ofModels.filter(({ type }) => models.has(type));
    this.columns = ofModels.filter(({ type }) => !models.has(type));
    this.owning = this.relations.filter(({ rest }) => /fields:/.test(rest));
    this.inverse = this.relations.filter(({ rest }) => !/fields:/.test(rest));
  }

  #field(block, row) {
    const match = FIELD.exec(this.lines[row]);
    if (!match) return [];
    const [, indent, name, gap, type, arity = "", rest] = match;
    return [{ block, row, indent, name, gap, type, arity, rest }];
  }

  /** Block attributes of models. @param {string[]} names @returns {BlockAttribute[]} */
  attributes(...names) {
    return this.models.flatMap((block) =>
      block.rows.flatMap((row) => {
        const name = /^\s*@@(\w+)/.exec(this.lines[row])?.[1] ?? "";
        return names.includes(name) ? [{ block, row, name, line: this.lines[row] }] : [];
      }),
    );
  }

  /** @param {string} model */
  columnsOf(model) {
    return this.columns.filter(({ block }) => block.name === model);
  }

  /** @param {string} model */
  relationsOf(model) {
    return this.relations.filter(({ block }) => block.name === model);
  }

  /** The names of an enum's values. @param {Block} block */
  valuesOf(block) {
    return block.rows.flatMap((row) => /^\s*(\w+)/.exec(this.lines[row])?.[1] ?? []);
  }

  /** @param {number} row @param {string} line */
  withLine(row, line) {
    return replaced(this.lines, row, 1, [line]);
  }

  /** @param {number} row */
  withoutLine(row) {
    return replaced(this.lines, row, 1, []);
  }

  /** @param {number} row @param {string[]} lines new lines before this one */
  insert(row, ...lines) {
    return replaced(this.lines, row, 0, lines);
  }

  /** @param {Block} block @param {string[]} lines new last lines of the block */
  addTo(block, ...lines) {
    return this.insert(block.end, ...lines.map((line) => `  ${line}`));
  }

  /** @param {Field} field @param {Partial<Field>} changes */
  withField(field, changes) {
    const { indent, name, gap, type, arity, rest } = { ...field, ...changes };
    return this.withLine(field.row, indent + name + gap + type + arity + rest);
  }

  /** The field with another attribute, before its comment. @param {Field} field @param {string} attribute */
  withAttribute(field, attribute) {
    const line = this.lines[field.row];
    const code = /^(?:[^"/]|"(?:[^"\\]|\\.)*"|\/(?!\/))*/.exec(line)?.[0] ?? line;
    return this.withLine(
      field.row,
      `${code.trimEnd()} ${attribute}${code === line ? "" : " "}${line.slice(code.length)}`,
    );
  }

  /** @param {string} block a new last block */
  withBlock(block) {
    return `${this.text}\n${block}\n`;
  }

  /**
   * One of the matches replaced.
   * @param {RegExp} pattern with the flag g
   * @param {string | ((...match: string[]) => string)} by
   * @param {import("./random.mjs").Random} random
   */
  replaceOne(pattern, by, random) {
    const match = random.pick([...this.text.matchAll(pattern)]);
    const text = typeof by === "string" ? by : by(...match);
    return this.text.slice(0, match.index) + text + this.text.slice(match.index + match[0].length);
  }
}

/** Without its default, which another type could not have. @param {string} rest */
export function withoutDefault(rest) {
  return rest.replace(DEFAULT, "");
}

/** One mutation after another. @param {Kind} first @param {Kind} second @returns {Kind} */
export function both(first, second) {
  return (view, random) => {
    const text = first(view, random);
    return text && second(new View(text), random);
  };
}

function replaced(lines, row, count, by) {
  return [...lines.slice(0, row), ...by, ...lines.slice(row + count)].join("\n");
}

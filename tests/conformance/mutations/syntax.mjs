// Breaks the text itself: what is left may mean nothing, or something else.

const JUNK = [
  "foo",
  "foo bar baz",
  "@",
  "}",
  "{",
  "???",
  '"x"',
  "= 1",
  "model",
  "model X",
  "/ x",
  "@@",
  "id Int @id {",
];

const written = (view) => [...view.lines.entries()].filter(([, line]) => line.trim() !== "").map(([row]) => row);

/** @type {Record<string, import("./view.mjs").Kind>} */
export const syntax = {
  droppedBrace: (view, random) => view.replaceOne(/[{}]/g, "", random),

  droppedParenthesis: (view, random) => view.replaceOne(/[()]/g, "", random),

  droppedBracket: (view, random) => view.replaceOne(/[[\]]/g, "", random),

  droppedQuote: (view, random) => view.replaceOne(/"/g, "", random),

  droppedChar: (view, random) => {
    const at = random.below(view.text.length);
    return view.text.slice(0, at) + view.text.slice(at + 1);
  },

  droppedWord: (view, random) => view.replaceOne(/\w+/g, "", random),

  droppedLine: (view, random) => view.withoutLine(random.pick(written(view))),

  halfLine: (view, random) => {
    const row = random.pick(written(view));
    return view.withLine(row, view.lines[row].slice(0, Math.ceil(view.lines[row].length / 2)));
  },

  junkLine: (view, random) => view.insert(random.below(view.lines.length + 1), random.pick(JUNK)),

  swappedLines: (view, random) => {
    const row = random.below(view.lines.length - 1);
    const lines = [...view.lines];
    [lines[row], lines[row + 1]] = [lines[row + 1], lines[row]];
    return lines.join("\n");
  },
};

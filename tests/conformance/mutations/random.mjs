// Chance that can be repeated: the same seed makes the same mutations.

/** A kind of mutation found nothing in the schema that it could change. */
export class NoPlace extends Error {}

/**
 * @typedef {object} Random
 * @property {(limit: number) => number} below a whole number from 0 up to the limit, without it
 * @property {<T>(list: T[]) => T} pick one of the list; `NoPlace` when it is empty, so that a kind need not ask
 * @property {(word: string) => string} typo the word with one letter dropped, swapped, doubled or added
 */

/** @param {string} seed @returns {Random} */
export function randomFrom(seed) {
  let state = hash(seed);
  const below = (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
  const pick = (list) => {
    if (list.length === 0) throw new NoPlace();
    return list[below(list.length)];
  };
  const typo = (word) => {
    if (word.length < 2) return `${word}x`;
    const i = below(word.length - 1);
    const [before, letter, next, after] = [word.slice(0, i), word[i], word[i + 1], word.slice(i + 2)];
    return pick([
      before + next + after,
      before + next + letter + after,
      before + letter + letter + next + after,
      `${word}x`,
    ]);
  };
  return { below, pick, typo };
}

function hash(text) {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ /** @type {number} */ (char.codePointAt(0)), 0x01000193);
  return value >>> 0;
}

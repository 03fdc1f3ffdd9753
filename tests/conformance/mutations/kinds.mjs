// Every kind of mutation, by its name.
import { attributes } from "./attributes.mjs";
import { config } from "./config.mjs";
import { defaults } from "./defaults.mjs";
import { indexes } from "./indexes.mjs";
import { keys } from "./keys.mjs";
import { names } from "./names.mjs";
import { nativeTypes } from "./native-types.mjs";
import { NoPlace, randomFrom } from "./random.mjs";
import { relations } from "./relations.mjs";
import { syntax } from "./syntax.mjs";
import { types } from "./types.mjs";
import { View } from "./view.mjs";

/** @typedef {{ kind: string, seed: string, files: import("../lib/prisma.mjs").SchemaFiles, original: import("../lib/prisma.mjs").SchemaFiles }} Mutation */

const FAMILIES = { config, names, attributes, types, defaults, nativeTypes, relations, keys, indexes, syntax };

/** @type {Record<string, import("./view.mjs").Kind>} */
export const KINDS = {};
for (const [family, kinds] of Object.entries(FAMILIES)) {
  for (const [name, kind] of Object.entries(kinds)) {
    if (KINDS[name]) throw new Error(`two kinds are called ${name}, one of them in ${family}`);
    KINDS[name] = kind;
  }
}

/** How often a kind may fail to find a place, per mutation, until it is given up. */
const TRIES = 30;

/**
 * So many mutations of one kind. A kind has its own chance, so that it does the same alone as among the others.
 * @param {string} kind
 * @param {number} count
 * @param {import("../lib/schemas.mjs").Schema[][]} pools taken from equally often, however many schemas they hold
 * @param {string} seed
 * @returns {Mutation[]}
 */
export function mutationsOf(kind, count, pools, seed) {
  const random = randomFrom(`${seed} ${kind}`);
  const made = [];
  for (let tries = 0; made.length < count && tries < count * TRIES; tries += 1) {
    const { id, files } = random.pick(random.pick(pools));
    const index = random.below(files.length);
    const [name, text] = files[index];
    const mutated = attempt(kind, text, random);
    if (mutated === null || mutated === text) continue;
    made.push({ kind, seed: id, files: files.with(index, [name, mutated]), original: files });
  }
  return made;
}

function attempt(kind, text, random) {
  try {
    return KINDS[kind](new View(text), random);
  } catch (error) {
    if (error instanceof NoPlace) return null;
    throw error;
  }
}

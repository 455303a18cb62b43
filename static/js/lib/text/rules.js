// The table of the rules, with its expressions compiled when they are first asked for: an old browser that
// cannot read one throws there, and not while the page loads.
import { table } from "./table.js";

/** @typedef {[number, number]} Span */
/** @typedef {keyof typeof table.expressions} Expression */

/** @type {Map<string, RegExp>} */
const compiled = new Map();

/**
 * @param {string} source
 * @param {string} flags
 */
export function compile(source, flags) {
  const key = `${flags}/${source}`;
  const known = compiled.get(key) ?? new RegExp(source, flags);
  compiled.set(key, known);
  return known;
}

/**
 * Returns the match that begins exactly at `at`, as `Pattern.match(text, at)` of Python does.
 * @param {Expression} name
 * @param {string} text
 */
export function matchAt(name, text, at = 0) {
  const [source, flags] = table.expressions[name];
  const expression = compile(source, `${flags}y`);
  expression.lastIndex = at;
  return expression.exec(text);
}

/**
 * Returns the first match anywhere in the text.
 * @param {Expression} name
 * @param {string} text
 */
export function search(name, text) {
  const [source, flags] = table.expressions[name];
  return compile(source, flags).exec(text);
}

/**
 * Returns every match.
 * @param {Expression} name
 * @param {string} text
 */
export function matchAll(name, text) {
  const [source, flags] = table.expressions[name];
  return text.matchAll(compile(source, `${flags}g`));
}

/** @type {Map<string, Set<string>>} */
const sets = new Map();

/**
 * Tells whether a list of the table holds this word.
 * @param {keyof typeof table.lists} name
 * @param {string} word
 */
export function inList(name, word) {
  const set = sets.get(name) ?? new Set(table.lists[name]);
  sets.set(name, set);
  return set.has(word);
}

/**
 * Tells whether a word ends like one of this list.
 * @param {keyof typeof table.lists} name
 * @param {string} word
 */
export function endsLike(name, word) {
  return table.lists[name].some((end) => word.endsWith(end));
}

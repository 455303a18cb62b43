// Finds names with a title and words about someone's health, word by word; the same as opbouw/lib/text/words.py.
import { endsLike, inList, matchAll, matchAt } from "./rules.js";

/** @typedef {import("./rules.js").Span} Span */

/**
 * Yields a title with the name behind it: initials, prefixes (van der, El) and capitals.
 * @param {string} text
 * @returns {Generator<Span>}
 */
export function* findNames(text) {
  for (const title of matchAll("title", text)) {
    const behind = title.index + title[0].length;
    const end = nameEnd(text, behind);
    if (end === null) continue;
    const name = text.slice(behind, end).toLowerCase();
    if (!(endsLike("streetEnds", name) && matchAt("streetTitle", title[0]))) yield [title.index, end];
  }
}

/**
 * Returns where the name that starts here ends, or null if no name starts here.
 * @param {string} text
 * @param {number} start
 */
function nameEnd(text, start) {
  let at = start + (matchAt("initials", text, start)?.[0].length ?? 0);
  if (text[at] === " ") at++;
  let end = null;
  for (let part = 0; part < 3; part++) {
    const following = oneName(text, at);
    if (following === null) break;
    end = following;
    at = following + 1;
    if (text[end] !== " ") break;
  }
  return end;
}

/**
 * Returns the end of up to three prefixes and one capitalised word, or null.
 * @param {string} text
 * @param {number} start
 */
function oneName(text, start) {
  /** @type {string[]} */
  const prefixes = [];
  let at = start + (matchAt("shortPrefix", text, start)?.[0].length ?? 0);
  while (prefixes.length < 4) {
    const word = matchAt("word", text, at)?.[0];
    if (!word) return null;
    const folded = word.toLowerCase();
    const end = at + word.length;
    if (!inList("prefixes", folded)) {
      const noName = inList("noName", folded) || endsLike("placeEnds", folded);
      const lonely = prefixes.length === 1 && inList("firstOfTwo", prefixes[0]);
      return beginsName(word) && !noName && !lonely ? end : null;
    }
    if (text[end] !== " ") return null;
    prefixes.push(folded);
    at = end + 1;
  }
  return null;
}

/** @param {string} word */
function beginsName(word) {
  // "Meneer P" was written like that so that nobody knows him; 王 is a whole name.
  if (/^.$/u.test(word)) return /\p{Lo}/u.test(word);
  if (matchAt("against", word)) return /^\p{Uppercase}/u.test(word.slice(2));
  return /^[\p{Uppercase}\p{Lo}]/u.test(word);
}

/**
 * Yields words that name an illness, disorder or addiction.
 * @param {string} text
 * @returns {Generator<Span>}
 */
export function* findDiagnoses(text) {
  for (const phrase of matchAll("phrases", text)) yield [phrase.index, phrase.index + phrase[0].length];
  for (const token of matchAll("token", text)) {
    for (const [start, end] of [[token.index, token.index + token[0].length], ...parts(token[0], token.index)]) {
      const word = text.slice(start, end);
      const ill = inList("diagnoses", word.toLowerCase()) || inCapitals(text, word, start);
      if (ill && !matchAt("noPatient", text, end)) {
        yield [start, end];
        break;
      }
    }
  }
}

/**
 * @param {string} token
 * @param {number} start
 * @returns {Span[]}
 */
function parts(token, start) {
  if (!token.includes("-")) return [];
  let at = start;
  return token.split("-").map((part) => {
    const begin = at;
    at += part.length + 1;
    return [begin, begin + part.length];
  });
}

/**
 * @param {string} text
 * @param {string} word
 * @param {number} start
 */
function inCapitals(text, word, start) {
  if (!inList("abbreviations", word)) return false;
  // In a sentence written in capitals they say nothing: "ALS HET REGENT". Twenty characters to each side.
  const end = start + word.length;
  const left = [...text.slice(Math.max(0, start - 40), start)].slice(-20);
  const right = [...text.slice(end, end + 40)].slice(0, 20);
  return [...left, ...right].some((char) => /\p{Lowercase}/u.test(char));
}

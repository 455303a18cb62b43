// What a pattern cannot say of a match; the same as opbouw/lib/text/checks.py.
import { endsLike, inList, matchAt, search } from "./rules.js";
import { table } from "./table.js";

/** @typedef {RegExpMatchArray & { index: number, input: string, indices: [number, number][] }} Match */

/** @param {string} text */
export const digitsOf = (text) => text.replace(/\D/g, "");

/** @param {string} digits */
export function passesElevenTest(digits) {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  const total = weights.reduce((sum, weight, n) => sum + weight * Number(digits[n]), 0);
  return digits.length === 9 && total % 11 === 0 && /[1-9]/.test(digits);
}

/**
 * Returns where the account number that begins here ends, or null when it is none.
 * @param {Match} match
 */
export function ibanEnd({ 0: { 0: first, 1: second }, input, index }) {
  /** @type {Record<string, number>} */
  const lengths = table.ibanLengths;
  const wanted = lengths[(first + second).toUpperCase()];
  if (!wanted) return null;
  let letters = "";
  let gap = 0;
  let end = index;
  for (; end < input.length && letters.length < wanted; end++) {
    if (/[A-Za-z0-9]/.test(input[end])) {
      letters += input[end].toUpperCase();
      gap = 0;
    } else if (gap === 2 || !" ./-".includes(input[end])) return null;
    else gap++;
  }
  if (letters.length !== wanted || /^[\p{L}\p{N}]/u.test(input.slice(end, end + 2))) return null;
  // ISO 13616: modulo 97, digit by digit because the number is too long to calculate with.
  const turned = letters.slice(4) + letters.slice(0, 4);
  const digits = [...turned].map((char) => Number.parseInt(char, 36)).join("");
  return [...digits].reduce((rest, digit) => (rest * 10 + Number(digit)) % 97, 0) === 1 ? end : null;
}

/** @param {Match} match */
function noRow({ 0: text }) {
  const sizes = (text.match(/\d+/g) ?? []).map((part) => part.length);
  if (sizes.length >= 5 && text.split("/").length === sizes.length) return false;
  return sizes.length < 5 || sizes[0] > 2 || ["06", "0 6", "+", "("].some((begin) => text.startsWith(begin));
}

/**
 * @param {string} text
 * @param {number} years
 */
function before(text, years) {
  const digits = search("year", text);
  if (!digits) return true;
  const year = digits[1] ? Number(digits[1]) : 1900 + Number(digits[2]);
  return year < new Date().getFullYear() - years;
}

/** @param {Match} match */
function postcode(match) {
  const whole = match[0];
  const code = match[1] === undefined ? whole : whole.slice(0, match.indices[1][0] - match.index);
  const letters = code.slice(4).trim().toUpperCase();
  return !inList("noPostcode", letters) || Boolean(match[1] && code[4] !== " ");
}

/** @param {Match} match */
function house(match) {
  const last = match.length - 1;
  const [begin, end] = match.indices[last];
  if (/^(?:19|20)\d\d$/.test(match.input.slice(begin, end))) return false;
  return ![end, match.indices[0][1]].some((at) => matchAt("notAHouse", match.input, at));
}

/** @param {string} text */
const firstWord = (text) => text.split(/[ ,]/, 1)[0];

/** @param {string} name */
const isStreet = (name) => Boolean(search("streetEnd", name)) && !inList("noStreet", name);

/** @param {Match} match */
function street(match) {
  const name = firstWord(match[0]);
  return /^\p{Uppercase}/u.test(name) && isStreet(name.toLowerCase()) && house(match);
}

/** @type {Record<string, (match: Match) => boolean>} */
export const CHECKS = {
  "": () => true,
  citizen_number: (match) => passesElevenTest(match[0]),
  named_citizen_number: (match) => passesElevenTest(digitsOf(match[1]).padStart(9, "0")),
  iban: (match) => ibanEnd(match) !== null,
  no_row: noRow,
  past_birth: (match) => before(match[1], 1),
  long_ago: (match) => before(match[1], 15),
  postcode,
  house,
  street,
  street_of: (match) => isStreet(match[3].toLowerCase()),
  lower_house: (match) => !inList("noStreet", firstWord(match[1])) && house(match),
  lower_name: ({ 1: word }) => !inList("noName", word) && !inList("noLowerName", word) && !endsLike("placeEnds", word),
};

// What in a free text may point at one person; the same as opbouw/lib/text/freetext.py, without a connection.
import { find, findBsns, findEmails } from "./numbers.js";
import { table } from "./table.js";
import { findDiagnoses, findNames } from "./words.js";

/** @typedef {import("./rules.js").Span} Span */
/** @typedef {keyof typeof table.messages} Kind */
/** @typedef {{kind: Kind, start: number, end: number, fragment: string, message: string, blocks: boolean}} Finding */

// Where two overlap, the earlier one wins.
/** @type {[Kind, (text: string) => Iterable<Span>][]} */
const RULES = [
  ["bsn", findBsns],
  ["iban", (text) => find("iban", text)],
  ["e-mail", findEmails],
  ["telefoon", (text) => find("telefoon", text)],
  ["geboortedatum", (text) => find("geboortedatum", text)],
  ["adres", (text) => find("adres", text)],
  ["naam", (text) => [...findNames(text), ...find("naam", text)]],
  ["diagnose", findDiagnoses],
];

/**
 * Returns what in a text may point at one person, in order and without overlap; places are in UTF-16.
 * Throws a SyntaxError in a browser that cannot read the expressions (Safari before 16.4).
 * @param {string} text
 */
export function checkText(text) {
  const { plain, starts, ends } = asRead(text);
  const taken = new Uint8Array(text.length);
  /** @type {Finding[]} */
  const findings = [];
  for (const [kind, finder] of RULES) {
    for (const [first, behind] of finder(plain)) {
      const start = starts[first];
      const end = ends[behind - 1];
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      const fragment = text.slice(start, end);
      findings.push({ kind, start, end, fragment, message: table.messages[kind], blocks: kind === "bsn" });
    }
  }
  return findings.sort((one, other) => one.start - other.start);
}

/**
 * Returns the text as a person reads it, and where each character of it was and ended; see as_read.py.
 * @param {string} text
 */
function asRead(text) {
  let plain = "";
  /** @type {number[]} */
  const starts = [];
  /** @type {number[]} */
  const ends = [];
  let place = 0;
  for (const char of text) {
    const read = evenOf(char);
    for (let n = 0; n < read.length; n++) {
      starts.push(place);
      ends.push(place + char.length);
    }
    plain += read;
    place += char.length;
  }
  return { plain, starts, ends };
}

/** @type {Map<string, string>} */
const evens = new Map();

/** @param {string} char */
function evenOf(char) {
  const known = evens.get(char) ?? even(char);
  evens.set(char, known);
  return known;
}

/** @param {string} char */
function even(char) {
  if (table.invisible.includes(char) || char === "\r" || /\p{Cf}/u.test(char)) return "";
  if (char === "\t" || /\p{Zs}/u.test(char)) return " ";
  if (/[\p{Zl}\p{Zp}]/u.test(char)) return "\n";
  if (table.dashes.includes(char) || /\p{Pd}/u.test(char)) return "-";
  if (table.quotes.includes(char)) return "'";
  if (/\p{Nd}/u.test(char)) return digit(char);
  if (char >= "\uff01" && char <= "\uff5e") return String.fromCharCode(char.charCodeAt(0) - 0xfee0);
  /** @type {Record<string, string>} */
  const lookalikes = table.lookalikes;
  return lookalikes[char] ?? char;
}

/**
 * Returns 0 to 9 for a digit of whatever script: they come in rows that begin with a zero.
 * @param {string} char
 */
function digit(char) {
  const code = char.codePointAt(0) ?? 0;
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return String((code - zero) % 10);
}

// Finds numbers, dates and addresses of a person; the same as opbouw/lib/text/numbers.py.
import { CHECKS, digitsOf, ibanEnd, passesElevenTest } from "./checks.js";
import { compile, inList, matchAt, search } from "./rules.js";
import { table } from "./table.js";

/** @typedef {import("./rules.js").Span} Span */

/**
 * Yields where a text holds this kind, by every pattern of it.
 * @param {string} kind
 * @param {string} text
 * @param {(name: string) => boolean} [wanted]
 * @returns {Generator<Span>}
 */
export function* find(kind, text, wanted = () => true) {
  for (const one of table.patterns) {
    if (one.kind !== kind || !wanted(one.name)) continue;
    for (const found of text.matchAll(compile(one.expression, `${one.flags}dg`))) {
      const match = /** @type {import("./checks.js").Match} */ (found);
      const [start, behind] = match.indices[one.group];
      const end = one.check === "iban" ? ibanEnd(match) : behind;
      if (end !== null && CHECKS[one.check](match)) yield [start, end];
    }
  }
}

/**
 * Yields nine digits that pass the eleven-test, whole or grouped by one kind of separator.
 * @param {string} original
 * @returns {Generator<Span>}
 */
export function* findBsns(original) {
  const phoneAt = new Uint8Array(original.length + 1);
  for (const [start, end] of find("telefoon", original, (name) => inList("phoneNumbers", name))) {
    if (end - start > 9) phoneAt.fill(1, start, end);
  }
  // A number may continue on the next line.
  const text = original.replaceAll("\n", " ");
  for (const [start, end] of [...find("bsn", text), ...grouped(text)]) {
    // Part of a longer telephone number, as in +31 612345678.
    if (phoneAt[start] && (phoneAt[start - 1] || phoneAt[end])) continue;
    if (search("moneyBefore", text.slice(Math.max(0, start - 6), start)) || matchAt("moneyAfter", text, end)) continue;
    yield [start, end];
  }
}

/**
 * @param {string} text
 * @returns {Generator<Span>}
 */
function* grouped(text) {
  for (const separator of [" ", "\\.", "-", "/"]) {
    for (const chain of text.matchAll(compile(`(?<!\\d)\\d+(?:${separator}\\d+)+`, "g"))) {
      const parts = [...chain[0].matchAll(/\d+/g)];
      for (let first = 0; first < parts.length; first++) {
        let sizes = "";
        let last = first;
        let total = 0;
        for (; last < Math.min(first + 9, parts.length); last++) {
          total += parts[last][0].length;
          sizes += parts[last][0].length;
          if (total >= 9) break;
        }
        last = Math.min(last, first + 8, parts.length - 1);
        const number = last - first + 1;
        const whole = number === parts.length && number <= 5 && total === 9;
        if (!whole && (total !== 9 || !table.bsnGroups.includes(sizes))) continue;
        const start = chain.index + parts[first].index;
        const end = chain.index + parts[last].index + parts[last][0].length;
        if (!matchAt("dateShape", text, start) && passesElevenTest(digitsOf(text.slice(start, end)))) {
          yield [start, end];
        }
      }
    }
  }
}

/**
 * Yields e-mail addresses; looks left and right of each @ over a bounded distance.
 * @param {string} text
 * @returns {Generator<Span>}
 */
export function* findEmails(text) {
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    // Twice as far as in Python: a rare letter takes two places here.
    const local = search("local", text.slice(Math.max(0, at - 128), at));
    const domain = local && matchAt("domain", text, at + 1);
    if (local && domain) yield [at - local[0].length, at + 1 + domain[0].length];
  }
  yield* find("e-mail", text);
}

// Sends what waits, one entry at a time, so that a bad one holds up nothing; in one tab at a time.
import { one } from "../lib/page.js";
import { entries, entry, keep, owner, settle, tell } from "./opslag.js";

/**
 * Who is logged in now, by the server's word.
 * @typedef {{ nu: string, lid: string, leden: { lid: string, organisatie: string }[], csrf: string,
 *   inloggen: string }} Wie
 * @typedef {{ soort: "bewaard" | "geweigerd", html: string }} Uitkomst
 * @typedef {import("./opslag.js").Invoer} Invoer
 */

// In a stairwell a request hangs rather than fails.
const PATIENCE = 10_000;
// Of what will never be taken as it is.
const REFUSED = [400, 404, 405, 413, 422];

/** @type {Wie | null} */
let last = null;

/** Returns what the server said last, or null when it was not reached. */
export const lastWho = () => last;

/** Asks the server who is logged in; null without reception. */
export async function askWho() {
  const address = one(document, "[data-wie]", HTMLElement)?.dataset.wie ?? "";
  try {
    const answer = await fetch(address, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    last = answer.ok ? await answer.json() : null;
  } catch {
    last = null;
  }
  tell();
  return last;
}

/**
 * Sends all that waits for the membership that is active now, and returns what came of each entry. It comes after a
 * round that is going on; when `idle` there is only one if there is none.
 * @returns {Promise<Map<string, Uitkomst>>}
 */
export function send(idle = false) {
  // Without locks (an old browser) two tabs may send the same: the server stores it once.
  if (!navigator.locks) return round();
  return navigator.locks.request("wachtrij", { ifAvailable: idle }, (lock) => (lock ? round() : new Map()));
}

async function round() {
  /** @type {Map<string, Uitkomst>} */
  const outcomes = new Map();
  const waiting = (await entries()).filter(({ staat }) => staat === "wacht");
  let who = waiting.length ? await askWho() : null;
  for (const invoer of waiting) {
    if (!who?.lid) break;
    if (owner(invoer.lidmaatschap) !== owner(who.lid)) continue;
    // Meanwhile somebody may have thrown it away, or opened it.
    if ((await entry(invoer.id))?.staat !== "wacht") continue;
    const outcome = await offer(invoer, who);
    if (outcome) outcomes.set(invoer.id, outcome);
    // It may be this entry, or there is no reception: then the others need not try.
    else who = await askWho();
  }
  // The kept Noteer begins with the last places.
  if ([...outcomes.values()].some(({ soort }) => soort === "bewaard")) document.dispatchEvent(new Event("bewaard"));
  return outcomes;
}

/**
 * Offers one entry; returns null when it goes on waiting.
 * @param {Invoer} invoer
 * @param {Wie} who
 * @returns {Promise<Uitkomst | null>}
 */
async function offer(invoer, who) {
  if (!invoer.moment) {
    // The server's clock minus how long ago it was: the clock of the device may be wrong.
    const ago = Math.max(0, Date.now() - invoer.gemaakt);
    invoer.moment = new Date(Date.parse(who.nu) - ago).toISOString();
    await keep(invoer);
  }
  const body = new FormData();
  for (const [name, value] of invoer.velden) body.append(name, value);
  body.set("csrfmiddlewaretoken", who.csrf);
  body.set("lidmaatschap", invoer.lidmaatschap);
  body.set("sleutel", invoer.id);
  body.set("gemaakt", invoer.moment);
  body.set("versie", invoer.versie);
  // An entry of before this was counted has none.
  if (invoer.duur) body.set("duur", String(invoer.duur));
  try {
    const answer = await fetch(invoer.adres, {
      method: "POST",
      body,
      headers: { "X-Wachtrij": "1" },
      redirect: "manual",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const json = answer.headers.get("Content-Type")?.startsWith("application/json") ?? false;
    return await answered(invoer, answer.status, json ? await answer.json() : null);
  } catch {
    return null;
  }
}

/**
 * Only the server's own word changes what waits: a page of a hotel's wifi is no answer.
 * @param {Invoer} invoer
 * @param {number} status
 * @param {{ html: string, redenen: Invoer["redenen"] } | null} said
 * @returns {Promise<Uitkomst | null>}
 */
async function answered(invoer, status, said) {
  if (status === 200 && said) {
    await settle(invoer, null);
    return { soort: "bewaard", html: said.html };
  }
  if (REFUSED.includes(status)) {
    await settle(invoer, { staat: "geweigerd", redenen: said?.redenen ?? [] });
    return { soort: "geweigerd", html: said?.html ?? "" };
  }
  // Logged out, another membership, too often, a server that is down: it waits, and who is logged in is asked anew.
  return null;
}

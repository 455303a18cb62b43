// What this device keeps in the browser's own database: entries that wait, and one draft for each form.
// Nothing stays longer than 72 hours, and nothing after logging out.
import { openDB } from "../lib/idb.js";

/**
 * `gemaakt` is when it was made by the clock of this device, `moment` the same by that of the server: fixed at the
 * first sending, so that each says the same. What is `open` is being corrected, and goes when it is saved again.
 * @typedef {{ veld: string, zin: string }} Reden
 * @typedef {[string, FormDataEntryValue]} Veld
 * @typedef {{ id: string, adres: string, velden: Veld[], lidmaatschap: string, versie: string, soort: string,
 *   label: string, gemaakt: number, duur?: number, moment: string, staat: "wacht" | "geweigerd" | "open",
 *   redenen: Reden[] }} Invoer
 * @typedef {{ id: string, sleutel: string, velden: Veld[], gemaakt: number }} Concept
 * @typedef {{ wachtrij: { key: string, value: Invoer }, concepten: { key: string, value: Concept } }} Tabellen
 */

const NAME = "opbouw";
const LONGEST = 72 * 3_600_000;
const channel = new BroadcastChannel(NAME);

/** @type {Promise<import("idb").IDBPDatabase<Tabellen>> | null} */
let opened = null;

function database() {
  // A later version adds its own step below, and never drops a store that may hold entries.
  opened ??= openDB(NAME, 1, {
    upgrade(db, from) {
      if (from < 1) {
        db.createObjectStore("wachtrij", { keyPath: "id" });
        db.createObjectStore("concepten", { keyPath: "id" });
      }
    },
    // Another tab wants to change it or to wipe it.
    blocking: close,
    terminated: close,
  });
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

async function close() {
  const closing = opened;
  opened = null;
  (await closing)?.close();
}

/**
 * Calls back whenever an entry came, changed or went, in this tab or another.
 * @param {() => void} changed
 */
export function onChange(changed) {
  channel.addEventListener("message", changed);
  document.addEventListener("wachtrij", changed);
}

export function tell() {
  channel.postMessage("");
  document.dispatchEvent(new Event("wachtrij"));
}

/**
 * The number of the membership that a form was drawn for; behind it is the server's signature.
 * @param {string} membership
 */
export const owner = (membership) => membership.split(":")[0];

/** Returns all entries, the oldest first, once those of more than 72 hours ago are gone. */
export async function entries() {
  const db = await database();
  await wipeOld(db);
  return (await db.getAll("wachtrij")).sort((a, b) => a.gemaakt - b.gemaakt);
}

/** @param {string} id */
export const entry = async (id) => (await database()).get("wachtrij", id);

/**
 * Keeps an entry, and lets go of the draft that it was.
 * @param {Invoer} one
 * @param {string} [concept]
 */
export async function keep(one, concept) {
  const all = (await database()).transaction(["wachtrij", "concepten"], "readwrite", { durability: "strict" });
  all.objectStore("wachtrij").put(one);
  if (concept) all.objectStore("concepten").delete(concept);
  await all.done;
  tell();
}

/**
 * Changes an entry that was sent, or drops it; one that was corrected meanwhile goes on waiting as it is now.
 * @param {Invoer} sent
 * @param {Partial<Invoer> | null} change
 */
export async function settle(sent, change) {
  const all = (await database()).transaction("wachtrij", "readwrite", { durability: "strict" });
  const now = await all.store.get(sent.id);
  if (now && JSON.stringify(now.velden) === JSON.stringify(sent.velden)) {
    if (change) await all.store.put({ ...now, ...change });
    else await all.store.delete(sent.id);
  }
  await all.done;
  tell();
}

/** @param {string} id */
export async function drop(id) {
  await (await database()).delete("wachtrij", id);
  tell();
}

/** @param {string} id */
export async function draft(id) {
  const db = await database();
  await wipeOld(db);
  return db.get("concepten", id);
}

/** @param {Concept} one */
export const keepDraft = async (one) => (await database()).put("concepten", one);

/** @param {string} id */
export const dropDraft = async (id) => (await database()).delete("concepten", id);

/** @param {import("idb").IDBPDatabase<Tabellen>} db */
async function wipeOld(db) {
  const now = Date.now();
  for (const name of /** @type {const} */ (["wachtrij", "concepten"])) {
    for (const one of await db.getAll(name)) {
      // Also from the future: then the clock was wrong, and it would stay for as long.
      if (Math.abs(now - one.gemaakt) > LONGEST) await db.delete(name, one.id);
    }
  }
}

/** Tells the worker to keep nothing of what it is fetching; one that does not answer is not waited for. */
async function stopKeeping() {
  const worker = navigator.serviceWorker?.controller;
  if (!worker) return;
  const { port1, port2 } = new MessageChannel();
  const heard = new Promise((done) => {
    port1.onmessage = done;
  });
  worker.postMessage({ stop: true }, [port2]);
  await Promise.race([heard, new Promise((done) => setTimeout(done, 1000))]);
}

/** Wipes everything that a page keeps on this device: the database, the kept pages and files, the worker. */
export async function wipe() {
  await stopKeeping();
  await close();
  const wiped = new Promise((done) => {
    const asked = indexedDB.deleteDatabase(NAME);
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  });
  const names = (await globalThis.caches?.keys()) ?? [];
  const workers = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  await Promise.all([wiped, ...names.map((name) => caches.delete(name)), ...workers.map((one) => one.unregister())]);
}

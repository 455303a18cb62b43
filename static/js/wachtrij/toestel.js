// The worker that lets Noteer open without reception (static/js/werker.js), and what the page tells it.
import { one } from "../lib/page.js";

const bar = one(document, "[data-wachtrij-balk]", HTMLElement);
const { werker, lid } = bar?.dataset ?? {};

/** @param {object} said */
async function tell(said) {
  (await navigator.serviceWorker.ready).active?.postMessage(said);
}

/** Drops the kept pages, which were drawn for somebody else, and fetches this one anew. */
export async function forget() {
  for (const name of await caches.keys()) if (name.startsWith("schillen-")) await caches.delete(name);
  location.reload();
}

if (werker && "serviceWorker" in navigator) {
  navigator.serviceWorker
    .register(werker)
    .then(() => tell({ vul: lid }))
    .then(() => document.addEventListener("bewaard", () => tell({ vul: lid, opnieuw: true })))
    // A browser that keeps nothing has everything else.
    .catch(() => {});
}

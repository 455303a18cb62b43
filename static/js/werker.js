// The worker of the site: Noteer and what waits open without reception. /sw.js hands it its lists and then loads it.
// A classic script, for Firefox ESR takes no other. Whatever goes wrong in here, the network answers.
(() => {
  const worker = /** @type {any} */ (self);
  /** @type {{ versie: string, bestanden: string[], schillen: string[], geenOntvangst: string, weg: string[] }} */
  const { versie, bestanden, schillen, geenOntvangst, weg } = worker.opbouw;
  const FILES = `bestanden-${versie}`;
  const SHELLS = `schillen-${versie}`;
  const SHELL = "X-Schil"; // asks for a page without names, and says whose it is
  const FRESH = 60_000;
  const LONGEST = 72 * 3_600_000; // as everything else on this device
  const ANY = { ignoreVary: true };
  // Goes up when somebody else may be logged in: what was asked for before is not kept after.
  let era = 0;

  async function install() {
    const files = await caches.open(FILES);
    // Without who is logged in: it is the same for everybody.
    await files.addAll([...bestanden, new Request(geenOntvangst, { credentials: "omit" })]);
    await Promise.all(schillen.map((path) => fill(path).catch(() => {})));
    await worker.skipWaiting();
  }

  /** Lets go of an older version, once this one can open the pages without it. */
  async function tidy() {
    if (!(await caches.has(SHELLS)) || !(await (await caches.open(SHELLS)).keys()).length) return;
    const old = (await caches.keys()).filter((name) => name !== FILES && name !== SHELLS);
    await Promise.all(old.map((name) => caches.delete(name)));
  }

  /**
   * Fetches a page as it may be kept.
   * @param {string} path
   */
  async function fill(path) {
    const begun = era;
    const answer = await fetch(path, { headers: { [SHELL]: "1" }, redirect: "manual", cache: "no-store" });
    if (begun !== era) return;
    const kept = await caches.open(SHELLS);
    if (begun !== era) return;
    if (answer.status === 200 && answer.headers.get(SHELL)) await kept.put(path, answer);
    // No longer theirs. Logged out is another thing: then it opens, and what is noted waits.
    if (answer.status === 404) await kept.delete(path);
  }

  /** @param {string} path */
  async function shell(path) {
    const own = await caches.match(path, { ...ANY, cacheName: SHELLS });
    const kept = own ?? (await caches.match(path, ANY));
    const age = Date.now() - Date.parse(kept?.headers.get("Date") ?? "");
    return schillen.includes(path) && age > LONGEST ? undefined : kept;
  }

  /** Drops the kept pages: another may be logged in after this. */
  async function drop() {
    era += 1;
    const names = (await caches.keys()).filter((name) => name.startsWith("schillen-"));
    await Promise.all(names.map((name) => caches.delete(name)));
  }

  /**
   * Fills what is missing, old, or of another membership than the page that tells its own.
   * @param {string} lid
   */
  async function refresh(lid = "", again = false) {
    const begun = era;
    for (const path of schillen) {
      if (begun !== era) return;
      const kept = await shell(path);
      const age = Date.now() - Date.parse(kept?.headers.get("Date") ?? "");
      if (again || !(age < FRESH) || (lid && kept?.headers.get(SHELL) !== lid)) await fill(path);
    }
    await tidy();
  }

  /** @param {any} event */
  async function page(event) {
    const { pathname, search } = new URL(event.request.url);
    const keeps = schillen.includes(pathname);
    if (keeps && !search) {
      const kept = await shell(pathname).catch(() => undefined);
      if (kept) {
        event.waitUntil(refresh().catch(() => {}));
        return kept;
      }
    }
    try {
      return await fetch(event.request);
    } catch (failed) {
      const kept = await shell(keeps ? pathname : geenOntvangst).catch(() => undefined);
      if (kept) return kept;
      throw failed;
    }
  }

  /** @param {Request} request */
  async function file(request) {
    const kept = await caches.match(request, ANY).catch(() => undefined);
    return kept ?? fetch(request);
  }

  worker.addEventListener("install", (/** @type {any} */ event) => event.waitUntil(install()));
  worker.addEventListener("activate", (/** @type {any} */ event) =>
    event.waitUntil(Promise.all([tidy(), worker.clients.claim()])),
  );
  worker.addEventListener("message", (/** @type {any} */ event) => {
    const { vul, opnieuw, stop } = event.data ?? {};
    if (typeof vul === "string") event.waitUntil(refresh(vul, opnieuw).catch(() => {}));
    if (stop) {
      // Everything is being wiped: what is under way now is not kept.
      era += 1;
      event.ports[0].postMessage("");
    }
  });
  worker.addEventListener("fetch", (/** @type {any} */ event) => {
    const { request } = event;
    const { origin, pathname } = new URL(request.url);
    if (origin !== location.origin) return;
    const away = weg.some((path) => pathname.startsWith(path));
    if (request.method !== "GET" || (away && pathname.endsWith("/callback/"))) {
      // Logging in, out, or over to another organisation.
      if (away) event.waitUntil(drop().catch(() => {}));
    } else if (request.mode === "navigate") event.respondWith(page(event));
    else if (bestanden.includes(pathname)) event.respondWith(file(request));
  });
})();

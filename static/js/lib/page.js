// What the scripts of a page share: finding elements, preparing each part that arrives, filling in a number.

/**
 * Returns the elements under `root` that match the selector and are of this type.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} type
 */
export function all(root, selector, type) {
  /** @type {T[]} */
  const found = [];
  for (const element of root.querySelectorAll(selector)) {
    if (element instanceof type) found.push(element);
  }
  return found;
}

/**
 * Returns the first of them, or null.
 * @template {Element} T
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} type
 */
export function one(root, selector, type) {
  return all(root, selector, type)[0] ?? null;
}

/**
 * Prepares the page, and each part that htmx brings later; the page itself may come by twice.
 * @param {(root: ParentNode) => void} prepare
 */
export function onEachPart(prepare) {
  document.addEventListener("htmx:load", (event) => {
    if (event.target instanceof Element) prepare(event.target);
  });
  prepare(document);
}

/**
 * Fills the number in where a translated sentence says {n}.
 * @param {string | undefined} sentence
 * @param {number} number
 */
export function withNumber(sentence, number) {
  return (sentence ?? "").replace("{n}", String(number));
}

/** Returns a key under which the server stores a form once (UUID, version 4). */
export function newKey() {
  if (crypto.randomUUID) return crypto.randomUUID(); // absent without https on an old phone
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;
  const hex = [...b].map((n) => n.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

// Light, dark, or what the device wants. The choice is a cookie, so that the server draws it right at once.
import { all, one } from "./lib/page.js";

const ORDER = /** @type {const} */ (["apparaat", "donker", "licht"]);
// For whom the style sheet with the dark palette counts; the server writes the same.
const MEDIA = { apparaat: "(prefers-color-scheme: dark)", donker: "all", licht: "not all" };
const BUTTON = "[data-thema-knop]";
const YEAR = 31536000;

function current() {
  return ORDER.find((choice) => choice === document.documentElement.dataset.thema) ?? "apparaat";
}

function label() {
  for (const button of all(document, BUTTON, HTMLElement)) {
    button.hidden = false;
    button.textContent = button.dataset[current()] ?? "";
  }
}

/**
 * @param {string} choice
 * @param {number} seconds
 */
function remember(choice, seconds) {
  const safe = location.protocol === "https:";
  const [prefix, secure] = safe ? ["__Host-", "; Secure"] : ["", ""];
  // biome-ignore lint/suspicious/noDocumentCookie: older browsers know no other way
  document.cookie = `${prefix}thema=${choice}; Max-Age=${seconds}; Path=/; SameSite=Lax${secure}`;
}

document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element && event.target.closest(BUTTON))) return;
  const next = ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length];
  const dark = one(document, "link[data-donker]", HTMLLinkElement);
  if (dark) dark.media = MEDIA[next];
  if (next === "apparaat") {
    delete document.documentElement.dataset.thema;
    remember("", 0);
  } else {
    document.documentElement.dataset.thema = next;
    remember(next, YEAR);
  }
  label();
});

label();

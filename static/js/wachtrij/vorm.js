// A form that may wait, as it is on the page: emptied, filled with what the server drew, and what is said above it.
import { all, newKey, one } from "../lib/page.js";
import { fill, hidden } from "./invoer.js";
import { owner } from "./opslag.js";

/** @import { Veld } from "./opslag.js" */
/**
 * @typedef {{ process(part: Element): void,
 *   swap(target: Element, html: string, how: { swapStyle: string }, options?: { select: string }): void }} Htmx
 */

const htmx = /** @type {Htmx} */ (Reflect.get(window, "htmx"));
const MARKED = "form[data-wachtrij]";

/** As it was drawn, before anything was filled in. @type {WeakMap<HTMLFormElement, HTMLFormElement>} */
const empty = new WeakMap();
/** When what is in it was first sent. @type {WeakMap<HTMLFormElement, number>} */
const begun = new WeakMap();
/** When it was opened: none for what was typed at another moment too. @type {WeakMap<HTMLFormElement, number>} */
const opened = new WeakMap();

const output = () => one(document, "[data-wachtrij-uit]", HTMLElement);
export const marked = () => one(document, MARKED, HTMLFormElement);

/** @param {HTMLFormElement} form */
export const pristine = (form) => empty.get(form);
/** @param {HTMLFormElement} form */
export const since = (form) => begun.get(form) ?? Date.now();
/**
 * Returns for how many seconds the form was open; 0 where that cannot be known.
 * @param {HTMLFormElement} form
 */
export function spent(form) {
  const from = opened.get(form);
  return from ? Math.max(1, Math.round((Date.now() - from) / 1000)) : 0;
}
/** @param {HTMLFormElement} form */
export const membership = (form) => hidden(form, "lidmaatschap")?.value ?? "";
/** @param {HTMLFormElement} form */
export const address = (form) => new URL(form.action).pathname;
/** @param {HTMLFormElement} form */
export const draftId = (form) => form.dataset.concept ?? `${address(form)} ${owner(membership(form))}`;

/**
 * Says one of the sentences of templates/layout/wachtrij.html above the form; without a name nothing.
 * @param {string} [name]
 */
export function say(name) {
  const words = name && one(document, `template[data-wachtrij-zegt="${name}"]`, HTMLTemplateElement);
  output()?.replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
}

/**
 * Says what the server drew.
 * @param {string} html
 */
export function sayHtml(html) {
  const out = output();
  say();
  if (out) htmx.swap(out, html, { swapStyle: "beforeend" });
}

/**
 * From here on the form is kept on the device when it is sent, and while it is typed.
 * @param {HTMLFormElement} form
 * @param {HTMLFormElement} [drawn]
 * @param {number} [moment]
 */
export function take(form, drawn, moment) {
  form.dataset.bewaakt = "ja";
  if (drawn) empty.set(form, drawn);
  if (moment) begun.set(form, moment);
}

/**
 * Counts from now on how long the form is open; with `touched` from when somebody begins with it.
 * @param {HTMLFormElement} form
 * @param {boolean} [touched]
 */
export function open(form, touched) {
  if (!touched) opened.set(form, Date.now());
  // The next one may lie ready in a pocket for an hour.
  else for (const touch of ["focusin", "input"]) form.addEventListener(touch, () => begin(form), { once: true });
}

/** @param {HTMLFormElement} form */
function begin(form) {
  if (!opened.has(form)) opened.set(form, Date.now());
}

/**
 * Puts the form of a page that the server drew in the place of this one.
 * @param {HTMLFormElement} form
 * @param {string} html
 * @param {number} moment
 */
export function redraw(form, html, moment) {
  htmx.swap(form, html, { swapStyle: "beforebegin" }, { select: MARKED });
  form.remove();
  const drawn = marked();
  if (drawn) take(drawn, empty.get(form), moment);
  const from = opened.get(form);
  if (drawn && from) opened.set(drawn, from);
  one(document, "[data-fouten]", HTMLElement)?.focus();
}

/**
 * Puts an empty form in the place of this one; the next is often at the same place.
 * @param {HTMLFormElement} form
 * @param {Veld[]} [velden]
 */
export function next(form, velden) {
  const drawn = empty.get(form);
  const fresh = drawn?.cloneNode(true);
  if (!(fresh instanceof HTMLFormElement)) return;
  const key = hidden(fresh, "sleutel");
  if (key) key.value = newKey();
  fresh.dataset.bezig = form.dataset.bezig ?? "";
  // What was prepared in the one that was copied is to be prepared in the copy.
  for (const part of [fresh, ...all(fresh, "[data-klaar]", HTMLElement)]) delete part.dataset.klaar;
  form.replaceWith(fresh);
  history.replaceState(null, "", location.pathname + location.search);
  if (velden) fill(fresh, velden, (fresh.dataset.blijft ?? "").split(" "));
  take(fresh, drawn);
  open(fresh, true);
  htmx.process(fresh);
  fresh.parentElement?.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  window.scrollTo({ top: 0 });
}

/**
 * Gives the form of a kept page a token, for what it asks of the server beside saving.
 * @param {string} csrf
 */
export function sign(csrf) {
  const form = marked();
  for (const drawn of form ? [form, empty.get(form)] : []) {
    if (!drawn || hidden(drawn, "csrfmiddlewaretoken")) continue;
    const token = document.createElement("input");
    [token.type, token.name, token.value] = ["hidden", "csrfmiddlewaretoken", csrf];
    drawn.prepend(token);
  }
}

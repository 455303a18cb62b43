// A form with data-wachtrij is kept on the device before it is sent, and while it is typed:
//   <form data-wachtrij="1" data-soort="Contact" data-label="plek plaats" data-blijft="plaats">
// data-wachtrij is the version of the form; data-label names the fields by which an entry is recognised in the list,
// data-blijft those that the next entry begins with. Without script, or without a database, it is sent as ever.
import { all, newKey, one } from "../lib/page.js";
import { fill, hidden, label, read } from "./invoer.js";
import { draft, dropDraft, entry, keep, keepDraft, owner } from "./opslag.js";
import { lastStand, send } from "./verzend.js";

/** @import { Invoer, Veld } from "./opslag.js" */
/** @import { Uitkomst } from "./verzend.js" */
/**
 * @typedef {{ process(part: Element): void,
 *   swap(target: Element, html: string, how: { swapStyle: string }, options?: { select: string }): void }} Htmx
 */

const PAUSE = 500;
// Somebody who looks on waits this long for the answer; the sending itself goes on.
const LOOKS_ON = 4000;
// A second tap within this time is the same tap.
const TAP = 1000;
const ENTRY = "#wacht-";

const htmx = /** @type {Htmx} */ (Reflect.get(window, "htmx"));

/** As it was drawn, before anything was filled in. @type {WeakMap<HTMLFormElement, HTMLFormElement>} */
const empty = new WeakMap();
/** When what is in it was first sent. @type {WeakMap<HTMLFormElement, number>} */
const begun = new WeakMap();
let pause = 0;

const membership = (/** @type {HTMLFormElement} */ form) => hidden(form, "lidmaatschap")?.value ?? "";
const address = (/** @type {HTMLFormElement} */ form) => new URL(form.action).pathname;
const draftId = (/** @type {HTMLFormElement} */ form) => `${address(form)} ${owner(membership(form))}`;
const output = () => one(document, "[data-wachtrij-uit]", HTMLElement);

/**
 * Shows one of the sentences of templates/layout/wachtrij.html.
 * @param {string} name
 */
function say(name) {
  const words = one(document, `template[data-wachtrij-zegt="${name}"]`, HTMLTemplateElement);
  output()?.replaceChildren(...(words ? [words.content.cloneNode(true)] : []));
}

/**
 * @param {HTMLFormElement} form
 * @returns {Invoer}
 */
function made(form) {
  return {
    id: hidden(form, "sleutel")?.value || newKey(),
    adres: address(form),
    velden: read(form),
    lidmaatschap: membership(form),
    versie: form.dataset.wachtrij ?? "",
    soort: form.dataset.soort ?? "",
    label: label(form),
    gemaakt: begun.get(form) ?? Date.now(),
    moment: "",
    geweigerd: false,
    redenen: [],
  };
}

/** @param {HTMLFormElement} form */
async function save(form) {
  clearTimeout(pause);
  const invoer = made(form);
  try {
    // Corrected, it is still of when it was made.
    invoer.moment = (await entry(invoer.id))?.moment ?? "";
    await keep(invoer, draftId(form));
  } catch {
    // A full disk: then the way without script.
    form.submit();
    return;
  }
  say("bezig");
  const tapped = after(TAP);
  const outcomes = await Promise.race([send(), after(navigator.onLine ? LOOKS_ON : 0)]);
  await show(form, invoer, outcomes?.get(invoer.id));
  await tapped;
  for (const busy of all(document, "form[data-bezig]", HTMLFormElement)) release(busy);
}

/**
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** @param {HTMLFormElement} form */
function release(form) {
  delete form.dataset.bezig;
  for (const button of all(form, ".is-bezig", Element)) button.classList.remove("is-bezig");
}

/**
 * @param {HTMLFormElement} form
 * @param {Invoer} invoer
 * @param {Uitkomst | undefined} outcome
 */
async function show(form, invoer, outcome) {
  if (outcome?.soort === "geweigerd" && outcome.html) {
    // Drawn by the server, as without script; what was typed is in it and stays among what waits.
    output()?.replaceChildren();
    htmx.swap(form, outcome.html, { swapStyle: "beforebegin" }, { select: "form[data-wachtrij]" });
    form.remove();
    const drawn = one(document, "form[data-wachtrij]", HTMLFormElement);
    if (drawn) take(drawn, empty.get(form), invoer.gemaakt);
    one(document, "[data-fouten]", HTMLElement)?.focus();
    return;
  }
  if (outcome?.soort === "bewaard") {
    const out = output();
    out?.replaceChildren();
    if (out) htmx.swap(out, outcome.html, { swapStyle: "beforeend" });
  } else if (outcome?.soort === "geweigerd") say("geweigerd");
  else if (await entry(invoer.id)) say(lastStand()?.inloggen ? "uitgelogd" : "wacht");
  else say("verzonden");
  next(form, invoer.velden);
}

/**
 * Puts an empty form in the place of this one; the next is often at the same place.
 * @param {HTMLFormElement} form
 * @param {Veld[]} [velden]
 */
function next(form, velden) {
  const pristine = empty.get(form);
  const fresh = pristine?.cloneNode(true);
  if (!(fresh instanceof HTMLFormElement)) return;
  const key = hidden(fresh, "sleutel");
  if (key) key.value = newKey();
  fresh.dataset.bezig = form.dataset.bezig ?? "";
  form.replaceWith(fresh);
  history.replaceState(null, "", location.pathname + location.search);
  if (velden) fill(fresh, velden, (fresh.dataset.blijft ?? "").split(" "));
  take(fresh, pristine);
  htmx.process(fresh);
  fresh.dispatchEvent(new CustomEvent("htmx:load", { bubbles: true }));
  window.scrollTo({ top: 0 });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLFormElement} [pristine]
 * @param {number} [since]
 */
function take(form, pristine, since) {
  form.dataset.bewaakt = "ja";
  if (pristine) empty.set(form, pristine);
  if (since) begun.set(form, since);
}

/** @param {HTMLFormElement} form */
async function remember(form) {
  const velden = read(form);
  const pristine = empty.get(form);
  const nothing = pristine && JSON.stringify(read(pristine)) === JSON.stringify(velden);
  const id = draftId(form);
  const sleutel = hidden(form, "sleutel")?.value ?? "";
  if (nothing) await dropDraft(id);
  else await keepDraft({ id, sleutel, velden, gemaakt: Date.now() });
}

/**
 * Gives the forms of a kept page a token, for what they ask of the server beside saving.
 * @param {string} csrf
 */
export function sign(csrf) {
  for (const form of all(document, "form[data-bewaakt]", HTMLFormElement)) {
    for (const drawn of [form, empty.get(form)]) {
      if (!drawn || hidden(drawn, "csrfmiddlewaretoken")) continue;
      const token = document.createElement("input");
      [token.type, token.name, token.value] = ["hidden", "csrfmiddlewaretoken", csrf];
      drawn.prepend(token);
    }
  }
}

/** @param {HTMLFormElement} form */
async function begin(form) {
  const pristine = form.cloneNode(true);
  const id = location.hash.startsWith(ENTRY) ? location.hash.slice(ENTRY.length) : "";
  const waiting = id ? await entry(id) : undefined;
  const own = waiting && owner(waiting.lidmaatschap) === owner(membership(form)) ? waiting : undefined;
  const typed = own ? undefined : await draft(draftId(form));
  take(form, pristine instanceof HTMLFormElement ? pristine : undefined, own?.gemaakt);
  const found = own ?? typed;
  // A form that was sent without script and came back with mistakes shows what was typed itself.
  if (!found || one(form, "[data-fouten]", HTMLElement)) return;
  fill(form, found.velden);
  const key = hidden(form, "sleutel");
  if (key) key.value = own ? own.id : (typed?.sleutel ?? key.value);
  say(own ? "hersteld" : "concept");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.bewaakt || event.defaultPrevented) return;
  // A button with a name asks for something else than saving.
  if (event.submitter?.getAttribute("name")) return;
  event.preventDefault();
  save(form);
});

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (!form?.dataset.bewaakt) return;
  clearTimeout(pause);
  pause = setTimeout(remember, PAUSE, form);
});

document.addEventListener("click", async (event) => {
  if (!(event.target instanceof Element && event.target.closest("[data-wachtrij-leeg]"))) return;
  const form = one(document, "form[data-wachtrij]", HTMLFormElement);
  output()?.replaceChildren();
  if (!form) return;
  await dropDraft(draftId(form));
  next(form);
});

for (const form of all(document, "form[data-wachtrij]", HTMLFormElement)) {
  // Without a database the form stays as it is.
  begin(form).catch(() => {});
}

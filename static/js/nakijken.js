// Searches the texts of a form for what may point at one person before it is sent, also without a connection.
// What it draws is the server's own, from the template of {% nakijken %}; without script the server does it all.
import { clear, mark, showSummary } from "./lib/errors.js";
import { one } from "./lib/page.js";
import { checkText } from "./lib/text/freetext.js";

/** @typedef {import("./lib/text/freetext.js").Finding} Finding */
/** @typedef {import("./lib/errors.js").Field} Field */
/** @typedef {{field: Field, found: Finding[], onlyNumbers: boolean}} Checked */

/**
 * Tells whether a form may be sent or kept to be sent later. If not, it shows why, as the server would.
 * @param {HTMLFormElement} form
 */
export function nagekeken(form) {
  const pattern = one(form, "template[data-nakijken]", HTMLTemplateElement);
  if (!pattern) return true;
  const checked = checkFields(form, pattern);
  if (!checked) return true;
  const asked = checked.some(({ found, onlyNumbers }) => found.length > 0 && !onlyNumbers);
  const tick = asked ? tickOf(form, pattern) : null;
  const pointOut = asked && !tick?.checked;

  /** @type {[Field, string[]][]} */
  const wrong = [];
  for (const { field, found, onlyNumbers } of checked) {
    const blocking = found.find((finding) => finding.blocks);
    if (blocking) wrong.push([field, [blocking.message]]);
    else if (found.length && pointOut && !onlyNumbers)
      wrong.push([field, found.map((finding) => pointAt(finding, pattern))]);
  }
  if (tick && pointOut) wrong.push([tick, [errorIn(pattern.content, ".veld .veld__fout")]]);

  for (const { field } of checked) clear(field);
  if (tick) clear(tick);
  // The server's own summary may hold the button by which the form is sent just now.
  one(form, wrong.length ? "[data-fouten]" : "[data-getekend]", HTMLElement)?.remove();
  if (!wrong.length) return true;
  for (const [field, messages] of wrong) mark(field, messages, pattern);
  showSummary(form, wrong, pattern);
  return false;
}

/**
 * Returns the fields with what was found in them, or null in a browser that cannot read the rules.
 * @param {HTMLFormElement} form
 * @param {HTMLTemplateElement} pattern
 */
function checkFields(form, pattern) {
  const numbers = (pattern.dataset.alleenBsn ?? "").split(" ");
  /** @type {Checked[]} */
  const checked = [];
  for (const name of (pattern.dataset.nakijken ?? "").split(" ")) {
    const field = form.elements.namedItem(name);
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) || field.disabled) continue;
    const onlyNumbers = numbers.includes(name);
    try {
      const found = checkText(field.value.normalize("NFC").trim());
      checked.push({ field, onlyNumbers, found: onlyNumbers ? found.filter((finding) => finding.blocks) : found });
    } catch (error) {
      if (error instanceof SyntaxError) return null;
      throw error;
    }
  }
  return checked;
}

/**
 * Returns the tick, drawn under the summary when it is not there yet.
 * @param {HTMLFormElement} form
 * @param {HTMLTemplateElement} pattern
 */
function tickOf(form, pattern) {
  const drawn = one(pattern.content, "input[type=checkbox]", HTMLInputElement);
  if (!drawn) return null;
  const there = form.elements.namedItem(drawn.name);
  if (there instanceof HTMLInputElement) return there;
  const field = drawn.closest(".veld");
  if (field) pattern.before(document.importNode(field, true));
  return one(form, `input[name="${drawn.name}"]`, HTMLInputElement);
}

/**
 * @param {Finding} finding
 * @param {HTMLTemplateElement} pattern
 */
function pointAt({ fragment, message }, pattern) {
  const sentence = pattern.dataset.melding ?? "";
  return sentence.replace("{message}", () => message).replace("{fragment}", () => fragment);
}

/**
 * Returns what an error says, without the word for screen readers before it.
 * @param {ParentNode} root
 * @param {string} selector
 */
function errorIn(root, selector) {
  return one(root, selector, HTMLElement)?.querySelector(".alleen-lezer")?.nextSibling?.textContent ?? "";
}

// Before every other script that looks at a form that is sent.
document.addEventListener(
  "submit",
  (event) => {
    if (!(event.target instanceof HTMLFormElement) || nagekeken(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  true,
);

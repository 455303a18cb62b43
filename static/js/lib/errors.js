// What is wrong with a form, drawn as the server draws it: filled into the pieces in the template of {% nakijken %}.
import { all, one } from "./page.js";

/** @typedef {HTMLInputElement | HTMLTextAreaElement} Field */

/**
 * Takes away what is said to be wrong with a field.
 * @param {Field} field
 */
export function clear(field) {
  const around = field.closest(".veld");
  around?.classList.remove("veld--fout");
  if (around) for (const error of all(around, ".veld__fout", HTMLElement)) error.remove();
  for (const name of [...field.classList]) if (name.endsWith("--invalid")) field.classList.remove(name);
  field.removeAttribute("aria-invalid");
  describe(field, false);
}

/**
 * Says at the field what is wrong, and opens what hides it.
 * @param {Field} field
 * @param {string[]} messages
 * @param {HTMLTemplateElement} pattern
 */
export function mark(field, messages, pattern) {
  // The last one is that of the text, behind that of the tick.
  const drawn = all(pattern.content, ".veld__fout", HTMLElement).at(-1);
  if (!drawn) return;
  const error = document.importNode(drawn, true);
  error.id = `${field.id}_error`;
  const list = error.querySelector("ul");
  const item = list?.querySelector("li");
  if (messages.length === 1) list?.replaceWith(messages[0]);
  else if (list && item) list.replaceChildren(...messages.map((message) => withText(item, message)));
  (field.closest("label") ?? field).before(error);
  field.closest(".veld")?.classList.add("veld--fout");
  const look = [...field.classList].find((name) => /^utrecht-[a-z]+$/.test(name));
  if (look) field.classList.add(`${look}--invalid`);
  field.setAttribute("aria-invalid", "true");
  describe(field, true);
  field.closest("details")?.setAttribute("open", "");
}

/**
 * @param {Field} field
 * @param {boolean} wrong
 */
function describe(field, wrong) {
  const error = `${field.id}_error`;
  const ids = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== error);
  if (wrong) ids.push(error);
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
}

/**
 * Names above the form what is wrong, with a link to each field, and leads the eye and the screen reader there.
 * @param {HTMLFormElement} form
 * @param {[Field, string[]][]} wrong
 * @param {HTMLTemplateElement} pattern
 */
export function showSummary(form, wrong, pattern) {
  const drawn = one(pattern.content, "[data-fouten]", HTMLElement);
  const item = drawn?.querySelector("li");
  if (!drawn || !item) return;
  const summary = document.importNode(drawn, true);
  summary.dataset.getekend = "";
  const several = item.lastChild?.textContent?.trim() ?? "";
  summary.querySelector("ul")?.replaceChildren(
    ...wrong.map(([field, messages]) => {
      const line = document.importNode(item, true);
      const link = line.querySelector("a");
      if (link) {
        link.href = `#${field.id}`;
        link.textContent = labelOf(field);
      }
      // The pattern says it of two.
      const said = messages.length === 1 ? messages[0] : several.replace("2", String(messages.length));
      line.lastChild?.replaceWith(` ${said}`);
      return line;
    }),
  );
  const tick = one(form, "input[name$=nagekeken]", HTMLInputElement)?.closest(".veld");
  (tick ?? pattern).before(summary);
  const word = one(pattern.content, ".veld__fout .alleen-lezer", HTMLElement)?.textContent ?? "";
  if (!document.title.startsWith(word)) document.title = word + document.title;
  summary.focus();
}

/** @param {Field} field */
function labelOf(field) {
  const label = field.labels?.[0];
  // What follows in a span says that it may be skipped.
  const words = field.type === "checkbox" ? label?.textContent : label?.firstChild?.textContent;
  return words?.trim() ?? "";
}

/**
 * @param {Element} element
 * @param {string} text
 */
function withText(element, text) {
  const copy = document.importNode(element, false);
  copy.textContent = text;
  return copy;
}

// Reading what is filled in on a form, and filling it in again.
import { all } from "../lib/page.js";

/** @import { Veld } from "./opslag.js" */

// Good for one session, or kept beside the fields.
const BESIDE = ["csrfmiddlewaretoken", "lidmaatschap", "geopend", "sleutel", "versie", "gemaakt"];

/**
 * @param {HTMLFormElement} form
 * @returns {Veld[]}
 */
export function read(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => !BESIDE.includes(name) && (typeof value === "string" || value.size > 0),
  );
}

/**
 * Fills the fields in, or only those of these names.
 * @param {HTMLFormElement} form
 * @param {Veld[]} velden
 * @param {string[]} [names]
 */
export function fill(form, velden, names) {
  for (const control of form.elements) {
    const name = control.getAttribute("name") ?? "";
    if (!name || BESIDE.includes(name) || (names && !names.includes(name))) continue;
    const values = velden.filter(([one]) => one === name).map(([, value]) => value);
    if (control instanceof HTMLInputElement && ["radio", "checkbox"].includes(control.type)) {
      control.checked = values.includes(control.value);
    } else if (control instanceof HTMLInputElement && control.type === "file") {
      continue;
    } else if (
      control instanceof HTMLInputElement ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement
    ) {
      control.value = String(values[0] ?? "");
    } else continue;
    const folded = control.closest("details");
    if (folded && values.some(Boolean)) folded.open = true;
  }
  // For what counts along: not as if somebody typed, so it stays below the form.
  for (const control of form.elements) control.dispatchEvent(new Event("input"));
  form.dispatchEvent(new Event("input"));
}

/**
 * Returns how somebody recognises this entry: the first of these fields that says something.
 * @param {HTMLFormElement} form
 */
export function label(form) {
  for (const name of (form.dataset.label ?? "").split(" ")) {
    for (const control of all(form, `[name="${name}"]`, HTMLElement)) {
      const said = words(control);
      if (said) return said;
    }
  }
  return "";
}

/** @param {HTMLElement} control */
function words(control) {
  if (control instanceof HTMLSelectElement) return control.value && (control.selectedOptions[0]?.text ?? "");
  if (!(control instanceof HTMLInputElement)) return "";
  if (control.type !== "radio") return control.value.trim();
  return control.checked ? (control.labels?.[0]?.textContent ?? "").trim() : "";
}

/**
 * @param {HTMLFormElement} form
 * @param {string} name
 */
export function hidden(form, name) {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field : null;
}

// Forms: a key against doubles, no second sending while the first is under way, the eye on what is wrong.
import { all, newKey, onEachPart, one } from "./lib/page.js";

const PATIENCE = 5000; // after this a second press counts again: the first may have been lost on the way

/** @param {HTMLFormElement} form */
function release(form) {
  delete form.dataset.bezig;
  for (const button of all(form, ".is-bezig", Element)) button.classList.remove("is-bezig");
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || form.method !== "post" || event.defaultPrevented) return;
  if (Date.now() - Number(form.dataset.bezig || 0) < PATIENCE) {
    event.preventDefault();
    return;
  }
  form.dataset.bezig = String(Date.now());
  event.submitter?.classList.add("is-bezig"); // not disabled: its name and value must travel along
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target instanceof Element && event.target.closest("form");
  if (form) release(form);
});
window.addEventListener("pageshow", () => all(document, "form[data-bezig]", HTMLFormElement).forEach(release));

onEachPart((root) => {
  for (const field of all(root, 'input[type="hidden"][name="sleutel"]', HTMLInputElement)) field.value ||= newKey();
});
// Choices follow the typing, so their button is not needed, and Enter elsewhere means the form's own.
onEachPart((root) => {
  for (const button of all(root, ".zoekkeuze button", HTMLButtonElement)) {
    button.type = "button";
    button.hidden = true;
  }
});
document.addEventListener("keydown", (event) => {
  const field = event.target instanceof Element && event.target.matches("[data-zoekveld]");
  if (field && event.key === "Enter") event.preventDefault();
});
one(document, "[data-fouten]", HTMLElement)?.focus();

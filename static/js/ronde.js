// A walk: each number becomes a button that counts with one tap, and one that takes the last tap away.
// What is counted stays in the fields of the form, so that without script the same numbers are typed.
import { all, onEachPart, one, withNumber } from "./lib/page.js";

/** @type {HTMLInputElement[]} the fields in the order of the taps */
let taps = [];

/** @param {HTMLInputElement} field */
const count = (field) => Number(field.value) || 0;

/**
 * @param {HTMLInputElement} field
 * @param {number} step
 */
function add(field, step) {
  const most = Number(field.max) || Number.POSITIVE_INFINITY;
  const number = Math.min(most, Math.max(0, count(field) + step));
  field.value = number ? String(number) : "";
  // As if it were typed: a draft is kept, and the button shows it.
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {HTMLInputElement} field */
function asButton(field) {
  const label = field.labels?.[0]?.firstChild?.textContent?.trim() ?? "";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "chip tik";
  const words = document.createElement("span");
  words.textContent = label;
  const number = document.createElement("b");
  button.append(words, number);
  const show = () => {
    number.textContent = count(field) ? String(count(field)) : "";
    button.classList.toggle("is-geteld", count(field) > 0);
  };
  button.addEventListener("click", () => {
    taps.push(field);
    add(field, 1);
  });
  field.addEventListener("input", show);
  window.addEventListener("pageshow", show);
  show();
  field.closest(".telveld")?.replaceWith(button);
  button.after(field);
  field.hidden = true;
}

/** @param {HTMLFormElement} form */
function begin(form) {
  const stand = one(form, "[data-stand]", HTMLElement);
  if (!stand || form.dataset.klaar) return;
  form.dataset.klaar = "ja";
  taps = [];

  const fields = all(form, "input[data-tel]", HTMLInputElement);
  for (const field of fields) if (field.getAttribute("aria-invalid") !== "true") asButton(field);
  const back = one(form, "[data-terug]", HTMLButtonElement);
  back?.addEventListener("click", () => {
    const last = taps.pop();
    if (last) add(last, -1);
  });
  const ready = one(form, "button:not([type='button'])", HTMLButtonElement);
  const words = ready?.textContent ?? "";
  const show = () => {
    const talks = fields.reduce((sum, field) => sum + count(field), 0);
    if (back) back.hidden = !taps.length;
    const said = talks === 1 ? (form.dataset.een ?? "") : withNumber(form.dataset.meer, talks);
    if (ready) ready.textContent = talks ? said : words;
    stand.textContent = talks ? said : "";
  };
  form.addEventListener("input", show);
  window.addEventListener("pageshow", show);
  show();
}

onEachPart((root) => {
  // Emptied after it was sent, it is another form.
  if (root instanceof HTMLFormElement && root.matches("[data-ronde]")) begin(root);
  for (const form of all(root, "[data-ronde]", HTMLFormElement)) begin(form);
});

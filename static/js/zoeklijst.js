// A search above a long list of choices: what matches is one tap. The list itself stays, and is all without script.
import { all, onEachPart, withNumber } from "./lib/page.js";

const MOST = 12; // more than fits above a thumb helps nobody

/** @param {string} text */
function folded(text) {
  return text
    .normalize("NFD")
    .replace(/[\p{M}'’‘-]/gu, "")
    .toLowerCase();
}

/** @param {HTMLSelectElement} list */
function addSearch(list) {
  if (list.dataset.klaar || list.options.length < 2) return;
  list.dataset.klaar = "ja";
  const choices = [...list.options].filter((option) => option.value).map((option) => [folded(option.text), option]);
  const box = document.createElement("div");
  box.className = "zoeklijst";
  const field = document.createElement("input");
  field.type = "search";
  field.className = "utrecht-textbox";
  field.autocomplete = "off";
  field.setAttribute("aria-label", list.dataset.zoek ?? "");
  field.placeholder = list.dataset.zoek ?? "";
  const status = document.createElement("p");
  status.className = "alleen-lezer";
  status.setAttribute("role", "status");
  const found = document.createElement("div");
  found.className = "keuzes";
  box.append(field, status, found);
  list.before(box);

  field.addEventListener("input", () => {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    const hits = words.length ? choices.filter(([name]) => words.every((word) => String(name).includes(word))) : [];
    status.textContent = words.length ? withNumber(list.dataset.gevonden, hits.length) : "";
    found.replaceChildren(...hits.slice(0, MOST).map(([, option]) => chip(/** @type {HTMLOptionElement} */ (option))));
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // it must choose, not send the form
    if (found.firstElementChild instanceof HTMLElement) found.firstElementChild.click();
  });
  box.closest("details")?.addEventListener("toggle", (event) => {
    if (event.target instanceof HTMLDetailsElement && event.target.open && !list.value) field.focus();
  });

  /** @param {HTMLOptionElement} option */
  function chip(option) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "chip";
    button.textContent = option.text;
    button.addEventListener("click", () => {
      list.value = option.value;
      list.dispatchEvent(new Event("change", { bubbles: true }));
      field.value = "";
      found.replaceChildren();
      list.focus({ preventScroll: true });
    });
    return button;
  }
}

onEachPart((root) => {
  for (const list of all(root, "select[data-zoek]", HTMLSelectElement)) addSearch(list);
});
// Of the own buurten and the others only one is meant: choosing in one list empties the other.
document.addEventListener("change", (event) => {
  const list = event.target;
  if (!(list instanceof HTMLSelectElement) || !list.value || !list.form) return;
  const other = { gebied: "gebied_anders", gebied_anders: "gebied" }[list.name];
  const field = other && list.form.elements.namedItem(other);
  if (field instanceof HTMLSelectElement) field.value = "";
});

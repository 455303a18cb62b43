// The page that lists what waits on this device.
import { all, one } from "../lib/page.js";
import { again, shown } from "./balk.js";
import { drop, entries, onChange, owner } from "./opslag.js";
import { askWho, lastWho } from "./verzend.js";

/** @import { Invoer } from "./opslag.js" */

const list = one(document, "[data-wachtrij-lijst]", HTMLElement);
const template = one(document, "[data-wachtrij-rij]", HTMLTemplateElement);

/**
 * @param {HTMLElement} page
 * @param {HTMLTemplateElement} row
 * @param {Invoer} invoer
 */
function draw(page, row, invoer) {
  const item = /** @type {DocumentFragment} */ (row.content.cloneNode(true));
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (one(item, `[data-deel="${name}"]`, HTMLElement));
  const { andere, onbekend, wis } = page.dataset;
  part("titel").textContent = [invoer.soort, invoer.label].filter(Boolean).join(": ");
  const when = new Date(invoer.gemaakt).toLocaleString("nl", { dateStyle: "medium", timeStyle: "short" });
  part("wanneer").textContent = `${when}, ${page.dataset[invoer.staat]}`;
  const unsaid = invoer.staat === "geweigerd" && !invoer.redenen.length;
  const reasons = unsaid ? [{ veld: "", zin: onbekend ?? "" }] : invoer.redenen;
  for (const { veld, zin } of reasons) {
    const line = document.createElement("li");
    line.textContent = veld ? `${veld}: ${zin}` : zin;
    part("redenen").append(line);
  }
  const who = lastWho();
  const other = who?.lid && owner(who.lid) !== owner(invoer.lidmaatschap);
  const whose = who?.leden.find((lid) => owner(lid.lid) === owner(invoer.lidmaatschap));
  part("andere").hidden = !other;
  part("wissel").textContent = (andere ?? "").replace("{naam}", whose?.organisatie ?? "");
  part("wijzig").setAttribute("href", `${invoer.adres}#wacht-${invoer.id}`);
  part("wijzig").hidden = Boolean(other);
  part("weg").addEventListener("click", () => {
    if (confirm(wis)) drop(invoer.id);
  });
  return item;
}

async function show() {
  if (!list || !template) return;
  const who = lastWho();
  const owners = shown(who);
  const mine = (await entries()).filter((invoer) => owners.includes(owner(invoer.lidmaatschap)));
  // Whoever holds the phone has to say who they are before they read on.
  const closed = mine.length > 0 && Boolean(who?.inloggen);
  const rows = closed ? [] : mine.map((invoer) => draw(list, template, invoer));
  one(list, "[data-wachtrij-rijen]", HTMLElement)?.replaceChildren(...rows);
  /** @type {[string, boolean][]} */
  const parts = [
    ["verborgen", closed],
    ["niets", mine.length === 0],
    ["probeer", mine.some(({ staat }) => staat === "wacht") && !closed],
  ];
  for (const [name, visible] of parts) {
    for (const part of all(list, `[data-wachtrij-${name}]`, HTMLElement)) part.hidden = !visible;
  }
  list.hidden = false;
}

if (list) {
  one(list, "[data-wachtrij-probeer] button", HTMLElement)?.addEventListener("click", () => again());
  onChange(show);
  // First who it is, then what is theirs; without reception it is whoever the page was drawn for.
  askWho().then(show);
}

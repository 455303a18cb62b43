// A form with data-wachtrij is kept on the device before it is sent:
//   <form data-wachtrij="1" data-soort="Contact" data-label="plek plaats" data-blijft="plaats" data-voorstel="plaats">
// data-wachtrij is the version of the form; data-label names the fields by which an entry is recognised in the list,
// data-blijft those that the next entry begins with, data-voorstel those whose first value is good for four hours.
// Without script, or without a database, it is sent as ever.
import { all, newKey } from "../lib/page.js";
import { hidden, label, read } from "./invoer.js";
import { entry, keep } from "./opslag.js";
import { lastWho, send } from "./verzend.js";
import { address, draftId, membership, next, redraw, say, sayHtml, since, spent } from "./vorm.js";

/** @import { Invoer } from "./opslag.js" */
/** @import { Uitkomst } from "./verzend.js" */

// Somebody who looks on waits this long for the answer; the sending itself goes on.
const LOOKS_ON = 4000;
// A second tap within this time is the same tap.
const TAP = 1000;

/**
 * @param {number} milliseconds
 * @returns {Promise<void>}
 */
const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

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
    gemaakt: since(form),
    duur: spent(form),
    moment: "",
    staat: "wacht",
    redenen: [],
  };
}

/** @param {HTMLFormElement} form */
async function save(form) {
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
    // Drawn by the server, as without script; what was typed is in it, and stays among what waits.
    say();
    redraw(form, outcome.html, invoer.gemaakt);
    return;
  }
  if (outcome?.soort === "bewaard") sayHtml(outcome.html);
  else if (outcome?.soort === "geweigerd") say("geweigerd");
  else if (await entry(invoer.id)) say(lastWho()?.inloggen ? "uitgelogd" : "wacht");
  else say("verzonden");
  next(form, invoer.velden);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.dataset.bewaakt || event.defaultPrevented) return;
  // A button with a name asks for something else than saving.
  if (event.submitter?.getAttribute("name")) return;
  event.preventDefault();
  save(form);
});

// What is typed in a form with data-wachtrij survives a crash: a draft on the device, there again on the next opening.
// The same for an entry that is opened to be corrected: its address ends in #wacht- and its key.
import { all, one } from "../lib/page.js";
import { fill, hidden, read } from "./invoer.js";
import { draft, dropDraft, entry, keep, keepDraft, owner } from "./opslag.js";
import { askWho } from "./verzend.js";
import { draftId, marked, membership, next, open, pristine, say, take } from "./vorm.js";

const PAUSE = 500;
const STILL_THERE = 4 * 3_600_000;
const ENTRY = "#wacht-";

let pause = 0;

/** @param {HTMLFormElement} form */
async function remember(form) {
  // Saved or emptied meanwhile.
  if (!form.isConnected || form.dataset.bezig) return;
  const velden = read(form);
  const drawn = pristine(form);
  const id = draftId(form);
  const sleutel = hidden(form, "sleutel")?.value ?? "";
  if (drawn && JSON.stringify(read(drawn)) === JSON.stringify(velden)) await dropDraft(id);
  else await keepDraft({ id, sleutel, velden, gemaakt: Date.now() });
}

/** Whether a kept page is opened by somebody who is not logged in, as far as the server was reached. */
async function closed() {
  if (!one(document, "[data-schil]", HTMLElement)) return false;
  return (await askWho())?.lid === "";
}

/** @param {HTMLFormElement} form */
async function begin(form) {
  // A kept page proposes what was likely when it was drawn.
  const kept = Date.parse(one(document, "[data-schil]", HTMLElement)?.dataset.schil ?? "");
  if (Date.now() - kept > STILL_THERE) fill(form, [], (form.dataset.voorstel ?? "").split(" "));
  const drawn = form.cloneNode(true);
  const undone = "ongedaan" in form.dataset;
  if (undone && drawn instanceof HTMLFormElement) {
    // The next one begins empty, not with what was undone.
    delete drawn.dataset.ongedaan;
    fill(drawn, []);
  }
  const id = location.hash.startsWith(ENTRY) ? location.hash.slice(ENTRY.length) : "";
  const waiting = id ? await entry(id) : undefined;
  const own = waiting && owner(waiting.lidmaatschap) === owner(membership(form)) ? waiting : undefined;
  if (own) form.dataset.concept = own.id;
  const typed = own || undone || (await closed()) ? undefined : await draft(draftId(form));
  take(form, drawn instanceof HTMLFormElement ? drawn : undefined, own?.gemaakt);
  const found = own ?? typed;
  // A form that was sent without script and came back with mistakes shows what was typed itself.
  if (!found) open(form);
  if (!found || one(form, "[data-fouten]", HTMLElement)) return;
  fill(form, found.velden);
  const key = hidden(form, "sleutel");
  if (key) key.value = own?.id || typed?.sleutel || key.value;
  say(own ? "hersteld" : "concept");
  if (own) await keep({ ...own, staat: "open" });
}

document.addEventListener("input", (event) => {
  const form = event.target instanceof Element ? event.target.closest("form") : null;
  if (!form?.dataset.bewaakt) return;
  clearTimeout(pause);
  pause = setTimeout(remember, PAUSE, form);
});

document.addEventListener("click", async (event) => {
  if (!(event.target instanceof Element && event.target.closest("[data-wachtrij-leeg]"))) return;
  const form = marked();
  say();
  if (!form) return;
  await dropDraft(draftId(form));
  next(form);
});

for (const form of all(document, "form[data-wachtrij]", HTMLFormElement)) {
  // Without a database the form stays as it is.
  begin(form).catch(() => {});
}

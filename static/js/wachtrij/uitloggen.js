// Before logging out: what waits is sent if it can be, or named; then this device is wiped, also in a browser that does
// not do that by itself (Clear-Site-Data).
import { one, withNumber } from "../lib/page.js";
import { entries, wipe } from "./opslag.js";
import { askWho, send } from "./verzend.js";

/** @param {HTMLFormElement} form */
async function leave(form) {
  const { een, meer, niet } = form.dataset;
  const all = async () => (await entries().catch(() => [])).length;
  if (await all()) await send();
  const left = await all();
  if (!(await askWho())) {
    // Wiped and still logged in would be the worst of both.
    alert(niet);
    return;
  }
  if (left && !confirm(left === 1 ? een : withNumber(meer, left))) return;
  await wipe().catch(() => {});
  form.submit();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !("uitloggen" in form.dataset)) return;
  event.preventDefault();
  leave(form).finally(() => {
    delete form.dataset.bezig;
    one(form, ".is-bezig", HTMLElement)?.classList.remove("is-bezig");
  });
});

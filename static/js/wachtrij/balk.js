// "2 wachten op verzenden" on every page, and the moments at which it is tried again: on opening, when there is
// reception, when somebody looks at the page again (an iPhone sends nothing while nobody looks), and each minute.
import { one, withNumber } from "../lib/page.js";
import { entries, onChange, owner } from "./opslag.js";
import { forget } from "./toestel.js";
import { askWho, lastWho, send } from "./verzend.js";
import { sign } from "./vorm.js";

const AGAIN = 60_000;

const bar = one(document, "[data-wachtrij-balk]", HTMLElement);
const number = bar && one(bar, "[data-wachtrij-aantal]", HTMLElement);
const out = bar && one(bar, "[data-wachtrij-uitgelogd]", HTMLElement);
const login = bar && one(bar, "[data-wachtrij-inloggen]", HTMLAnchorElement);
const own = owner(bar?.dataset.lid ?? "");

/**
 * Whose entries may be shown: of the membership of this page, unless the server says that somebody else is logged in.
 * @param {import("./verzend.js").Wie | null} who
 */
export function shown(who) {
  return who?.lid ? who.leden.map(({ lid }) => owner(lid)) : [own];
}

async function show() {
  if (!bar || !number || !out || !login) return;
  const who = lastWho();
  const owners = shown(who);
  const mine = (await entries()).filter((invoer) => owners.includes(owner(invoer.lidmaatschap)));
  const refused = mine.filter((invoer) => invoer.staat !== "wacht").length;
  const waiting = mine.length - refused;
  const { een, meer, naTeKijken } = bar.dataset;
  const said = [
    waiting ? (waiting === 1 ? (een ?? "") : withNumber(meer, waiting)) : "",
    refused ? withNumber(naTeKijken, refused) : "",
  ];
  bar.hidden = !mine.length;
  number.textContent = said.filter(Boolean).join(", ");
  out.hidden = !(waiting && who?.inloggen);
  if (who?.inloggen) login.href = who.inloggen;
}

/** A page that was kept may be of somebody else than who is logged in now. */
async function check() {
  const who = await askWho();
  if (!who?.lid) return;
  if (owner(who.lid) === own) sign(who.csrf);
  else await forget();
}

export async function again() {
  if (document.visibilityState === "visible") await send(true);
}

if (bar) {
  const quietly = (/** @type {Promise<unknown>} */ work) => work.catch(() => {});
  onChange(() => quietly(show()));
  for (const moment of ["online", "focus", "pageshow"]) window.addEventListener(moment, () => quietly(again()));
  document.addEventListener("visibilitychange", () => quietly(again()));
  setInterval(() => quietly(again()), AGAIN);
  quietly(show());
  if ("schil" in bar.dataset) quietly(check());
}

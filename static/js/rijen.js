// In a list of rows the arrow keys, and j and k, go from row to row; Tab and Enter do by themselves.
import { all } from "./lib/page.js";

/** @type {Record<string, number>} */
const STEPS = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

document.addEventListener("keydown", (event) => {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  // Only from a row: elsewhere the arrows scroll, and letters are letters.
  const list = event.target instanceof Element ? event.target.closest("[data-rijen]") : null;
  const row = event.target instanceof Element ? event.target.closest("li") : null;
  if (!list || !row) return;
  const links = all(list, ".kaart__titel a", HTMLAnchorElement);
  const here = links.findIndex((link) => row.contains(link));
  const next = links[here + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
});

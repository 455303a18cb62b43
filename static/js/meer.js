// The "Meer" panel opens without script; with script it also closes on Escape and on a tap beside it.
import { all, one } from "./lib/page.js";

const openPanels = () => all(document, "details[data-meer][open]", HTMLDetailsElement);

document.addEventListener("click", (event) => {
  for (const panel of openPanels()) {
    if (!(event.target instanceof Node && panel.contains(event.target))) panel.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const panel of openPanels()) {
    panel.open = false;
    one(panel, "summary", HTMLElement)?.focus();
  }
});

// Tells how much still fits in a text, only when that becomes of use, and to a screen reader after a pause.
// The field has no maxlength: with it the browser cuts off a pasted text in silence.
import { all, onEachPart, withNumber } from "./lib/page.js";

/**
 * @param {HTMLTextAreaElement} area
 * @param {HTMLElement} out
 */
function show(area, out) {
  const words = Number(area.dataset.woorden || 0);
  const most = words || Number(area.dataset.tekens);
  const used = words ? area.value.split(/\s+/).filter(Boolean).length : area.value.length;
  const left = most - used;
  out.hidden = used < most * 0.6;
  out.classList.toggle("is-over", left < 0);
  const { woordenOver, woordenVrij, tekensOver, tekensVrij } = out.dataset;
  const [over, free] = words ? [woordenOver, woordenVrij] : [tekensOver, tekensVrij];
  out.textContent = withNumber(left < 0 ? over : free, Math.abs(left));
}

onEachPart((root) => {
  for (const out of all(root, "[data-teller]", HTMLElement)) {
    const area = document.getElementById(out.dataset.teller ?? "");
    if (!(area instanceof HTMLTextAreaElement) || out.dataset.klaar) continue;
    if (!area.dataset.tekens && !area.dataset.woorden) continue;
    out.dataset.klaar = "ja";
    let pause = 0;
    area.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => show(area, out), 400);
    });
    show(area, out);
  }
});

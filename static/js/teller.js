// Tells how much still fits in a text, only when that becomes of use, and to a screen reader after a pause.
// The field has no maxlength: with it the browser cuts off a pasted text in silence.
function show(area, out) {
  const words = Number(area.dataset.woorden || 0);
  const most = words || Number(area.dataset.tekens);
  const used = words ? area.value.split(/\s+/).filter(Boolean).length : area.value.length;
  const left = most - used;
  out.hidden = used < most * 0.6;
  out.classList.toggle("is-over", left < 0);
  const template =
    left < 0
      ? words
        ? out.dataset.woordenOver
        : out.dataset.tekensOver
      : words
        ? out.dataset.woordenVrij
        : out.dataset.tekensVrij;
  out.textContent = template.replace("{n}", String(Math.abs(left)));
}

function prepare(root) {
  for (const out of root.querySelectorAll("[data-teller]")) {
    const area = document.getElementById(out.dataset.teller);
    if (!area || out.dataset.klaar || !(area.dataset.tekens || area.dataset.woorden)) continue;
    out.dataset.klaar = "ja";
    let pause;
    area.addEventListener("input", () => {
      clearTimeout(pause);
      pause = setTimeout(() => show(area, out), 400);
    });
    show(area, out);
  }
}

document.addEventListener("htmx:load", (event) => prepare(event.target));
prepare(document);

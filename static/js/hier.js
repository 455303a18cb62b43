// A button that chooses the buurt where the device is. Only when somebody asks; the place goes to our own server, once,
// and is kept nowhere.
import { all, onEachPart, one } from "./lib/page.js";

const PATIENCE = { enableHighAccuracy: true, timeout: 10000, maximumAge: 60000 };

/** @returns {Promise<GeolocationPosition>} */
function position() {
  return new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject, PATIENCE));
}

/**
 * @param {HTMLFormElement} form
 * @param {{ pk: number, naam: string }} buurt
 */
function choose(form, buurt) {
  const value = String(buurt.pk);
  const anders = one(form, 'input[name="plaats"][value="anders"]', HTMLInputElement);
  if (anders) anders.checked = true;
  const lists = all(form, 'select[name="gebied"], select[name="gebied_anders"]', HTMLSelectElement);
  const list = lists.find((each) => [...each.options].some((option) => option.value === value)) ?? lists.at(-1);
  if (!list) return;
  if (![...list.options].some((option) => option.value === value)) list.add(new Option(buurt.naam, value));
  list.value = value;
  list.dispatchEvent(new Event("change", { bubbles: true }));
  const fold = list.closest("details");
  if (fold) fold.open = true;
}

onEachPart((root) => {
  for (const button of all(root, "[data-hier]", HTMLButtonElement)) {
    const form = button.form;
    const status = button.nextElementSibling;
    if (!form || !(status instanceof HTMLElement) || !navigator.geolocation || button.dataset.klaar) continue;
    button.dataset.klaar = "ja";
    button.hidden = false;
    status.textContent = button.dataset.uitleg ?? "";
    button.addEventListener("click", async () => {
      const { hier, bezig, nergens, mislukt } = button.dataset;
      status.textContent = bezig ?? "";
      try {
        const { coords } = await position();
        const body = new FormData(form);
        const sent = new URLSearchParams({
          breedte: coords.latitude.toFixed(5),
          lengte: coords.longitude.toFixed(5),
          csrfmiddlewaretoken: String(body.get("csrfmiddlewaretoken") ?? ""),
          lidmaatschap: String(body.get("lidmaatschap") ?? ""),
        });
        const answer = await fetch(hier ?? "", { method: "POST", body: sent, redirect: "error" });
        if (!answer.ok) throw new Error(String(answer.status));
        const { buurt } = await answer.json();
        if (buurt) choose(form, buurt);
        status.textContent = buurt?.naam ?? nergens ?? "";
      } catch {
        status.textContent = mislukt ?? "";
      }
    });
  }
});

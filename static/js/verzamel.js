// Says on the button how many contacts are ticked.
import { all, one, withNumber } from "./lib/page.js";

const place = one(document, "[data-verzamel]", HTMLElement);
const form = place?.closest("form");
const words = place && one(place, "button span", HTMLElement);

if (place && form && words) {
  const { een, meer } = place.dataset;
  const empty = words.textContent;
  const show = () => {
    const number = all(form, 'input[type="checkbox"]:checked', HTMLInputElement).length;
    const text = number === 1 ? (een ?? "") : withNumber(meer, number);
    words.textContent = number ? text : empty;
  };
  form.addEventListener("change", show);
  // The browser may give back what was ticked before.
  window.addEventListener("pageshow", show);
  show();
}

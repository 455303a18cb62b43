// Says on the button how many contacts are ticked.
const place = document.querySelector("[data-verzamel]");
const form = place?.closest("form");
const words = place?.querySelector("button span");
const empty = words?.textContent;

function show() {
  const number = form.querySelectorAll('input[type="checkbox"]:checked').length;
  const text = number === 1 ? place.dataset.een : place.dataset.meer.replace("{n}", String(number));
  words.textContent = number ? text : empty;
}

if (words) {
  form.addEventListener("change", show);
  // The browser may give back what was ticked before.
  window.addEventListener("pageshow", show);
  show();
}

// Asks before a typed text is left behind: it may hold what someone told, so nothing of it is kept in the browser.
// A form that may wait on the device keeps a draft (wachtrij/concept.js), and is not asked about.

/** @type {HTMLFormElement | null} */
let typed = null;

document.addEventListener("input", (event) => {
  const area = event.target;
  if (!(area instanceof HTMLTextAreaElement) || !area.form?.matches(".formulier:not([data-bewaakt])")) return;
  typed = area.value.trim() ? area.form : null;
});
document.addEventListener("submit", () => {
  typed = null;
});
window.addEventListener("beforeunload", (event) => {
  if (typed?.isConnected) event.preventDefault();
});

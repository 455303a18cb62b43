// Asks before a typed text is left behind. Nothing is kept in the browser: it may hold what someone told.

/** @type {HTMLFormElement | null} */
let typed = null;

document.addEventListener("input", (event) => {
  const area = event.target;
  if (!(area instanceof HTMLTextAreaElement) || !area.form?.matches(".formulier")) return;
  typed = area.value.trim() ? area.form : null;
});
document.addEventListener("submit", () => {
  typed = null;
});
window.addEventListener("beforeunload", (event) => {
  if (typed?.isConnected) event.preventDefault();
});

// Asks before a typed text is left behind. Nothing is kept in the browser: it may hold what someone told.
let typed = null;

document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (event.target.matches("textarea") && form?.matches(".formulier")) typed = event.target.value.trim() ? form : null;
});
document.addEventListener("submit", () => {
  typed = null;
});
window.addEventListener("beforeunload", (event) => {
  if (typed?.isConnected) event.preventDefault();
});

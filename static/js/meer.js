// The "Meer" panel opens without script; with script it also closes on Escape and on a tap beside it.
document.addEventListener("click", (event) => {
  for (const panel of document.querySelectorAll("details[data-meer][open]")) {
    if (!panel.contains(event.target)) panel.open = false;
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const panel of document.querySelectorAll("details[data-meer][open]")) {
    panel.open = false;
    panel.querySelector("summary").focus();
  }
});

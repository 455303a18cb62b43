// A button that copies the text of another element: <button data-kopieer="id" data-gelukt="Gekopieerd" hidden>.
// Without script, or without a clipboard, the button stays away: the text can be selected.
for (const button of document.querySelectorAll("[data-kopieer]")) {
  const source = document.getElementById(button.dataset.kopieer);
  if (!source || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent.trim());
    const label = button.querySelector("span");
    label.setAttribute("role", "status");
    label.textContent = button.dataset.gelukt;
  });
}

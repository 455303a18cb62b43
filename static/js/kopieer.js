// A button that copies the text of another element: <button data-kopieer="id" data-gelukt="Gekopieerd" hidden>.
// Without script, or without a clipboard, the button stays away: the text can be selected.
import { all, one } from "./lib/page.js";

for (const button of all(document, "[data-kopieer]", HTMLElement)) {
  const source = document.getElementById(button.dataset.kopieer ?? "");
  const label = one(button, "span", HTMLElement);
  if (!source || !label || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(source.textContent.trim());
    label.setAttribute("role", "status");
    label.textContent = button.dataset.gelukt ?? "";
  });
}

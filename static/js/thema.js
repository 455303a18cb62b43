// Light, dark, or what the device wants. The choice is a cookie, so that the server draws it right at once.
const ORDER = ["apparaat", "donker", "licht"];

function current() {
  return document.documentElement.dataset.thema || "apparaat";
}

function label() {
  for (const button of document.querySelectorAll("[data-thema-knop]")) {
    button.hidden = false;
    button.textContent = button.dataset[current()];
  }
}

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-thema-knop]")) return;
  const next = ORDER[(ORDER.indexOf(current()) + 1) % ORDER.length];
  const secure = location.protocol === "https:" ? "; Secure" : "";
  if (next === "apparaat") {
    delete document.documentElement.dataset.thema;
    document.cookie = `thema=; Max-Age=0; Path=/; SameSite=Lax${secure}`;
  } else {
    document.documentElement.dataset.thema = next;
    document.cookie = `thema=${next}; Max-Age=31536000; Path=/; SameSite=Lax${secure}`;
  }
  label();
});

label();

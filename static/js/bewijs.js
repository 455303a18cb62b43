// Proof of work while the person types. In the form:
//   <input type="hidden" name="altcha" data-bewijs="/altcha/" data-werker="{% static 'js/bewijs-werker.js' %}">
//   <p role="status" data-bewijs-status data-bezig="We controleren of je een mens bent…"
//      data-klaar="Gecontroleerd: je bent een mens." data-mislukt="…"></p>
// Without this script, or when it fails, the field stays empty and the form goes the way without
// script: the server decides. A form sent before the count is done waits for it, 20 seconds at most.

const LONGEST_WAIT = 20_000;
const LIFETIME = 55 * 60_000; // the challenge lives an hour
const REST = 15_000; // after a failure, or every key would ask again

function encode(payload) {
  return btoa(JSON.stringify(payload));
}

function count(parameters, script) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { type: "module" });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      data ? resolve(data) : reject(new Error("unsolved"));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      reject(new Error("worker"));
    };
    worker.postMessage(parameters);
  });
}

async function prove(field) {
  const answer = await fetch(field.dataset.bewijs, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  const challenge = await answer.json();
  const solution = await count(challenge.parameters, field.dataset.werker);
  field.value = encode({ challenge, solution });
}

export function attach(field) {
  if (field.dataset.bewijsKlaar) return;
  field.dataset.bewijsKlaar = "1";
  const form = field.form;
  const status = form.querySelector("[data-bewijs-status]");
  const say = (what) => {
    if (status) status.textContent = status.dataset[what] ?? "";
  };
  let running = null;
  let startedAt = 0;
  let fresh = LIFETIME;

  function start() {
    if (running && Date.now() - startedAt < fresh) return running;
    startedAt = Date.now();
    fresh = LIFETIME;
    field.value = "";
    say("bezig");
    running = prove(field).then(
      () => say("klaar"),
      () => {
        say("mislukt");
        fresh = REST;
      },
    );
    return running;
  }

  // At the first sign of life in the form, so that a visitor who only reads spends no battery.
  form.addEventListener("focusin", start, { once: true });
  form.addEventListener("input", start);
  let waited = false;
  form.addEventListener(
    "submit",
    (event) => {
      if (waited || (field.value && Date.now() - startedAt < LIFETIME)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      const patience = new Promise((resolve) => setTimeout(resolve, LONGEST_WAIT));
      const again = () => {
        waited = true;
        form.requestSubmit(button);
        waited = false;
      };
      // In a task of its own: a form cannot be sent while its submit event is still going round.
      Promise.race([start(), patience]).then(() => setTimeout(again));
    },
    { capture: true },
  );
  // Back button: the challenge of the page in the cache may be spent.
  addEventListener("pageshow", (event) => {
    if (event.persisted) {
      running = null;
      field.value = "";
    }
  });
}

const find = (root) => root.querySelectorAll?.("[data-bewijs]").forEach(attach);
find(document);
document.addEventListener("htmx:load", (event) => find(event.target));

// Proof of work while the person types. In the form:
//   <input type="hidden" name="altcha" data-bewijs="/altcha/">
//   <p role="status" data-bewijs-status data-bezig="We controleren of je een mens bent…"
//      data-klaar="Gecontroleerd: je bent een mens." data-mislukt="…"></p>
// Without this script, or when it fails, the field stays empty and the form goes the way without
// script: the server decides. A form sent before the count is done waits for it, 20 seconds at most.
import { all, onEachPart, one } from "./lib/page.js";
import { fetchJson } from "./lib/server.js";

/** @import { Parameters, Solution } from "./lib/altcha.js" */

const LONGEST_WAIT = 20_000;
const LIFETIME = 55 * 60_000; // the challenge lives an hour
const REST = 15_000; // after a failure, or every key would ask again
const WORKER = new URL("./bewijs-werker.js", import.meta.url);

/**
 * @param {Parameters} parameters
 * @returns {Promise<Solution>}
 */
function count(parameters) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER, { type: "module" });
    worker.onmessage = ({ data }) => {
      worker.terminate();
      if (data) resolve(data);
      else reject(new Error("unsolved"));
    };
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      reject(new Error("worker"));
    };
    worker.postMessage(parameters);
  });
}

/** The proof in one hidden field, fetched and counted when it is asked for. */
class Proof {
  /** @type {Promise<void> | null} */
  #running = null;
  #startedAt = 0;
  #fresh = LIFETIME;
  #field;
  #status;

  /**
   * @param {HTMLInputElement} field
   * @param {HTMLElement | null} status
   */
  constructor(field, status) {
    this.#field = field;
    this.#status = status;
  }

  get ready() {
    return this.#field.value !== "" && Date.now() - this.#startedAt < LIFETIME;
  }

  start() {
    if (this.#running && Date.now() - this.#startedAt < this.#fresh) return this.#running;
    this.#startedAt = Date.now();
    this.#fresh = LIFETIME;
    this.#field.value = "";
    this.#say("bezig");
    this.#running = this.#prove().then(
      () => this.#say("klaar"),
      () => {
        this.#say("mislukt");
        this.#fresh = REST;
      },
    );
    return this.#running;
  }

  forget() {
    this.#running = null;
    this.#field.value = "";
  }

  async #prove() {
    const challenge = await fetchJson(this.#field.dataset.bewijs ?? "");
    const solution = await count(challenge.parameters);
    this.#field.value = btoa(JSON.stringify({ challenge, solution }));
  }

  /** @param {"bezig" | "klaar" | "mislukt"} what */
  #say(what) {
    if (this.#status) this.#status.textContent = this.#status.dataset[what] ?? "";
  }
}

/** @param {HTMLInputElement} field */
function attach(field) {
  const form = field.form;
  if (!form || field.dataset.bewijsKlaar) return;
  field.dataset.bewijsKlaar = "1";
  const proof = new Proof(field, one(form, "[data-bewijs-status]", HTMLElement));
  // At the first sign of life in the form, so that a visitor who only reads spends no battery.
  form.addEventListener("focusin", () => proof.start(), { once: true });
  form.addEventListener("input", () => proof.start());
  let waited = false;
  /** @param {SubmitEvent} event */
  const hold = (event) => {
    if (waited || proof.ready) return;
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
    Promise.race([proof.start(), patience]).then(() => setTimeout(again));
  };
  form.addEventListener("submit", hold, { capture: true });
  // Back button: the challenge of the page in the cache may be spent.
  addEventListener("pageshow", (event) => {
    if (event.persisted) proof.forget();
  });
}

onEachPart((root) => all(root, "[data-bewijs]", HTMLInputElement).forEach(attach));

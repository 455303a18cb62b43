// Passkeys: makes one, or uses one, for a form with data-sleutel ("maken", "gebruiken" or "inloggen").
// The server's options are in a JSON block on the page, or come from the form's own address.
import { all, one } from "./lib/page.js";
import { fetchJson } from "./lib/server.js";

/**
 * Bytes travel as text, base64 for addresses.
 * @typedef {Omit<PublicKeyCredentialDescriptor, "id"> & { id: string }} Descriptor
 * @typedef {Omit<PublicKeyCredentialUserEntity, "id"> & { id: string }} User
 * @typedef {Omit<PublicKeyCredentialCreationOptions, "challenge" | "user" | "excludeCredentials">
 *   & { challenge: string, user: User, excludeCredentials?: Descriptor[] }} Creation
 * @typedef {Omit<PublicKeyCredentialRequestOptions, "challenge" | "allowCredentials">
 *   & { challenge: string, allowCredentials?: Descriptor[] }} Request
 * @typedef {{ creation_options: { publicKey: Creation }, request_options: { publicKey: Request } }} Options
 */

const BUFFERS = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];

/** @param {string} text */
const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

/** @param {ArrayBuffer} buffer */
const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

/** @param {Descriptor[] | undefined} list */
const descriptors = (list) => (list ?? []).map((descriptor) => ({ ...descriptor, id: toBytes(descriptor.id) }));

/** @param {PublicKeyCredential} credential */
function reply(credential) {
  /** @type {Record<string, string | string[]>} */
  const response = {};
  for (const name of BUFFERS) {
    const value = Reflect.get(credential.response, name);
    if (value instanceof ArrayBuffer) response[name] = toText(value);
  }
  if (credential.response instanceof AuthenticatorAttestationResponse) {
    const transports = credential.response.getTransports?.(); // absent in an older browser
    if (transports) response.transports = transports;
  }
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

/**
 * @param {HTMLFormElement} form
 * @param {Creation} options
 */
function make(form, options) {
  const box = form.elements.namedItem("passwordless");
  const alone = box instanceof HTMLInputElement && box.checked;
  /** @type {PublicKeyCredentialCreationOptions} */
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    user: { ...options.user, id: toBytes(options.user.id) },
    excludeCredentials: descriptors(options.excludeCredentials),
    authenticatorSelection: {
      ...options.authenticatorSelection,
      residentKey: alone ? "required" : "discouraged",
      requireResidentKey: alone,
      ...(alone ? { userVerification: "required" } : {}),
    },
  };
  return navigator.credentials.create({ publicKey });
}

/** @param {Request} options */
function use(options) {
  const publicKey = {
    ...options,
    challenge: toBytes(options.challenge),
    allowCredentials: descriptors(options.allowCredentials),
  };
  return navigator.credentials.get({ publicKey });
}

/**
 * @param {HTMLFormElement} form
 * @returns {Promise<Options>}
 */
async function optionsOf(form) {
  if (!form.dataset.gegevens) return fetchJson(form.action);
  return JSON.parse(document.getElementById(form.dataset.gegevens)?.textContent ?? "");
}

/** @param {HTMLFormElement} form */
async function fillIn(form) {
  const options = await optionsOf(form);
  const credential = await (form.dataset.sleutel === "maken"
    ? make(form, options.creation_options.publicKey)
    : use(options.request_options.publicKey));
  const field = form.elements.namedItem("credential");
  if (!(credential instanceof PublicKeyCredential && field instanceof HTMLInputElement)) throw new Error("no key");
  field.value = JSON.stringify(reply(credential));
}

/**
 * @param {HTMLFormElement} form
 * @param {SubmitEvent} event
 */
async function submit(form, event) {
  event.preventDefault();
  const wrong = one(form, "[data-sleutel-fout]", HTMLElement);
  if (wrong) wrong.hidden = true;
  try {
    await fillIn(form);
    form.submit();
  } catch {
    // Cancelled by the person, or a device without keys: the same sentence and another way on the page.
    if (wrong) wrong.hidden = false;
  }
}

if (window.PublicKeyCredential) {
  for (const form of all(document, "form[data-sleutel]", HTMLFormElement)) {
    form.hidden = false;
    form.addEventListener("submit", (event) => submit(form, event));
  }
}

// Passkeys: makes one, or uses one, for a form with data-sleutel ("maken", "gebruiken" or "inloggen").
// The server's options stand in a JSON block on the page, or come from the form's own address.

const toBytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));

const toText = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const descriptors = (list) => (list ?? []).map((one) => ({ ...one, id: toBytes(one.id) }));

function reply(credential) {
  const response = {};
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  for (const name of names) {
    if (credential.response[name]) response[name] = toText(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response,
  };
}

async function make(form, options) {
  const publicKey = { ...options.creation_options.publicKey };
  publicKey.challenge = toBytes(publicKey.challenge);
  publicKey.user = { ...publicKey.user, id: toBytes(publicKey.user.id) };
  publicKey.excludeCredentials = descriptors(publicKey.excludeCredentials);
  const alone = form.elements.passwordless?.checked ?? false;
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    ...(alone ? { userVerification: "required" } : {}),
  };
  return navigator.credentials.create({ publicKey });
}

async function use(options) {
  const publicKey = { ...options.request_options.publicKey };
  publicKey.challenge = toBytes(publicKey.challenge);
  publicKey.allowCredentials = descriptors(publicKey.allowCredentials);
  return navigator.credentials.get({ publicKey });
}

async function optionsOf(form) {
  if (form.dataset.gegevens) return JSON.parse(document.getElementById(form.dataset.gegevens).textContent);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

async function submit(event) {
  event.preventDefault();
  const form = event.target;
  const wrong = form.querySelector("[data-sleutel-fout]");
  wrong.hidden = true;
  try {
    const options = await optionsOf(form);
    const credential = form.dataset.sleutel === "maken" ? await make(form, options) : await use(options);
    form.elements.credential.value = JSON.stringify(reply(credential));
    form.submit();
  } catch {
    // Cancelled by the person, or a device without keys: the same sentence and another way on the page.
    wrong.hidden = false;
  }
}

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("form[data-sleutel]")) {
    form.hidden = false;
    form.addEventListener("submit", submit);
  }
}

// Asking our own server.

/**
 * Returns the JSON at this address, never an answer that was kept; throws when there is none.
 * @param {string} address
 */
export async function fetchJson(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}

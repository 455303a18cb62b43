// Counts until the SHA-256 of salt + nonce + counter begins with the wanted bytes (ALTCHA v2).
// Pure JavaScript: WebCrypto is asynchronous per call and missing on plain http.
const K = new Int32Array(64);
const START = new Int32Array(8);
{
  // The constants are fractions of the roots of the first primes.
  /** @param {number} x */
  const fraction = (x) => ((x - Math.floor(x)) * 4294967296) | 0;
  let n = 0;
  for (let p = 2; n < 64; p++) {
    let prime = true;
    for (let d = 2; d * d <= p; d++) if (p % d === 0) prime = false;
    if (!prime) continue;
    if (n < 8) START[n] = fraction(Math.sqrt(p));
    K[n++] = fraction(Math.cbrt(p));
  }
}

const W = new Int32Array(64);

/**
 * The first block of 16 words in W becomes the digest in `out`.
 * @param {Int32Array} out
 */
function block(out) {
  for (let i = 16; i < 64; i++) {
    const x = W[i - 15];
    const y = W[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    W[i] = (W[i - 16] + s0 + W[i - 7] + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = START;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[i] + W[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  out[0] = a + START[0];
  out[1] = b + START[1];
  out[2] = c + START[2];
  out[3] = d + START[3];
  out[4] = e + START[4];
  out[5] = f + START[5];
  out[6] = g + START[6];
  out[7] = h + START[7];
}

/** @param {string} digits */
const words = (digits) => (digits.match(/.{8}/g) ?? []).map((part) => parseInt(part, 16) | 0);
/** @param {Int32Array} out */
const hex = (out) => Array.from(out, (w) => (w >>> 0).toString(16).padStart(8, "0")).join("");

/**
 * @typedef {object} Parameters what the server asks
 * @property {string} algorithm
 * @property {number} cost
 * @property {string} salt
 * @property {string} nonce
 * @property {string} keyPrefix
 * @property {number} keyLength
 * @property {{ most: number }} data
 *
 * @typedef {object} Solution what it takes for an answer
 * @property {number} counter
 * @property {string} derivedKey
 */

/**
 * Returns the solution, or null when nothing fits within `most` tries.
 * @param {Parameters} parameters
 * @returns {Solution | null}
 */
export function solve({ algorithm, cost, salt, nonce, keyPrefix, keyLength, data }) {
  // Only what our own server asks: 16 bytes salt, 16 bytes nonce, one round.
  if (algorithm !== "SHA-256" || cost !== 1 || keyLength !== 32) return null;
  if (salt.length !== 32 || nonce.length !== 32) return null;
  const head = [...words(salt), ...words(nonce)];
  const wanted = words(keyPrefix);
  const out = new Int32Array(8);
  for (let counter = 0; counter < data.most; counter++) {
    for (let i = 0; i < 8; i++) W[i] = head[i];
    W[8] = counter;
    W[9] = 0x80000000 | 0;
    for (let i = 10; i < 15; i++) W[i] = 0;
    W[15] = 36 * 8;
    block(out);
    if (out[0] === wanted[0] && wanted.every((w, i) => w === out[i])) {
      return { counter, derivedKey: hex(out) };
    }
  }
  return null;
}

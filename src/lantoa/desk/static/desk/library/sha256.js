/* SHA-256 (FIPS 180-4) of bytes, in hex. Browsers give their own only over HTTPS; in the office's
   own network there may be none. */
window.lanToaSha256 = (() => {
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const part = (x) => ((x - Math.floor(x)) * 2 ** 32) | 0;
  const K = new Int32Array(primes.map((p) => part(Math.cbrt(p))));
  const H0 = primes.slice(0, 8).map((p) => part(Math.sqrt(p)));
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  function block(h, w, view, at) {
    for (let i = 0; i < 16; i++) w[i] = view.getInt32(at + 4 * i);
    for (let i = 16; i < 64; i++) {
      const a = w[i - 15], b = w[i - 2];
      w[i] = w[i - 16] + w[i - 7] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10));
    }
    let [a, b, c, d, e, f, g, k] = h;
    for (let i = 0; i < 64; i++) {
      const one = (k + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      k = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
    }
    [a, b, c, d, e, f, g, k].forEach((x, i) => { h[i] = (h[i] + x) | 0; });
  }

  function slow(bytes) {
    const size = Math.ceil((bytes.length + 9) / 64) * 64, padded = new Uint8Array(size);
    padded.set(bytes);
    padded[bytes.length] = 128;
    const view = new DataView(padded.buffer);
    view.setUint32(size - 8, Math.floor(bytes.length / 2 ** 29));
    view.setUint32(size - 4, (bytes.length * 8) >>> 0);
    const h = H0.slice(), w = new Int32Array(64);
    for (let at = 0; at < size; at += 64) block(h, w, view, at);
    return h.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  }

  return async (bytes) => {
    if (!window.crypto || !crypto.subtle) return slow(bytes);
    const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    return [...found].map((x) => x.toString(16).padStart(2, "0")).join("");
  };
})();

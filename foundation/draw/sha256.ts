import type { Hashes } from './hashes.ts';

/** The first `count` primes. */
const primes = (count: number): number[] => {
  const found: number[] = [];
  for (let number = 2; found.length < count; number += 1)
    if (found.every((prime) => number % prime !== 0)) found.push(number);
  return found;
};

/** First 32 bits of the fraction of a root, in integers alone: floor(prime^(1/degree) · 2^32) mod 2^32. */
const fractionOfRoot = (prime: number, degree: 2 | 3): number => {
  const target = BigInt(prime) << BigInt(32 * degree);
  let [low, high] = [0n, 1n << 40n];
  while (high - low > 1n) {
    const middle = (low + high) >> 1n;
    if (middle ** BigInt(degree) <= target) low = middle;
    else high = middle;
  }
  return Number(low & 0xffff_ffffn);
};

/** Constants of FIPS 180-4, 4.2.2 and 5.3.3: cube roots of the first 64 primes, square roots of the first 8. */
const rounds = Int32Array.from(primes(64), (prime) => fractionOfRoot(prime, 3));
const start = Int32Array.from(primes(8), (prime) => fractionOfRoot(prime, 2));

const words = new Int32Array(64);

const compress = (state: Int32Array, view: DataView, offset: number): void => {
  for (let t = 0; t < 16; t += 1) words[t] = view.getInt32(offset + 4 * t);
  for (let t = 16; t < 64; t += 1) {
    const x = words[t - 15] as number;
    const y = words[t - 2] as number;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    words[t] = ((words[t - 16] as number) + s0 + (words[t - 7] as number) + s1) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t += 1) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const first = (h + s1 + ((e & f) ^ (~e & g)) + (rounds[t] as number) + (words[t] as number)) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const second = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  // Added one by one: a list made for each of a million blocks would cost more than the block.
  state[0] = (state[0] as number) + a;
  state[1] = (state[1] as number) + b;
  state[2] = (state[2] as number) + c;
  state[3] = (state[3] as number) + d;
  state[4] = (state[4] as number) + e;
  state[5] = (state[5] as number) + f;
  state[6] = (state[6] as number) + g;
  state[7] = (state[7] as number) + h;
};

/** Bytes after which a long message tells how far it has come. */
const stretch = 1 << 22;

/**
 * SHA-256 (FIPS 180-4). For the browser page that checks a draw, and as a reference; the server uses its library's. `come` hears, of a
 * long message, which share of it is done.
 */
export const sha256 = (message: Uint8Array, come?: (share: number) => void): Uint8Array => {
  const state = start.slice();
  const whole = message.length - (message.length % 64);
  const view = new DataView(message.buffer, message.byteOffset, message.length);
  for (let at = 0; at < whole; at += 64) {
    if (come !== undefined && at > 0 && at % stretch === 0) come(at / message.length);
    compress(state, view, at);
  }
  const rest = message.length - whole;
  const tail = new Uint8Array(rest < 56 ? 64 : 128);
  tail.set(message.subarray(whole));
  tail[rest] = 0x80;
  const tailView = new DataView(tail.buffer);
  tailView.setBigUint64(tail.length - 8, BigInt(message.length) * 8n);
  for (let at = 0; at < tail.length; at += 64) compress(state, tailView, at);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((word, at) => digest.setInt32(4 * at, word));
  return new Uint8Array(digest.buffer);
};

/** HMAC-SHA-256 (RFC 2104). */
export const hmac = (key: Uint8Array, message: Uint8Array): Uint8Array => {
  const short = key.length > 64 ? sha256(key) : key;
  const padded = (pad: number, content: Uint8Array): Uint8Array => {
    const block = new Uint8Array(64 + content.length).fill(pad, 0, 64);
    short.forEach((byte, at) => {
      block[at] = byte ^ pad;
    });
    block.set(content, 64);
    return block;
  };
  return sha256(padded(0x5c, sha256(padded(0x36, message))));
};

export const pureHashes: Hashes = { sha256, hmac };

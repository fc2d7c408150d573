/** The two functions that everything in a draw rests on: the server gives those of its own library, a browser the pure ones. */
export interface Hashes {
  readonly sha256: (message: Uint8Array) => Uint8Array;
  readonly hmac: (key: Uint8Array, message: Uint8Array) => Uint8Array;
}

const encoder = new TextEncoder();

export const utf8 = (text: string): Uint8Array => encoder.encode(text);

export const hex = (bytes: Uint8Array): string => {
  let text = '';
  for (const byte of bytes) text += byte.toString(16).padStart(2, '0');
  return text;
};

/** The bytes of a text of pairs of hexadecimal digits, which the caller has checked. */
export const fromHex = (text: string): Uint8Array =>
  Uint8Array.from({ length: text.length / 2 }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));

const join = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const joined = new Uint8Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
};

/** Digest of a text as 64 hexadecimal digits. */
export const digestOf = ({ sha256 }: Hashes, text: string): string => hex(sha256(utf8(text)));

/** What is published before the pool is frozen: SHA-256 of the seed. */
export const commitmentOf = ({ sha256 }: Hashes, seed: string): string => hex(sha256(fromHex(seed)));

/** Key of a draw: SHA-256(seed ‖ entropy). */
export const keyOf = ({ sha256 }: Hashes, seed: string, entropy: string): Uint8Array =>
  sha256(join(fromHex(seed), utf8(entropy)));

/** The id under which an entry is published: SHA-256(salt ‖ id). Each entry has a salt of its own, known to its firm alone. */
export const saltedId = ({ sha256 }: Hashes, salt: string, id: string): string =>
  hex(sha256(join(fromHex(salt), utf8(id))));

const all = 2n ** 64n;

/**
 * A number from 0 to `total` − 1, each equally likely: the first 8 bytes of HMAC(key, "label|try") as an integer; one from
 * the incomplete last round of `total` is thrown away and the next try taken.
 */
export const numberOf = ({ hmac }: Hashes, key: Uint8Array, label: string, total: number): number => {
  const size = BigInt(total);
  const limit = all - (all % size);
  for (let attempt = 1; ; attempt += 1) {
    const bytes = hmac(key, utf8(`${label}|${attempt}`));
    const value = new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
    if (value < limit) return Number(value % size);
  }
};

/** Bytes that the scanners look for. */
export const LT = 0x3c;
export const GT = 0x3e;
export const SLASH = 0x2f;
export const QUOTE = 0x22;
export const APOSTROPHE = 0x27;
export const EQUALS = 0x3d;
export const COLON = 0x3a;
const AMPERSAND = 0x26;
const UNDERSCORE = 0x5f;
const EXCLAMATION = 0x21;

/** Place of the byte that ends the tag that begins at `at`; -1 where it does not end. Quoted attributes may hold any byte. */
export const tagEnd = (bytes: Uint8Array, at: number): number => {
  for (let place = at; place < bytes.length; place += 1) {
    const byte = bytes[place]!;
    if (byte === GT) return place;
    if (byte === QUOTE || byte === APOSTROPHE) {
      place += 1;
      while (place < bytes.length && bytes[place] !== byte) place += 1;
    }
  }
  return -1;
};

/** The place after a namespace prefix of a tag name that begins at `at`, or `at` itself. */
export const afterPrefix = (bytes: Uint8Array, at: number): number => {
  for (let place = at; place < at + 12 && place < bytes.length; place += 1) {
    const byte = bytes[place]!;
    if (byte === COLON) return place + 1;
    // Anything but a letter or a digit ends the name: it had no prefix.
    if (!((byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39)))
      return at;
  }
  return at;
};

/** True where text needs more than decoding: entities, escapes of control characters. */
export const needsUnescape = (bytes: Uint8Array, from: number, to: number): boolean => {
  for (let at = from; at < to; at += 1) {
    const byte = bytes[at]!;
    if (byte === AMPERSAND || (byte === UNDERSCORE && bytes[at + 1] === 0x78)) return true;
  }
  return false;
};

/** True where `<![CDATA[` begins. */
export const isCdata = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === LT && bytes[at + 1] === EXCLAMATION && bytes[at + 2] === 0x5b;

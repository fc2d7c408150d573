/** A letter, digit or Chinese character as it is compared (lower case, half width), or 0 for what is punctuation or space. */
const letterOf = (code: number): number => {
  if (code < 0x80) {
    if (code >= 0x41 && code <= 0x5a) return code + 0x20;
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) ? code : 0;
  }
  if (code >= 0x4e00 && code <= 0x9fff) return code;
  if (code >= 0xff01 && code <= 0xff5e) return letterOf(code - 0xfee0);
  // General and Chinese punctuation, spaces, signs of width.
  if (
    code <= 0xbf ||
    (code >= 0x2000 && code <= 0x206f) ||
    (code >= 0x3000 && code <= 0x303f) ||
    (code >= 0xfe30 && code <= 0xff0f)
  )
    return 0;
  return code;
};

/**
 * 53 bits, as 14 hexadecimal digits, of texts without regard to punctuation, spaces, case and width (cyrb53). Made to find candidates
 * among millions of rows, not to withstand an adversary.
 */
export const looseHash = (texts: readonly string[]): string => {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (const text of texts) {
    for (let at = 0; at < text.length; at += 1) {
      const letter = letterOf(text.charCodeAt(at));
      if (letter === 0) continue;
      high = Math.imul(high ^ letter, 2_654_435_761);
      low = Math.imul(low ^ letter, 1_597_334_677);
    }
    high = Math.imul(high ^ 0x1f, 2_654_435_761);
    low = Math.imul(low ^ 0x1f, 1_597_334_677);
  }
  high = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(low ^ (low >>> 13), 3_266_489_909);
  low = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909);
  return (4_294_967_296 * (2_097_151 & low) + (high >>> 0)).toString(16).padStart(14, '0');
};

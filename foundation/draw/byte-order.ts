/** Order of the UTF-8 bytes. It is that of the UTF-16 units but for characters beyond U+FFFF, which come last. */
export const byBytes = (a: string, b: string): number => {
  if (a === b) return 0;
  let at = 0;
  while (a.charCodeAt(at) === b.charCodeAt(at)) at += 1;
  const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
  if (Number.isNaN(x)) return -1;
  if (Number.isNaN(y)) return 1;
  const isHigh = (unit: number): boolean => unit >= 0xd8_00 && unit <= 0xdf_ff;
  if (isHigh(x) !== isHigh(y) && x >= 0xd8_00 && y >= 0xd8_00) return isHigh(x) ? 1 : -1;
  return x - y;
};

const plain = (a: string, b: string): number => (a < b ? -1 : 1);

/** Characters of the prefix by which texts are sorted first, and the room that is left for the index: 28 + 24 bits. */
const [prefix, room] = [4, 2 ** 24];

const prefixOf = (text: string): number => {
  let key = 0;
  for (let at = 0; at < prefix; at += 1) key = key * 128 + (at < text.length ? text.charCodeAt(at) : 0);
  return key;
};

/**
 * Indices of different texts in the order of their bytes. Texts of ASCII are first sorted as numbers, made of their first
 * characters and their index: numbers sort in a fraction of the time, and only those that begin alike are compared as texts.
 */
export const indicesByBytes = (texts: readonly string[]): readonly number[] => {
  const indices = texts.map((_, index) => index);
  const high = texts.some((text) => /[\uD800-\uDFFF]/.test(text));
  const order = high ? byBytes : plain;
  const compare = (a: number, b: number): number => order(texts[a] as string, texts[b] as string);
  if (texts.length > room || texts.some((text) => /[^\u0001-\u007F]/.test(text))) return indices.sort(compare);
  const keys = Float64Array.from(texts, (text, index) => prefixOf(text) * room + index).sort();
  for (let from = 0; from < keys.length;) {
    const begins = Math.floor((keys[from] as number) / room);
    const alike: number[] = [];
    for (let at = from; at < keys.length && Math.floor((keys[at] as number) / room) === begins; at += 1)
      alike.push((keys[at] as number) % room);
    alike.sort(compare).forEach((index, at) => {
      indices[from + at] = index;
    });
    from += alike.length;
  }
  return indices;
};

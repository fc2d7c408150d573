/** FNV-1a over the UTF-16 units. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};

/**
 * Index of the first text that stands there a second time. A set of a million texts would take more time and memory than the
 * draw itself: here only those whose short hashes meet are compared.
 */
export const firstRepeated = (texts: readonly string[]): number | undefined => {
  const hashes = Uint32Array.from(texts, hashOf);
  const sorted = hashes.toSorted();
  const meeting = new Set(sorted.filter((hash, at) => at > 0 && hash === sorted[at - 1]));
  if (meeting.size === 0) return undefined;
  const seen = new Set<string>();
  const found = texts.findIndex((text, at) => {
    if (!meeting.has(hashes[at] as number)) return false;
    return seen.has(text) || !seen.add(text);
  });
  return found === -1 ? undefined : found;
};

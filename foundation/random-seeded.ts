/** Random choices that repeat: the same seed gives the same choices on every machine. Not for secrets. */
export interface SeededRandom {
  /** From 0 (included) to 1 (excluded). */
  readonly next: () => number;
  /** A whole number from `from` to `to`, both included. */
  readonly int: (from: number, to: number) => number;
  readonly chance: (probability: number) => boolean;
  /** One of the list; an empty list is an error. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of the list, each as likely as its weight. */
  readonly weighted: <T>(list: readonly T[], weight: (entry: T) => number) => T;
  /** `count` different ones of the list, in random order; all of them where there are no more. */
  readonly sample: <T>(list: readonly T[], count: number) => T[];
  /** A source of its own for a part, so that a change in one part leaves the others as they were. */
  readonly fork: (label: string) => SeededRandom;
}

/** splitmix32: spreads a seed over the state of the generator. */
const spread = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
};

/** FNV-1a over the UTF-16 units of a label. */
const hashOf = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return hash;
};

const rotate = (value: number, by: number): number => ((value << by) | (value >>> (32 - by))) >>> 0;

/** xoshiro128** (Blackman and Vigna), seeded through splitmix32. */
export const seededRandom = (seed: number): SeededRandom => {
  const state = spread(seed);
  let [a, b, c, d] = [state(), state(), state(), state()];
  const next = (): number => {
    const result = Math.imul(rotate(Math.imul(b, 5) >>> 0, 7), 9) >>> 0;
    const shifted = (b << 9) >>> 0;
    c = (c ^ a) >>> 0;
    d = (d ^ b) >>> 0;
    b = (b ^ c) >>> 0;
    a = (a ^ d) >>> 0;
    c = (c ^ shifted) >>> 0;
    d = rotate(d, 11);
    return result / 4_294_967_296;
  };
  const pick = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new Error('nothing to pick from');
    return list[Math.trunc(next() * list.length)] as T;
  };
  return {
    next,
    int: (from, to) => from + Math.trunc(next() * (to - from + 1)),
    chance: (probability) => next() < probability,
    pick,
    weighted: (list, weight) => {
      const total = list.reduce((sum, entry) => sum + weight(entry), 0);
      let left = next() * total;
      for (const entry of list) {
        left -= weight(entry);
        if (left < 0) return entry;
      }
      return pick(list);
    },
    sample: (list, count) => {
      const rest = [...list];
      const most = Math.min(count, rest.length);
      for (let at = 0; at < most; at += 1) {
        const other = at + Math.trunc(next() * (rest.length - at));
        [rest[at], rest[other]] = [rest[other] as (typeof rest)[number], rest[at] as (typeof rest)[number]];
      }
      return rest.slice(0, most);
    },
    fork: (label) => seededRandom((seed ^ hashOf(label)) >>> 0),
  };
};

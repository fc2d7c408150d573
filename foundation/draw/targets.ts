import { numberOf, type Hashes } from './hashes.ts';
import type { Pool, Stratum } from './pool.ts';

/** How many are drawn from a stratum. */
export interface Quota {
  readonly stratum: string;
  readonly quota: number;
}

/** One that was drawn: its place in the pool (from 1), its stratum and id. They stand in the order of the draw. */
export interface Target {
  readonly place: number;
  readonly stratum: string;
  readonly id: string;
}

/** Tickets in a row, entry after entry, as a Fenwick tree: finds the entry of a ticket and takes its tickets away in log n steps. */
class TicketRow {
  readonly #sums: Int32Array;
  readonly #top: number;
  total = 0;

  constructor(weights: Uint8Array) {
    const sums = new Int32Array(weights.length + 1);
    for (const [at, weight] of weights.entries()) {
      sums[at + 1] = (sums[at + 1] as number) + weight;
      const above = at + 1 + ((at + 1) & -(at + 1));
      if (above < sums.length) sums[above] = (sums[above] as number) + (sums[at + 1] as number);
      this.total += weight;
    }
    this.#sums = sums;
    this.#top = 2 ** Math.floor(Math.log2(weights.length));
  }

  /** Index of the entry that holds ticket `number`, counted from 0. */
  find(number: number): number {
    let at = 0;
    let left = number;
    for (let step = this.#top; step > 0; step >>= 1) {
      const sum = this.#sums[at + step];
      if (sum === undefined || sum > left) continue;
      at += step;
      left -= sum;
    }
    return at;
  }

  remove(index: number, weight: number): void {
    this.total -= weight;
    for (let at = index + 1; at < this.#sums.length; at += at & -at)
      this.#sums[at] = (this.#sums[at] as number) - weight;
  }
}

const drawStratum = (
  hashes: Hashes,
  key: Uint8Array,
  pool: Pool,
  { name, from, size }: Stratum,
  quota: number,
): Target[] => {
  const weights = pool.weights.subarray(from, from + size);
  const row = new TicketRow(weights);
  return Array.from({ length: Math.min(quota, size) }, (_, at) => {
    const index = row.find(numberOf(hashes, key, `draw|${name}|${at + 1}`, row.total));
    row.remove(index, weights[index] as number);
    return { place: from + index + 1, stratum: name, id: pool.ids[from + index] as string };
  });
};

/**
 * Draws by weight and without replacement, stratum after stratum in the order of the pool. A quota as large as its stratum
 * takes all of it, and still says in which order.
 */
export const drawTargets = (hashes: Hashes, key: Uint8Array, pool: Pool, quotas: readonly Quota[]): Target[] => {
  const wanted = new Map(quotas.map(({ stratum, quota }) => [stratum, quota]));
  return pool.strata.flatMap((stratum) => {
    const quota = wanted.get(stratum.name) ?? 0;
    return quota === 0 ? [] : drawStratum(hashes, key, pool, stratum, quota);
  });
};

/**
 * Divides a number over the strata in proportion to their entries, by the largest remainder; where remainders are equal the
 * earlier stratum has it. No stratum gets more than it holds while the pool holds `count`.
 */
export const divideOver = (strata: readonly Stratum[], count: number): Quota[] => {
  const all = BigInt(strata.reduce((sum, { size }) => sum + size, 0));
  const shares = strata.map(({ name, size }) => {
    const product = BigInt(count) * BigInt(size);
    return { stratum: name, quota: Number(product / all), rest: product % all };
  });
  let left = count - shares.reduce((sum, { quota }) => sum + quota, 0);
  for (const share of shares.toSorted((a, b) => Number(b.rest - a.rest))) {
    if (left === 0) break;
    share.quota += 1;
    left -= 1;
  }
  return shares.map(({ stratum, quota }) => ({ stratum, quota }));
};

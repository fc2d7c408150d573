import { type Fraction, fraction, productOf } from './fraction.ts';

/**
 * Probability of accepting a lot of `lot` items, `bad` of them nonconforming, by a sample of `n` without replacement that may
 * hold up to `ac` of them: hypergeometric, exact.
 */
export const acceptFiniteLot = (lot: number, bad: number, n: number, ac: number): Fraction => {
  const [whole, poor, size] = [BigInt(lot), BigInt(bad), BigInt(n)];
  const good = whole - poor;
  // All ordered samples; those with k nonconforming ones are C(n,k) · bad!/(bad-k)! · good!/(good-n+k)!.
  const under = productOf(whole - size + 1n, whole);
  const most = BigInt(Math.min(ac, bad, n));
  let k = size > good ? size - good : 0n;
  let over = 0n;
  let ordered =
    k > most
      ? 0n
      : (productOf(size - k + 1n, size) / productOf(1n, k)) *
        productOf(poor - k + 1n, poor) *
        productOf(good - size + k + 1n, good);
  for (; k <= most; k += 1n) {
    over += ordered;
    // Exact: the next count is whole as well.
    ordered = (ordered * (poor - k) * (size - k)) / ((k + 1n) * (good - size + k + 1n));
  }
  return fraction(over, under);
};

/**
 * Probability of accepting by a sample of `n` from a running process with the share `p` of nonconforming items: binomial, exact.
 */
export const acceptProcess = (p: Fraction, n: number, ac: number): Fraction => {
  const good = p.under - p.over;
  const under = p.under ** BigInt(n);
  if (good <= 0n) return fraction(ac >= n ? under : 0n, under);
  let over = 0n;
  let ways = good ** BigInt(n);
  for (let k = 0; k <= Math.min(ac, n); k += 1) {
    over += ways;
    ways = (ways * p.over * BigInt(n - k)) / (BigInt(k + 1) * good);
  }
  return fraction(over, under);
};

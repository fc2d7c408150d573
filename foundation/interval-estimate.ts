/** Bounds of a proportion. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Quantile of the normal distribution for a two-sided 95 % interval. */
const z95 = 1.959963984540054;

/**
 * Wilson's 95 % interval of the proportion `successes` ÷ `trials`: honest for small numbers, never outside 0…1.
 * @throws RangeError without trials, or with more successes than trials
 */
export const wilsonInterval = (successes: number, trials: number): Interval => {
  if (!(trials > 0) || successes < 0 || successes > trials) throw new RangeError(`${successes} of ${trials}`);
  const share = successes / trials;
  const square = (z95 * z95) / trials;
  const centre = (share + square / 2) / (1 + square);
  const half = (z95 * Math.sqrt((share * (1 - share)) / trials + square / (4 * trials))) / (1 + square);
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
};

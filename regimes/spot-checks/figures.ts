import { wilsonInterval } from '#foundation/interval-estimate.ts';
import type { Figure } from './contracts/statistics.ts';

/** Key of the legal parameter below which a denominator is small. */
export const smallNumberKey = 'spot-checks.small-number';

/**
 * 批次合格率 = passed ÷ (passed + failed), with its Wilson interval. Below `smallBelow` the figure is marked small: it is shown
 * with its interval and not coloured as if certain.
 */
export const figureOf = (
  { passed, failed }: { readonly passed: number; readonly failed: number },
  smallBelow: number,
): Figure => {
  const denominator = passed + failed;
  if (denominator === 0) return { passed, failed, denominator, rate: null, low: null, high: null, small: true };
  const { low, high } = wilsonInterval(passed, denominator);
  return { passed, failed, denominator, rate: passed / denominator, low, high, small: denominator < smallBelow };
};

import { type Result, ok, refuse } from '../refusal.ts';
import { acceptFiniteLot, acceptProcess } from './acceptance-probability.ts';
import { compareFractions, complement, type Fraction, fraction, fromDecimal, multiply, toDecimal } from './fraction.ts';

/** LQR levels of GB/T 2828.4: the number of nonconforming items that a sample may hold. */
export const lqrLevels = { '0': 0, I: 1, II: 2, III: 3 } as const;
export type LqrLevel = keyof typeof lqrLevels;

/** Largest risk of contradicting a declaration that is right (GB/T 2828.4, GB/T 2828.11). */
const risk = fraction(5n, 100n);
/** A declared level of 0.01 % with level III needs less; a longer search would find nothing that anybody inspects. */
const largestSample = 20_000;
/** Lots of GB/T 2828.11. */
export const smallLot = 250;

export interface DeclaredQualityPlan {
  /** Largest sample that keeps the risk within 5 %. */
  readonly n: number;
  /** Nonconforming items that do not yet contradict the declaration. */
  readonly limit: number;
  /** Risk of contradicting a right declaration with this sample. */
  readonly risk: string;
}

const largestWithin = (most: number, contradict: (n: number) => Fraction): number => {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (compareFractions(contradict(middle), risk) <= 0) low = middle;
    else high = middle - 1;
  }
  return low;
};

const reach = (most: number, limit: number, contradict: (n: number) => Fraction): Result<DeclaredQualityPlan> => {
  const n = largestWithin(most, contradict);
  return n === 0 ? refuse('no-plan-for-declaration') : ok({ n, limit, risk: toDecimal(contradict(n), 6) });
};

/**
 * The largest sample for assessing a declared quality level in per cent nonconforming (GB/T 2828.4), by the exact binomial.
 * The sizes printed in the standard are rounded down to preferred numbers. Refused: `invalid-declared-level`, `no-plan-for-declaration`.
 */
export const declaredQualityPlan = (dql: string, level: LqrLevel): Result<DeclaredQualityPlan> => {
  if (!/^\d{1,2}(?:\.\d{1,3})?$/.test(dql) || Number(dql) < 0.01)
    return refuse('invalid-declared-level', { value: dql });
  const p = multiply(fromDecimal(dql), fraction(1n, 100n));
  const limit = lqrLevels[level];
  return reach(largestSample, limit, (n) => complement(acceptProcess(p, n, limit)));
};

/**
 * The largest sample from a small lot that is declared to hold at most `declared` nonconforming items (GB/T 2828.11), by the exact
 * hypergeometric. Refused: `lot-not-small`, `no-plan-for-declaration`.
 */
export const smallLotPlan = (lot: number, declared: number, level: LqrLevel): Result<DeclaredQualityPlan> => {
  if (
    !Number.isInteger(lot) ||
    lot < 2 ||
    lot > smallLot ||
    !Number.isInteger(declared) ||
    declared < 0 ||
    declared > lot
  )
    return refuse('lot-not-small', { most: smallLot });
  const limit = lqrLevels[level];
  return reach(lot, limit, (n) => complement(acceptFiniteLot(lot, declared, n, limit)));
};

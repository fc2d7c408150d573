import { type Result, ok, refuse } from '../refusal.ts';
import { acceptFiniteLot, acceptProcess } from './acceptance-probability.ts';
import { compareFractions, complement, type Fraction, fraction, fromDecimal, multiply, toDecimal } from './fraction.ts';
import { type RetestApplicability, retestApplicability } from './retest.ts';
import { largestLot, readLot } from './sampling-plan.ts';

/** LQR levels of GB/T 2828.4: the number of nonconforming items that a sample may hold. */
export const lqrLevels = { '0': 0, I: 1, II: 2, III: 3 } as const;
export type LqrLevel = keyof typeof lqrLevels;

/** Largest risk of contradicting a declaration that is right (GB/T 2828.4, GB/T 2828.11). */
const risk = fraction(5n, 100n);
/** Above what the smallest declared level, 0.01 %, takes at level III. */
const largestSample = 20_000;
/** Lots of GB/T 2828.11. */
export const smallLot = 250;

interface DeclaredQualityPlan {
  /** Largest sample that keeps the risk within 5 %. */
  readonly n: number;
  /** Nonconforming items that do not yet contradict the declaration. */
  readonly limit: number;
  /** Risk of contradicting a right declaration with this sample. */
  readonly risk: string;
}

const isDeclaredLevel = (dql: string): boolean => /^\d{1,2}(?:\.\d{1,3})?$/.test(dql) && Number(dql) >= 0.01;

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

export interface DeclarationAssessment extends DeclaredQualityPlan {
  readonly standard: 'GB/T 2828.4' | 'GB/T 2828.11';
  /** Nonconforming items that the declaration allows the small lot. */
  readonly declared: number | null;
  /** Whether the sample can be taken again by GB/T 16306; null where no lot is known. */
  readonly retest: RetestApplicability | null;
}

/** Reads a level: 0, I, II, III, also O, 1, 2, 3 and Ⅰ. */
const readLqrLevel = (text: string): LqrLevel | undefined => {
  const folded = text.normalize('NFKC').trim().toUpperCase();
  const level = ({ O: '0', '1': 'I', '2': 'II', '3': 'III' } as Readonly<Record<string, string>>)[folded] ?? folded;
  return (Object.keys(lqrLevels) as LqrLevel[]).find((one) => one === level);
};

/**
 * The sample for assessing a declared quality level: small lots by GB/T 2828.11, all others by GB/T 2828.4. Refused: the codes of both,
 * `unknown-lqr-level`, `invalid-lot-size`.
 */
export const assessDeclaration = (asked: {
  readonly dql: string;
  readonly lqr: string;
  readonly lot?: string | undefined;
}): Result<DeclarationAssessment> => {
  const level = readLqrLevel(asked.lqr);
  if (level === undefined) return refuse('unknown-lqr-level', { value: asked.lqr });
  const dql = asked.dql.normalize('NFKC').trim();
  const lot = asked.lot === undefined ? undefined : readLot(asked.lot);
  if (asked.lot !== undefined && lot === undefined)
    return refuse('invalid-lot-size', { value: asked.lot, most: largestLot });
  if (!isDeclaredLevel(dql)) return refuse('invalid-declared-level', { value: asked.dql });
  if (lot !== undefined && lot <= smallLot) {
    const allowed = multiply(fromDecimal(dql), fraction(BigInt(lot), 100n));
    const declared = Number(allowed.over / allowed.under);
    const plan = smallLotPlan(lot, declared, level);
    if (!plan.ok) return plan;
    return ok({ ...plan.value, standard: 'GB/T 2828.11', declared, retest: retestApplicability(lot, plan.value.n) });
  }
  const plan = declaredQualityPlan(dql, level);
  if (!plan.ok) return plan;
  const retest = lot === undefined ? null : retestApplicability(lot, plan.value.n);
  return ok({ ...plan.value, standard: 'GB/T 2828.4', declared: null, retest });
};

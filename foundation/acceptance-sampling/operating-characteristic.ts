import { acceptFiniteLot, acceptProcess } from './acceptance-probability.ts';
import { compareFractions, complement, type Fraction, fraction, fromDecimal, multiply, toDecimal } from './fraction.ts';
import type { SamplingPlan } from './sampling-plan.ts';

/** Places of every probability and share that is given; each is rounded once from its exact value. */
export const digits = 6;

/** Most points of a curve: enough for a smooth line and a table that can be read. */
const points = 40;
/** The curve is drawn until a lot has less than this chance. */
const end = fraction(5n, 1000n);
/** The usual consumer's risk. */
const consumer = fraction(1n, 10n);

export interface CurvePoint {
  /** Nonconforming items in the lot, and their share. */
  readonly nonconforming: number;
  readonly p: string;
  /** Probability that this lot is accepted (hypergeometric). */
  readonly accepted: string;
  /** The same for a running process with this share (binomial). */
  readonly acceptedProcess: string;
}

export interface OperatingCharacteristic {
  readonly digits: number;
  readonly points: readonly CurvePoint[];
  /** Risk that a lot just as good as the AQL is not accepted: the lot with the most nonconforming items within the AQL, and the process. */
  readonly producer: {
    readonly nonconforming: number;
    readonly p: string;
    readonly risk: string;
    readonly riskProcess: string;
  };
  /** The best lot that is accepted at most once in ten times, with its exact chance; the risk is the consumer's. */
  readonly consumer: { readonly nonconforming: number; readonly p: string; readonly risk: string };
  /** Greatest average share after lots not accepted were sorted: average outgoing quality limit. */
  readonly aoql: { readonly nonconforming: number; readonly p: string; readonly share: string };
}

/** First whole number in [from, to] for which `holds`, given that it holds from there on; `to` where it never does. */
const firstWhere = (from: number, to: number, holds: (value: number) => boolean): number => {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Numbers of nonconforming items at which the curve is given: all of them where they are few, else evenly spread. */
const places = (last: number): readonly number[] => {
  const step = Math.max(1, last / points);
  const spread = Array.from({ length: Math.min(last, points) + 1 }, (_, at) => Math.round(at * step));
  return [...new Set([...spread, last])];
};

/**
 * The operating characteristic of a plan, exact: probabilities are shares of whole numbers and rounded only when written.
 * Nothing for an AQL above 10, which counts nonconformities per 100 items: neither distribution holds there.
 */
export const operatingCharacteristic = (plan: SamplingPlan): OperatingCharacteristic | undefined => {
  if (Number(plan.aql) > 10) return undefined;
  const { lot, inspected, ac } = plan;
  const known = new Map<number, Fraction>();
  const accepted = (bad: number): Fraction => {
    const before = known.get(bad);
    if (before !== undefined) return before;
    const value = acceptFiniteLot(lot, bad, inspected, ac);
    known.set(bad, value);
    return value;
  };
  const share = (bad: number): Fraction => fraction(BigInt(bad), BigInt(lot));
  const write = (value: Fraction) => toDecimal(value, digits);
  const within = (limit: Fraction) => firstWhere(0, lot, (bad) => compareFractions(accepted(bad), limit) <= 0);

  const limit = multiply(fromDecimal(plan.aql), fraction(1n, 100n));
  const goodLot = Number((limit.over * BigInt(lot)) / limit.under);
  const badLot = within(consumer);
  const outgoing = (bad: number): Fraction =>
    multiply(multiply(share(bad), accepted(bad)), fraction(BigInt(lot - inspected), BigInt(lot)));
  // The outgoing share rises and then falls: the chance of acceptance is logarithmically concave in the number nonconforming.
  const worst = firstWhere(0, lot, (bad) => bad === lot || compareFractions(outgoing(bad + 1), outgoing(bad)) <= 0);
  return {
    digits,
    points: places(Math.max(within(end), 1)).map((bad) => ({
      nonconforming: bad,
      p: write(share(bad)),
      accepted: write(accepted(bad)),
      acceptedProcess: write(acceptProcess(share(bad), inspected, ac)),
    })),
    producer: {
      nonconforming: goodLot,
      p: write(share(goodLot)),
      risk: write(complement(accepted(goodLot))),
      riskProcess: write(complement(acceptProcess(limit, inspected, ac))),
    },
    consumer: { nonconforming: badLot, p: write(share(badLot)), risk: write(accepted(badLot)) },
    aoql: { nonconforming: worst, p: write(share(worst)), share: write(outgoing(worst)) },
  };
};

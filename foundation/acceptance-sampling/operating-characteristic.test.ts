import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { unwrap } from '../refusal.ts';
import { acceptFiniteLot, acceptProcess } from './acceptance-probability.ts';
import { compareFractions, fraction, fromDecimal, toDecimal } from './fraction.ts';
import { operatingCharacteristic } from './operating-characteristic.ts';
import { samplingPlan } from './sampling-plan.ts';

const seed = 28281;
const plan = (lot: number, aql: string, severity = 'normal') =>
  unwrap(samplingPlan({ lot: String(lot), level: 'II', aql, severity }));

/** Counts by drawing every possible sample: no formula in common with what is tested. */
const countSamples = (lot: number, bad: number, n: number, ac: number): { over: number; under: number } => {
  let [over, under] = [0, 0];
  for (let sample = 0; sample < 2 ** lot; sample += 1) {
    let [drawn, found] = [0, 0];
    for (let item = 0; item < lot; item += 1)
      if ((sample >> item) & 1) {
        drawn += 1;
        if (item < bad) found += 1;
      }
    if (drawn !== n) continue;
    under += 1;
    if (found <= ac) over += 1;
  }
  return { over, under };
};

test('a finite lot: the same as drawing every possible sample', () => {
  for (let lot = 1; lot <= 9; lot += 1)
    for (let n = 1; n <= lot; n += 1)
      for (let bad = 0; bad <= lot; bad += 1)
        for (let ac = 0; ac <= n; ac += 1) {
          const { over, under } = countSamples(lot, bad, n, ac);
          const exact = fraction(BigInt(over), BigInt(under));
          expect(compareFractions(acceptFiniteLot(lot, bad, n, ac), exact)).toBe(0);
        }
});

test('a process: the same as going through every series of good and bad items', () => {
  for (let n = 1; n <= 8; n += 1)
    for (let ac = 0; ac <= n; ac += 1)
      for (const [bad, of] of [[0, 1], [1, 3], [2, 7], [1, 1]] as const) {
        let over = 0;
        for (let series = 0; series < 2 ** n; series += 1) {
          const found = series.toString(2).replaceAll('0', '').length;
          if (found <= ac) over += bad ** found * (of - bad) ** (n - found);
        }
        const exact = fraction(BigInt(over), BigInt(of ** n));
        expect(compareFractions(acceptProcess(fraction(BigInt(bad), BigInt(of)), n, ac), exact)).toBe(0);
      }
}); // prettier-ignore

test(`a worse lot is never more likely to be accepted, a larger acceptance number never less (seed ${seed})`, () => {
  const size = fc.integer({ min: 2, max: 300 });
  fc.assert(
    fc.property(size, size, size, fc.nat(12), (lot, badOf, nOf, ac) => {
      const [bad, n] = [badOf % lot, 1 + (nOf % lot)];
      const here = acceptFiniteLot(lot, bad, n, ac);
      expect(compareFractions(here, acceptFiniteLot(lot, bad + 1, n, ac))).toBeGreaterThanOrEqual(0);
      expect(compareFractions(acceptFiniteLot(lot, bad, n, ac + 1), here)).toBeGreaterThanOrEqual(0);
      const [p, worse] = [fraction(BigInt(bad), BigInt(lot)), fraction(BigInt(bad + 1), BigInt(lot))];
      expect(compareFractions(acceptProcess(p, n, ac), acceptProcess(worse, n, ac))).toBeGreaterThanOrEqual(0);
      expect(compareFractions(here, fraction(1n, 1n))).toBeLessThanOrEqual(0);
    }),
    { seed, numRuns: 400 },
  );
});

test(`the marked points are those that a search of every lot finds (seed ${seed})`, () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 160 }), fc.constantFrom('0.65', '1.5', '4.0', '10'), (lot, aql) => {
      const { inspected, ac } = plan(lot, aql);
      const curve = operatingCharacteristic(plan(lot, aql));
      const all = Array.from({ length: lot + 1 }, (_, bad) => acceptFiniteLot(lot, bad, inspected, ac));
      const consumer = all.findIndex((accepted) => compareFractions(accepted, fraction(1n, 10n)) <= 0);
      expect(curve?.consumer.nonconforming).toBe(consumer === -1 ? lot : consumer);
      const outgoing = all.map(({ over, under }, bad) =>
        fraction(over * BigInt(bad * (lot - inspected)), under * BigInt(lot * lot)),
      );
      const worst = outgoing.reduce((a, b) => (compareFractions(b, a) > 0 ? b : a));
      expect(curve?.aoql.share).toBe(toDecimal(worst, 6));
    }),
    { seed, numRuns: 150 },
  );
});

describe('operatingCharacteristic', () => {
  it('starts at certainty, falls, and gives few points', () => {
    const curve = operatingCharacteristic(plan(500, '1.5'));
    const accepted = curve?.points.map((point) => Number(point.accepted)) ?? [];
    expect(accepted[0]).toBe(1);
    expect(accepted).toEqual(accepted.toSorted((a, b) => b - a));
    expect(accepted.at(-1)).toBeLessThanOrEqual(0.005);
    expect(accepted.length).toBeLessThanOrEqual(42);
    expect(curve?.points[0]).toEqual({
      nonconforming: 0,
      p: '0.000000',
      accepted: '1.000000',
      acceptedProcess: '1.000000',
    });
  });

  it('gives the producer the risk at the AQL: 50, 2/3 at 1.5 % of a process', () => {
    // 1 - (0.985^50 + 50·0.015·0.985^49 + 1225·0.015²·0.985^48).
    expect(operatingCharacteristic(plan(500, '1.5'))?.producer).toMatchObject({
      nonconforming: 7,
      riskProcess: '0.039246',
    });
  });

  it('is certain where every item is inspected', () => {
    const curve = operatingCharacteristic(plan(10, '1.0'));
    expect(curve?.points.map((point) => point.accepted)).toEqual(['1.000000', '0.000000']);
    expect(curve?.aoql.share).toBe('0.000000');
  });

  it('is not given where nonconformities are counted', () => {
    expect(operatingCharacteristic(plan(500, '15'))).toBeUndefined();
  });

  it('takes the largest lot in a moment', () => {
    expect(operatingCharacteristic(plan(1_000_000_000, '0.10'))?.points.length).toBeGreaterThan(20);
  });
});

describe('decimals of fractions', () => {
  it('rounds once, a half to the even digit', () => {
    expect(toDecimal(fraction(1n, 8n), 2)).toBe('0.12');
    expect(toDecimal(fraction(3n, 8n), 2)).toBe('0.38');
    expect(toDecimal(fraction(2n, 3n), 4)).toBe('0.6667');
    expect(toDecimal(fraction(1999n, 1000n), 0)).toBe('2');
    expect(fromDecimal('0.65')).toEqual({ over: 65n, under: 100n });
    expect(fromDecimal('10')).toEqual({ over: 10n, under: 1n });
  });
});

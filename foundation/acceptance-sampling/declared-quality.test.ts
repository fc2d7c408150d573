import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { unwrap } from '../refusal.ts';
import { acceptFiniteLot, acceptProcess } from './acceptance-probability.ts';
import { assessDeclaration, declaredQualityPlan, type LqrLevel, lqrLevels, smallLotPlan } from './declared-quality.ts';
import { compareFractions, fraction } from './fraction.ts';
import { retestApplicability } from './retest.ts';
import { refusalCodeOf } from './testing.ts';

const seed = 28284;
const levels = Object.keys(lqrLevels) as LqrLevel[];
const leastAccepted = fraction(95n, 100n);

describe('declaredQualityPlan', () => {
  it.each([
    ['1.0', [5, 35, 82, 137]],
    ['2.5', [2, 14, 33, 55]],
    ['4.0', [1, 9, 21, 34]],
  ])('a declared %s %% takes at most %j items', (dql, sizes) => {
    expect(levels.map((level) => unwrap(declaredQualityPlan(dql, level)).n)).toEqual(sizes);
  });

  it('has no plan where one item is already too risky', () => {
    expect(refusalCodeOf(declaredQualityPlan('10', '0'))).toBe('no-plan-for-declaration');
    expect(levels.slice(1).map((level) => unwrap(declaredQualityPlan('10', level)).n)).toEqual([3, 8, 14]);
  });

  it.each(['', '0', '0.001', '100', '-1', '1e1', 'x'])('refuses “%s”', (dql) => {
    expect(refusalCodeOf(declaredQualityPlan(dql, 'I'))).toBe('invalid-declared-level');
  });
});

test(`one item more would exceed the risk of 5 % (seed ${seed})`, () => {
  const level = fc.constantFrom(...levels);
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 400 }), level, (hundredths, lqr) => {
      const plan = declaredQualityPlan((hundredths / 100).toFixed(2), lqr);
      if (!plan.ok) return;
      const p = fraction(BigInt(hundredths), 10_000n);
      const { n, limit } = plan.value;
      expect(compareFractions(acceptProcess(p, n, limit), leastAccepted)).toBeGreaterThanOrEqual(0);
      expect(compareFractions(acceptProcess(p, n + 1, limit), leastAccepted)).toBeLessThan(0);
    }),
    { seed, numRuns: 60 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 250 }), fc.nat(30), level, (lot, declared, lqr) => {
      const plan = smallLotPlan(lot, declared, lqr);
      if (!plan.ok) return;
      const { n, limit } = plan.value;
      expect(compareFractions(acceptFiniteLot(lot, declared, n, limit), leastAccepted)).toBeGreaterThanOrEqual(0);
      if (n < lot)
        expect(compareFractions(acceptFiniteLot(lot, declared, n + 1, limit), leastAccepted)).toBeLessThan(0);
    }),
    { seed, numRuns: 300 },
  );
});

describe('smallLotPlan', () => {
  it('inspects everything where the declaration itself keeps within the limit', () => {
    expect(unwrap(smallLotPlan(100, 1, 'I'))).toEqual({ n: 100, limit: 1, risk: '0.000000' });
    // 5 of 100 hold the one declared with a chance of exactly 5 in 100.
    expect(unwrap(smallLotPlan(100, 1, '0'))).toEqual({ n: 5, limit: 0, risk: '0.050000' });
  });

  it('refuses lots that are not small and declarations beyond the lot', () => {
    expect(refusalCodeOf(smallLotPlan(251, 1, 'I'))).toBe('lot-not-small');
    expect(refusalCodeOf(smallLotPlan(20, 21, 'I'))).toBe('lot-not-small');
    expect(refusalCodeOf(smallLotPlan(10, 1, '0'))).toBe('no-plan-for-declaration');
  });
});

test('retesting needs more than 250 items and more than ten times the sample', () => {
  expect(
    [retestApplicability(250, 5), retestApplicability(500, 50), retestApplicability(501, 50)].map((one) => one.applies),
  ).toEqual([false, false, true]);
});

describe('assessDeclaration', () => {
  it('takes the standard for the size of the lot', () => {
    expect(unwrap(assessDeclaration({ dql: '2.5', lqr: 'Ⅰ' }))).toMatchObject({
      standard: 'GB/T 2828.4',
      n: 14,
      limit: 1,
      declared: null,
      retest: null,
    });
    expect(unwrap(assessDeclaration({ dql: '2.5', lqr: '1', lot: '251' }))).toMatchObject({
      standard: 'GB/T 2828.4',
      retest: { applies: true },
    });
    // 2.5 % of 100 items: two may be nonconforming, one may be found.
    expect(unwrap(assessDeclaration({ dql: '2.5', lqr: 'I', lot: '100' }))).toMatchObject({
      standard: 'GB/T 2828.11',
      n: 22,
      limit: 1,
      declared: 2,
      retest: { applies: false },
    });
  });

  it.each([
    ['unknown-lqr-level', { lqr: 'IV' }],
    ['invalid-lot-size', { lot: '0' }],
    ['invalid-declared-level', { dql: '2,5' }],
    ['no-plan-for-declaration', { dql: '10', lqr: '0' }],
  ])('refuses with %s: %j', (code, wrong) => {
    expect(refusalCodeOf(assessDeclaration({ dql: '1.0', lqr: 'I', ...wrong }))).toBe(code);
  });
});

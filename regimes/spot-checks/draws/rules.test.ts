import fc from 'fast-check';
import { expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { drawProcess } from './draw.ts';
import { monthsBefore, weightOf } from './rules.ts';

test('every state of a draw is reached and left', () => {
  expectSoundProcess(drawProcess, 'committed', ['published', 'void']);
});

const record = { failures: 0, passes: 0, refusals: 0, complaints: 0, scale: null, daysSinceCheck: 100 } as const;

test('a weight says how it came about', () => {
  expect(weightOf(record)).toEqual({ weight: 3, reasons: [] });
  const bad = weightOf({ ...record, failures: 3, refusals: 1, complaints: 9, scale: 'large', daysSinceCheck: null });
  expect(bad.weight).toBe(10);
  expect(bad.reasons.map(({ points }) => points)).toEqual([4, 3, 2, 1, 2]);
  expect(weightOf({ ...record, passes: 3 }).weight).toBe(1);
});

test('weights stay between 1 and 10, and a worse record never weighs less (seed 20000328)', () => {
  const arbitrary = fc.record({
    failures: fc.nat(9),
    passes: fc.nat(9),
    refusals: fc.nat(9),
    complaints: fc.nat(99),
    scale: fc.constantFrom('large', 'medium', 'small', 'micro', null),
    daysSinceCheck: fc.option(fc.nat(4000)),
  } as const);
  fc.assert(
    fc.property(arbitrary, (given) => {
      const { weight } = weightOf(given);
      expect(Number.isInteger(weight) && weight >= 1 && weight <= 10).toBe(true);
      expect(weightOf({ ...given, failures: given.failures + 1 }).weight).toBeGreaterThanOrEqual(weight);
      expect(weightOf({ ...given, refusals: given.refusals + 1 }).weight).toBeGreaterThanOrEqual(weight);
    }),
    { seed: 20000328, numRuns: 500 },
  );
});

test('months before a day end on the last day of a shorter month', () => {
  expect(monthsBefore(localDate('2026-08-31'), 6)).toBe('2026-02-28');
  expect(monthsBefore(localDate('2026-01-15'), 12)).toBe('2025-01-15');
  expect(monthsBefore(localDate('2026-03-31'), 1)).toBe('2026-02-28');
  expect(monthsBefore(localDate('2026-12-31'), 36)).toBe('2023-12-31');
});

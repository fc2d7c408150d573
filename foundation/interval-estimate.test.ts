import fc from 'fast-check';
import { expect, test } from 'vitest';
import { wilsonInterval } from './interval-estimate.ts';

test('a known interval: 8 of 10 is 49.0 % to 94.3 %', () => {
  const { low, high } = wilsonInterval(8, 10);
  expect(low).toBeCloseTo(0.4902, 4);
  expect(high).toBeCloseTo(0.9433, 4);
});

test('it holds the share, lies within 0…1 and narrows with more trials', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(), (trials, some) => {
      const successes = some % (trials + 1);
      const { low, high } = wilsonInterval(successes, trials);
      const wider = wilsonInterval(successes, trials);
      const narrower = wilsonInterval(successes * 10, trials * 10);
      const share = successes / trials;
      return (
        low >= 0 &&
        high <= 1 &&
        low <= share + 1e-12 &&
        high >= share - 1e-12 &&
        narrower.high - narrower.low <= wider.high - wider.low
      );
    }),
    { seed: 95 },
  );
});

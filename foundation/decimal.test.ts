import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { sharedDataPresent, sharedPath } from '../tests/shared-data.ts';
import { Decimal, reportedValue, roundReported, roundToInterval } from './decimal.ts';
import { unwrap } from './refusal.ts';

const seed = 8170;
const written = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
  .map(([minus, digits, places]) => {
    const text = digits.toString().padStart(places + 1, '0');
    return `${minus ? '-' : ''}${places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`}`;
  });
const interval = fc
  .tuple(fc.constantFrom(1, 2, 5), fc.integer({ min: -8, max: 6 }))
  .map(([k, power]) => new Decimal(10).pow(power).times(k).toFixed());

/** The same rounding by whole numbers alone, as the standard tells it. */
const byWholeNumbers = (value: string, step: string): bigint => {
  const places = Math.max(value.split('.')[1]?.length ?? 0, step.split('.')[1]?.length ?? 0);
  const scale = (text: string): bigint => {
    const [whole = '', fraction = ''] = text.replace('-', '').split('.');
    return BigInt(whole + fraction.padEnd(places, '0'));
  };
  const [v, s] = [scale(value), scale(step)];
  const [quotient, rest] = [v / s, v % s];
  const up = rest * 2n > s || (rest * 2n === s && quotient % 2n === 1n);
  return value.startsWith('-') ? -(quotient + (up ? 1n : 0n)) : quotient + (up ? 1n : 0n);
};

describe('roundToInterval', () => {
  it.each([
    ['1.050', '0.1', '1.0'],
    ['-365', '10', '-360'],
    ['60.25', '0.5', '60.0'],
    ['830', '20', '840'],
    ['-0.04', '0.1', '0.0'],
    ['０．３５', '0.1', '0.4'],
    ['9999999999999999999999999999.5', '1', '10000000000000000000000000000'],
    ['.5', '1', '0'],
  ])('%s at %s is %s', (value, step, expected) => expect(unwrap(roundToInterval(value, step))).toBe(expected));

  it.each(['', 'abc', '1e3', '1,2', '--1', 'NaN', 'Infinity', '0x10', '1'.repeat(200)])(
    'refuses the value %j',
    (value) => expect(roundToInterval(value, '1')).toMatchObject({ refusal: { code: 'invalid-number' } }),
  );

  it.each(['0', '-1', '3', '0.25', '', 'x'])('refuses the interval %j', (step) =>
    expect(roundToInterval('1', step)).toMatchObject({ refusal: { code: 'invalid-interval' } }),
  );

  it(`holds the laws of rounding (seed ${seed})`, () => {
    fc.assert(
      fc.property(written, interval, (value, step) => {
        const rounded = new Decimal(unwrap(roundToInterval(value, step)));
        expect(rounded.div(step).toFixed()).toBe(byWholeNumbers(value, step).toString());
        expect(rounded.minus(value).abs().times(2).lte(step)).toBe(true);
        expect(unwrap(roundToInterval(rounded.toFixed(), step))).toBe(unwrap(roundToInterval(value, step)));
        const mirrored = value.startsWith('-') ? value.slice(1) : `-${value}`;
        expect(new Decimal(unwrap(roundToInterval(mirrored, step))).neg().eq(rounded)).toBe(true);
      }),
      { seed },
    );
  });

  it(`keeps order (seed ${seed})`, () => {
    fc.assert(
      fc.property(written, written, interval, (a, b, step) => {
        const [x, y] = [a, b].map((value) => new Decimal(unwrap(roundToInterval(value, step)))) as [Decimal, Decimal];
        expect(new Decimal(a).cmp(b) * x.cmp(y)).toBeGreaterThanOrEqual(0);
      }),
      { seed },
    );
  });
});

interface Vectors {
  rounding: { value: string; interval: string; expect: string }[];
  half_unit: { value: string; unit: string; expect: string }[];
  fifth_unit: { value: string; unit: string; expect: string }[];
  reported_value_sign: { measured: string; reported: string; rounded: string }[];
}
const vectors = sharedDataPresent
  ? (JSON.parse(readFileSync(sharedPath('data/vectors/gbt8170.json'), 'utf8')) as Vectors)
  : undefined;

test.skipIf(vectors === undefined)('published vectors (skipped where ../shared is absent)', () => {
  for (const { value, interval: step, expect: expected } of vectors?.rounding ?? [])
    expect([value, unwrap(roundToInterval(value, step))]).toEqual([value, expected]);
  for (const [cases, parts] of [
    [vectors?.half_unit ?? [], 2],
    [vectors?.fifth_unit ?? [], 5],
  ] as const)
    for (const { value, unit, expect: expected } of cases)
      expect([value, unwrap(roundToInterval(value, new Decimal(unit).div(parts).toFixed()))]).toEqual([
        value,
        expected,
      ]);
  for (const { measured, reported, rounded } of vectors?.reported_value_sign ?? []) {
    expect(unwrap(reportedValue(measured, '0.1'))).toBe(reported);
    expect(unwrap(roundReported(reported, '1'))).toBe(rounded);
  }
});

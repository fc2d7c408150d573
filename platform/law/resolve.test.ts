import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LawParameter, LawTable } from '#foundation/law.ts';
import { addDays, localDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';
import { faultsOf, type LawOverride, resolveLaw } from './resolve.ts';
import { sameKind } from './same-kind.ts';

const source = pair('某文件', 'a text');
const day = localDate;
const parameter = (values: LawParameter['values']): LawParameter => ({
  title: pair('期限', 'time limit'),
  unit: pair('日', 'days'),
  selectedBy: 'decision',
  values,
});
const table: LawTable = {
  'test.days': parameter([
    { from: day('2000-01-01'), to: day('2010-06-30'), value: 15, source, confirmed: true },
    { from: day('2010-07-01'), value: 30, source, confirmed: false, profile: 'current' },
    { from: day('2010-07-01'), value: 15, source, confirmed: true, profile: 'notice' },
  ]),
};
const override = (from: string, to: string | null, value: unknown): LawOverride => ({
  key: 'test.days',
  from: day(from),
  to: to === null ? null : day(to),
  value,
  source,
});

describe('resolveLaw', () => {
  test('takes the value of the day under the profile', () => {
    expect(resolveLaw(table, 'current').get('test.days', day('2010-06-30'))).toMatchObject({
      value: 15,
      to: '2010-06-30',
    });
    expect(resolveLaw(table, 'current').get('test.days', day('2010-07-01'))).toMatchObject({
      value: 30,
      confirmed: false,
    });
    expect(resolveLaw(table, 'notice').get('test.days', day('2024-01-01'))).toMatchObject({
      value: 15,
      overridden: false,
    });
  });

  test('lets the override that was approved last win, on its days alone', () => {
    const law = resolveLaw(table, 'notice', [
      override('2020-01-01', null, 20),
      override('2021-01-01', '2021-12-31', 25),
    ]);
    expect(law.get('test.days', day('2019-12-31')).value).toBe(15);
    expect(law.get('test.days', day('2020-05-01'))).toMatchObject({ value: 20, overridden: true, confirmed: true });
    expect(law.get('test.days', day('2021-12-31'))).toMatchObject({ value: 25, to: '2021-12-31' });
    expect(law.get('test.days', day('2022-01-01')).value).toBe(20);
  });

  test('throws for what no room declares and for a day without a value', () => {
    const law = resolveLaw(table, 'notice');
    expect(() => law.get('test.none', day('2020-01-01'))).toThrow('no room declares');
    expect(() => law.get('toString', day('2020-01-01'))).toThrow('no room declares');
    expect(() => law.get('test.days', day('1999-12-31'))).toThrow('no value');
  });
});

describe('faultsOf', () => {
  test('finds nothing in a table without gaps', () =>
    expect(faultsOf('test.days', table['test.days'] ?? parameter([]))).toEqual([]));

  test('finds overlaps, gaps, an end and dates the wrong way round', () => {
    const faults = (values: LawParameter['values']) => faultsOf('x', parameter(values)).join('; ');
    const value = { value: 1, source, confirmed: true };
    expect(faults([])).toContain('no value');
    expect(faults([{ ...value, from: day('2000-01-01'), to: day('2001-01-01') }])).toContain(
      'nothing holds after 2001-01-01',
    );
    expect(
      faults([
        { ...value, from: day('2000-01-01'), to: day('2001-01-01') },
        { ...value, from: day('2001-01-01') },
      ]),
    ).toContain('overlap');
    expect(
      faults([
        { ...value, from: day('2000-01-01'), to: day('2001-01-01') },
        { ...value, from: day('2001-01-03') },
      ]),
    ).toContain('nothing holds between');
    expect(faults([{ ...value, from: day('2000-01-02'), to: day('2000-01-01') }])).toContain('ends before it begins');
  });

  test('a table without faults gives exactly one value on every day from its first', () => {
    const first = day('2000-01-01');
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 400 }), { maxLength: 6 }),
        fc.nat({ max: 4000 }),
        (lengths, offset) => {
          let from = first;
          const values = [...lengths, null].map((length, index) => {
            const to = length === null ? undefined : addDays(from, length - 1);
            const value = { from, to, value: index, source, confirmed: true };
            if (to !== undefined) from = addDays(to, 1);
            return value;
          });
          expect(faultsOf('x', parameter(values))).toEqual([]);
          const on = addDays(first, offset);
          const holding = values.filter((value) => value.from <= on && (value.to === undefined || on <= value.to));
          expect(holding).toHaveLength(1);
          expect(resolveLaw({ x: parameter(values) }, 'notice').get('x', on).value).toBe(holding[0]?.value);
        },
      ),
      { seed: 1993, numRuns: 200 },
    );
  });
});

test('a value of another kind than the default is told apart', () => {
  expect(sameKind(2, 3)).toBe(true);
  expect(sameKind(2, '3')).toBe(false);
  expect(sameKind(2, Number.NaN)).toBe(false);
  expect(sameKind(['national'], ['provincial', 'county'])).toBe(true);
  expect(sameKind(['national'], 'provincial')).toBe(false);
  expect(sameKind([], ['x'])).toBe(true);
  expect(sameKind({ days: 1 }, { days: 2 })).toBe(true);
  expect(sameKind({ days: 1 }, { days: 2, more: 3 })).toBe(false);
  expect(sameKind(true, null)).toBe(false);
});

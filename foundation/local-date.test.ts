import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayTextSchema,
  addDays,
  compareDates,
  dateOf,
  daysBetween,
  isLocalDate,
  localDate,
  localDateSchema,
  parseLocalDate,
  printDate,
  weekday,
} from './local-date.ts';

const seed = 20000328;
const anyDate = fc.integer({ min: 0, max: 3_000_000 }).map((days) => addDays(localDate('1000-01-01'), days));

describe('local dates', () => {
  it.each([
    '2015-02-29',
    '1900-02-29',
    '2015-13-01',
    '2015-00-10',
    '2015-06-31',
    '2015-6-3',
    '0999-01-01',
    '2015-06-30T00:00',
    ' 2015-06-30',
    '',
  ])('refuses %j', (text) => {
    expect(isLocalDate(text)).toBe(false);
    expect(parseLocalDate(text)).toMatchObject({ ok: false, refusal: { code: 'invalid-date' } });
    expect(localDateSchema.safeParse(text).success).toBe(false);
    expect(dayTextSchema.safeParse(text).success).toBe(false);
    expect(() => localDate(text)).toThrow(RangeError);
  });

  it('knows leap years, weekdays and prints both languages', () => {
    expect(isLocalDate('2000-02-29')).toBe(true);
    expect(weekday(localDate('2000-03-28'))).toBe(2);
    expect(weekday(localDate('2024-10-06'))).toBe(7);
    expect(printDate(localDate('2000-03-28'))).toEqual({ zh: '2000年3月28日', en: '28 March 2000' });
    expect(dateOf(2015, 2, 30)).toBeUndefined();
    expect(localDateSchema.parse('2015-06-30')).toBe('2015-06-30');
  });

  it(`adds and subtracts without loss (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -100_000, max: 100_000 }), (date, days) => {
        const at = daysBetween(localDate('1000-01-01'), date) + days;
        fc.pre(at >= 0 && at < 3_200_000);
        const later = addDays(date, days);
        expect(daysBetween(date, later)).toBe(days);
        expect(addDays(later, -days)).toBe(date);
        expect(compareDates(date, later)).toBe(-Math.sign(days) + 0);
        expect((((weekday(later) - weekday(date) - days) % 7) + 7) % 7).toBe(0);
      }),
      { seed },
    );
  });
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../tests/shared-data.ts';
import { daysLeft, deadline } from './deadline.ts';
import { addDays, localDate, weekday } from './local-date.ts';
import { unwrap } from './refusal.ts';
import {
  addWorkingDays,
  calendarWith,
  dayKind,
  nextWorkingDay,
  publishedCalendar as known,
  workingDaysBetween,
} from './working-days.ts';

const seed = 20000328;
const anyDay = fc.integer({ min: 0, max: 9600 }).map((n) => addDays(localDate('2000-01-01'), n));

describe('working days', () => {
  it.each([
    ['2024-10-01', { working: false, kind: 'holiday', holiday: '国庆节' }],
    ['2024-09-29', { working: true, kind: 'make-up' }],
    ['2024-09-28', { working: false, kind: 'weekend' }],
    ['2024-09-30', { working: true, kind: 'weekday' }],
    ['2015-09-03', { working: false, kind: 'holiday', holiday: '抗战胜利70周年纪念日' }],
  ])('%s', (day, kind) => {
    const found = unwrap(dayKind(localDate(day), known));
    expect(found).toEqual(kind);
  });

  it('refuses a year whose calendar is not published', () => {
    for (const day of ['1999-12-31', '2027-10-01'])
      expect(dayKind(localDate(day), known)).toMatchObject({
        ok: false,
        refusal: { code: 'unpublished-calendar-year' },
      });
    expect(known.years).toEqual(Array.from({ length: 27 }, (_, i) => 2000 + i));
  });

  it('every make-up day is a day of the weekend, and holidays have a name', () => {
    const wrong: string[] = [];
    for (let day = localDate('2000-01-01'); day < '2027-01-01'; day = addDays(day, 1)) {
      const kind = unwrap(dayKind(day, known));
      if (kind.kind === 'make-up' && weekday(day) <= 5) wrong.push(day);
      if (kind.kind === 'holiday' && !/\p{Script=Han}/u.test(kind.holiday)) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });
});

describe('deadlines', () => {
  it('rolls a natural term forward and says why', () => {
    expect(unwrap(deadline(localDate('2024-09-20'), { days: 15, count: 'natural' }, known))).toEqual({
      due: '2024-10-08',
      raw: '2024-10-05',
      rolled: true,
      explanation: {
        zh: '自2024年9月20日的次日起算15日，2024年10月5日是节假日（国庆节），顺延至2024年10月8日',
        en: '15 days counted from the day after 20 September 2024 would end on 5 October 2024, which is a public holiday; the term ends on 8 October 2024',
      },
    });
  });

  it('counts working days', () => {
    expect(unwrap(deadline(localDate('2024-09-27'), { days: 7, count: 'working' }, known)).due).toBe('2024-10-12');
  });

  it('refuses what it cannot know', () => {
    expect(deadline(localDate('2026-12-20'), { days: 15, count: 'natural' }, known)).toMatchObject({ ok: false });
    expect(deadline(localDate('9999-12-31'), { days: 15, count: 'natural' }, known)).toMatchObject({ ok: false });
    expect(deadline(localDate('2026-12-20'), { days: 15, count: 'working' }, known)).toMatchObject({ ok: false });
    for (const days of [-1, 1.5, Number.NaN, 1e9])
      expect(deadline(localDate('2024-01-02'), { days, count: 'natural' }, known)).toMatchObject({
        refusal: { code: 'invalid-days' },
      });
  });

  it('counts over a year that the deployment has put on file', () => {
    const filed = calendarWith({ 2027: { off: '元旦:0101-0103', on: '0109' } });
    expect(unwrap(deadline(localDate('2026-12-20'), { days: 13, count: 'natural' }, filed)).due).toBe('2027-01-04');
    expect(unwrap(deadline(localDate('2026-12-31'), { days: 6, count: 'working' }, filed)).due).toBe('2027-01-09');
    expect(deadline(localDate('2027-12-20'), { days: 30, count: 'natural' }, filed)).toMatchObject({ ok: false });
  });

  it('tells what is left', () => {
    expect(daysLeft(localDate('2024-10-08'), localDate('2024-10-09'))).toBe(-1);
  });

  it(`holds the laws of terms (seed ${seed})`, () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (from, days) => {
        const natural = unwrap(deadline(from, { days, count: 'natural' }, known));
        expect(unwrap(dayKind(natural.due, known)).working).toBe(true);
        expect(natural.raw).toBe(addDays(from, days));
        expect(natural.due >= natural.raw).toBe(true);
        expect(unwrap(nextWorkingDay(natural.raw, known))).toBe(natural.due);
        const working = unwrap(addWorkingDays(from, days, known));
        expect(unwrap(workingDaysBetween(from, working, known))).toBe(days);
        if (days > 0) expect(unwrap(dayKind(working, known)).working).toBe(true);
        expect(unwrap(addWorkingDays(from, days + 1, known)) > working).toBe(true);
      }),
      { seed },
    );
  });
});

describe.skipIf(!sharedDataPresent)(`against ${sharedDataNote}`, () => {
  it('meets every vector', () => {
    const { vectors } = JSON.parse(readFileSync(sharedPath('data/vectors/deadlines.json'), 'utf8')) as {
      vectors: { rule: string; from: string; n: number; due: string }[];
    };
    for (const { rule, from, n, due } of vectors) {
      const count = rule.includes('工作日') ? 'working' : 'natural';
      expect(unwrap(deadline(localDate(from), { days: n, count }, known)).due, `${rule} ${from}`).toBe(due);
    }
    expect(vectors.length).toBe(23);
  });

  it('has the calendar of the merged tables day by day', () => {
    const merged = JSON.parse(readFileSync(sharedPath('data/reference/cn-workdays-merged.json'), 'utf8')) as {
      holidays: Record<string, string>;
      workdays: Record<string, string>;
    };
    const wrong: string[] = [];
    for (let day = localDate('2000-01-01'); day < '2027-01-01'; day = addDays(day, 1)) {
      const expected = day in merged.workdays || (!(day in merged.holidays) && weekday(day) <= 5);
      if (unwrap(dayKind(day, known)).working !== expected) wrong.push(day);
    }
    expect(wrong).toEqual([]);
  });
});

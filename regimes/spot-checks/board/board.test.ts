import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, localDate, weekday } from '#foundation/local-date.ts';
import { type BoardCounts, overdueIn, progressOf } from './board.ts';
import { calendarKinds, calendarLink, kindsFor, weeksOf } from './calendar.ts';

const none: BoardCounts = { drawn: 0, visited: 0, pending: 0, unsampled: 0, sampled: 0, tested: 0, noticed: 0, served: 0, objected: 0, final: 0 }; // prettier-ignore

test('a plan that has drawn nothing has done nothing of its targets', () => {
  expect(progressOf(none, 40)).toEqual({ done: 0, all: 40 });
  expect(progressOf(none, null)).toEqual({ done: 0, all: 0 });
});

test('a plan is done when every sample is final and every other visit is over', () => {
  const counts = { ...none, drawn: 10, visited: 10, unsampled: 3, sampled: 8, tested: 8, final: 8 };
  expect(progressOf(counts, 10)).toEqual({ done: 11, all: 11 });
  expect(progressOf({ ...counts, pending: 1 }, 10)).toEqual({ done: 11, all: 12 });
  // Drawn less than planned: the rest is still to do; more than planned: nothing is owed.
  expect(progressOf(counts, 12)).toEqual({ done: 11, all: 13 });
  expect(progressOf(counts, 5)).toEqual({ done: 11, all: 11 });
});

test('what is overdue is the sum of its kinds', () => {
  expect(overdueIn({ visit: 1, report: 2, notice: 3, objection: 4, retest: 5 })).toBe(15);
});

test('who holds nothing looks for nothing; a firm for its own clocks, a laboratory for its reports', () => {
  expect(kindsFor(() => false)).toEqual([]);
  expect(kindsFor((permission) => permission === 'spot-checks.answer')).toEqual(['identity', 'clock', 'formalities']);
  expect(kindsFor((permission) => permission === 'spot-checks.laboratory')).toEqual(['report']);
  expect(kindsFor(() => true)).toEqual([...calendarKinds]);
});

test('everything on the calendar leads to a page, a firm’s own things to its own', () => {
  for (const kind of calendarKinds) expect(calendarLink(kind, 7, false)).toMatch(/^\/[a-z-]+(\/[a-z-]+)?\/7$/);
  expect(calendarLink('clock', 7, true)).toBe('/my-enterprise/notices/7');
});

test('weeks of a month: seven days each, Monday first, every day once', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 28, max: 31 }), (shift, length) => {
      const first = addDays(localDate('2026-01-01'), shift);
      const days = Array.from({ length }, (_, index) => ({ weekday: weekday(addDays(first, index)), index }));
      const weeks = weeksOf(days);
      expect(weeks.every((week) => week.length === 7)).toBe(true);
      expect(weeks.flat().filter((day) => day !== null)).toEqual(days);
      for (const week of weeks)
        for (const [at, day] of week.entries()) if (day !== null) expect(day.weekday).toBe(at + 1);
    }),
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextRun, parseSchedule } from './cron.ts';

const after = (schedule: string, instant: string): string => nextRun(schedule, new Date(instant)).toISOString();

test('schedules run by the clock of China', () => {
  expect(after('* * * * *', '2026-09-01T02:00:00.000Z')).toBe('2026-09-01T02:01:00.000Z');
  expect(after('* * * * *', '2026-09-01T02:00:59.999Z')).toBe('2026-09-01T02:01:00.000Z');
  expect(after('20 3 * * *', '2026-09-01T02:00:00Z')).toBe('2026-09-01T19:20:00.000Z');
  expect(after('0 0 1 1 *', '2026-09-01T02:00:00Z')).toBe('2026-12-31T16:00:00.000Z');
  expect(after('*/15 8-9 * * 1-5', '2026-09-04T01:50:00Z')).toBe('2026-09-07T00:00:00.000Z');
  expect(after('5,35 * * * *', '2026-09-01T02:06:00Z')).toBe('2026-09-01T02:35:00.000Z');
});

test('the next run lies after the instant, and nothing lies between', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 23 }),
      fc.date({ min: new Date('2020-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
      (minute, hour, instant) => {
        const next = nextRun(`${minute} ${hour} * * *`, instant);
        expect(next.getTime()).toBeGreaterThan(instant.getTime());
        expect(next.getTime() - instant.getTime()).toBeLessThanOrEqual(24 * 3_600_000);
        expect(next.getUTCMinutes()).toBe(minute);
        expect((next.getUTCHours() + 8) % 24).toBe(hour);
      },
    ),
    { seed: 18, numRuns: 100 },
  );
});

test('what is no schedule is refused', () => {
  for (const text of ['', '* * * *', '60 * * * *', '* 24 * * *', 'x * * * *', '* * * * * *', '5-1 * * * *'])
    expect(() => parseSchedule(text)).toThrow('not a schedule');
  expect(() => nextRun('0 0 31 2 *', new Date(0))).toThrow('names no minute');
});

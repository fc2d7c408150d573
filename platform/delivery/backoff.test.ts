import { expect, test } from 'vitest';
import { mostAttempts, pauseAfter, serverPauseAfter } from './backoff.ts';

test('pauses grow to a limit, and the attempts together outlast a day', () => {
  const pauses = Array.from({ length: mostAttempts - 1 }, (_, at) => pauseAfter(at + 1));
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  expect(pauses[0]).toBe(60_000);
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(32 * 3_600_000);
  expect([1, 2, 3, 4, 5, 50].map((n) => serverPauseAfter(n) / 60_000)).toEqual([1, 2, 4, 8, 15, 15]);
});

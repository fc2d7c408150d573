import { expect, test } from 'vitest';
import { dayOfInstant, formatInstant } from './format.ts';

test('the day of an instant is that of the province, also while it is still the day before by UTC', () => {
  expect(formatInstant('2026-11-30T16:30:00.000Z')).toBe('2026-12-01 00:30');
  expect(dayOfInstant('2026-11-30T16:30:00.000Z')).toBe('2026-12-01');
  expect(dayOfInstant('2026-11-30T15:59:59.000Z')).toBe('2026-11-30');
});

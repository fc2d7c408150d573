import { expect, test } from 'vitest';
import { momentWritten } from './written-moment.ts';

test.each([
  ['2026-09-01', '2026-09-01'],
  ['2026.9.1', '2026-09-01'],
  ['2026/9/1', '2026-09-01'],
  ['20260901', '2026-09-01'],
  [' 2026年9月1日 ', '2026-09-01'],
  ['２０２６－０９－０１', '2026-09-01'],
  ['2026-02-29', undefined],
  ['2024-02-29', '2024-02-29'],
  ['2026-13-01', undefined],
  ['9/1/2026', undefined],
  ['2026-9', undefined],
  ['', undefined],
])('the day %j is %s', (text, day) => expect(momentWritten(text, 'day')).toBe(day));

test.each([
  ['2026-09-01 9:30', '2026-09-01T09:30'],
  ['2026-09-01T21:30', '2026-09-01T21:30'],
  ['20260901 21:30', '2026-09-01T21:30'],
  ['2026-09-01 24:00', undefined],
  ['2026-09-01', undefined],
])('the moment %j is %s', (text, moment) => expect(momentWritten(text, 'minute')).toBe(moment));

import { expect, test } from 'vitest';
import { readerOf } from './page.ts';
import { momentOf } from './moment.ts';

test('a moment is told in Beijing time, also across midnight', () => {
  expect(momentOf(readerOf('/journal', {}), '2026-11-25T15:50:00.603Z')).toBe('2026年11月25日 23:50');
  expect(momentOf(readerOf('/journal', {}), '2026-12-31T16:05:00Z')).toBe('2027年1月1日 00:05');
  expect(momentOf(readerOf('/journal', { lang: 'en' }), '2026-11-25T15:50:00Z')).toBe(
    '2026-11-25 23:50 (Beijing time)',
  );
});

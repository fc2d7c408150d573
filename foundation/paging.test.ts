import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byDay, byNumber, countStates, inPages } from './paging.ts';
import { ok } from './refusal.ts';

interface Row {
  readonly id: number;
  readonly on: string | null;
}

const order = byDay<Row>(({ on }) => on, '-infinity');

/** All pages of a list, one after another, the list sorted latest first as a database would. */
const walk = async (rows: readonly Row[], limit: number): Promise<Row[]> => {
  const key = ({ day, id }: { day: string; id: number }) =>
    `${day === '-infinity' ? '' : day}/${String(id).padStart(9, '0')}`;
  const placed = (row: Row) => key({ day: row.on ?? '-infinity', id: row.id });
  const sorted = rows.toSorted((a, b) => (placed(a) < placed(b) ? 1 : -1));
  const seen: Row[] = [];
  let cursor: string | undefined;
  for (;;) {
    const page = await inPages(order, { cursor, limit }, async ({ after, most, cut }) =>
      ok(cut(sorted.filter((row) => after === undefined || placed(row) < key(after)).slice(0, most))),
    );
    if (!page.ok) throw new Error(page.refusal.text.en);
    seen.push(...page.value.rows);
    if (page.value.next === null) return seen;
    cursor = page.value.next;
  }
};

describe('pages of a list', () => {
  test('every row is on one page, in order, however long a page is', async () => {
    const day = fc.option(fc.constantFrom('2026-11-28', '2026-11-29', '2026-11-30'));
    await fc.assert(
      fc.asyncProperty(fc.array(day, { maxLength: 30 }), fc.integer({ min: 1, max: 12 }), async (days, limit) => {
        const seen = await walk(
          days.map((on, id) => ({ id, on })),
          limit,
        );
        expect(seen.map(({ id }) => id).toSorted((a, b) => a - b)).toEqual(days.map((_, id) => id));
        expect(seen.map(({ on }) => on ?? '')).toEqual(
          seen
            .map(({ on }) => on ?? '')
            .toSorted()
            .toReversed(),
        );
      }),
    );
  });

  test('a place that is none is refused, with what to do', async () => {
    for (const cursor of [
      '',
      'x',
      '2026-11-30',
      'infinity.3',
      '-infinity.',
      '2026-11-30.12 or 1=1',
      '2026-02-30.3',
      '0000-01-01.3',
    ]) {
      const page = await inPages(order, { cursor, limit: 5 }, async () => ok('the first page again'));
      expect(page, cursor).toMatchObject({ ok: false, refusal: { code: 'validation-failed' } });
    }
    expect(await inPages(byNumber, { cursor: '-1', limit: 5 }, async () => ok(1))).toMatchObject({ ok: false });
    expect(await inPages(byNumber, { cursor: '17', limit: 5 }, async ({ after }) => ok(after))).toEqual(ok(17));
  });

  test('states without a thing count as none, and the total is that of the chosen one', () => {
    const groups = [
      { state: 'open', n: 3 },
      { state: 'over', n: 4 },
    ] as const;
    const states = ['open', 'held', 'over'] as const;
    expect(countStates(states, groups)).toEqual({ counts: { open: 3, held: 0, over: 4 }, total: 7 });
    expect(countStates(states, groups, 'held')).toMatchObject({ total: 0 });
  });
});

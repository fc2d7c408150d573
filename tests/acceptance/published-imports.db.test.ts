import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { emptyStore } from '#regimes/spot-checks/testing/tables.ts';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../shared-data.ts';

const published = (name: string): string => sharedPath(`data/published/${name}.csv`);

describe.skipIf(!sharedDataPresent)(
  `published tables, imported whole: ${sharedDataNote}`,
  { timeout: 300_000 },
  async () => {
    const store = sharedDataPresent ? await emptyStore() : undefined!;
    const verdicts = async (): Promise<Record<string, number>> => {
      const rows = await store.query<{ verdict: string; n: number }>(
        'select verdict, count(*)::int as n from spot_checks.result group by verdict',
      );
      return Object.fromEntries(rows.map(({ verdict, n }) => [verdict, n]));
    };
    let first: Promise<Awaited<ReturnType<typeof store.importPaths>>> | undefined;
    /** Guangdong's table on an empty store, imported once: what comes after goes on from there. */
    const guangdongFirst = () => {
      first ??= store.clear().then(() => store.importPaths([published('guangdong-2012-2018')]));
      return first;
    };
    /** Proposals, cases and counts without the numbers that depend on the order. */
    const outcome = async (): Promise<string> => {
      const { standing } = { standing: await store.standing() };
      return JSON.stringify([
        standing['cards'],
        standing['exposures'],
        standing['rollup'],
        standing['roles'],
        standing['near'],
      ]);
    };

    test('Guangdong: 11,747 results, 9,907 passed, 1,799 failed, 41 without a verdict; twice changes nothing', async () => {
      const { report } = await guangdongFirst();
      expect(report).toMatchObject({
        rows: 11_747,
        accepted: 11_747,
        rejected: 0,
        duplicates: 0,
        verdicts: { pass: 9907, fail: 1799, refused: 0, none: 41 },
      });
      const { yellow, transfer, exposure } = report.proposals;
      // By the cell as it stands there are 1,779. Six wait because a petrol station or shop is named as producer; one cell waits
      // for a person, and two name a producer whom another cell of the same check names in other words.
      const [groups] = await store.query(
        `select count(distinct (producer_cell, category_id, check_id))::int as cells,
                count(distinct (producer_cell, category_id, check_id)) filter (where not parties_settled)::int as waiting,
                count(distinct (producer_id, category_id, check_id)) filter (where parties_settled)::int as producers
           from spot_checks.result where verdict = 'fail'`,
      );
      expect(groups).toEqual({ cells: 1779, waiting: 1, producers: 1776 });
      expect({ yellow, transfer }).toEqual({ yellow: 1770, transfer: 0 });
      // The row's province is the factory's, so none waits for its province.
      expect(
        await store.query(
          `select held_reason, count(*)::int as n from warning_cards.card where state = 'held' group by 1`,
        ),
      ).toEqual([{ held_reason: 'retailer', n: 6 }]);
      expect(exposure).toBeGreaterThan(100);
      const explained = report.explanations.map(({ zh }) => zh).join('\n');
      for (const words of ['按生产企业栏文字计有 1779 组', '按实际生产者计 1776 组：1 组', '其中 6 组暂不提出'])
        expect(explained).toContain(words);
      const again = await store.importPaths([published('guangdong-2012-2018')]);
      expect(again.report).toMatchObject({
        accepted: 0,
        duplicates: 11_747,
        proposals: { yellow: 0, transfer: 0, exposure: 0 },
      });
      expect(await verdicts()).toEqual({ pass: 9907, fail: 1799, none: 41 });
    });

    test('national and Guangdong hold 59,818 results, the same whichever came first', async () => {
      await guangdongFirst();
      const second = await store.importPaths([published('national-2012-2018')]);
      expect(second.report).toMatchObject({ rows: 59_818, accepted: 48_071, duplicates: 11_747 });
      expect(await verdicts()).toEqual({ pass: 52_941, fail: 6444, refused: 3, none: 430 });
      const one = await outcome();

      await store.clear();
      await store.importPaths([published('national-2012-2018')]);
      const third = await store.importPaths([published('guangdong-2012-2018')]);
      expect(third.report).toMatchObject({ accepted: 0, duplicates: 11_747 });
      expect(await verdicts()).toEqual({ pass: 52_941, fail: 6444, refused: 3, none: 430 });
      expect(await outcome()).toBe(one);
      const [doubled] = await store.query(
        'select count(*)::int as n from (select result_id from spot_checks.result_source group by 1 having count(*) > 1) x',
      );
      expect(doubled).toEqual({ n: 11_747 });

      // The lists of refusals and of follow-up beside them.
      const refusals = await store.importPaths([published('refusals')]);
      expect(refusals.report).toMatchObject({ rows: 29, accepted: 29, rejected: 0, verdicts: { refused: 29 } });
      const handling = await store.importPaths([published('post-handling')]);
      expect(handling.report).toMatchObject({ rows: 1698, accepted: 1698, rejected: 0 });
      expect((await store.importPaths([published('refusals')])).report).toMatchObject({ accepted: 0, duplicates: 29 });
    });

    test('each of the 34 workbooks as it was published is imported, or refused with the reason', async () => {
      await store.clear();
      const files = readdirSync(sharedPath('data/raw')).filter((name) => name.endsWith('.xls'));
      expect(files).toHaveLength(34);
      const { report } = await store.importPaths(
        files.map((name) => sharedPath(`data/raw/${name}`)),
        { authority: '江苏省质监局' },
      );
      const silent = report.files.filter(
        ({ rows, sheets }) => rows === 0 && sheets.every(({ refusal }) => refusal === null),
      );
      expect(silent).toEqual([]);
      expect(report.accepted).toBeGreaterThan(1000);
      expect(report.accepted + report.rejected + report.duplicates).toBe(report.rows);
    });
  },
);

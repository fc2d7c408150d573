import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults, type MadeUpResult } from '../../tests/made-up-results.ts';
import { testServices } from '../../tests/services.ts';
import { manifest } from './index.ts';

const { database } = await testDatabase();
const services = testServices(database, {
  manifests: [manifest],
});
const made = madeUpResults(database, services);
const seed = 20_000_328;

const producers = [
  await made.enterprise({ name: '虚构甲厂' }),
  await made.enterprise({ name: '虚构乙厂', province: '330000', city: null }),
  await made.enterprise({ name: '虚构加油站', retailer: true }),
];
const categories = [await made.category('虚构种类甲'), await made.category('虚构种类乙')];
const checks = [
  await made.check({ publishedOn: '2015-01-10' }),
  await made.check({ publishedOn: '2016-01-10', level: 'provincial' }),
  await made.check({ publishedOn: '2017-01-10', level: 'municipal' }),
];

const result = fc.record({
  producer: fc.constantFrom(...producers),
  category: fc.constantFrom(...categories),
  check: fc.constantFrom(...checks),
  verdict: fc.constantFrom('fail', 'fail', 'pass', 'refused', 'none'),
  product: fc.constantFrom('虚构产品一', '虚构产品二'),
  items: fc.subarray(['甲项', '乙项']),
}) as fc.Arbitrary<MadeUpResult>;

/** What stands, without the numbers that depend on the order in which rows came. */
const standing = (): Promise<unknown[]> =>
  withTransaction(database, 'system', (tx) =>
    tx.query(`select producer_id, category_id, check_id, dataset, kind, state, held_reason, province_code, city_code, historical, published_on,
        failing_samples, (select jsonb_agg(s - 'resultId') from jsonb_array_elements(samples) s) as samples
       from warning_cards.card order by 1, 2, 3`),
  );

test(`the order of imports, and imports withdrawn on the way, make no difference to proposals (seed ${seed})`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(result, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 4 }),
      fc.array(result, { minLength: 1, maxLength: 4 }),
      fc.nat(4),
      async (imports, detour, when) => {
        const ids: number[] = [];
        for (const rows of imports) ids.push(...(await made.store(rows)));
        const straight = await standing();
        await made.remove(ids);
        expect(await standing()).toEqual([]);
        const again: number[] = [];
        let passing: number[] | undefined;
        for (const [index, rows] of imports.toReversed().entries()) {
          if (index === when) passing = await made.store(detour);
          again.push(...(await made.store(rows)));
        }
        if (passing) await made.remove(passing);
        expect(await standing()).toEqual(straight);
        await made.remove(again);
      },
    ),
    { seed, numRuns: 25 },
  );
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { testCall } from '../../tests/services.ts';
import { withdrawImport } from './operations-imports.ts';
import { emptyStore, type MadeUpRow } from './testing/tables.ts';

const seed = 20_000_328;
const store = await emptyStore();
const officer = await testCall(store.services, { permissions: ['spot-checks.withdraw', 'spot-checks.read'] });

const row = fc.record({
  authority: fc.constantFrom('质检总局', '广东省质量技术监督局', '佛山市质量技术监督局'),
  batch: fc.constantFrom('20150528', '20160101', '20170101'),
  category: fc.constantFrom('虚构家具', '虚构灯具', ''),
  producer: fc.constantFrom(
    '虚构甲家具有限公司',
    '虚构乙厂',
    '制造商：虚构甲家具有限公司 生产厂：虚构丙厂',
    '经销商：虚构丁公司',
    '虚构加油站',
  ),
  location: fc.constantFrom('广东省', '浙江省', '广东省佛山市', ''),
  inspected: fc.constantFrom('', '', '虚构商场'),
  product: fc.constantFrom('虚构木椅', '虚构台灯'),
  verdict: fc.constantFrom('合格', '不合格', '不合格', '拒检', ''),
  items: fc.constantFrom('', '虚构甲项', '虚构甲项、虚构乙项'),
  laboratory: fc.constantFrom('虚构检验院', '虚构第二检验院', ''),
}) satisfies fc.Arbitrary<MadeUpRow>;

const table = fc.array(row, { minLength: 1, maxLength: 6 });

/** The roll-ups recounted from the results themselves. */
const recount = `select 'all' as line, c.dataset, c.level, c.kind, r.month::text, r.category_id, coalesce(r.province_code, '') as place, coalesce(r.city_code, '') as key,
    (count(*) filter (where r.verdict = 'pass'))::int as a, (count(*) filter (where r.verdict = 'fail'))::int as b,
    (count(*) filter (where r.verdict = 'refused'))::int as c, (count(*) filter (where r.verdict = 'none'))::int as d
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id group by 1, 2, 3, 4, 5, 6, 7, 8
  union all select 'laboratory', c.dataset, c.level, c.kind, r.month::text, r.category_id, '', coalesce(r.laboratory_id, 0)::text,
    (count(*) filter (where r.verdict = 'pass'))::int, (count(*) filter (where r.verdict = 'fail'))::int, 0, 0
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id where r.verdict in ('pass', 'fail') group by 1, 2, 3, 4, 5, 6, 7, 8
  union all select 'item', c.dataset, c.level, c.kind, r.month::text, r.category_id, coalesce(r.province_code, ''), i.item, 0, count(*)::int, 0, 0
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id cross join lateral unnest(r.failing_items) i (item)
   where r.verdict = 'fail' group by 1, 2, 3, 4, 5, 6, 7, 8
  union all select 'item of all', c.dataset, c.level, c.kind, r.month::text, 0, coalesce(r.province_code, ''), i.item, 0, count(*)::int, 0, 0
    from spot_checks.result r join spot_checks.spot_check c on c.id = r.check_id cross join lateral unnest(r.failing_items) i (item)
   where r.verdict = 'fail' group by 1, 2, 3, 4, 5, 6, 7, 8`;
const kept = `select 'all' as line, dataset, level, kind, month::text, category_id, province_code as place, city_code as key, passed as a, failed as b, refused as c, no_verdict as d
    from spot_checks.rollup
  union all select 'laboratory', dataset, level, kind, month::text, category_id, '', laboratory_id::text, passed, failed, 0, 0 from spot_checks.rollup_laboratory
  union all select 'item', dataset, level, kind, month::text, category_id, province_code, item, 0, failed, 0, 0 from spot_checks.rollup_item
  union all select 'item of all', dataset, level, kind, month::text, 0, province_code, item, 0, failed, 0, 0 from spot_checks.rollup_item_all`;

const lines = async (sql: string): Promise<unknown[]> =>
  (await store.query(sql)).map((line) => JSON.stringify(line)).toSorted();

test(
  `whatever the order of imports, with one withdrawn on the way, the same stands, and the roll-ups equal a recount (seed ${seed})`,
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(table, { minLength: 2, maxLength: 4 }),
        table,
        fc.nat(3),
        fc.infiniteStream(fc.nat(100)),
        async (tables, detour, when, shuffle) => {
          await store.clear();
          for (const rows of tables) await store.importTables(rows);
          const straight = await store.standing();
          expect(await lines(kept)).toEqual(await lines(recount));

          await store.clear();
          const order = tables
            .map((rows) => ({ rows, at: shuffle.next().value as number }))
            .toSorted((a, b) => a.at - b.at);
          let gone: string | undefined;
          for (const [at, { rows }] of order.entries()) {
            if (at === when % order.length) gone = (await store.importTables(detour)).importId;
            await store.importTables(rows);
          }
          if (gone !== undefined) unwrap(await withdrawImport(officer, gone, '导错了'));
          // A table that equals the one withdrawn was skipped while that stood: it is imported again, as the officer would.
          for (const { rows } of order) await store.importTables(rows);
          expect(await lines(kept)).toEqual(await lines(recount));
          expect(await store.standing()).toEqual(straight);
        },
      ),
      { seed, numRuns: 12 },
    );
  },
);

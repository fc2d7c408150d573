import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { testCall } from '../../tests/services.ts';
import { withdrawImport } from './operations-imports.ts';
import { kept, recount } from './testing/recount.ts';
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

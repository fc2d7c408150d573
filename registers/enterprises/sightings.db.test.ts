import fc from 'fast-check';
import { expect, test } from 'vitest';
import { copyRows, type Tx, withTransaction } from '#platform/database/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { keysOfName, matchKeyOf, uncertainMatch, usableCreditCode } from './rules.ts';
import {
  openSightings,
  resolveEnterprises,
  type Sighting,
  sightingColumns,
  sightingRow,
  sightingTable,
} from './sightings-storage.ts';

const { database } = await testDatabase();

const codes = ['91440600MA00000014', '91440600MA00000027'].map((code) => usableCreditCode(code));

/** Resolves lists of sightings one after the other, as so many imports, and tells what stands; all is undone at the end. */
const outcome = async (imports: readonly (readonly Sighting[])[]) => {
  let answer: { enterprises: Record<string, unknown>[]; cases: Record<string, unknown>[] } | undefined;
  await withTransaction(
    database,
    'system',
    async (tx) => {
      await openSightings(tx);
      for (const sightings of imports) {
        await copyRows(tx, sightingTable, sightingColumns, sightings.map(sightingRow));
        await resolveEnterprises(tx, 'demo');
      }
      answer = {
        enterprises: await tx.query(
          `select match_key, name_key, name_core, province_code, city_code, region_basis, suggested_city_code, retailer
             from enterprises.enterprise order by match_key collate "C"`,
        ),
        cases: await tx.query(
          `select least(l.match_key collate "C", r.match_key) as one, greatest(l.match_key collate "C", r.match_key) as other, c.reason
             from enterprises.match_case c join enterprises.enterprise l on l.id = c.left_id join enterprises.enterprise r on r.id = c.right_id
            order by 1, 2`,
        ),
      };
    },
    { commitWhen: () => false },
  );
  if (!answer) throw new Error('nothing came');
  return answer;
};

const sighting: fc.Arbitrary<Sighting> = fc.record({
  name: fc.constantFrom(
    '佛山市甲乙灯饰有限公司',
    '佛山市甲乙灯饰股份有限公司',
    '佛山市甲乙灯饰（集团）有限公司',
    '丙丁五金厂',
    '戊公司',
    '己有限公司',
  ),
  provinceCode: fc.constantFrom('440000', '330000', null),
  creditCode: fc.constantFrom(null, null, null, ...codes),
  cityCode: fc.constantFrom(null, null, '440600', '440100'),
  suggestedCityCode: fc.constantFrom(null, '440600', '440700'),
  retailer: fc.boolean(),
});

test('the order of imports changes neither the enterprises nor the uncertain matches', async () => {
  expect(codes).not.toContain(null);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(sighting, { maxLength: 5 }), { minLength: 2, maxLength: 4 }),
      async (imports) => {
        const forwards = await outcome(imports);
        const named = (side: Awaited<ReturnType<typeof outcome>>) => ({
          // Of several names under one credit code the first seen is shown; the others are kept as further names.
          enterprises: side.enterprises.map(({ name_key, name_core, province_code, ...row }) =>
            String(row['match_key']).includes('|') ? { ...row, name_key, name_core, province_code } : row,
          ),
          cases: side.cases.filter(({ one, other }) => `${one}`.includes('|') && `${other}`.includes('|')),
        });
        expect(named(await outcome(imports.toReversed()))).toEqual(named(forwards));
        expect(named(await outcome([imports.flat()]))).toEqual(named(forwards));
      },
    ),
    { seed: 20000328, numRuns: 40 },
  );
});

test('uncertain matches in sets are those of the rule, each pair once', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(sighting, {
        maxLength: 12,
        selector: ({ name, provinceCode, creditCode }) =>
          matchKeyOf(keysOfName(name).nameKey, provinceCode, usableCreditCode(creditCode)),
      }),
      async (sightings) => {
        const identities = sightings.map(({ name, provinceCode, creditCode }) => {
          const usable = usableCreditCode(creditCode);
          const keys = keysOfName(name);
          return { ...keys, provinceCode, creditCode: usable, key: matchKeyOf(keys.nameKey, provinceCode, usable) };
        });
        const expected = identities.flatMap((left, index) =>
          identities.slice(index + 1).flatMap((right) => {
            const reason = uncertainMatch(left, right);
            const [one, other] = [left.key, right.key].toSorted((a, b) => Buffer.from(a).compare(Buffer.from(b)));
            return reason === undefined ? [] : [`${one} ${other} ${reason}`];
          }),
        );
        const { cases } = await outcome([sightings.slice(0, 5), sightings.slice(5)]);
        expect(cases.map((row) => `${row['one']} ${row['other']} ${row['reason']}`).toSorted()).toEqual(
          expected.toSorted(),
        );
      },
    ),
    { seed: 20000328, numRuns: 60 },
  );
});

test('a second import finds what the first one made', async () => {
  const sightings: Sighting[] = [
    { name: '演示市甲（乙）灯饰有限公司', provinceCode: '440000', retailer: false },
    { name: '演示市甲(乙)灯饰 有限公司', provinceCode: '440000', retailer: false },
  ];
  await withTransaction(
    database,
    'system',
    async (tx: Tx) => {
      await openSightings(tx);
      const load = async () => {
        await copyRows(tx, sightingTable, sightingColumns, sightings.map(sightingRow));
        return resolveEnterprises(tx, 'historical');
      };
      expect(await load()).toEqual({ sighted: 1, created: 1, cases: 0 });
      expect(await load()).toEqual({ sighted: 1, created: 0, cases: 0 });
      const resolved = await tx.query('select enterprise_id, created from enterprises_resolved');
      expect(resolved).toHaveLength(1);
    },
    { commitWhen: () => false },
  );
});

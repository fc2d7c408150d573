import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withTransaction } from '#platform/database/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices } from '../../tests/services.ts';
import { covers } from '#foundation/reach.ts';
import { checkInCode, checkInDatabase, regionPath } from './permission.ts';

const { database } = await testDatabase();
const services = testServices(database);
const codes = fc.constantFrom(
  '100000',
  '440000',
  '440600',
  '440604',
  '440606',
  '440100',
  '440106',
  '350000',
  '350100',
  '350102',
);

test('code and database agree on what a region covers', async () => {
  await withTransaction(database, 'system', (tx) =>
    fc.assert(
      fc.asyncProperty(codes, codes, async (held, region) => {
        const [row] = await tx.query<{ covers: boolean }>('select identity.covers($1, $2) as covers', [held, region]);
        expect(covers(held, region)).toBe(row?.covers);
        expect(covers(held, region)).toBe(regionPath(region).includes(held));
      }),
      { seed: 2260, numRuns: 200 },
    ),
  );
});

test('user × region × verb: code and database give the same answer', async () => {
  await fc.assert(
    fc.asyncProperty(
      codes,
      fc.subarray(['test.read', 'test.issue']),
      fc.constantFrom('test.read', 'test.issue', 'test.none'),
      fc.option(fc.option(codes, { nil: undefined }), { nil: null }),
      async (held, permissions, verb, region) => {
        const { actor } = await testCall(services, { permissions, region: held });
        const inCode = checkInCode(actor, verb, region);
        const inDatabase = await withTransaction(database, { account: actor.accountId ?? '' }, (tx) =>
          checkInDatabase(tx, actor, verb, region),
        );
        expect(inCode === undefined).toBe(inDatabase === undefined);
      },
    ),
    { seed: 1828, numRuns: 60 },
  );
});

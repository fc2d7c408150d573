import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { platformManifests } from '#platform/index.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { madeUpResults } from '../../tests/made-up-results.ts';
import { officialSees, type Place, places } from '../../tests/places.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { manifest } from './index.ts';
import { licenceActs } from './licence.ts';
import { askGate } from './operations-gate.ts';
import { recordLicenceAct } from './operations-acts.ts';
import { getLicence, listLicences } from './operations.ts';
import { asOwner, codeOf, importTable, listed, others } from './testing/room.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [...platformManifests, others, manifest] });
const made = madeUpResults(database, services);
const seed = 20_000_328;

await listed(database, await made.category('虚构水泥'));
await importTable(
  testSystemCall(services),
  places.map((_, n) => ({ number: `虚构XK-${n}`, holder: `虚构厂${n}`, code: codeOf(n), category: '虚构水泥' })),
);
for (const [n, { city, county }] of places.entries())
  await asOwner(database, 'update enterprises.enterprise set city_code = $2, county_code = $3 where credit_code = $1', [
    codeOf(n),
    city,
    county,
  ]);
const stock = await asOwner<{ id: number; place: number }>(
  database,
  `select l.id, array_position($1::text[], e.credit_code) - 1 as place from licences.licence l join enterprises.enterprise e on e.id = l.holder_id order by l.id`,
  [places.map((_, n) => codeOf(n))],
);

test(`role × region × verb: nobody sees, asks or records beyond the own region, on reused connections (seed ${seed})`, async () => {
  const callers = new Map<string, Call>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('100000', '440000', '440600', '440604', '440100', '440103'),
      fc.subarray(['licences.read', 'licences.record', 'licences.gate']),
      fc.constantFrom(...licenceActs),
      fc.constantFrom(...stock),
      async (region, held, act, licence) => {
        const key = `${region} ${held.join()}`;
        const call = callers.get(key) ?? (await testCall(services, { region, permissions: held }));
        callers.set(key, call);
        const place = places[licence.place] as Place;
        const here = officialSees(region, place);
        const reads = held.includes('licences.read');
        const listing = await listLicences(call, { dataset: 'demo', limit: 50 });
        if (reads) expect(unwrap(listing).total).toBe(places.filter((one) => officialSees(region, one)).length);
        else expect(listing).toMatchObject({ refusal: { code: 'forbidden' } });
        expect((await getLicence(call, licence.id)).ok).toBe(reads && here);

        const asked = await askGate(call, { enterprise: codeOf(licence.place), category: '虚构水泥' });
        if (!held.includes('licences.gate')) expect(asked).toMatchObject({ refusal: { code: 'forbidden' } });
        // Outside the own region the gate refuses: it never says that there is no licence because none is seen.
        else if (!here) expect(asked).toMatchObject({ refusal: { code: 'outside-your-region' } });
        else expect(unwrap(asked).answer).toBe('production-may-be-added');

        const recorded = await recordLicenceAct(call, licence.id, {
          act,
          on: '2026-08-01',
          version: 0,
          reason: '测试',
        });
        // The version is wrong on purpose: who may act is told of the conflict, nobody else learns that there is a licence.
        const visible = here && (reads || held.includes('licences.gate'));
        const expected = !held.includes('licences.record')
          ? /forbidden/
          : !visible
            ? /not-found/
            : /conflict|state-not-allowed/;
        expect(recorded).toMatchObject({ ok: false, refusal: { code: expect.stringMatching(expected) } });
      },
    ),
    { seed, numRuns: 200 },
  );
});

test('a table of licences is taken from the provincial bureau alone', async () => {
  const city = await testCall(services, { permissions: ['licences.record', 'licences.read'], region: '440600' });
  await expect(
    importTable(city, [{ number: '虚构XK-9', holder: '虚构厂9', code: codeOf(9), category: '虚构水泥' }]),
  ).rejects.toThrow('outside-your-region');
  const rows = await withTransaction(database, { account: city.actor.accountId ?? '' }, (tx) =>
    tx.query('select from licences.import'),
  );
  expect(rows).toEqual([]);
});

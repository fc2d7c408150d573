import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { officialSees } from '../../../tests/places.ts';
import { testCall, testServices } from '../../../tests/services.ts';
import { loopRegisters, portsOfNobody } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { actOnReport } from './operations.ts';
import { getReport, listReports, listTasks } from './operations-read.ts';
import { enterValues, takeValues } from './operations-values.ts';
import { type ReportState, reportStates, reportVerbs, reportProcess } from './report.ts';
import { receivedSamples } from './testing/reports.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const seed = 20_000_328;

/** One report in each state at each of two laboratories, on samples of two cities; in the first city the notices were served. */
const worlds = [
  { city: '440600', ...(await receivedSamples(services, made, { city: '440600' })) },
  { city: '440100', ...(await receivedSamples(services, made, { city: '440100' })) },
];
interface Thing {
  readonly id: number;
  readonly state: ReportState;
  readonly laboratoryId: number;
  readonly city: string;
  readonly firm: number;
  readonly sampleNumber: string;
}
const things: Thing[] = [];
for (const world of worlds)
  for (const state of reportStates) {
    const sample = await world.receive();
    const { rows } = unwrap(await listTasks(world.people.clerk, { dataset: 'demo', q: sample.number, limit: 5 }));
    const id = rows[0]?.id ?? 0;
    const firm = await made.enterprise(undefined, { city: world.city });
    await made.asOwner((tx) =>
      tx.query(
        `with r as (update spot_checks.report set state = $2, conclusion = 'fail', tested_by = gen_random_uuid(), reviewed_by = gen_random_uuid(),
                    approved_by = gen_random_uuid() where id = $1)
         update spot_checks.sample set state = 'noticed', producer_id = $4, city_code = $5 where id = $3`,
        [id, state, sample.id, firm, world.city],
      ),
    );
    const served = world.city === '440600';
    await made.asOwner((tx) =>
      tx.query(
        `insert into spot_checks.notice (dataset, sample_id, report_id, party, enterprise_id, addressee, state)
         values ('demo', $1, $2, 'producer', $3, '虚构厂', $4)`,
        [sample.id, id, firm, served ? 'served' : 'to-serve'],
      ),
    );
    things.push({ id, state, laboratoryId: world.laboratoryId, city: world.city, firm, sampleNumber: sample.number });
  }

const divisions = ['100000', '440000', '440600', '440100', '330000'] as const;
const parties = [...worlds.map(({ laboratoryId }) => `laboratory/${laboratoryId}`), ...things.map(({ firm }) => `enterprise/${firm}`)]; // prettier-ignore
const permissions = [
  'spot-checks.see-visits',
  'spot-checks.laboratory',
  'spot-checks.test',
  'spot-checks.verify',
  'spot-checks.certify',
  'spot-checks.answer',
] as const;

test(`user × place (divisions and parties) × verb: nobody sees or signs beyond his own (seed ${seed})`, async () => {
  const callers = new Map<string, Call>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...divisions, ...parties),
      fc.subarray([...permissions]),
      fc.constantFrom(...things),
      async (held, drawn, thing) => {
        // No role of a party carries what officials hold: the database refuses to grant it.
        const may = drawn.filter((permission) => /^\d/.test(held) || permission !== 'spot-checks.see-visits');
        const key = `${held} ${may.join()}`;
        const call = callers.get(key) ?? (await testCall(services, { region: held, permissions: may }));
        callers.set(key, call);
        const ofLaboratory = held === `laboratory/${thing.laboratoryId}`;
        const laboratory = may.includes('spot-checks.laboratory') && ofLaboratory;
        const official = (each: Thing) =>
          may.includes('spot-checks.see-visits') &&
          officialSees(held, { city: each.city, county: null }) &&
          ['queried', 'effective', 'void'].includes(each.state);
        const firm = (each: Thing) =>
          may.includes('spot-checks.answer') && held === `enterprise/${each.firm}` && each.state === 'effective' && each.city === '440600'; // prettier-ignore
        expect((await getReport(call, thing.id)).ok).toBe(laboratory || official(thing) || firm(thing));

        const handedUp = await listReports(call, { dataset: 'demo', limit: 50 });
        if (!may.includes('spot-checks.see-visits')) expect(handedUp).toMatchObject({ refusal: { code: 'forbidden' } });
        else {
          const own = (each: Thing) => may.includes('spot-checks.laboratory') && held === `laboratory/${each.laboratoryId}`; // prettier-ignore
          expect(unwrap(handedUp).total).toBe(
            things.filter((each) => own(each) || official(each) || firm(each)).length,
          );
        }

        // A version never seen: a refusal for it shows that everything before it was passed.
        for (const verb of reportVerbs) {
          const { permission } = reportProcess.acts[verb];
          const acted = await actOnReport(call, thing.id, verb, { version: 999, reason: '试' });
          const passes = laboratory && may.includes(permission as never) && verb in reportProcess.transitions[thing.state]; // prettier-ignore
          expect(!acted.ok && acted.refusal.code === 'conflict').toBe(passes);
        }
        const mayTest = may.includes('spot-checks.test');
        const entered = await enterValues(call, thing.id, 999, [{ ordinal: 1, measured: '1', stated: null }]);
        expect(!entered.ok && entered.refusal.code === 'conflict').toBe(
          laboratory && mayTest && thing.state === 'open',
        );
        const taken = await takeValues(call, [{ row: 1, sampleNumber: thing.sampleNumber, item: '没有的项目', measured: '1', verdict: '' }]); // prettier-ignore
        if (!mayTest) expect(taken.ok).toBe(false);
        else {
          const why = unwrap(taken).rejected[0]?.refusal.code;
          const found = thing.state === 'open' ? 'no-such-item' : 'report-not-open';
          expect(why).toBe(ofLaboratory && thing.state !== 'void' ? found : 'no-such-task');
        }
      },
    ),
    { seed, numRuns: 150 },
  );
});

test('nobody who is not named sees anything, and the public nothing at all', async () => {
  for (const table of ['report', 'report_item']) {
    for (const session of [{}, { account: '' }] as Record<string, string>[])
      expect(await withTransaction(database, session, (tx) => tx.query(`select 1 from spot_checks.${table}`))).toEqual(
        [],
      );
    await expect(
      withTransaction(database, 'portal', (tx) => tx.query(`select 1 from spot_checks.${table}`)),
    ).rejects.toThrow(/permission/);
  }
});

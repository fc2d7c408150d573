import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { officialSees, type Place, places } from '../../../tests/places.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { actOnVisit } from './operations.ts';
import { getVisit, listVisits } from './operations-read.ts';
import { getSample, listArriving } from './operations-read-samples.ts';
import { actOnSample, takeSample } from './operations-samples.ts';
import { inspectorWithAccount, madeUpSheet, openedVisits } from './testing/visits.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const seed = 20_000_328;

const officer = await testCall(services, {
  permissions: ['spot-checks.plans', 'spot-checks.plan', 'spot-checks.see-visits'],
});
const approver = await testCall(services, { permissions: ['spot-checks.plans', 'spot-checks.approve'] });
const laboratories = [await made.laboratory(), await made.laboratory()];
const categoryId = await made.category();
const ruleId = await rulesInForce(officer, approver, categoryId);
const line = {
  categoryId,
  ruleId,
  quotas: [{ regionCode: '440600', targets: 3 }],
  laboratories,
  retestLaboratories: [],
};
const plan = await approvedPlan(
  officer,
  approver,
  planOf({ authorityId: await made.authorityOf('440000'), lines: [line] }),
);
const [one, two] = [
  await inspectorWithAccount(officer, made, { region: '440000' }),
  await inspectorWithAccount(officer, made, { region: '440000' }),
];
const firms = await Promise.all(places.map((place, index) => made.enterprise(`虚构厂${index}`, place)));
const visitIds = await openedVisits(
  testSystemCall(services),
  firms.map((enterpriseId, index) => ({
    planId: plan.id,
    lineId: plan.lines[0]?.id ?? 0,
    drawId: null,
    enterpriseId,
    site: 'factory',
    laboratoryId: laboratories[index % 2] ?? 0,
    dueOn: '2026-09-30',
    namedBecause: null,
    inspectors: [
      { id: one.id, leads: true },
      { id: two.id, leads: false },
    ],
  })),
);
const things: { readonly visit: number; readonly sample: number; readonly place: number }[] = [];
for (const [place, visit] of visitIds.entries()) {
  unwrap(await actOnVisit(one.call, {}, visit, 'start', { version: 1 }));
  const sample = unwrap(await takeSample(one.call, visit, 2, madeUpSheet(`虚构厂${place}`)));
  unwrap(await actOnSample(one.call, sample.id, 'send', { version: sample.version, courierNumber: 'SF1' }));
  things.push({ visit, sample: sample.id, place });
}

const divisions = ['100000', '440000', '440600', '440604', '440100', '330000'] as const;
const parties = [...laboratories.map((id) => `laboratory/${id}`), ...firms.map((id) => `enterprise/${id}`)];
const permissions = [
  'spot-checks.see-visits',
  'spot-checks.dispatch',
  'spot-checks.sample',
  'spot-checks.laboratory',
  'spot-checks.receive',
  'spot-checks.answer',
] as const;

test(`user × place (divisions and parties) × verb: nobody sees or acts beyond his own, on reused connections (seed ${seed})`, async () => {
  const callers = new Map<string, Call>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...divisions, ...parties),
      fc.subarray([...permissions]),
      fc.constantFrom(...things),
      async (held, may, thing) => {
        const key = `${held} ${may.join()}`;
        const call = callers.get(key) ?? (await testCall(services, { region: held, permissions: may }));
        callers.set(key, call);
        const place = places[thing.place] as Place;
        const official = may.includes('spot-checks.see-visits') && officialSees(held, place);
        const firm = may.includes('spot-checks.answer') && held === `enterprise/${firms[thing.place]}`;
        const ofLaboratory = held === `laboratory/${laboratories[thing.place % 2]}`;
        const laboratory = may.includes('spot-checks.laboratory') && ofLaboratory;

        expect((await getVisit(call, thing.visit)).ok).toBe(official || firm);
        expect((await getSample(call, thing.sample)).ok).toBe(official || firm || laboratory);

        const listed = await listVisits(call, { dataset: 'demo', limit: 50 });
        if (!may.includes('spot-checks.see-visits')) expect(listed).toMatchObject({ refusal: { code: 'forbidden' } });
        else {
          const answers = (index: number): boolean =>
            may.includes('spot-checks.answer') && held === `enterprise/${firms[index]}`;
          expect(unwrap(listed).total).toBe(
            places.filter((each, index) => officialSees(held, each) || answers(index)).length,
          );
        }

        const arriving = await listArriving(call, 'demo');
        if (!may.includes('spot-checks.laboratory')) expect(arriving.ok).toBe(false);
        else
          expect(
            unwrap(arriving)
              .rows.map(({ id }) => id)
              .includes(thing.sample),
          ).toBe(ofLaboratory);

        // Whoever made none of these visits starts nothing and sends nothing, whatever he holds.
        const started = await actOnVisit(call, {}, thing.visit, 'finish', { version: 3 });
        expect(started.ok).toBe(false);
        // A version never seen: a refusal for it shows that everything before it was passed.
        const received = await actOnSample(call, thing.sample, 'receive', { version: 99 });
        const mayReceive = may.includes('spot-checks.receive') && laboratory;
        expect(received.ok ? 'ok' : received.refusal.code === 'conflict').toBe(mayReceive);
        const cancelled = await actOnVisit(call, {}, thing.visit, 'admit', { version: 99 });
        // Another province sees what is of unknown place, and acts on nothing that lies here.
        const covered = held !== '330000';
        const mayDispatch = may.includes('spot-checks.dispatch') && official && covered;
        expect(cancelled.ok ? 'ok' : cancelled.refusal.code === 'state-not-allowed').toBe(mayDispatch);
      },
    ),
    { seed, numRuns: 250 },
  );
});

test('nobody who is not named sees anything, and the public nothing at all', async () => {
  const tables = ['visit', 'sample', 'custody', 'seal', 'sheet_correction', 'field_message', 'visit_file', 'visit_inspector', 'visit_reassignment', 'inspector_conflict']; // prettier-ignore
  for (const table of tables) {
    for (const session of [{}, { account: '' }] as Record<string, string>[])
      expect(await withTransaction(database, session, (tx) => tx.query(`select 1 from spot_checks.${table}`))).toEqual(
        [],
      );
    await expect(
      withTransaction(database, 'portal', (tx) => tx.query(`select 1 from spot_checks.${table}`)),
    ).rejects.toThrow(/permission/);
  }
});

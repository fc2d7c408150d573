import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { officialSees, type Place, places } from '../../../tests/places.ts';
import { testCall, testServices } from '../../../tests/services.ts';
import { loopRegisters, portsOfNobody } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { answerIdentity, fileObjection, recordWaiver, serveNotice, waiveObjection } from './operations-notices.ts';
import { actOnObjection } from './operations-objections.ts';
import { getMyEnterprise, getNotice, listNotices, listObjections } from './operations-read.ts';
import { noticeWorld } from './testing/loop-notices.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const world = await noticeWorld(services, made);
const seed = 20_000_328;

const firms = await Promise.all(places.map((place, index) => made.enterprise(`虚构厂${index}`, place)));
const samples = await world.reported([...firms, ...firms].map((producer) => ({ producer })));
const ids = (await Promise.all(samples.map((sample) => world.noticesOf(sample)))).map(([notice]) => notice?.id ?? 0);
// The first of each firm is served and objected to, the second still to be served.
for (const [index, id] of ids.slice(0, 4).entries()) {
  unwrap(
    await serveNotice(world.officer, id, {
      version: 1,
      service: { manner: 'hand', day: '2026-09-01', signedBy: '虚构收件人' },
    }),
  );
  const member = await world.member(firms[index] ?? 0);
  unwrap(await fileObjection(member, id, 'object', { version: 2, grounds: '有异议', wantsRetest: true }));
}
const objections = await world.asEngine((tx) =>
  tx.query<{ id: number; noticeId: number }>(
    'select id, notice_id as "noticeId" from spot_checks.objection order by id',
  ),
);
const notices = ids.map((id, index) => ({
  id,
  firm: firms[index % 4] ?? 0,
  place: places[index % 4] as Place,
  served: index < 4,
}));

const regions = ['100000', '440000', '440600', '440604', '440100', '330000', ...firms.map((firm) => `enterprise/${firm}`), `laboratory/${world.laboratory}`]; // prettier-ignore
const permissions = [
  'spot-checks.see-visits',
  'spot-checks.serve',
  'spot-checks.decide',
  'spot-checks.answer',
] as const;

test(`user × place × verb: nobody sees or acts beyond his place, on reused connections (seed ${seed})`, async () => {
  const callers = new Map<string, Call>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...regions),
      fc.subarray([...permissions]),
      fc.constantFrom(...notices),
      fc.constantFrom('serve', 'waive', 'record-waiver', 'confirm', 'accept', 'withdraw'),
      async (region, held, notice, verb) => {
        const key = `${region} ${held.join()}`;
        const call =
          callers.get(key) ?? (await testCall(services, { region, permissions: ['spot-checks.plans', ...held] }));
        callers.set(key, call);
        const division = /^\d{6}$/.test(region);
        const looks = held.includes('spot-checks.see-visits') && division;
        const answers = held.includes('spot-checks.answer');
        const visible = notices.filter(
          (one) =>
            (looks && officialSees(region, one.place)) ||
            (answers && one.served && region === `enterprise/${one.firm}`),
        );
        if (held.includes('spot-checks.see-visits')) {
          const listed = unwrap(await listNotices(call, { dataset: 'demo', limit: 50 }));
          expect(listed.rows.map(({ id }) => id).toSorted()).toEqual(visible.map(({ id }) => id).toSorted());
          const objected = unwrap(await listObjections(call, { dataset: 'demo', limit: 50 })).rows;
          expect(objected).toHaveLength(visible.filter(({ served }) => served).length);
        }
        const seen = visible.some(({ id }) => id === notice.id);
        if (answers) {
          const mine = unwrap(await getMyEnterprise(call)).notices.map(({ id }) => id);
          expect(mine).toEqual(
            notices.filter((one) => one.served && region === `enterprise/${one.firm}`).map(({ id }) => id),
          );
          expect((await getNotice(call, notice.id, 'spot-checks.answer')).ok).toBe(seen);
        }
        // Whoever may act is refused by the version alone, so that the next finds the same.
        const objection = objections.find(({ noticeId }) => noticeId === notice.id)?.id ?? 0;
        const stale = { version: 999 };
        const answer =
          verb === 'serve'
            ? await serveNotice(call, notice.id, {
                ...stale,
                service: { manner: 'hand', day: '2026-09-01', signedBy: '某' },
              })
            : verb === 'confirm'
              ? await answerIdentity(call, notice.id, verb, stale)
              : verb === 'accept' || verb === 'withdraw'
                ? await actOnObjection(call, objection, verb, stale)
                : verb === 'waive'
                  ? await waiveObjection(call, notice.id, verb, stale)
                  : await recordWaiver(call, notice.id, { ...stale, reason: '某', files: [1] });
        const permission =
          verb === 'accept'
            ? 'spot-checks.decide'
            : verb === 'serve' || verb === 'record-waiver'
              ? 'spot-checks.serve'
              : 'spot-checks.answer';
        const code = answer.ok ? 'ok' : answer.refusal.code;
        const own =
          permission === 'spot-checks.answer'
            ? region === `enterprise/${notice.firm}`
            : division && (region.endsWith('0000') ? region !== '330000' : region === notice.place.county || (region === notice.place.city)); // prettier-ignore
        const about = verb === 'accept' || verb === 'withdraw' ? seen && notice.served : seen;
        const wide = region === '330000' && notice.place.city === null && permission !== 'spot-checks.answer';
        if (!(held as readonly string[]).includes(permission)) expect(code).toBe('forbidden');
        else if (!about) expect(code).toBe('not-found');
        else if (!own && !wide) expect(code).toBe('outside-your-region');
        else expect(['conflict', 'state-not-allowed']).toContain(code);
      },
    ),
    { seed, numRuns: 300 },
  );
});

test('nobody who is not named sees anything, and the portal has no right at all', async () => {
  for (const table of ['notice', 'objection', 'retest']) {
    expect(
      await withTransaction(database, { account: '' }, (tx) => tx.query(`select 1 from spot_checks.${table}`)),
    ).toEqual([]);
    await expect(
      withTransaction(database, 'portal', (tx) => tx.query(`select 1 from spot_checks.${table}`)),
    ).rejects.toThrow(/permission/);
  }
});

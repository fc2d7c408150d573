import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { handOver } from '#platform/work/hand-over.ts';
import { testCall } from '../../../tests/services.ts';
import { createInspector, declareConflict, editInspector, listInspectors } from './operations-inspectors.ts';
import { code, visitDesk } from './testing/visit-desk.ts';
import { inspectorWithAccount } from './testing/visits.ts';

const { services, made, officer, dispatcher, second, lead, mate, visitTo, act } = await visitDesk();

describe('a visit', () => {
  test('gets other inspectors by two people, none with a conflict of interest', async () => {
    const visit = await visitTo();
    const fresh = await inspectorWithAccount(officer, made, { name: '抽样辛' });
    const inspectorIds = [fresh.id, mate.id];
    const from = '2026-01-01';
    unwrap(
      await declareConflict(dispatcher, fresh.id, {
        enterpriseId: visit.enterprise.id,
        reason: '持有股份',
        from,
        to: null,
      }),
    );
    const wanted = { inspectorIds, leaderId: fresh.id, reason: '带队人请假' };
    expect(await act(dispatcher, visit, 'propose', wanted)).toMatchObject({
      refusal: { code: 'inspector-conflict', text: { zh: expect.stringContaining('持有股份') } },
    });
    unwrap(
      await declareConflict(dispatcher, fresh.id, {
        enterpriseId: visit.enterprise.id,
        reason: '持有股份',
        from,
        to: '2026-08-01',
      }),
    );
    unwrap(await act(dispatcher, visit, 'propose', wanted));
    expect(code(await act(second, visit, 'propose', wanted))).toBe('reassignment-open');
    expect(code(await act(dispatcher, visit, 'reassign'))).toBe('four-eyes-same-person');
    const changed = unwrap(await act(second, visit, 'reassign'));
    expect(changed.inspectors.map(({ id }) => id)).toEqual([fresh.id, mate.id]);
    expect(code(await act(lead.call, visit, 'start'))).toBe('not-found');
    expect(code(await act(second, visit, 'reassign'))).toBe('no-reassignment');
  });

  test('goes to another inspector when its own hands over, by two people; what is under way stays', async () => {
    const leaver = await inspectorWithAccount(officer, made, { name: '抽样壬' });
    const taker = await inspectorWithAccount(officer, made, { name: '抽样癸' });
    const firm = await made.enterprise();
    const crew = { inspectorIds: [leaver.id, mate.id], leaderId: leaver.id, reason: '带队人请假' };
    const [waiting, conflicted, begun] = [await visitTo(), await visitTo(firm), await visitTo()];
    for (const visit of [waiting, conflicted, begun]) {
      unwrap(await act(dispatcher, visit, 'propose', crew));
      unwrap(await act(second, visit, 'reassign'));
    }
    unwrap(await act(leaver.call, begun, 'start'));
    const conflict = { enterpriseId: firm, reason: '亲属任职', from: '2026-01-01', to: null };
    unwrap(await declareConflict(dispatcher, taker.id, conflict));
    const superior = await testCall(services, { permissions: ['work.hand-over'], region: '440600' });
    const done = unwrap(
      await handOver(superior, {
        from: `test-${leaver.call.actor.accountId}`,
        to: `test-${taker.call.actor.accountId}`,
        reason: '调离',
      }),
    );
    expect(done.named).toMatchObject([{ count: 1 }]);
    expect(done.left.map(({ what, why }) => `${what.zh} ${why.zh}`).toSorted()).toEqual([
      expect.stringMatching(new RegExp(`^抽样任务 ${conflicted.id}（.*亲属任职`)),
      expect.stringMatching(new RegExp(`^抽样任务 ${begun.id}（.*已开始抽样`)),
    ]);
    // Whom chance has drawn is not exchanged by a single hand.
    expect(code(await act(taker.call, waiting, 'start'))).toBe('not-found');
    const changed = unwrap(await act(second, waiting, 'reassign'));
    expect(changed.inspectors.map(({ id, leads }) => [id, leads])).toEqual(
      expect.arrayContaining([
        [taker.id, true],
        [mate.id, false],
      ]),
    );
    unwrap(await act(taker.call, waiting, 'start'));
  });
});

test('the register of inspectors is kept within the own region', async () => {
  const authorityId = await made.authorityOf('440600');
  const form = {
    name: '虚构新人',
    certificateNo: '虚构证0001',
    authorityId,
    regionCode: '440600',
    validTo: '2027-12-31',
    state: 'active' as const,
    categories: [],
    loginName: null,
  };
  expect(code(await createInspector(dispatcher, 'demo', { ...form, regionCode: '440700' }))).toBe(
    'outside-your-region',
  );
  expect(code(await createInspector(dispatcher, 'demo', { ...form, loginName: 'nobody' }))).toBe('validation-failed');
  const line = unwrap(await createInspector(dispatcher, 'demo', form));
  expect(code(await createInspector(dispatcher, 'demo', form))).toBe('already-exists');
  expect(
    unwrap(await editInspector(dispatcher, line.id, { ...form, name: '虚构新名', certificateNo: '虚构证0002' })),
  ).toMatchObject({
    id: line.id,
    name: '虚构新名',
    certificateNo: '虚构证0002',
  });
  expect(unwrap(await listInspectors(dispatcher, { dataset: 'demo', q: '虚构新名', limit: 50 })).rows).toHaveLength(1);
});

import { describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import type { Call } from '#platform/operation/index.ts';
import { testSystemCall } from '../../../tests/services.ts';
import { visitsEndedType } from '../facts.ts';
import { actOnVisit } from './operations.ts';
import { getVisit, listMyVisits, listVisits } from './operations-read.ts';
import { takeSample } from './operations-samples.ts';
import { code, follow, visitDesk } from './testing/visit-desk.ts';
import { inspectorWithAccount, madeUpSheet, openedVisits } from './testing/visits.ts';

const {
  services,
  made,
  heard,
  officer,
  dispatcher,
  second,
  lead,
  mate,
  laboratoryId,
  plan,
  visitTo,
  act,
  started,
  sealed,
} = await visitDesk();

describe('a visit', () => {
  test('is started by its inspectors alone, sampled several times, and finished', async () => {
    const visit = await visitTo();
    expect(visit).toMatchObject({ state: 'assigned', inspectors: [{ leads: true }, { leads: false }] });
    const elsewhere = await inspectorWithAccount(officer, made, { region: '440700' });
    expect(code(await act(elsewhere.call, visit, 'start'))).toBe('not-found');
    const neighbour = await inspectorWithAccount(officer, made, { permissions: [...follow, 'spot-checks.sample'] });
    expect(code(await act(neighbour.call, visit, 'start'))).toBe('visit-not-yours');
    expect(unwrap(await listMyVisits(lead.call, 'demo')).rows.map(({ id }) => id)).toContain(visit.id);
    unwrap(await act(lead.call, visit, 'start'));
    expect(code(await act(mate.call, visit, 'finish'))).toBe('no-sheet');
    const one = await sealed(visit);
    const two = await sealed(visit);
    const [first, next] = [one, two].map(({ number }) => Number(/〔2026〕(\d+)号/.exec(number)?.[1]));
    expect(next).toBe((first ?? 0) + 1);
    expect(one).toMatchObject({
      state: 'sealed',
      reserveState: 'kept',
      custody: [{ step: 'sealed' }, { part: 'reserve' }],
    });
    const done = unwrap(await act(mate.call, visit, 'finish'));
    expect(done).toMatchObject({ state: 'sampled', next: null, samples: [{ id: one.id }, { id: two.id }] });
    expect(heard).toContainEqual({ type: visitsEndedType, payload: { dataset: 'demo', visitIds: [visit.id] } });
    expect(
      unwrap(await listVisits(dispatcher, { dataset: 'demo', state: 'sampled', limit: 50 })).counts.sampled,
    ).toBeGreaterThan(0);
  });

  test('gives no number away when a sheet is refused', async () => {
    const visit = await started();
    const before = await sealed(visit);
    const { version } = unwrap(await getVisit(dispatcher, visit.id));
    const firm = visit.enterprise.name;
    const small = madeUpSheet(firm, { lotSize: 9 });
    expect(await takeSample(lead.call, visit.id, version, small)).toMatchObject({
      refusal: { code: 'lot-too-small', text: { zh: expect.stringContaining('抽样基数不足') } },
    });
    const twice = madeUpSheet(firm, { seal: before.seals[0] ?? '' });
    expect(code(await takeSample(lead.call, visit.id, version, twice))).toBe('seal-used');
    const after = await sealed(visit);
    const number = (text: string): number => Number(/〔2026〕(\d+)号/.exec(text)?.[1]);
    expect(number(after.number)).toBe(number(before.number) + 1);
  });

  test('never gets the number of another, however many are sealed at once; of two with one seal one wins', async () => {
    const visits = await Promise.all(Array.from({ length: 12 }, () => started()));
    const samples = await Promise.all(visits.map((visit) => sealed(visit)));
    const numbers = samples.map(({ number }) => Number(/〔2026〕(\d+)号/.exec(number)?.[1])).toSorted((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
    const [one, two] = await Promise.all([started(), started()]);
    const twice = await Promise.all(
      [one, two].map((visit) =>
        takeSample(lead.call, visit.id, visit.version, madeUpSheet(visit.enterprise.name, { seal: 'XG-TWICE' })),
      ),
    );
    expect(twice.map(code).toSorted()).toEqual(['ok', 'seal-used']);
  });

  test('ends without a sample for a reason of the law alone', async () => {
    const visit = await started();
    expect(code(await act(lead.call, visit, 'no-sample', { reason: '说明', reasonCode: 'too-far' }))).toBe(
      'reason-not-lawful',
    );
    expect(code(await act(lead.call, visit, 'no-sample', { reasonCode: 'lot-too-small' }))).toBe('reason-required');
    const done = unwrap(
      await act(lead.call, visit, 'no-sample', { reason: '仓库仅余八件', reasonCode: 'lot-too-small' }),
    );
    expect(done).toMatchObject({ state: 'no-sample', reasonWords: { zh: '抽样基数不足' }, reason: '仓库仅余八件' });
  });

  test('refused unlawfully is ordered until a day; that it still refuses is found by another person after it', async () => {
    const visit = await started();
    const ordered = unwrap(await act(lead.call, visit, 'order', { reason: '门卫不让进入' }));
    expect(ordered).toMatchObject({ state: 'ordered', orderedUntil: '2026-09-04' });
    expect(code(await act(dispatcher, visit, 'refuse', { reason: '仍拒绝' }))).toBe('order-still-runs');
    services.setNow('2026-09-07T02:00:00.000Z');
    const later = { ...dispatcher, today: '2026-09-07' as Call['today'] };
    const own = await inspectorWithAccount(officer, made, {});
    expect(code(await act(own.call, visit, 'refuse', { reason: '仍拒绝' }))).toBe('forbidden');
    // Whoever visited decides nothing of it, though he dispatches others.
    const permissions = [...follow, 'spot-checks.sample', 'spot-checks.dispatch'];
    const judge = await inspectorWithAccount(officer, made, { name: '兼任壬', permissions });
    await made.asOwner((tx) =>
      tx.query(
        'insert into spot_checks.visit_inspector (visit_id, inspector_id, account_id, leads) values ($1, $2, $3, false)',
        [visit.id, judge.id, judge.call.actor.accountId],
      ),
    );
    expect(code(await act(judge.call, visit, 'refuse', { reason: '仍拒绝' }))).toBe('four-eyes-same-person');
    const refused = unwrap(await act(later, visit, 'refuse', { reason: '期满仍拒绝' }));
    expect(refused.state).toBe('refused');
    expect(heard).toContainEqual({ type: visitsEndedType, payload: { dataset: 'demo', visitIds: [visit.id] } });
    services.setNow('2026-09-01T02:00:00.000Z');
    const admitted = await started();
    unwrap(await act(lead.call, admitted, 'order', { reason: '不让进入' }));
    expect(unwrap(await act(dispatcher, admitted, 'admit')).state).toBe('started');
  });

  test('does not start when an exclusion has begun since it was drawn', async () => {
    const closing = await made.enterprise();
    const visit = await visitTo(closing);
    await made.asOwner((tx) =>
      tx.query(`update enterprises.enterprise set status = 'closed' where id = $1`, [closing]),
    );
    expect(await act(lead.call, visit, 'start')).toMatchObject({
      refusal: { code: 'visit-excluded', text: { zh: expect.stringContaining('关闭') } },
    });
    const exempt = await visitTo();
    const words = { zh: '自昨日起免检', en: 'exempt since yesterday' };
    expect(
      await actOnVisit(lead.call, { exemptionOn: async () => ({ words }) }, exempt.id, 'start', {
        version: exempt.version,
      }),
    ).toMatchObject({ refusal: { code: 'visit-excluded', text: { zh: expect.stringContaining('免检') } } });
    const firm = await made.enterprise();
    const [first, other] = [await visitTo(firm), await visitTo(firm)];
    unwrap(await act(lead.call, first, 'start'));
    await sealed(first);
    expect(await act(lead.call, other, 'start')).toMatchObject({ refusal: { code: 'visit-excluded' } });
    expect(unwrap(await act(dispatcher, other, 'cancel', { reason: '六个月内已抽查' })).state).toBe('cancelled');
  });

  test('refused by right is repeated properly', async () => {
    const visit = await started();
    unwrap(await act(lead.call, visit, 'rightful-refusal', { reasonCode: 'fewer-than-two', reason: '一人到场' }));
    unwrap(
      await act(dispatcher, visit, 'propose', {
        inspectorIds: [lead.id, mate.id],
        leaderId: mate.id,
        reason: '补足人员',
      }),
    );
    expect(unwrap(await act(second, visit, 'reassign'))).toMatchObject({ state: 'assigned', reasonWords: null });
  });

  test('of two who act at once one wins, the other hears what changed', async () => {
    const visit = await visitTo();
    const [a, b] = await Promise.all([act(lead.call, visit, 'start'), act(mate.call, visit, 'start')]);
    expect([a, b].filter(({ ok }) => ok)).toHaveLength(1);
    expect([a, b].map(code).toSorted()).toEqual(['ok', 'state-not-allowed']);
  });
});

test('thousands are opened in a few statements', async () => {
  const enterpriseId = await made.enterprise();
  const row = { planId: plan.id, lineId: plan.lines[0]?.id ?? 0, drawId: null, enterpriseId, site: 'factory', laboratoryId, dueOn: '2026-09-30', namedBecause: null }; // prettier-ignore
  const inspectors = [
    { id: lead.id, leads: true },
    { id: mate.id, leads: false },
  ];
  const ids = await openedVisits(
    testSystemCall(services),
    Array.from({ length: 5000 }, () => ({ ...row, inspectors })),
  );
  expect(new Set(ids).size).toBe(5000);
  const visit = unwrap(await getVisit(dispatcher, ids[4999] ?? 0));
  expect(visit).toMatchObject({ state: 'assigned', inspectors: [{ leads: true }, { leads: false }] });
});

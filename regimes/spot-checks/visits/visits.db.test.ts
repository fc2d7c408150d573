import { beforeAll, describe, expect, test } from 'vitest';
import { type Result, unwrap } from '#foundation/refusal.ts';
import type { Manifest, Reaction } from '#platform/manifest.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { handOver } from '#platform/work/hand-over.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../common/testing/loop.ts';
import { samplesReceivedType, visitsEndedType } from '../facts.ts';
import { spotChecks } from '../index.ts';
import type { PlanDetail } from '../plans/contract.ts';
import type { VisitDetail } from './contract.ts';
import type { SampleDetail } from './contract-samples.ts';
import { actOnVisit, nameTarget } from './operations.ts';
import { listFieldVisits } from './operations-field.ts';
import { createInspector, declareConflict, editInspector, listInspectors } from './operations-inspectors.ts';
import { getVisit, listMyVisits, listVisits } from './operations-read.ts';
import { getSample, listArriving, listSamples } from './operations-read-samples.ts';
import { actOnReserve } from './operations-reserves.ts';
import { actOnSample, correctSheet, takeSample } from './operations-samples.ts';
import { calledReserve, inspectorWithAccount, madeUpSheet, openedVisits } from './testing/visits.ts';
import type { VisitVerb } from './visit.ts';

const { database } = await testDatabase();
const heard: { readonly type: string; readonly payload: unknown }[] = [];
const listen = (on: string): Reaction => ({
  on,
  room: 'listener',
  react: async (_act, facts) => void heard.push(...facts.map(({ type, payload }) => ({ type, payload }))),
});
const others: Manifest = { name: 'others', reactions: [listen(visitsEndedType), listen(samplesReceivedType)] }; // prettier-ignore
const services = testServices(database, { manifests: [others, documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const follow = ['spot-checks.plans', 'spot-checks.see-visits'];

let officer: Call;
let approver: Call;
let dispatcher: Call;
let second: Call;
let lead: { readonly id: number; readonly call: Call };
let mate: { readonly id: number; readonly call: Call };
let plan: PlanDetail;
let laboratoryId: number;
let clerk: Call;
beforeAll(async () => {
  officer = await testCall(services, { permissions: [...follow, 'spot-checks.plan'], name: '承办甲' });
  approver = await testCall(services, { permissions: [...follow, 'spot-checks.approve'], name: '签发乙' });
  const dispatching = { permissions: [...follow, 'spot-checks.dispatch'], region: '440600' };
  dispatcher = await testCall(services, { ...dispatching, name: '调度丙' });
  second = await testCall(services, { ...dispatching, name: '调度丁' });
  lead = await inspectorWithAccount(officer, made, { name: '抽样戊' });
  mate = await inspectorWithAccount(officer, made, { name: '抽样己' });
  laboratoryId = await made.laboratory();
  plan = await planWith('regular');
  clerk = await testCall(services, {
    permissions: ['spot-checks.laboratory', 'spot-checks.receive'],
    region: `laboratory/${laboratoryId}`,
    name: '收样庚',
  });
});

const planWith = async (kind: PlanDetail['kind']): Promise<PlanDetail> => {
  const categoryId = await made.category();
  const ruleId = await rulesInForce(officer, approver, categoryId);
  const line = {
    categoryId,
    ruleId,
    quotas: [{ regionCode: '440600', targets: 3 }],
    laboratories: [laboratoryId],
    retestLaboratories: [],
  };
  return approvedPlan(
    officer,
    approver,
    planOf({ authorityId: await made.authorityOf('440000'), lines: [line], kind }),
  );
};

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const visitTo = async (enterpriseId?: number, of = plan): Promise<VisitDetail> => {
  const [id = 0] = await openedVisits(testSystemCall(services), [
    {
      planId: of.id,
      lineId: of.lines[0]?.id ?? 0,
      drawId: null,
      enterpriseId: enterpriseId ?? (await made.enterprise()),
      site: 'factory',
      laboratoryId,
      dueOn: '2026-09-30',
      namedBecause: null,
      inspectors: [
        { id: lead.id, leads: true },
        { id: mate.id, leads: false },
      ],
    },
  ]);
  return unwrap(await getVisit(dispatcher, id));
};
type Extra = Partial<Omit<Parameters<typeof actOnVisit>[4], 'version'>>;
const act = async (call: Call, visit: { readonly id: number }, verb: VisitVerb, extra: Extra = {}) => {
  const { version } = unwrap(await getVisit(dispatcher, visit.id));
  return actOnVisit(call, {}, visit.id, verb, { version, ...extra });
};
const started = async (enterpriseId?: number): Promise<VisitDetail> =>
  unwrap(await act(lead.call, await visitTo(enterpriseId), 'start'));
const sealed = async (visit: VisitDetail, more: Parameters<typeof madeUpSheet>[1] = {}): Promise<SampleDetail> => {
  const { version } = unwrap(await getVisit(dispatcher, visit.id));
  return unwrap(await takeSample(lead.call, visit.id, version, madeUpSheet(visit.enterprise.name, more)));
};
const onSample = async (call: Call, id: number, verb: Parameters<typeof actOnSample>[2], extra: object = {}) => {
  const { version } = unwrap(await getSample(dispatcher, id));
  return actOnSample(call, id, verb, { version, ...extra });
};

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

describe('a named target', () => {
  const wanted = async (of: PlanDetail, enterpriseId: number) => ({
    planId: of.id,
    lineId: of.lines[0]?.id ?? 0,
    enterpriseId,
    site: 'factory',
    inspectorIds: [lead.id, mate.id],
    leaderId: lead.id,
    reason: '群众举报',
  });
  test('is of a follow-up or urgent plan alone, within its region, open, with two inspectors', async () => {
    const urgent = await planWith('urgent');
    expect(code(await nameTarget(officer, await wanted(plan, await made.enterprise())))).toBe('plan-must-be-drawn');
    const outside = await made.enterprise(undefined, { city: '330100' });
    expect(code(await nameTarget(officer, await wanted(urgent, outside)))).toBe('validation-failed');
    const one = { ...(await wanted(urgent, await made.enterprise())), inspectorIds: [lead.id] };
    expect(code(await nameTarget(officer, one))).toBe('two-inspectors');
    const elsewhere = { ...(await wanted(urgent, await made.enterprise())), site: 'shop' };
    expect(await nameTarget(officer, elsewhere)).toMatchObject({
      refusal: { code: 'validation-failed', fields: { site: { zh: expect.stringContaining('抽样地点') } } },
    });
    expect(unwrap(await nameTarget(officer, await wanted(urgent, await made.enterprise())))).toMatchObject({
      state: 'assigned',
      unconfirmed: true,
      namedBecause: '群众举报',
      laboratory: { id: laboratoryId },
    });
  });

  test('is visited only when another person, who does not go there, has confirmed it', async () => {
    const urgent = await planWith('urgent');
    const both = await testCall(services, { permissions: [...follow, 'spot-checks.plan', 'spot-checks.approve', 'spot-checks.dispatch'] }); // prettier-ignore
    const decider = await testCall(services, { permissions: [...follow, 'spot-checks.approve'], name: '签发庚' });
    const name = async () => unwrap(await nameTarget(both, await wanted(urgent, await made.enterprise())));
    const visit = await name();
    expect(code(await act(lead.call, visit, 'start'))).toBe('target-not-confirmed');
    expect(unwrap(await listMyVisits(lead.call, 'demo')).rows.map(({ id }) => id)).not.toContain(visit.id);
    expect(unwrap(await listFieldVisits(lead.call)).visits.map(({ id }) => id)).not.toContain(visit.id);
    expect(code(await act(both, visit, 'confirm'))).toBe('four-eyes-same-person');
    const { rows } = unwrap(await listVisits(decider, { dataset: 'demo', waiting: 'naming', limit: 50 }));
    expect(rows.map(({ id }) => id)).toContain(visit.id);
    const seen = unwrap(await getVisit(decider, visit.id));
    expect(seen.acts.filter(({ refusal }) => refusal === null).map(({ act: verb }) => verb)).toEqual([
      'confirm',
      'dismiss',
    ]);
    unwrap(await declareConflict(dispatcher, mate.id, { enterpriseId: visit.enterprise.id, reason: '曾任职', from: '2026-01-01', to: null })); // prettier-ignore
    expect(code(await act(decider, visit, 'confirm'))).toBe('inspector-conflict');
    await made.asOwner((tx) =>
      tx.query('delete from spot_checks.inspector_conflict where enterprise_id = $1', [visit.enterprise.id]),
    );
    expect(unwrap(await act(decider, visit, 'confirm'))).toMatchObject({ state: 'assigned', unconfirmed: false });
    expect(code(await act(decider, visit, 'confirm'))).toBe('target-confirmed');
    expect(code(await act(lead.call, visit, 'start'))).toBe('ok');
    const unwanted = await name();
    expect(code(await act(decider, unwanted, 'dismiss'))).toBe('reason-required');
    expect(unwrap(await act(decider, unwanted, 'dismiss', { reason: '举报不属实' }))).toMatchObject({
      state: 'cancelled',
      reason: '举报不属实',
    });
    expect(code(await act(decider, await visitTo(), 'confirm'))).toBe('target-confirmed');
  });
});

describe('custody', () => {
  test('goes by courier to its own laboratory, which looks at the seal', async () => {
    const visit = await started();
    const sample = await sealed(visit);
    expect(code(await onSample(lead.call, sample.id, 'send'))).toBe('validation-failed');
    unwrap(await onSample(lead.call, sample.id, 'send', { courierNumber: 'SF0000001' }));
    const stranger = await testCall(services, {
      permissions: ['spot-checks.laboratory', 'spot-checks.receive'],
      region: `laboratory/${await made.laboratory()}`,
    });
    expect(code(await onSample(stranger, sample.id, 'receive', { seal: 'intact' }))).toBe('not-found');
    expect(unwrap(await listArriving(stranger, 'demo')).rows).toEqual([]);
    expect(unwrap(await listArriving(clerk, 'demo')).rows).toContainEqual(
      expect.objectContaining({ id: sample.id, part: 'main', courierNumber: 'SF0000001', plan: null }),
    );
    expect(code(await onSample(clerk, sample.id, 'receive', { seal: 'broken' }))).toBe('validation-failed');
    const received = unwrap(await onSample(clerk, sample.id, 'receive', { seal: 'intact' }));
    expect(received.custody.map(({ part, step }) => `${part} ${step}`)).toEqual([
      'main sealed',
      'reserve sealed',
      'main sent',
      'reserve sent',
      'main received',
      'reserve received',
    ]);
    expect(heard).toContainEqual({
      type: samplesReceivedType,
      payload: { dataset: 'demo', part: 'main', sampleIds: [sample.id] },
    });
    expect(unwrap(await listSamples(dispatcher, { dataset: 'demo', q: sample.seals[0], limit: 50 })).total).toBe(1);
  });

  test('a broken seal stops the test; the visit is made again', async () => {
    const visit = await started();
    const sample = await sealed(visit);
    unwrap(await act(lead.call, visit, 'finish'));
    unwrap(await onSample(lead.call, sample.id, 'send', { note: '专人送达' }));
    const rejected = unwrap(await onSample(clerk, sample.id, 'reject', { seal: 'broken', reason: '封条撕裂' }));
    expect(rejected).toMatchObject({ state: 'rejected', next: { words: { zh: expect.stringContaining('停止检验') } } });
    expect(code(await onSample(clerk, sample.id, 'receive', { seal: 'intact' }))).toBe('state-not-allowed');
    unwrap(await onSample(dispatcher, sample.id, 'resample', { reason: '运输途中破损' }));
    const again = unwrap(await getVisit(dispatcher, visit.id));
    expect(again).toMatchObject({ state: 'assigned', samples: [{ state: 'void' }] });
    unwrap(await act(lead.call, again, 'start'));
    expect(code(await act(lead.call, again, 'finish'))).toBe('no-sheet');
  });

  test('a signed correction keeps the former value, until the laboratory has the sample', async () => {
    const visit = await started();
    const sample = await sealed(visit);
    const sheet = madeUpSheet(visit.enterprise.name, { seal: sample.seals[0] ?? '' });
    const corrected = {
      ...sheet,
      reserve: { ...sheet.reserve, seals: [...sample.reserveSeals] },
      product: { ...sheet.product, model: '1.8L' },
    };
    const correction = { sheet: corrected, reason: '型号笔误', signedBy: '虚构厂方代表' };
    expect(code(await correctSheet(lead.call, sample.id, { ...correction, version: sample.version + 1 }))).toBe(
      'conflict',
    );
    const done = unwrap(await correctSheet(lead.call, sample.id, { ...correction, version: sample.version }));
    expect(done).toMatchObject({
      sheetRevision: 1,
      corrections: [
        { revision: 1, changes: [{ field: 'product.model', from: '1.5L', to: '1.8L' }], signedBy: '虚构厂方代表' },
      ],
    });
    expect(code(await correctSheet(lead.call, sample.id, { ...correction, version: done.version }))).toBe(
      'sheet-unchanged',
    );
    unwrap(await onSample(lead.call, sample.id, 'send', { courierNumber: 'SF2' }));
    unwrap(await onSample(clerk, sample.id, 'receive', {}));
    const { version } = unwrap(await getSample(dispatcher, sample.id));
    expect(code(await correctSheet(lead.call, sample.id, { ...correction, version }))).toBe('state-not-allowed');
  });

  test('a reserve goes to another laboratory, which finds it intact or tampered with', async () => {
    const other = await made.laboratory();
    const expert = await testCall(services, {
      permissions: ['spot-checks.laboratory', 'spot-checks.receive'],
      region: `laboratory/${other}`,
    });
    const visit = await started();
    const onReserve = async (call: Call, id: number, verb: Parameters<typeof actOnReserve>[2], extra: object = {}) => {
      const { version } = unwrap(await getSample(dispatcher, id));
      return actOnReserve(call, id, verb, { version, ...extra });
    };
    const sample = await sealed(visit);
    const calling = (id: number, to = other) => calledReserve(testSystemCall(services), id, to);
    expect(code(await onReserve(dispatcher, sample.id, 'send-reserve', { courierNumber: 'SF1' }))).toBe(
      'state-not-allowed',
    );
    expect(code(await calling(sample.id, laboratoryId))).toBe('reserve-laboratory-same');
    unwrap(await calling(sample.id));
    expect(code(await onReserve(dispatcher, sample.id, 'send-reserve'))).toBe('validation-failed');
    unwrap(await onReserve(dispatcher, sample.id, 'send-reserve', { courierNumber: 'SF0000002' }));
    expect(unwrap(await listArriving(expert, 'demo')).rows).toMatchObject([
      { id: sample.id, part: 'reserve', courierNumber: 'SF0000002' },
    ]);
    expect(code(await onReserve(clerk, sample.id, 'receive-reserve'))).toBe('outside-your-region');
    expect(unwrap(await onReserve(expert, sample.id, 'receive-reserve'))).toMatchObject({ reserveState: 'used' });
    expect(heard).toContainEqual({
      type: samplesReceivedType,
      payload: { dataset: 'demo', part: 'reserve', sampleIds: [sample.id] },
    });
    const spoilt = await sealed(visit, { keptBy: 'enterprise' });
    unwrap(await calling(spoilt.id));
    expect(code(await calling(spoilt.id))).toBe('state-not-allowed');
    unwrap(await onReserve(expert, spoilt.id, 'tamper-reserve', { reason: '封条编号不符' }));
    expect(unwrap(await onReserve(dispatcher, spoilt.id, 'dispose-reserve', { reason: '已取证' }))).toMatchObject({
      reserveState: 'disposed',
      custody: expect.arrayContaining([expect.objectContaining({ step: 'rejected', seal: 'broken', part: 'reserve' })]),
    });
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

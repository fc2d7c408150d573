import { describe, expect, test } from 'vitest';
import { type Result, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import type { InspectorForm } from './inspector.ts';
import { actOnVisit } from './operations.ts';
import { receiveMessage } from './operations-field.ts';
import { createInspector, declareConflict, editInspector } from './operations-inspectors.ts';
import { getVisit } from './operations-read.ts';
import { getSample } from './operations-read-samples.ts';
import { actOnReserve } from './operations-reserves.ts';
import { correctSheet, takeSample } from './operations-samples.ts';
import { inspectorWithAccount, madeUpSheet, openedVisits } from './testing/visits.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const follow = ['spot-checks.plans', 'spot-checks.see-visits'];
const officer = await testCall(services, { permissions: [...follow, 'spot-checks.plan'] });
const approver = await testCall(services, { permissions: [...follow, 'spot-checks.approve'] });
const dispatcher = await testCall(services, {
  permissions: [...follow, 'spot-checks.dispatch', 'spot-checks.sample'],
  region: '440600',
  name: '调度丙',
});
const [lead, mate, stranger] = [
  await inspectorWithAccount(officer, made, { name: '抽样戊' }),
  await inspectorWithAccount(officer, made, { name: '抽样己' }),
  await inspectorWithAccount(officer, made, { name: '抽样庚' }),
];
const laboratoryId = await made.laboratory();
const categoryId = await made.category();
const line = {
  categoryId,
  ruleId: await rulesInForce(officer, approver, categoryId),
  quotas: [{ regionCode: '440600', targets: 3 }],
  laboratories: [laboratoryId],
  retestLaboratories: [],
};
const authorityId = await made.authorityOf('440600');
const plan = await approvedPlan(
  officer,
  approver,
  planOf({ authorityId: await made.authorityOf('440000'), lines: [line], kind: 'urgent' }),
);
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);

const assigned = async (enterpriseId: number): Promise<number> => {
  const [id = 0] = await openedVisits(testSystemCall(services), [
    {
      planId: plan.id,
      lineId: plan.lines[0]?.id ?? 0,
      drawId: null,
      enterpriseId,
      site: 'factory',
      laboratoryId,
      dueOn: '2026-09-30',
      namedBecause: '虚构举报人来信',
      inspectors: [
        { id: lead.id, leads: true },
        { id: mate.id, leads: false },
      ],
    },
  ]);
  return id;
};
const start = (call: Call, id: number, version = 1) => actOnVisit(call, {}, id, 'start', { version });
const sealed = async () => {
  const visit = await assigned(await made.enterprise());
  unwrap(await start(lead.call, visit));
  return unwrap(await takeSample(lead.call, visit, 2, madeUpSheet('虚构厂')));
};
const form = async (id: number, more: Partial<InspectorForm> = {}): Promise<InspectorForm> => {
  const [row] = await withTransaction(database, 'system', (tx) =>
    tx.query<{ name: string; no: string }>('select name, certificate_no as no from spot_checks.inspector where id = $1', [id]),
  ); // prettier-ignore
  return {
    name: row?.name ?? '',
    certificateNo: row?.no ?? '',
    authorityId,
    regionCode: '440600',
    validTo: null,
    state: 'active',
    categories: [],
    loginName: null,
    ...more,
  };
};
const loginOf = async (call: Call): Promise<string> => {
  const [row] = await withTransaction(database, 'system', (tx) =>
    tx.query<{ login: string }>('select login_name as login from identity.published_account where id = $1', [
      call.actor.accountId,
    ]),
  );
  return row?.login ?? '';
};

describe('an inspector', () => {
  test('does not start a visit once a conflict of interest of one of the two was declared', async () => {
    const firm = await made.enterprise();
    const visit = await assigned(firm);
    const conflict = { enterpriseId: firm, reason: '配偶任职', from: '2026-09-01', to: null };
    unwrap(await declareConflict(dispatcher, mate.id, conflict));
    expect(await start(lead.call, visit)).toMatchObject({
      refusal: { code: 'inspector-conflict', text: { zh: expect.stringContaining('配偶任职') } },
    });
  });

  test('of another visit who guesses a number is not told how far it has come', async () => {
    const visit = await assigned(await made.enterprise());
    const now = services.now().toISOString();
    const message = {
      id: crypto.randomUUID(),
      visitId: visit,
      kind: 'finish' as const,
      body: { reason: '' },
      deviceAt: now,
      sentAt: now,
    };
    const answer = unwrap(await receiveMessage(stranger.call, {}, message));
    expect(answer).toMatchObject({ outcome: 'conflict', text: { zh: expect.not.stringContaining('待抽样') } });
  });

  test('is offered the correction of a sheet of his own until the laboratory has the sample; others are told why not', async () => {
    const sample = await sealed();
    const offered = async (call: Call) =>
      unwrap(await getSample(call, sample.id)).correction.refusal?.code ?? 'offered';
    expect(await offered(lead.call)).toBe('offered');
    expect(await offered(dispatcher)).toBe('visit-not-yours');
    await withTransaction(database, 'system', (tx) =>
      tx.query(`update spot_checks.sample set state = 'received' where id = $1`, [sample.id]),
    );
    expect(await offered(lead.call)).toBe('state-not-allowed');
  });

  test('does not correct a sheet into what it could not have said', async () => {
    const sample = await sealed();
    const correction = { version: sample.version, reason: '笔误', signedBy: '虚构厂方代表' };
    const small = madeUpSheet('虚构厂', { lotSize: 2 });
    expect(code(await correctSheet(lead.call, sample.id, { ...correction, sheet: small }))).toBe('lot-too-small');
    const early = madeUpSheet('虚构厂', { sampledOn: '2026-01-01' });
    expect(code(await correctSheet(lead.call, sample.id, { ...correction, sheet: early }))).toBe(
      'sampled-before-assigned',
    );
  });
});

test('a corrected sheet names another producer: he is told of the result, the one named before is not', async () => {
  const [shop, wrong, right] = [await made.enterprise('虚构商场'), await made.enterprise('虚构甲厂'), await made.enterprise('虚构乙厂')]; // prettier-ignore
  const visit = await assigned(shop);
  unwrap(await start(lead.call, visit));
  const sample = unwrap(await takeSample(lead.call, visit, 2, madeUpSheet('虚构甲厂')));
  const parties = () =>
    withTransaction(database, 'system', (tx) =>
      tx.query('select producer_id as producer, seller_id as seller from spot_checks.sample where id = $1', [
        sample.id,
      ]),
    );
  expect(await parties()).toEqual([{ producer: wrong, seller: shop }]);
  const correct = async (name: string) => {
    const { version } = unwrap(await getSample(dispatcher, sample.id));
    const correction = { version, sheet: madeUpSheet(name), reason: '看错标签', signedBy: '虚构店长' };
    unwrap(await correctSheet(lead.call, sample.id, correction));
    return parties();
  };
  expect(await correct('虚构乙厂')).toEqual([{ producer: right, seller: shop }]);
  expect(await correct('虚构没有登记的厂')).toEqual([{ producer: null, seller: shop }]);
  expect(await correct('虚构商场')).toEqual([{ producer: shop, seller: null }]);
});

describe('a dispatcher', () => {
  test('does not make himself the inspector of visits that stand, nor register himself', async () => {
    const own = await loginOf(dispatcher);
    expect(code(await editInspector(dispatcher, mate.id, await form(mate.id, { loginName: own })))).toBe(
      'four-eyes-same-person',
    );
    const fresh = await form(mate.id, { certificateNo: '虚构自己', loginName: own });
    expect(code(await createInspector(dispatcher, 'demo', fresh))).toBe('four-eyes-same-person');
  });

  test('does not rewrite who made a visit that is over', async () => {
    const visit = await assigned(await made.enterprise());
    unwrap(await start(lead.call, visit));
    unwrap(await actOnVisit(lead.call, {}, visit, 'not-found', { version: 2, reason: '已搬迁' }));
    const login = await loginOf(lead.call);
    unwrap(await editInspector(dispatcher, lead.id, await form(lead.id)));
    expect((await getVisit(lead.call, visit)).ok).toBe(true);
    unwrap(await editInspector(dispatcher, lead.id, await form(lead.id, { loginName: login })));
  });

  test('names no category and no enterprise of another dataset', async () => {
    const other = await loopRegisters(database, 'historical');
    const categories = [await other.category()];
    expect(code(await editInspector(dispatcher, mate.id, await form(mate.id, { categories })))).toBe(
      'validation-failed',
    );
    const conflict = { enterpriseId: await other.enterprise(), reason: '试', from: '2026-09-01', to: null };
    expect(code(await declareConflict(dispatcher, mate.id, conflict))).toBe('validation-failed');
  });

  test('does not dispose of a reserve while a retest may still be asked for', async () => {
    const sample = await sealed();
    const dispose = async () => {
      const { version } = unwrap(await getSample(dispatcher, sample.id));
      return code(await actOnReserve(dispatcher, sample.id, 'dispose-reserve', { version, reason: '腾库' }));
    };
    expect(await dispose()).toBe('reserve-still-needed');
    await made.asOwner((tx) => tx.query(`update spot_checks.sample set state = 'final' where id = $1`, [sample.id]));
    expect(await dispose()).toBe('ok');
  });
});

test('the firm is told neither who complained nor why inspectors were changed', async () => {
  const firm = await made.enterprise();
  const visit = await assigned(firm);
  const member = await testCall(services, { permissions: ['spot-checks.answer'], region: `enterprise/${firm}` });
  const change = { version: 1, inspectorIds: [lead.id, stranger.id], leaderId: lead.id, reason: '虚构内情' };
  unwrap(await actOnVisit(dispatcher, {}, visit, 'propose', change));
  expect((await getVisit(member, visit)).ok).toBe(false);
  unwrap(await start(lead.call, visit, 2));
  const seen = unwrap(await getVisit(member, visit));
  expect(JSON.stringify(seen)).not.toMatch(/虚构举报人来信|虚构内情/);
  expect(unwrap(await getVisit(dispatcher, visit)).namedBecause).toBe('虚构举报人来信');
});

test('whoever reads the journal of a city learns nothing of visits that are not over', async () => {
  const clerk = await testCall(services, { permissions: ['journal.read'], region: '440600' });
  const visit = await assigned(await made.enterprise('虚构密访厂'));
  unwrap(await start(lead.call, visit));
  unwrap(await takeSample(lead.call, visit, 2, madeUpSheet('虚构密访厂')));
  const entries = () =>
    withTransaction(database, { account: clerk.actor.accountId ?? '' }, (tx) =>
      tx.query<{ act: string }>(
        `select act from journal.entry where subject = $1 or canonical like '%虚构密访厂%' order by id`,
        [`visit/${visit}`],
      ),
    );
  expect(await entries()).toEqual([]);
  unwrap(await actOnVisit(lead.call, {}, visit, 'finish', { version: 3 }));
  expect(await entries()).toEqual([{ act: 'spot-checks.finish-visit' }]);
});

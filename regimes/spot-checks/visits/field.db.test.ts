import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Result, unwrap } from '#foundation/refusal.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import type { PlanDetail } from '../plans/contract.ts';
import { type FieldMessage, fieldMessageSchema } from './contract-field.ts';
import { actOnVisit } from './operations.ts';
import { decideFieldMessage, listFieldVisits, receiveFile, receiveMessage } from './operations-field.ts';
import { getVisit, getVisitFile } from './operations-read.ts';
import { getSample } from './operations-read-samples.ts';
import { inspectorWithAccount, madeUpSheet, nextSeal, openedVisits } from './testing/visits.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const follow = ['spot-checks.plans', 'spot-checks.see-visits'];

let dispatcher: Call;
let second: Call;
let lead: { readonly id: number; readonly call: Call };
let mate: { readonly id: number; readonly call: Call };
let plan: PlanDetail;
let laboratoryId: number;
beforeAll(async () => {
  const officer = await testCall(services, { permissions: [...follow, 'spot-checks.plan'] });
  const approver = await testCall(services, { permissions: [...follow, 'spot-checks.approve'] });
  const dispatching = { permissions: [...follow, 'spot-checks.dispatch'], region: '440600' };
  dispatcher = await testCall(services, dispatching);
  second = await testCall(services, dispatching);
  lead = await inspectorWithAccount(officer, made, { name: '抽样甲' });
  mate = await inspectorWithAccount(officer, made, { name: '抽样乙' });
  laboratoryId = await made.laboratory();
  const categoryId = await made.category();
  const ruleId = await rulesInForce(officer, approver, categoryId);
  const quotas = [{ regionCode: '440600', targets: 3 }];
  const line = { categoryId, ruleId, quotas, laboratories: [laboratoryId], retestLaboratories: [] };
  plan = await approvedPlan(
    officer,
    approver,
    planOf({ authorityId: await made.authorityOf('440000'), lines: [line] }),
  );
});

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const assigned = async (): Promise<number> => {
  const [id = 0] = await openedVisits(testSystemCall(services), [
    {
      planId: plan.id,
      lineId: plan.lines[0]?.id ?? 0,
      drawId: null,
      enterpriseId: await made.enterprise('虚构受检厂' + randomUUID().slice(0, 6)),
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
  return id;
};
const now = '2026-09-01T02:00:00.000Z';
const message = (visitId: number, kind: FieldMessage['kind'], body: object = {}, more: object = {}): FieldMessage =>
  fieldMessageSchema.parse({ id: randomUUID(), visitId, kind, deviceAt: now, sentAt: now, body, ...more });
const send = (call: Call, one: FieldMessage) => receiveMessage(call, {}, one);
const begin = (visitId: number): FieldMessage => message(visitId, 'start', { identityShown: true });

test('a phone takes along everything it needs without a network', async () => {
  const visitId = await assigned();
  const { visits, noSample, refusals } = unwrap(await listFieldVisits(lead.call));
  expect(visits.find(({ id }) => id === visitId)).toMatchObject({
    state: 'assigned',
    inspectors: [{ name: '抽样甲', leads: true }, { name: '抽样乙' }],
    rule: { sampleQuantity: '3件', leastLot: 10, items: [{ item: '虚构强度' }, {}, {}] },
  });
  expect(noSample).toHaveLength(6);
  expect(refusals).toHaveLength(5);
});

test('a whole visit arrives, message by message, each applied once however often it is sent', async () => {
  const visitId = await assigned();
  const sheet = message(visitId, 'sheet', { sheet: madeUpSheet('虚构受检厂') });
  const messages = [
    begin(visitId),
    sheet,
    message(visitId, 'finish'),
    message(visitId, 'send', { of: sheet.id, courierNumber: 'SF100' }),
  ];
  const answers = [];
  for (const one of messages) answers.push(unwrap(await send(lead.call, one)));
  expect(answers.map(({ outcome }) => outcome)).toEqual(['applied', 'applied', 'applied', 'applied']);
  expect(answers[1]?.number).toMatch(/^粤质样〔2026〕\d+号（演示）$/);
  for (const [index, one] of messages.entries()) {
    services.setNow('2026-09-01T03:00:00.000Z');
    expect(unwrap(await send(lead.call, { ...one, sentAt: '2026-09-01T03:00:00.000Z' }))).toEqual(answers[index]);
  }
  services.setNow(now);
  const visit = unwrap(await getVisit(dispatcher, visitId));
  expect(visit).toMatchObject({ state: 'sampled', samples: [{ state: 'sent' }] });
  expect(visit.messages).toHaveLength(4);
  expect(visit.events.map(({ words }) => words.zh)).toEqual(['分派', '开始抽样', '完成抽样']);
});

test('sent twice at once it is applied once; with another content it is refused', async () => {
  const visitId = await assigned();
  const one = begin(visitId);
  const both = await Promise.all([send(lead.call, one), send(lead.call, one)]);
  expect(both.map((result) => unwrap(result))).toEqual([unwrap(both[0]), unwrap(both[0])]);
  expect(unwrap(await getVisit(dispatcher, visitId)).events).toHaveLength(2);
  const other = message(visitId, 'not-found', { reason: '查无此人' }, { id: one.id });
  expect(code(await send(lead.call, other))).toBe('message-differs');
  expect(code(await send(mate.call, one))).toBe('message-differs');
});

describe('what can’t be applied', () => {
  test('is kept for a person, who applies it after all or sets it aside, and never lost', async () => {
    const visitId = await assigned();
    unwrap(await send(lead.call, begin(visitId)));
    unwrap(
      await send(lead.call, message(visitId, 'rightful-refusal', { reasonCode: 'fewer-than-two', reason: '一人到场' })),
    );
    const third = await inspectorWithAccount(dispatcher, made, { name: '抽样丙' });
    const act = async (call: Call, verb: 'propose' | 'reassign', extra: object = {}) => {
      const { version } = unwrap(await getVisit(dispatcher, visitId));
      return unwrap(await actOnVisit(call, {}, visitId, verb, { version, ...extra }));
    };
    await act(dispatcher, 'propose', { inspectorIds: [third.id, mate.id], leaderId: mate.id, reason: '更换' });
    await act(second, 'reassign');
    unwrap(await send(mate.call, begin(visitId)));
    // The first leader, no longer of the visit, had sampled without a network.
    const late = message(visitId, 'sheet', { sheet: madeUpSheet('虚构受检厂') });
    const stale = message(visitId, 'finish');
    expect(unwrap(await send(lead.call, late))).toMatchObject({
      outcome: 'conflict',
      text: { zh: expect.stringContaining('不是本次抽样的指定人员') },
    });
    expect(unwrap(await send(lead.call, stale)).outcome).toBe('conflict');
    expect(
      unwrap(await getVisit(dispatcher, visitId)).messages.filter(({ outcome }) => outcome === 'conflict'),
    ).toHaveLength(2);
    const decide = (call: Call, id: string, decision: 'applied' | 'set-aside', reason?: string) =>
      decideFieldMessage(call, {}, id, { decision, reason });
    expect(code(await decide(dispatcher, stale.id, 'set-aside'))).toBe('reason-required');
    unwrap(await decide(dispatcher, stale.id, 'set-aside', '由新带队人报告'));
    const applied = unwrap(await decide(dispatcher, late.id, 'applied'));
    expect(applied.samples).toHaveLength(1);
    expect(applied.messages.map(({ decision }) => decision)).toEqual(expect.arrayContaining(['applied', 'set-aside']));
    expect(code(await decide(dispatcher, late.id, 'applied'))).toBe('message-decided');
    const elsewhere = await testCall(services, { permissions: [...follow, 'spot-checks.dispatch'], region: '440700' });
    expect(code(await decide(elsewhere, late.id, 'applied'))).toBe('not-found');
  });

  test('goes back to the inspector where he can mend it, and leaves nothing behind', async () => {
    const visitId = await assigned();
    unwrap(await send(lead.call, begin(visitId)));
    const seal = nextSeal();
    const first = message(visitId, 'sheet', { sheet: madeUpSheet('虚构受检厂', { seal }) });
    const twice = message(visitId, 'sheet', { sheet: madeUpSheet('虚构受检厂', { seal }) });
    const small = message(visitId, 'sheet', { sheet: madeUpSheet('虚构受检厂', { lotSize: 3 }) });
    const [a, b, c] = [await send(lead.call, first), await send(lead.call, twice), await send(lead.call, small)].map(
      unwrap,
    );
    expect([a?.outcome, b?.outcome, c?.outcome]).toEqual(['applied', 'refused', 'refused']);
    expect(b?.text?.zh).toContain(seal);
    expect(c?.text?.zh).toContain('抽样基数不足');
    expect(unwrap(await getVisit(dispatcher, visitId)).samples).toHaveLength(1);
  });

  test('comes from another city: refused outright', async () => {
    const visitId = await assigned();
    const stranger = await inspectorWithAccount(dispatcher, made, { region: '440700' });
    expect(code(await send(stranger.call, begin(visitId)))).toBe('outside-your-region');
    expect(code(await send(lead.call, begin(999_999_999)))).toBe('not-found');
  });
});

test('a clock set wrong is warned of, both times are kept, the server’s counts', async () => {
  const visitId = await assigned();
  const wrong = '2026-08-31T00:00:00.000Z';
  const answer = unwrap(await send(lead.call, { ...begin(visitId), deviceAt: wrong, sentAt: wrong }));
  expect(answer.clockWarning?.zh).toContain('慢约1560分钟');
  const visit = unwrap(await getVisit(dispatcher, visitId));
  expect(visit.startedAt).toMatch(/^2026-09-01T02:00:00/);
  expect(visit.messages[0]).toMatchObject({
    deviceAt: expect.stringMatching(/^2026-08-31T00:00:00/),
    clockWarning: answer.clockWarning,
  });
});

test('a correction from the field is signed and keeps the former value', async () => {
  const visitId = await assigned();
  unwrap(await send(lead.call, begin(visitId)));
  const sheet = madeUpSheet('虚构受检厂');
  const first = message(visitId, 'sheet', { sheet });
  const { sampleId } = unwrap(await send(lead.call, first));
  const body = { of: first.id, sheet: { ...sheet, remark: '补记' }, reason: '补充备注', signedBy: '虚构厂方代表' };
  expect(unwrap(await send(lead.call, message(visitId, 'correct', body))).outcome).toBe('applied');
  expect(unwrap(await getSample(dispatcher, sampleId ?? 0)).corrections).toMatchObject([
    { changes: [{ field: 'remark', from: '', to: '补记' }] },
  ]);
});

describe('photos', () => {
  const jpeg = (bytes: number): Buffer =>
    Buffer.concat([Buffer.from('ffd8ffe000104a464946', 'hex'), Buffer.alloc(bytes)]);
  const upload = async function* (content: Buffer) {
    yield { fileName: 'photo.jpg', stream: Readable.from([content.subarray(0, 5), content.subarray(5)]) };
  };
  const file = (visitId: number) => ({
    id: randomUUID(),
    visitId,
    deviceAt: now,
    sentAt: now,
    kind: 'photo' as const,
    caption: '仓库',
    latitude: '23.02',
    longitude: '113.11',
    accuracy: '12',
  });
  test('arrive once, are known by their content, and are shown to whoever sees the visit', async () => {
    const visitId = await assigned();
    const one = file(visitId);
    const first = unwrap(await receiveFile(lead.call, one, upload(jpeg(1000))));
    expect(first.outcome).toBe('applied');
    expect(unwrap(await receiveFile(lead.call, one, upload(jpeg(1000))))).toEqual(first);
    expect(code(await receiveFile(lead.call, one, upload(jpeg(1001))))).toBe('message-differs');
    expect(code(await receiveFile(lead.call, file(visitId), upload(Buffer.from('<svg onload=x>'))))).toBe(
      'photo-unreadable',
    );
    const [stored] = unwrap(await getVisit(dispatcher, visitId)).files;
    expect(stored).toMatchObject({ kind: 'photo', caption: '仓库', mediaType: 'image/jpeg', bytes: 1010 });
    const shown = await getVisitFile(dispatcher, visitId, stored?.id ?? 0);
    expect(shown).toMatchObject({ ok: true, mediaType: 'image/jpeg' });
    if (shown.ok) expect((await buffer(shown.stream)).length).toBe(1010);
    const elsewhere = await testCall(services, { permissions: follow, region: '440700' });
    expect(code((await getVisitFile(elsewhere, visitId, stored?.id ?? 0)) as Result<unknown>)).toBe('not-found');
  });

  const bytesOf = async (call: Call, visitId: number, fileId: number): Promise<number> => {
    const shown = await getVisitFile(call, visitId, fileId);
    return shown.ok ? (await buffer(shown.stream)).length : 0;
  };

  test('from a stranger are no evidence until a dispatcher, who sees them, has decided; the firm never sees others', async () => {
    const visitId = await assigned();
    const stranger = await inspectorWithAccount(dispatcher, made, { name: '虚构外人' });
    const photo = { ...file(visitId), caption: '来历不明' };
    const answer = unwrap(await receiveFile(stranger.call, photo, upload(jpeg(500))));
    expect(answer).toMatchObject({ outcome: 'conflict', text: { zh: expect.any(String) } });
    const seen = unwrap(await getVisit(dispatcher, visitId));
    expect(seen.files).toEqual([]);
    const [message] = seen.messages;
    expect(message).toMatchObject({ outcome: 'conflict', file: { caption: '来历不明', bytes: 510 } });
    const fileId = message?.file?.id ?? 0;
    expect(await bytesOf(dispatcher, visitId, fileId)).toBe(510);
    expect(code((await getVisitFile(lead.call, visitId, fileId)) as Result<unknown>)).toBe('not-found');
    unwrap(
      await decideFieldMessage(dispatcher, portsOfNobody, photo.id, { decision: 'set-aside', reason: '与本任务无关' }),
    );
    expect(unwrap(await getVisit(dispatcher, visitId)).files).toEqual([]);
    const another = { ...file(visitId), caption: '代拍' };
    unwrap(await receiveFile(stranger.call, another, upload(jpeg(500))));
    const applied = unwrap(await decideFieldMessage(dispatcher, portsOfNobody, another.id, { decision: 'applied' }));
    expect(applied.files).toMatchObject([{ caption: '代拍' }]);
    expect(await bytesOf(lead.call, visitId, applied.files[0]?.id ?? 0)).toBe(510);
  });

  test('and messages to visits of others are bounded until somebody has decided on them; the own ones never are', async () => {
    const [visitId, another] = [await assigned(), await assigned()];
    const stranger = await inspectorWithAccount(dispatcher, made, { name: '虚构外人' });
    for (let sent = 0; sent < 30; sent += 1) {
      const photo = file(sent % 2 === 0 ? visitId : another);
      expect(unwrap(await receiveFile(stranger.call, photo, upload(jpeg(10 + sent)))).outcome).toBe('conflict');
    }
    const more = file(visitId);
    expect(code(await receiveFile(stranger.call, more, upload(jpeg(9))))).toBe('too-many-undecided');
    const { messages } = unwrap(await getVisit(dispatcher, visitId));
    expect(messages).toHaveLength(15);
    unwrap(
      await decideFieldMessage(dispatcher, portsOfNobody, messages[0]?.id ?? '', {
        decision: 'set-aside',
        reason: '无关',
      }),
    );
    expect(unwrap(await receiveFile(stranger.call, more, upload(jpeg(9)))).outcome).toBe('conflict');
    expect(unwrap(await receiveFile(lead.call, file(visitId), upload(jpeg(8)))).outcome).toBe('applied');
  });

  test('of 50 MB are refused in words', async () => {
    const visitId = await assigned();
    expect(await receiveFile(lead.call, file(visitId), upload(jpeg(50 * 1024 * 1024)))).toMatchObject({
      refusal: { code: 'file-too-large' },
    });
  });
});

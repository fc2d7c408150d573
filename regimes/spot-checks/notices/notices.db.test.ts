import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { ok, type Result, unwrap } from '#foundation/refusal.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { downloadEvidence, receiveEvidence } from '#platform/evidence/operations.ts';
import type { Manifest } from '#platform/manifest.ts';
import { type Call, perform, systemCall } from '#platform/operation/index.ts';
import { enterpriseFacts } from '#registers/enterprises/facts.ts';
import { replaceScope } from '#registers/laboratories/storage-scope.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { loopRegisters, portsOfNobody } from '../common/testing/loop.ts';
import { reportsChangedType } from '../facts.ts';
import { spotChecks } from '../index.ts';
import type { ServiceInput } from '#foundation/service.ts';
import { endClocks } from './operations-clock.ts';
import {
  answerIdentity,
  fileObjection,
  recordWaiver,
  rejectWaiver,
  serveNotice,
  waiveObjection,
} from './operations-notices.ts';
import { actOnObjection, recordWithdrawal, rejectWithdrawal, tellAbandonment } from './operations-objections.ts';
import { getMyEnterprise, listNotices, listObjections } from './operations-read.ts';
import { listRetestLaboratories } from './operations-laboratories.ts';
import { designateLaboratory, orderRetest, recordFormalities } from './operations-retests.ts';
import { actOnReserve } from '../visits/operations-reserves.ts';
import { noticeWorld, onDay } from './testing/loop-notices.ts';

const { database } = await testDatabase();
const register: Manifest = { name: 'register', facts: { ...enterpriseFacts } };
const services = testServices(database, { manifests: [register, documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const world = await noticeWorld(services, made);
const { officer, decider } = world;
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const firm = await made.enterprise();
const member = await world.member(firm);

const hand = (day = '2026-09-01'): ServiceInput => ({ manner: 'hand', day, signedBy: '虚构收件人' });
const served = async (call: Call, id: number, service: ServiceInput = hand()): Promise<void> =>
  unwrap(await serveNotice(call, id, { version: (await world.detail(officer, id)).version, service }));
const version = async (id: number): Promise<number> => (await world.detail(officer, id)).version;
const first = async (sampleId: number): Promise<number> => (await world.noticesOf(sampleId))[0]?.id ?? 0;
const runClock = (today: string) => endClocks(onDay(testSystemCall(services), today));
const objected = async (call: Call, id: number, today: string) =>
  fileObjection(onDay(call, today), id, 'object', {
    version: await version(id),
    grounds: '对检验方法有异议',
    wantsRetest: true,
  });

describe('a notice', () => {
  test('is drawn up with a number for the producer and, where different, the seller, and is to be served in time', async () => {
    const seller = await made.enterprise('虚构商场甲', { retailer: true });
    const [own = 0, market = 0] = await world.reported([{ producer: firm }, { producer: firm, seller, site: 'shop' }]);
    expect(await world.noticesOf(own)).toMatchObject([{ party: 'producer', number: '粤质告〔2026〕1号（演示）' }]);
    const notices = await world.noticesOf(market);
    expect(notices.map(({ party }) => party)).toEqual(['producer', 'seller']);
    const [asked, other] = await Promise.all(notices.map(({ id }) => world.detail(officer, id)));
    expect(asked).toMatchObject({ state: 'to-serve', identity: 'asked', dueOn: '2026-09-08' });
    expect(other).toMatchObject({ identity: 'not-asked', addressee: '虚构商场甲' });
    expect(asked?.acts.map(({ act, refusal }) => [act, refusal])).toEqual([['serve', null]]);
    const list = unwrap(await listNotices(onDay(officer, '2026-09-09'), { dataset: 'demo', limit: 50, overdue: true }));
    expect(list).toMatchObject({ total: 3, overdue: 3, counts: { 'to-serve': 3 } });
    // It is nobody's before it was served.
    expect(unwrap(await getMyEnterprise(member)).notices).toEqual([]);
  });

  test('is served where the addressee is, once, with proof, neither tomorrow nor before the report', async () => {
    const id = await first((await world.reported([{ producer: firm }]))[0] ?? 0);
    const elsewhere = await testCall(services, {
      permissions: ['spot-checks.see-visits', 'spot-checks.serve'],
      region: '440100',
    });
    const serve = (call: Call, service = hand()) => serveNotice(call, id, { version: 1, service });
    expect(code(await serve(elsewhere))).toBe('not-found');
    expect(code(await serve(member))).toBe('forbidden');
    expect(code(await serve(officer, hand('2026-09-02')))).toBe('date-in-future');
    expect(code(await serve(officer, hand('2026-08-31')))).toBe('served-before-report');
    const both = await Promise.all([serve(officer), serve(officer)]);
    expect(both.map(code).toSorted()).toEqual(['ok', 'state-not-allowed']);
    expect(await world.detail(member, id)).toMatchObject({
      state: 'served',
      effectiveOn: '2026-09-01',
      objectionUntil: '2026-09-16',
      proof: { signedBy: '虚构收件人' },
    });
    const mine = unwrap(await getMyEnterprise(member));
    expect(mine).toMatchObject({ enterprises: [{ id: firm }], notices: [{ id, state: 'served' }] });
  });
});

describe('the clock', () => {
  test('a party that is silent loses the objection on the day after the last; the result is final, once, with several servers', async () => {
    const samples = await world.reported([
      { producer: firm },
      { producer: firm },
      { producer: firm, conclusion: 'pass' },
    ]);
    for (const sample of samples) await served(officer, await first(sample));
    await runClock('2026-09-16');
    expect(await world.resultOf(samples[0] ?? 0)).toBeUndefined();
    await Promise.all([runClock('2026-09-17'), runClock('2026-09-17'), runClock('2026-09-17')]);
    for (const sample of samples) expect((await world.noticesOf(sample))[0]?.state).toBe('lapsed');
    expect(await world.resultOf(samples[0] ?? 0)).toMatchObject({
      verdict: 'fail',
      producer: firm,
      settled: true,
      published: null,
    });
    expect(await world.resultOf(samples[2] ?? 0)).toMatchObject({ verdict: 'pass' });
    const detail = await world.detail(officer, await first(samples[0] ?? 0));
    expect(detail.events.filter(({ words }) => words.zh === '异议期届满')).toHaveLength(1);
  });

  test('without proof of service nothing becomes final, and each party has its own clock', async () => {
    const seller = await made.enterprise('虚构商场乙', { retailer: true });
    const [sample = 0] = await world.reported([{ producer: firm, seller }]);
    const [producer, shop] = await world.noticesOf(sample);
    await served(officer, producer?.id ?? 0);
    await runClock('2026-09-30');
    expect(await world.resultOf(sample)).toBeUndefined();
    await served(onDay(officer, '2026-09-30'), shop?.id ?? 0, hand('2026-09-30'));
    unwrap(await waiveObjection(await world.member(seller), shop?.id ?? 0, 'waive', { version: 2 }));
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail', producer: firm });
  });

  test('a public notice takes effect after its time, and the clock runs from there', async () => {
    const id = await first((await world.reported([{ producer: firm }]))[0] ?? 0);
    await served(officer, id, { manner: 'public', day: '2026-09-01', medium: '虚构日报', because: '查无下落' });
    expect(await world.detail(officer, id)).toMatchObject({ effectiveOn: '2026-10-31', objectionUntil: '2026-11-16' });
  });
});

describe('an objection', () => {
  test('on the last day is in time, on the day after it is refused with the day, by account and on paper', async () => {
    const [sample = 0] = await world.reported([{ producer: firm }]);
    const id = await first(sample);
    await served(officer, id);
    const late = await objected(member, id, '2026-09-17');
    expect(late).toMatchObject({ ok: false, refusal: { code: 'objection-too-late' } });
    expect(late.ok ? '' : late.refusal.text.zh).toContain('2026年9月16日');
    expect(late.ok ? '' : late.refusal.citation?.text.zh).toContain('第十五条');
    const paper = (filedOn: string) => async () =>
      fileObjection(onDay(officer, '2026-09-18'), id, 'register-objection', {
        version: await version(id), grounds: '书面异议', wantsRetest: true, filedOn,
      }); // prettier-ignore
    expect(code(await paper('2026-09-17')())).toBe('objection-too-late');
    expect(code(await paper('2026-09-19')())).toBe('date-in-future');
    expect(code(await objected(member, id, '2026-09-16'))).toBe('ok');
    await runClock('2026-09-30');
    expect(await world.resultOf(sample)).toBeUndefined();
    expect((await world.detail(member, id)).objections).toMatchObject([{ state: 'filed', decideUntil: '2026-09-20' }]);
  });

  test('is decided by another person; refused with reasons the first result is final', async () => {
    const [sample = 0] = await world.reported([{ producer: firm }]);
    const id = await first(sample);
    await served(officer, id);
    const clerk = await testCall(services, {
      permissions: ['spot-checks.plans', 'spot-checks.see-visits', 'spot-checks.serve', 'spot-checks.decide'],
      region: '440600',
    });
    unwrap(
      await fileObjection(clerk, id, 'register-objection', {
        version: 2, grounds: '书面异议', wantsRetest: false, filedOn: '2026-09-01',
      }),
    ); // prettier-ignore
    const [objection] = (await world.detail(clerk, id)).objections;
    expect(objection?.acts.find(({ act }) => act === 'refuse')?.refusal?.code).toBe('four-eyes-same-person');
    const refuse = (call: Call, reason?: string) =>
      actOnObjection(call, objection?.id ?? 0, 'refuse', { version: 1, reason });
    expect(code(await refuse(clerk, '理由'))).toBe('four-eyes-same-person');
    expect(code(await refuse(decider))).toBe('reason-required');
    const both = await Promise.all([refuse(decider, '检验方法符合细则'), refuse(decider, '检验方法符合细则')]);
    expect(both.map(code).toSorted()).toEqual(['ok', 'state-not-allowed']);
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    expect(unwrap(await listObjections(officer, { dataset: 'demo', limit: 10, state: 'refused' })).rows).toMatchObject([
      { id: objection?.id },
    ]);
    expect(code(await objected(member, id, '2026-09-02'))).toBe('state-not-allowed');
  });

  test('withdrawn by the enterprise, the first result is final; upheld, the finding is void with its notices', async () => {
    const [a = 0, b = 0] = await world.reported([{ producer: firm }, { producer: firm }]);
    for (const sample of [a, b]) await served(officer, await first(sample));
    for (const sample of [a, b]) unwrap(await objected(member, await first(sample), '2026-09-02'));
    const objectionOf = async (sample: number) =>
      (await world.detail(member, await first(sample))).objections[0]?.id ?? 0;
    unwrap(await actOnObjection(member, await objectionOf(a), 'withdraw', { version: 1 }));
    expect(await world.resultOf(a)).toMatchObject({ verdict: 'fail' });
    unwrap(await actOnObjection(decider, await objectionOf(b), 'uphold', { version: 1, reason: '适用标准有误' }));
    expect(await world.noticesOf(b)).toMatchObject([{ state: 'void' }]);
    expect(await world.resultOf(b)).toBeUndefined();
    const states = await world.asEngine((tx) =>
      tx.query(
        `select s.state as sample, r.state as report from spot_checks.sample s join spot_checks.report r on r.sample_id = s.id where s.id = $1`,
        [b],
      ),
    );
    expect(states).toEqual([{ sample: 'void', report: 'void' }]);
  });
});

const registrar = await testCall(services, {
  permissions: ['spot-checks.plans', 'spot-checks.see-visits', 'spot-checks.serve', 'spot-checks.decide'],
  region: '440600',
  name: '虚构承办人',
});
const elsewhere = await testCall(services, { permissions: ['spot-checks.see-visits'], region: '440100' });

describe('a right given up on paper', () => {
  const scan = async (call: Call, content = '%PDF-1.7 虚构放弃异议声明') => receiveEvidence(call, upload(content));
  const upload = async function* (content: string) {
    yield { fileName: '放弃异议声明.pdf', stream: Readable.from([content]) };
  };
  const notice = async () => {
    const [sample = 0] = await world.reported([{ producer: firm }]);
    const id = await first(sample);
    await served(officer, id);
    return { sample, id };
  };
  const record = async (call: Call, id: number, files: readonly number[], reason = '法定代表人签字盖章，9月1日交来') =>
    recordWaiver(call, id, { version: await version(id), reason, files });
  const reads = async (call: Call, id: number) => {
    const answer = await downloadEvidence(call, id);
    if (!('stream' in answer)) return false;
    (answer.stream as Readable).destroy();
    return true;
  };

  test('is not waived by one official: the scan is on file, and another person has read it', async () => {
    const { sample, id } = await notice();
    expect(code(await record(registrar, id, []))).toBe('scan-required');
    const file = unwrap(await scan(registrar));
    expect(code(await record(registrar, id, [file.id], ''))).toBe('reason-required');
    unwrap(await record(registrar, id, [file.id]));
    expect(await world.resultOf(sample)).toBeUndefined();
    const waiting = await world.detail(registrar, id);
    expect(waiting).toMatchObject({
      state: 'served',
      next: { words: { zh: '复核企业书面放弃异议' } },
      writtenWords: [{ state: 'recorded', recordedBy: '虚构承办人', reason: '法定代表人签字盖章，9月1日交来', files: [{ id: file.id, sha256: file.sha256 }] }],
    }); // prettier-ignore
    const refusalOf = (verb: string) => waiting.acts.find(({ act }) => act === verb)?.refusal?.code;
    expect(refusalOf('record-waiver')).toBe('word-to-confirm');
    expect(refusalOf('confirm-waiver')).toBe('four-eyes-same-person');
    expect(code(await record(registrar, id, [unwrap(await scan(registrar)).id]))).toBe('word-to-confirm');
    const confirm = async (call: Call) => waiveObjection(call, id, 'confirm-waiver', { version: await version(id) });
    expect(code(await confirm(registrar))).toBe('four-eyes-same-person');
    expect(code(await confirm(officer))).toBe('forbidden');
    expect([await reads(decider, file.id), await reads(member, file.id), await reads(elsewhere, file.id)]).toEqual([true, true, false]); // prettier-ignore
    const both = await Promise.all([confirm(decider), confirm(decider)]);
    expect(both.map(code).toSorted()).toEqual(['ok', 'state-not-allowed']);
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    expect(await world.detail(member, id)).toMatchObject({
      state: 'waived',
      writtenWords: [{ state: 'confirmed', decidedBy: '签发乙', files: [{ id: file.id }] }],
    });
    const [entry] = await made.asOwner((tx) =>
      tx.query<{ payload: string }>(`select convert_from(canonical, 'UTF8') as payload from journal.entry where act = 'spot-checks.record-waiver-notice' and subject = $1`, [`notice/${id}`]),
    ); // prettier-ignore
    expect(entry?.payload).toContain(file.sha256);
  });

  test('rejected it is no waiver: the clock runs on, the reason is kept, and the firm may object', async () => {
    const { id } = await notice();
    unwrap(await record(registrar, id, [unwrap(await scan(registrar)).id]));
    expect(code(await rejectWaiver(decider, id, { version: await version(id) }))).toBe('reason-required');
    unwrap(await rejectWaiver(decider, id, { version: await version(id), reason: '没有公章' }));
    expect(await world.detail(member, id)).toMatchObject({
      state: 'served',
      writtenWords: [{ state: 'rejected', decisionReason: '没有公章' }],
    });
    unwrap(await objected(member, id, '2026-09-02'));
  });

  test('does not stop the clock: where it runs out first, nobody has to confirm any more', async () => {
    const { sample, id } = await notice();
    unwrap(await record(registrar, id, [unwrap(await scan(registrar)).id]));
    const open = () => world.asEngine((tx) => tx.query(`select 1 from work.item where state = 'open' and kind = 'spot-checks.confirm-word' and subject = $1`, [`notice/${id}`])); // prettier-ignore
    expect(await open()).toHaveLength(1);
    await runClock('2026-09-17');
    expect(await open()).toHaveLength(0);
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    expect(code(await waiveObjection(decider, id, 'confirm-waiver', { version: await version(id) }))).toBe(
      'state-not-allowed',
    );
  });

  test('an objection is withdrawn on paper alike; the firm withdraws in its account at once', async () => {
    const { sample, id } = await notice();
    unwrap(await objected(member, id, '2026-09-02'));
    const objection = async () => (await world.detail(officer, id)).objections[0];
    const input = async () => ({ version: (await objection())?.version ?? 0 });
    const number = (await objection())?.id ?? 0;
    const reason = '企业来函撤回';
    expect(code(await recordWithdrawal(registrar, number, { ...(await input()), reason, files: [] }))).toBe(
      'scan-required',
    );
    const files = [unwrap(await scan(registrar)).id];
    unwrap(await recordWithdrawal(registrar, number, { ...(await input()), reason, files }));
    expect((await objection())?.state).toBe('filed');
    expect(code(await actOnObjection(registrar, number, 'confirm-withdrawal', await input()))).toBe(
      'four-eyes-same-person',
    );
    unwrap(await rejectWithdrawal(decider, number, { ...(await input()), reason: '落款不符' }));
    unwrap(
      await recordWithdrawal(registrar, number, {
        ...(await input()),
        reason,
        files: [unwrap(await scan(registrar)).id],
      }),
    );
    unwrap(await actOnObjection(decider, number, 'confirm-withdrawal', await input()));
    expect((await objection())?.state).toBe('withdrawn');
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
  });

  test('a file that is none, or of another person, is no proof', async () => {
    const { id } = await notice();
    expect(code(await scan(registrar, '<html>'))).toBe('evidence-not-readable');
    expect(code(await record(registrar, id, [unwrap(await scan(decider)).id]))).toBe('evidence-not-yours');
  });
});

describe('a retest', () => {
  const accepted = async () => {
    const [sample = 0] = await world.reported([{ producer: firm }]);
    const id = await first(sample);
    await served(officer, id);
    unwrap(await objected(member, id, '2026-09-02'));
    const objection = (await world.detail(member, id)).objections[0]?.id ?? 0;
    unwrap(await actOnObjection(onDay(decider, '2026-09-03'), objection, 'accept', { version: 1 }));
    const retest = (await world.detail(officer, id)).retests[0];
    return { sample, id, retest: retest?.id ?? 0 };
  };
  const underWay = async () => {
    const one = await accepted();
    unwrap(await recordFormalities(officer, one.retest, { version: 1 }));
    unwrap(await designateLaboratory(decider, one.retest, { version: 2, laboratoryId: world.retestLaboratory }));
    return one;
  };

  test('is done by another laboratory once the formalities are done; reversed, it is the result and the authority pays', async () => {
    const { sample, id, retest } = await accepted();
    const designate = (laboratoryId: number, v: number, reason?: string) =>
      designateLaboratory(decider, retest, { version: v, laboratoryId, reason });
    expect(code(await designate(world.retestLaboratory, 1))).toBe('retest-formalities-open');
    unwrap(await recordFormalities(officer, retest, { version: 1 }));
    expect(code(await designate(world.laboratory, 2))).toBe('retest-same-laboratory');
    expect(code(await designate(await made.laboratory(), 2))).toBe('retest-laboratory-not-planned');
    unwrap(await designate(world.retestLaboratory, 2));
    await runClock('2026-09-30');
    expect(await world.resultOf(sample)).toBeUndefined();
    await world.retested(sample, 'pass');
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'pass', producer: firm });
    const { state, retests, finalVerdict } = await world.detail(member, id);
    expect({ state, finalVerdict }).toEqual({ state: 'settled', finalVerdict: 'pass' });
    expect(retests).toMatchObject([{ state: 'done', outcome: 'different', feeBy: 'authority' }]);
  });

  test('may go to laboratories accredited for every item and not to the first; the plan’s come first', async () => {
    const { sample, retest } = await accepted();
    unwrap(await recordFormalities(officer, retest, { version: 1 }));
    const [able, unable, over, blank] = await Promise.all([1, 2, 3, 4].map(() => made.laboratory()));
    const scope = (id: number | undefined, item: string, validTo: string | null = null) =>
      made.asOwner((tx) => replaceScope(tx, id ?? 0, [{ category: '', item, method: '', validFrom: '2020-01-01', validTo }], null, services.now())); // prettier-ignore
    await scope(able, '虚构强度');
    await scope(unable, '虚构含量');
    await scope(over, '虚构强度', '2026-08-31');
    await made.asOwner((tx) => tx.query(`update laboratories.laboratory set valid_to = '2026-08-31' where id = $1`, [blank])); // prettier-ignore
    const list = async (call = decider) => listRetestLaboratories(call, retest);
    const rows = unwrap(await list()).rows;
    expect(rows[0]).toMatchObject({ id: world.retestLaboratory, planned: true, scopeEntered: false });
    const ids = rows.map(({ id }) => id);
    expect(ids).toContain(able);
    for (const not of [unable, over, blank, world.laboratory]) expect(ids).not.toContain(not);
    expect(code(await list(officer))).toBe('forbidden');

    const designate = (laboratoryId: number | undefined, reason = '计划内机构均无资质') =>
      designateLaboratory(decider, retest, { version: 2, laboratoryId: laboratoryId ?? 0, reason });
    expect(await designate(unable)).toMatchObject({ refusal: { code: 'laboratory-outside-scope', text: { zh: expect.stringContaining('虚构强度') } } }); // prettier-ignore
    expect(code(await designate(over))).toBe('laboratory-outside-scope');
    expect(code(await designate(blank))).toBe('laboratory-accreditation-over');
    unwrap(await designate(able));
    const [stored] = await world.asEngine((tx) =>
      tx.query('select laboratory_id as id, reason from spot_checks.retest where sample_id = $1', [sample]),
    );
    expect(stored).toEqual({ id: able, reason: '计划内机构均无资质' });
  });

  test('with the same outcome the applicant pays and the result stays', async () => {
    const { sample, id } = await underWay();
    await world.retested(sample, 'fail');
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    expect((await world.detail(member, id)).retests).toMatchObject([{ outcome: 'same', feeBy: 'applicant' }]);
  });

  test('on a reserve that was tampered with: the first result stands', async () => {
    const { sample, id } = await underWay();
    const lab = await testCall(services, {
      permissions: ['spot-checks.laboratory', 'spot-checks.receive'],
      region: `laboratory/${world.retestLaboratory}`,
    });
    const [row] = await world.asEngine((tx) =>
      tx.query<{ version: number }>('select version from spot_checks.sample where id = $1', [sample]),
    );
    unwrap(await actOnReserve(lab, sample, 'tamper-reserve', { version: row?.version ?? 0, reason: '封条破损' }));
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    expect((await world.detail(member, id)).retests).toMatchObject([{ state: 'tampered' }]);
  });

  const givenUp = async () => {
    const one = await accepted();
    await Promise.all([runClock('2026-09-11'), runClock('2026-09-11')]);
    const [objection] = (await world.detail(officer, one.id)).objections;
    const tell = (call: Call, service: ServiceInput, today = '2026-09-14', seen = objection?.version ?? 0) =>
      tellAbandonment(onDay(call, today), objection?.id ?? 0, { version: seen, service });
    return { ...one, objection: objection?.id ?? 0, tell };
  };

  test('is given up when the formalities are not done in time, and final once the applicant was told with proof', async () => {
    const waiting = await accepted();
    await runClock('2026-09-10');
    expect((await world.detail(member, waiting.id)).retests).toMatchObject([{ state: 'applied' }]);
    const { sample, id, objection, tell } = await givenUp();
    const told = await world.detail(officer, id);
    expect(told).toMatchObject({
      state: 'objected',
      retests: [{ state: 'abandoned' }],
      objections: [{ state: 'given-up', told: null, acts: [{ act: 'tell-abandonment', refusal: null }] }],
      next: { words: { zh: '送达视为放弃复检告知书并登记凭据' } },
    });
    const open = await world.asEngine((tx) =>
      tx.query(`select state, due_on as "dueOn" from work.item where kind = 'spot-checks.tell-abandonment' and subject = $1`, [`objection/${objection}`]),
    ); // prettier-ignore
    expect(open).toEqual([{ state: 'open', dueOn: '2026-09-18' }]);
    await runClock('2026-10-30');
    expect(await world.resultOf(sample)).toBeUndefined();

    expect(code(await tell(member, hand('2026-09-12')))).toBe('forbidden');
    expect(code(await tell(officer, hand('2026-09-10')))).toBe('served-before-abandoned');
    expect(code(await tell(officer, hand('2026-09-15')))).toBe('date-in-future');
    const both = await Promise.all([tell(officer, hand('2026-09-14')), tell(officer, hand('2026-09-14'))]);
    expect(both.map(code).toSorted()).toEqual(['ok', 'state-not-allowed']);
    expect(await world.detail(member, id)).toMatchObject({
      state: 'settled',
      objections: [{ state: 'settled', told: { manner: 'hand', on: '2026-09-14', proof: { signedBy: '虚构收件人' } } }],
    });
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
  });

  test('given up and told by public notice is final when that takes effect, not before, told once', async () => {
    const { sample, id, tell } = await givenUp();
    const notice = { manner: 'public', day: '2026-09-14', medium: '虚构日报', because: '查无下落' } as const;
    unwrap(await tell(officer, notice));
    expect(await tell(officer, notice, '2026-09-14', 5)).toMatchObject({ refusal: { code: 'conflict' } });
    expect((await world.detail(officer, id)).objections[0]?.acts).toEqual([]);
    await runClock('2026-11-12');
    expect(await world.resultOf(sample)).toBeUndefined();
    await Promise.all([runClock('2026-11-13'), runClock('2026-11-13')]);
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
    const { events } = await world.detail(officer, id);
    expect(events.filter(({ words }) => words.zh === '异议办结')).toHaveLength(1);
  });

  test('given up by one party does not end the objection of another that has its own retest', async () => {
    const seller = await made.enterprise(undefined, { retailer: true });
    const [sample = 0] = await world.reported([{ producer: firm, seller }]);
    const [own, shop] = (await world.noticesOf(sample)).map(({ id }) => id);
    for (const id of [own ?? 0, shop ?? 0]) await served(officer, id);
    unwrap(await objected(member, own ?? 0, '2026-09-02'));
    const [mine] = (await world.detail(officer, own ?? 0)).objections;
    unwrap(await actOnObjection(onDay(decider, '2026-09-03'), mine?.id ?? 0, 'accept', { version: 1 }));
    await runClock('2026-09-11');
    unwrap(await objected(await world.member(seller), shop ?? 0, '2026-09-11'));
    const [theirs] = (await world.detail(officer, shop ?? 0)).objections;
    unwrap(await actOnObjection(onDay(decider, '2026-09-12'), theirs?.id ?? 0, 'accept', { version: 1 }));
    const [given] = (await world.detail(officer, own ?? 0)).objections;
    unwrap(
      await tellAbandonment(onDay(officer, '2026-09-14'), given?.id ?? 0, {
        version: given?.version ?? 0,
        service: hand('2026-09-14'),
      }),
    );
    expect((await world.detail(officer, shop ?? 0)).objections).toMatchObject([{ state: 'retest' }]);
    expect(await world.resultOf(sample)).toBeUndefined();
  });

  test('is ordered by officials where a dispute stays; one of a sample', async () => {
    const [sample = 0] = await world.reported([{ producer: firm }]);
    const id = await first(sample);
    await served(officer, id);
    expect(code(await orderRetest(officer, id, '结论存疑'))).toBe('forbidden');
    unwrap(await orderRetest(decider, id, '结论存疑'));
    expect(code(await orderRetest(decider, id, '结论存疑'))).toBe('retest-open');
    const retest = (await world.detail(decider, id)).retests[0];
    await runClock('2026-09-30');
    expect(await world.resultOf(sample)).toBeUndefined();
    unwrap(await designateLaboratory(decider, retest?.id ?? 0, { version: 1, laboratoryId: world.retestLaboratory }));
    await world.retested(sample, 'fail');
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail' });
  });
});

describe('whose product', () => {
  const market = async () => {
    const seller = await made.enterprise(undefined, { retailer: true });
    const [sample = 0] = await world.reported([{ producer: firm, seller, site: 'shop' }]);
    const [producer, shop] = (await world.noticesOf(sample)).map(({ id }) => id);
    for (const id of [producer ?? 0, shop ?? 0]) await served(officer, id);
    unwrap(await waiveObjection(await world.member(seller), shop ?? 0, 'waive', { version: 2 }));
    return { sample, seller, id: producer ?? 0 };
  };
  const answer = async (call: Call, id: number, verb: Parameters<typeof answerIdentity>[2], reason?: string) =>
    answerIdentity(call, id, verb, { version: await version(id), reason });

  test('a denial that another person finds proven names no producer and opens a counterfeit lead against the seller', async () => {
    const { sample, id } = await market();
    expect(code(await answer(member, id, 'deny'))).toBe('reason-required');
    unwrap(await answer(member, id, 'deny', '本厂从未生产该型号，附出厂台账'));
    await runClock('2026-09-30');
    expect(await world.resultOf(sample)).toBeUndefined();
    expect(code(await answer(member, id, 'prove-denial', '属实'))).toBe('forbidden');
    unwrap(await answer(decider, id, 'prove-denial', '台账、标识比对属实'));
    expect(await world.resultOf(sample)).toMatchObject({ verdict: 'fail', producer: null, settled: false });
    const leads = () =>
      world.asEngine((tx) =>
        tx.query(`select state from work.item where kind = 'spot-checks.counterfeit-lead' and subject = $1`, [
          `notice/${id}`,
        ]),
      );
    expect(await leads()).toEqual([{ state: 'open' }]);
    unwrap(await answer(officer, id, 'take-up-lead', '已移交稽查机构'));
    expect(await leads()).toEqual([{ state: 'closed' }]);
  });

  test('a denial that is rejected counts as confirmed; silence does when the day has passed; a late denial is refused', async () => {
    const [one, two, three] = [await market(), await market(), await market()];
    unwrap(await answer(member, one.id, 'deny', '不是'));
    unwrap(await answer(decider, one.id, 'reject-denial', '证据不足'));
    expect(code(await answer(onDay(member, '2026-09-17'), two.id, 'deny', '不是'))).toBe('identity-too-late');
    unwrap(await answer(member, three.id, 'confirm'));
    await runClock('2026-09-17');
    for (const { sample } of [one, two, three]) expect(await world.resultOf(sample)).toMatchObject({ producer: firm });
    expect((await world.detail(member, two.id)).identity).toBe('silent');
  });
});

test('a report that is void takes its notices with it; the sample is tested again', async () => {
  const [sample = 0] = await world.reported([{ producer: firm }]);
  await perform(systemCall(services), { permission: null, act: 'test' }, async (act) => {
    await act.asEngine();
    const rows = await act.tx.query<{ id: number }>(
      `update spot_checks.report set state = 'void' where sample_id = $1 returning id`,
      [sample],
    );
    act.emit({
      type: reportsChangedType,
      payload: { dataset: 'demo', state: 'void', reportIds: rows.map(({ id }) => id) },
    });
    return ok(undefined);
  });
  expect(await world.noticesOf(sample)).toMatchObject([{ state: 'void' }]);
});

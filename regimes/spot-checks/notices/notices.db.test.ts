import { describe, expect, test } from 'vitest';
import { ok, unwrap } from '#foundation/refusal.ts';
import { type Call, perform, systemCall } from '#platform/operation/index.ts';
import { testCall } from '../../../tests/services.ts';
import { reportsChangedType } from '../facts.ts';
import { fileObjection, serveNotice, waiveObjection } from './operations-notices.ts';
import { actOnObjection } from './operations-objections.ts';
import { getMyEnterprise, listNotices, listObjections } from './operations-read.ts';
import { onDay } from './testing/loop-notices.ts';
import { code, hand, noticeDesk } from './testing/notice-desk.ts';

const { services, made, world, officer, decider, firm, member, version, served, first, runClock, objected } =
  await noticeDesk();

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

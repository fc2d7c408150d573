import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Result, unwrap } from '#foundation/refusal.ts';
import type { Manifest, Reaction } from '#platform/manifest.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { loopRegisters, portsOfNobody } from '../common/testing/loop.ts';
import { reportsChangedType } from '../facts.ts';
import { spotChecks } from '../index.ts';
import { getSample } from '../visits/operations-read-samples.ts';
import { actOnReserve } from '../visits/operations-reserves.ts';
import { calledReserve } from '../visits/testing/visits.ts';
import type { ReportDetail } from './contract.ts';
import { actOnReport } from './operations.ts';
import { getReport, listReports, listTasks } from './operations-read.ts';
import { enterValues } from './operations-values.ts';
import type { ReportVerb, Stated } from './report.ts';
import { laboratoryPeople, receivedSamples } from './testing/reports.ts';

const { database } = await testDatabase();
const heard: { readonly state: string; readonly reportIds: readonly number[] }[] = [];
const listener: Reaction = {
  on: reportsChangedType,
  room: 'listener',
  react: async (_act, facts) => void heard.push(...facts.map(({ payload }) => payload as (typeof heard)[number])),
};
const others: Manifest = { name: 'others', reactions: [listener] };
const services = testServices(database, { manifests: [others, documents, spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const world = await receivedSamples(services, made);
const { clerk, tester, reviewer, approver, everything } = world.people;

const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const act = (call: Call, report: ReportDetail, verb: ReportVerb, more: { conclusion?: Stated; reason?: string } = {}) =>
  actOnReport(call, report.id, verb, { version: report.version, ...more });
const good = ['10.5', '0.05', '符合'];
const enter = (call: Call, report: ReportDetail, values: readonly string[], stated: readonly (Stated | null)[] = []) =>
  enterValues(
    call,
    report.id,
    report.version,
    values.map((measured, index) => ({ ordinal: index + 1, measured, stated: stated[index] ?? null })),
  );

/** The open report of one sample more. */
const open = async (): Promise<ReportDetail> => {
  const { number } = await world.receive();
  const { rows } = unwrap(await listTasks(clerk, { dataset: 'demo', q: number, limit: 10 }));
  return unwrap(await getReport(clerk, rows[0]?.id ?? 0));
};
const reviewed = async (values = good, conclusion: Stated = 'pass'): Promise<ReportDetail> => {
  const entered = unwrap(await enter(clerk, await open(), values));
  const tested = unwrap(await act(tester, entered, 'test', { conclusion }));
  return unwrap(await act(reviewer, tested, 'review'));
};

describe('a report', () => {
  test('is opened when its sample is received, with the items of the rules and its last day, once', async () => {
    const report = await open();
    expect(report).toMatchObject({ state: 'open', purpose: 'first', dueOn: '2026-10-08', finding: 'open', scopeEntered: false }); // prettier-ignore
    expect(report.items.map(({ item, limit, class: of }) => [item, limit, of])).toEqual([
      ['虚构强度', '≥10.0', 'A'],
      ['虚构含量', '≤0.10', 'B'],
      ['标志', '应清晰', 'C'],
    ]);
    expect(report.rules).toBe('虚构产品监督抽查检验细则（第1版）');
  });

  test('is neither reviewed nor approved by who entered its values, also where another signed for the test', async () => {
    const entered = unwrap(await enter(everything, await open(), good));
    const tested = unwrap(await act(tester, entered, 'test', { conclusion: 'pass' }));
    expect(code(await act(everything, tested, 'review'))).toBe('four-eyes-same-person');
    const seen = unwrap(await act(reviewer, tested, 'review'));
    expect(code(await act(everything, seen, 'approve'))).toBe('four-eyes-same-person');
    unwrap(await act(approver, seen, 'approve'));
  });

  test('goes through three hands, is numbered without gaps, and makes its sample tested', async () => {
    const first = unwrap(await act(approver, await reviewed(), 'approve'));
    const second = unwrap(await act(approver, await reviewed(), 'approve'));
    expect(first).toMatchObject({
      state: 'effective',
      engineVerdict: 'pass',
      conclusion: 'pass',
      tested: { by: '主检乙' },
      reviewed: { by: '审核丙' },
      approved: { by: '批准丁' },
    });
    const ordinals = [first, second].map(({ number }) => Number(/〔2026〕(\d+)号（演示）$/.exec(number ?? '')?.[1]));
    expect(ordinals[1]).toBe((ordinals[0] ?? 0) + 1);
    // The notices hear of it at once and move the sample on.
    expect(unwrap(await getSample(clerk, first.sampleId)).events.map(({ words }) => words.zh)).toContain(
      '检验报告生效',
    );
    expect(heard).toContainEqual({ dataset: 'demo', state: 'effective', reportIds: [first.id] });
    expect(first.events.map(({ words }) => words.zh)).toEqual(['收样，开始检验', '录入实测值', '完成检验', '审核通过', '批准签发']); // prettier-ignore
  });

  test('is tested only when every item is measured, or stated where the engine can’t read it', async () => {
    const report = await open();
    expect(code(await act(tester, report, 'test', { conclusion: 'pass' }))).toBe('items-not-measured');
    const entered = unwrap(await enter(tester, report, ['10.5', '<0.2', '清晰']));
    expect(entered.items.map(({ verdict }) => verdict)).toEqual(['pass', 'unreadable', 'unreadable']);
    expect(code(await act(tester, entered, 'test', { conclusion: 'pass' }))).toBe('items-not-stated');
    const stated = unwrap(await enter(tester, entered, ['10.5', '<0.2', '清晰'], [null, 'pass', 'pass']));
    expect(stated.finding).toBe('pass');
    expect(code(await act(tester, stated, 'test'))).toBe('conclusion-missing');
    expect(unwrap(await act(tester, stated, 'test', { conclusion: 'pass' }))).toMatchObject({ engineVerdict: 'pass' });
    expect(code(await enter(tester, stated, good))).toBe('report-not-open');
  });

  test('is returned with a reason by reviewer or approver, and signed anew', async () => {
    const report = await reviewed();
    expect(code(await act(reviewer, report, 'return', { reason: '再看' }))).toBe('state-not-allowed');
    expect(code(await act(approver, report, 'send-back'))).toBe('reason-required');
    const back = unwrap(await act(approver, report, 'send-back', { reason: '单位不清' }));
    expect(back).toMatchObject({ state: 'open', tested: { by: null }, reviewed: { by: null } });
    const tested = unwrap(await act(tester, back, 'test', { conclusion: 'pass' }));
    expect(unwrap(await act(reviewer, tested, 'return', { reason: '记录不全' })).state).toBe('open');
  });

  test('keeps the digits as typed, and takes a value back', async () => {
    const entered = unwrap(await enter(clerk, await open(), ['10.500', ' 0.0500 ', '']));
    expect(entered.items.map(({ measured }) => measured)).toEqual(['10.500', '0.0500', null]);
    const cleared = unwrap(await enter(clerk, entered, ['', '0.0500', '']));
    expect(cleared.items[0]).toMatchObject({ measured: null, verdict: null, reason: null });
    expect(code(await enter(clerk, entered, good))).toBe('conflict');
  });
});

describe('three persons', () => {
  test('who tested neither reviews nor approves, who reviewed does not approve', async () => {
    const entered = unwrap(await enter(everything, await open(), good));
    const tested = unwrap(await act(everything, entered, 'test', { conclusion: 'pass' }));
    expect(code(await act(everything, tested, 'review'))).toBe('four-eyes-same-person');
    expect(tested.acts.find(({ act: verb }) => verb === 'review')?.refusal?.code).toBe('four-eyes-same-person');
    const passed = unwrap(await act(reviewer, tested, 'review'));
    expect(code(await act(everything, passed, 'approve'))).toBe('four-eyes-same-person');
    expect(code(await act(tester, passed, 'approve'))).toBe('forbidden');
    expect(code(await act(approver, passed, 'approve'))).toBe('ok');
  });

  test('any assignment with a repeated person is refused, by the code and by the database', async () => {
    const people = [everything];
    for (const _ of [1, 2]) people.push((await laboratoryPeople(services, world.laboratoryId)).everything);
    const report = unwrap(await enter(clerk, await open(), good));
    await fc.assert(
      fc.asyncProperty(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(2)), async ([one, two, three]) => {
        const fresh = unwrap(await getReport(clerk, report.id));
        const [first, second, third] = [people[one], people[two], people[three]] as [Call, Call, Call];
        const tested = unwrap(await act(first, fresh, 'test', { conclusion: 'pass' }));
        const passed = await act(second, tested, 'review');
        expect(code(passed)).toBe(one === two ? 'four-eyes-same-person' : 'ok');
        if (!passed.ok) return void unwrap(await act(reviewer, tested, 'return', { reason: '再来' }));
        const repeated = three === one || three === two;
        // A refusal for the version shows that everything before it was passed.
        const approved = await actOnReport(third, report.id, 'approve', { version: 999 });
        expect(code(approved)).toBe(repeated ? 'four-eyes-same-person' : 'conflict');
        const ids = [first, second, third].map(({ actor }) => actor.accountId);
        const direct = made.asOwner((tx) =>
          tx.query(`update spot_checks.report set approved_by = $2 where id = $1`, [report.id, ids[2]]),
        );
        if (repeated) await expect(direct).rejects.toThrow(/report_three_persons/);
        else {
          await direct;
          await made.asOwner((tx) => tx.query('update spot_checks.report set approved_by = null where id = $1', [report.id])); // prettier-ignore
        }
        unwrap(await act(approver, passed.value, 'send-back', { reason: '再来' }));
      }),
      { seed: 20_000_328, numRuns: 27 },
    );
    await expect(
      made.asOwner((tx) => tx.query(`update spot_checks.report set state = 'effective' where id = $1`, [report.id])),
    ).rejects.toThrow(/report_signed|report_concluded/);
  });
});

describe('conclusion and engine differ', () => {
  test('it is queried and no notice follows until the laboratory confirms in writing', async () => {
    const queried = unwrap(await act(approver, await reviewed(['9.0', '0.05', '符合'], 'pass'), 'approve'));
    expect(queried).toMatchObject({ state: 'queried', engineVerdict: 'fail', conclusion: 'pass', number: expect.stringContaining('〔2026〕') }); // prettier-ignore
    expect(heard.some(({ reportIds }) => reportIds.includes(queried.id))).toBe(false);
    expect(unwrap(await getSample(clerk, queried.sampleId)).state).toBe('received');
    expect(unwrap(await listReports(world.officer, { dataset: 'demo', state: 'queried', limit: 10 })).rows.map(({ id }) => id)).toContain(queried.id); // prettier-ignore
    expect(code(await act(world.officer, queried, 'confirm', { reason: '代为确认' }))).toBe('forbidden');
    expect(code(await act(approver, queried, 'confirm'))).toBe('reason-required');
    const confirmed = unwrap(
      await act(approver, queried, 'confirm', { reason: '按标准第5.2条，边缘样品复测后取平均' }),
    );
    expect(confirmed).toMatchObject({ state: 'effective', conclusion: 'pass', confirmation: '按标准第5.2条，边缘样品复测后取平均' }); // prettier-ignore
    expect(heard).toContainEqual({ dataset: 'demo', state: 'effective', reportIds: [queried.id] });
  });

  test('or corrects: the former is void and kept with its number, a new one takes its place', async () => {
    const queried = unwrap(await act(approver, await reviewed(['9.0', '0.05', '符合'], 'pass'), 'approve'));
    const former = unwrap(await act(approver, queried, 'correct', { reason: '录入错误' }));
    expect(former).toMatchObject({ state: 'void', number: queried.number, voidReason: '录入错误', conclusion: 'pass' });
    const next = unwrap(await getReport(clerk, former.correctedBy?.id ?? 0));
    expect(next).toMatchObject({ state: 'open', corrects: { id: queried.id, number: queried.number }, number: null });
    expect(next.items.map(({ measured }) => measured)).toEqual(['9.0', '0.05', '符合']);
    const entered = unwrap(await enter(clerk, next, good));
    const again = unwrap(await act(reviewer, unwrap(await act(tester, entered, 'test', { conclusion: 'pass' })), 'review')); // prettier-ignore
    expect(unwrap(await act(approver, again, 'approve')).state).toBe('effective');
    expect(unwrap(await getReport(clerk, former.id)).items[0]?.measured).toBe('9.0');
  });

  test('a failing batch is serious when an item of class A fails', async () => {
    const report = unwrap(await act(approver, await reviewed(['9.0', '0.05', '符合'], 'fail'), 'approve'));
    expect(report).toMatchObject({ state: 'effective', serious: true, failingItems: ['虚构强度'] });
  });
});

describe('an error found later', () => {
  const effective = async () => unwrap(await act(approver, await reviewed(), 'approve'));
  const notice = (report: ReportDetail, state: string) =>
    made.asOwner((tx) =>
      tx.query(
        `insert into spot_checks.notice (dataset, sample_id, report_id, party, addressee, state) values ('demo', $1, $2, 'producer', '虚构厂', $3)`,
        [report.sampleId, report.id, state],
      ),
    );

  test('voids the report before a notice is served; its history stays, its sample is tested again', async () => {
    const report = await effective();
    await notice(report, 'to-serve');
    expect(code(await act(reviewer, report, 'void', { reason: '错' }))).toBe('forbidden');
    const former = unwrap(await act(approver, report, 'void', { reason: '样品混淆' }));
    expect(former).toMatchObject({
      state: 'void',
      conclusion: 'pass',
      number: report.number,
      tested: { by: '主检乙' },
    });
    expect(former.events.at(-1)).toMatchObject({ words: { zh: '作废并重新出具' }, reason: '样品混淆' });
    expect(unwrap(await getSample(clerk, report.sampleId)).state).toBe('received');
    expect(heard).toContainEqual({ dataset: 'demo', state: 'void', reportIds: [report.id] });
    expect(unwrap(await getReport(clerk, former.correctedBy?.id ?? 0)).state).toBe('open');
  });

  test('no longer once one is served', async () => {
    const report = await effective();
    await notice(report, 'served');
    expect(code(await act(approver, report, 'void', { reason: '样品混淆' }))).toBe('notice-was-served');
  });
});

test('a received reserve opens the retest of the other laboratory, by the items of the first', async () => {
  const first = unwrap(await act(approver, await reviewed(['9.0', '0.05', '符合'], 'fail'), 'approve'));
  const retesters = await laboratoryPeople(services, world.retestId);
  unwrap(await calledReserve(testSystemCall(services), first.sampleId, world.retestId));
  const called = unwrap(await getSample(world.officer, first.sampleId));
  unwrap(await actOnReserve(retesters.clerk, first.sampleId, 'receive-reserve', { version: called.version }));
  const { rows } = unwrap(await listTasks(retesters.clerk, { dataset: 'demo', limit: 10 }));
  expect(rows).toMatchObject([{ purpose: 'retest', state: 'open', items: 3, measured: 0 }]);
  expect(code(await getReport(clerk, rows[0]?.id ?? 0))).toBe('not-found');
  const stranger = await testCall(services, { permissions: ['spot-checks.test', 'spot-checks.laboratory'], region: `laboratory/${world.retestId}` }); // prettier-ignore
  expect(code(await enter(stranger, first, good))).toBe('not-found');
});

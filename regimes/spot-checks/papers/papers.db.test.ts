import { beforeAll, describe, expect, test } from 'vitest';
import { registerPortal } from '#apps/portal/index.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { manifest as documents } from '#platform/documents/index.ts';
import { strikePaper } from '#platform/documents/operations.ts';
import { listOfPapers } from '#platform/documents/operations-read.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testServer } from '../../../tests/server.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { enterValues } from '../reports/operations-values.ts';
import { actOnReport } from '../reports/operations.ts';
import { getReport, listTasks } from '../reports/operations-read.ts';
import { laboratoryPeople } from '../reports/testing/reports.ts';
import { actOnVisit } from '../visits/operations.ts';
import { actOnSample, correctSheet, takeSample } from '../visits/operations-samples.ts';
import { receiveMessage } from '../visits/operations-field.ts';
import { inspectorWithAccount, madeUpSheet, openedVisits } from '../visits/testing/visits.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [documents, spotChecks(portsOfNobody)] });
const { send } = await testServer(services, {
  pages: (app) => registerPortal(app, { database, province: '440000', latestSeal: async () => undefined, drawCheck: undefined }), // prettier-ignore
});
const made = await loopRegisters(database);

interface Paper {
  readonly id: number;
  readonly kind: string;
  readonly subject: string;
  readonly number: string;
  readonly state: string;
  readonly party: string | null;
  readonly code: string;
  readonly voidReason: string | null;
}
const papersOf = (subject: string): Promise<Paper[]> =>
  withTransaction(database, 'system', (tx) =>
    tx.query<Paper>(
      `select id, kind, subject, number, state, party, code, void_reason as "voidReason" from documents.paper where subject = $1 order by id`,
      [subject],
    ),
  );
const kindsOf = async (subject: string, state = 'issued') =>
  (await papersOf(subject))
    .filter((paper) => paper.state === state)
    .map(({ kind }) => kind.replace('spot-checks.', ''));

let lead: { readonly id: number; readonly call: Call };
let mate: { readonly id: number; readonly call: Call };
let dispatcher: Call;
let official: Call;
let laboratoryId: number;
let people: Awaited<ReturnType<typeof laboratoryPeople>>;
let plan: Awaited<ReturnType<typeof approvedPlan>>;
beforeAll(async () => {
  const follow = ['spot-checks.plans', 'spot-checks.see-visits', 'documents.read'];
  const officer = await testCall(services, { permissions: [...follow, 'spot-checks.plan'], name: '承办甲' });
  const approver = await testCall(services, { permissions: [...follow, 'spot-checks.approve'], name: '签发乙' });
  dispatcher = await testCall(services, { permissions: [...follow, 'spot-checks.dispatch'], name: '调度丙' });
  official = await testCall(services, { permissions: [...follow, 'documents.void'], name: '登记丁' });
  lead = await inspectorWithAccount(officer, made, { name: '抽样戊' });
  mate = await inspectorWithAccount(officer, made, { name: '抽样己' });
  laboratoryId = await made.laboratory();
  people = await laboratoryPeople(services, laboratoryId);
  const categoryId = await made.category();
  const ruleId = await rulesInForce(officer, approver, categoryId);
  const line = { categoryId, ruleId, quotas: [{ regionCode: '440600', targets: 50 }], laboratories: [laboratoryId], retestLaboratories: [] }; // prettier-ignore
  plan = await approvedPlan(
    officer,
    approver,
    planOf({ authorityId: await made.authorityOf('440600'), lines: [line] }),
  );
});

const assigned = async (name?: string) => {
  const enterpriseId = await made.enterprise(name);
  const [id = 0] = await openedVisits(testSystemCall(services), [
    { planId: plan.id, lineId: plan.lines[0]?.id ?? 0, drawId: null, enterpriseId, site: 'factory', laboratoryId, dueOn: '2026-09-30', namedBecause: null, inspectors: [{ id: lead.id, leads: true }, { id: mate.id, leads: false }] },
  ]); // prettier-ignore
  return { id, enterpriseId };
};
const started = async () => {
  const visit = await assigned();
  unwrap(await actOnVisit(lead.call, {}, visit.id, 'start', { version: 1 }));
  return visit;
};
const sealed = async (sheet = madeUpSheet('虚构厂')) => {
  const visit = await started();
  return { ...visit, sample: unwrap(await takeSample(lead.call, visit.id, 2, sheet)) };
};
const received = async () => {
  const { sample, ...visit } = await sealed();
  const sent = unwrap(await actOnSample(lead.call, sample.id, 'send', { version: sample.version, courierNumber: 'SF1' })); // prettier-ignore
  return { ...visit, sample: unwrap(await actOnSample(people.clerk, sample.id, 'receive', { version: sent.version })) };
};
const approved = async () => {
  const { sample, ...visit } = await received();
  const tasks = unwrap(await listTasks(people.tester, { dataset: 'demo', limit: 50, q: sample.number }));
  const id = tasks.rows[0]?.id ?? 0;
  const version = async () => unwrap(await getReport(people.tester, id)).version;
  unwrap(await enterValues(people.tester, id, await version(), [{ ordinal: 1, measured: '12.0', stated: null }, { ordinal: 2, measured: '0.05', stated: null }, { ordinal: 3, measured: '清晰', stated: 'pass' }])); // prettier-ignore
  unwrap(await actOnReport(people.tester, id, 'test', { version: await version(), conclusion: 'pass' }));
  unwrap(await actOnReport(people.reviewer, id, 'review', { version: await version() }));
  const report = unwrap(await actOnReport(people.approver, id, 'approve', { version: await version() }));
  return { ...visit, sample, report };
};

describe('the notice of a spot check', () => {
  test('is issued when the visit starts, to the firm; before, nothing in the register betrays it', async () => {
    const { id, enterpriseId } = await assigned();
    const member = await testCall(services, { permissions: ['documents.receive'], region: `enterprise/${enterpriseId}` }); // prettier-ignore
    const mine = async (call: Call) => unwrap(await listOfPapers(call, { dataset: 'demo', subject: `visit/${id}`, limit: 50 })).rows; // prettier-ignore
    expect(await mine(official)).toEqual([]);
    unwrap(await actOnVisit(lead.call, {}, id, 'start', { version: 1 }));
    const [paper, ...more] = await papersOf(`visit/${id}`);
    expect(more).toEqual([]);
    expect(paper).toMatchObject({ kind: 'spot-checks.visit-notice', party: `enterprise/${enterpriseId}`, state: 'issued' }); // prettier-ignore
    expect(paper?.number).toMatch(/^佛山质抽通〔2026〕\d+号（演示）$/);
    // The firm, its inspectors and the officials of the place see it; another firm and another inspector do not.
    for (const call of [member, lead.call, mate.call, official])
      expect((await mine(call)).map(({ number }) => number)).toEqual([paper?.number]);
    const stranger = await testCall(services, { permissions: ['documents.receive'], region: `enterprise/${enterpriseId + 1}` }); // prettier-ignore
    const other = await inspectorWithAccount(dispatcher, made, { name: '抽样庚' });
    for (const call of [stranger, other.call]) expect(await mine(call)).toEqual([]);
  });

  test('is confirmed on the portal by its code, without the name of the firm', async () => {
    const name = '虚构不应公开的厂';
    const { id } = await assigned(name);
    unwrap(await actOnVisit(lead.call, {}, id, 'start', { version: 1 }));
    const [paper] = await papersOf(`visit/${id}`);
    const page = await send('GET', `/papers/${paper?.code}`);
    expect(page.status).toBe(200);
    expect(page.text).toContain('监督抽查通知书');
    expect(page.text).toContain(paper?.number);
    expect(page.text).not.toContain(name);
  });

  test('has numbers without gaps, also when visits start at once and some are refused', async () => {
    const visits = await Promise.all(Array.from({ length: 6 }, () => assigned()));
    const rare = await assigned('虚构㑇𠮷第二厂😀');
    const results = await Promise.all(
      [...visits, rare].map(({ id }) => actOnVisit(lead.call, {}, id, 'start', { version: 1 })),
    );
    expect(results.map(({ ok }) => ok)).toEqual([true, true, true, true, true, true, false]);
    const ordinals = await withTransaction(
      database,
      'system',
      (tx) =>
      tx.query<{ ordinal: number }>(`select ordinal from documents.paper where kind = 'spot-checks.visit-notice' order by ordinal`), // prettier-ignore
    );
    expect(ordinals.map(({ ordinal }) => ordinal)).toEqual(ordinals.map((_, index) => index + 1));
  });

  test('that can’t be printed stops the visit, and names the characters', async () => {
    const { id } = await assigned('虚构㑇𠮷厂😀');
    const refused = await actOnVisit(lead.call, {}, id, 'start', { version: 1 });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'glyphs-missing' } });
    expect(JSON.stringify(refused)).toContain('😀');
    expect(await papersOf(`visit/${id}`)).toEqual([]);
  });

  test('comes to the phone with the answer; one that can’t be printed waits for a dispatcher', async () => {
    const message = (visitId: number, last: string) => ({ id: `00000000-0000-4000-8000-0000000000${last}`, visitId, kind: 'start' as const, body: { identityShown: true as const }, deviceAt: '2026-09-01T02:00:00.000Z', sentAt: '2026-09-01T02:00:00.000Z' }); // prettier-ignore
    const { id } = await assigned();
    const answer = unwrap(await receiveMessage(lead.call, {}, message(id, '01')));
    expect(answer.number).toBe((await papersOf(`visit/${id}`))[0]?.number);
    const rare = await assigned('虚构厂😀');
    const kept = unwrap(await receiveMessage(lead.call, {}, message(rare.id, '02')));
    expect(kept).toMatchObject({ outcome: 'conflict', number: null });
    expect(kept.text?.zh).toContain('😀');
    expect(await papersOf(`visit/${rare.id}`)).toEqual([]);
  });
});

describe('the papers of a sample', () => {
  test('are its sheet and one seal for each number, issued with it', async () => {
    const { sample, enterpriseId } = await sealed();
    expect(await kindsOf(`sample/${sample.id}`)).toEqual(['sampling-sheet', 'seal', 'seal']);
    for (const { party } of await papersOf(`sample/${sample.id}`)) expect(party).toBe(`enterprise/${enterpriseId}`);
  });

  test('a correction issues the sheet anew, the former is void; seals only where they say something else', async () => {
    const sheet = madeUpSheet('虚构厂');
    const { sample } = await sealed(sheet);
    const correct = async (version: number, changed: typeof sheet) =>
      unwrap(await correctSheet(lead.call, sample.id, { version, sheet: changed, reason: '型号有误', signedBy: '虚构厂方代表' })); // prettier-ignore
    const model = { ...sheet, product: { ...sheet.product, model: '1.8L' } };
    const once = await correct(sample.version, model);
    expect(await kindsOf(`sample/${sample.id}`, 'void')).toEqual(['sampling-sheet']);
    expect(await kindsOf(`sample/${sample.id}`)).toEqual(['seal', 'seal', 'sampling-sheet']);
    await correct(once.version, { ...model, seals: ['XG9999999'] });
    expect(await kindsOf(`sample/${sample.id}`)).toEqual(['sampling-sheet', 'seal', 'seal']);
    const voided = (await papersOf(`sample/${sample.id}`)).find(({ state }) => state === 'void');
    expect(voided?.voidReason).toBe('更正：型号有误');
    expect((await send('GET', `/papers/${voided?.code}`)).text).toContain('已作废');
  });

  test('are void with the sample, never alone', async () => {
    const { sample } = await sealed();
    const [paper] = await papersOf(`sample/${sample.id}`);
    const alone = await strikePaper(official, paper?.id ?? 0, { act: 'void', reason: '试试' });
    expect(alone).toMatchObject({ ok: false, refusal: { code: 'paper-follows-thing' } });
    unwrap(await actOnSample(dispatcher, sample.id, 'void', { version: sample.version, reason: '抽样有误' }));
    expect(await kindsOf(`sample/${sample.id}`, 'void')).toEqual(['sampling-sheet', 'seal', 'seal']);
  });

  test('the laboratory that receives it gets the custody form', async () => {
    const { sample } = await received();
    const form = (await papersOf(`sample/${sample.id}`)).at(-1);
    expect(form).toMatchObject({ kind: 'spot-checks.custody-form', party: `laboratory/${laboratoryId}` });
  });

  test('a name on the sheet that can’t be printed stops it, and gives no number away', async () => {
    const { id } = await started();
    const sheet = madeUpSheet('虚构厂');
    const rare = { ...sheet, producer: { ...sheet.producer, name: '虚构厂😀' } };
    expect(await takeSample(lead.call, id, 2, rare)).toMatchObject({ ok: false, refusal: { code: 'glyphs-missing' } });
    const ordinal = (number: string) => Number(/〕(\d+)号/.exec(number)?.[1]);
    const before = unwrap(await takeSample(lead.call, id, 2, sheet));
    const after = (await sealed()).sample;
    expect(ordinal(after.number)).toBe(ordinal(before.number) + 1);
  });
});

describe('the report', () => {
  test('is issued once on approval; its number is that of the paper', async () => {
    const { report } = await approved();
    const papers = await papersOf(`report/${report.id}`);
    expect(papers.map(({ number }) => number)).toEqual([report.number]);
    expect(papers[0]?.party).toBe(`laboratory/${laboratoryId}`);
  });

  test('is void with its paper', async () => {
    const { report } = await approved();
    unwrap(await actOnReport(people.approver, report.id, 'void', { version: report.version, reason: '录入有误' }));
    expect((await papersOf(`report/${report.id}`)).map(({ state }) => state)).toEqual(['void']);
  });
});

test('whoever reads the register of papers but may not see visits finds none of theirs', async () => {
  const reader = await testCall(services, { permissions: ['documents.read'] });
  const listed = async (call: Call) => unwrap(await listOfPapers(call, { dataset: 'demo', limit: 50 }));
  expect((await listed(official)).rows.some(({ kind }) => kind === 'spot-checks.visit-notice')).toBe(true);
  expect(await listed(reader)).toMatchObject({ rows: [], counts: {} });
});

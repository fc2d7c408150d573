import { beforeAll, describe, expect, test } from 'vitest';
import { type Result, unwrap } from '#foundation/refusal.ts';
import type { Call } from '#platform/operation/index.ts';
import { recordScope } from '#registers/laboratories/operations.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices } from '../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import type { PlanDetail } from './contract.ts';
import { actOnPlan, copyPlan, createPlan, editPlan } from './operations.ts';
import { decideAmendment, proposeAmendment } from './operations-amendments.ts';
import { getPlan, listPlans } from './operations-read.ts';
import { actOnRule, createRule, getRule, reviseRule } from './operations-rules.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const planning = ['spot-checks.plans', 'spot-checks.plan'];
const approving = ['spot-checks.plans', 'spot-checks.approve'];

let officer: Call;
let approver: Call;
let cityOfficer: Call;
let cityApprover: Call;
let province: number;
let city: number;
beforeAll(async () => {
  officer = await testCall(services, { permissions: planning, name: '承办甲' });
  approver = await testCall(services, { permissions: approving, name: '签发乙' });
  cityOfficer = await testCall(services, { permissions: planning, region: '440600', name: '市办丙' });
  cityApprover = await testCall(services, { permissions: approving, region: '440600', name: '市签丁' });
  province = await made.authorityOf('440000');
  city = await made.authorityOf('440600');
});

const lineOf = async (regionCode = '440600') => {
  const categoryId = await made.category();
  const ruleId = await rulesInForce(officer, approver, categoryId);
  return {
    categoryId,
    ruleId,
    quotas: [{ regionCode, targets: 3 }],
    laboratories: [await made.laboratory()],
    retestLaboratories: [await made.laboratory()],
  };
};
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusal.code);
const act = (call: Call, plan: PlanDetail, verb: Parameters<typeof actOnPlan>[2], reason?: string) =>
  actOnPlan(call, plan.id, verb, { version: plan.version, reason });

describe('a plan', () => {
  test('names no category, rules or laboratory of another dataset', async () => {
    const other = await loopRegisters(database, 'historical');
    const good = await lineOf();
    for (const more of [
      { laboratories: [...good.laboratories, await other.laboratory()] },
      { retestLaboratories: [2_000_000_000] },
      { categoryId: await other.category() },
    ]) {
      const draft = unwrap(
        await createPlan(officer, 'demo', planOf({ authorityId: province, lines: [{ ...good, ...more }] })),
      );
      expect(code(await act(officer, draft, 'submit'))).toBe('line-of-another-dataset');
    }
  });

  test('is drafted, submitted, returned, and approved by another person, who numbers it', async () => {
    const line = await lineOf();
    const draft = unwrap(await createPlan(officer, 'demo', planOf({ authorityId: province, lines: [line] })));
    expect(draft).toMatchObject({
      state: 'draft',
      number: null,
      targets: 3,
      level: 'provincial',
      region: { code: '440000' },
    });
    expect(code(await act(approver, draft, 'approve'))).toBe('state-not-allowed');
    const submitted = unwrap(await act(officer, draft, 'submit'));
    expect(code(await act(approver, submitted, 'return'))).toBe('reason-required');
    const returned = unwrap(await act(approver, submitted, 'return', '请补充依据'));
    const edited = unwrap(
      await editPlan(officer, returned.id, returned.version, {
        ...planOf({ authorityId: province, lines: [line] }),
        basis: '省局年度计划',
      }),
    );
    const again = unwrap(await act(officer, edited, 'submit'));
    const both = await testCall(services, { permissions: [...planning, 'spot-checks.approve'], name: '兼任戊' });
    const own = unwrap(await createPlan(both, 'demo', planOf({ authorityId: province, lines: [await lineOf()] })));
    const ownSubmitted = unwrap(await act(both, own, 'submit'));
    expect(code(await act(both, ownSubmitted, 'approve'))).toBe('four-eyes-same-person');
    const approved = unwrap(await act(approver, again, 'approve'));
    expect(approved).toMatchObject({
      state: 'approved',
      number: expect.stringMatching(/^粤质抽〔2026〕\d+号（演示）$/),
    });
    expect(approved.events.map(({ words }) => words.zh)).toEqual(['起草', '送审', '退回', '送审', '批准']);
    expect(
      code(await editPlan(officer, approved.id, approved.version, planOf({ authorityId: province, lines: [line] }))),
    ).toBe('state-not-allowed');
  });

  test('says what it lacks before it is submitted', async () => {
    const line = await lineOf();
    const submit = async (lines: Parameters<typeof planOf>[0]['lines']) => {
      const plan = unwrap(await createPlan(officer, 'demo', planOf({ authorityId: province, lines })));
      return code(await act(officer, plan, 'submit'));
    };
    expect(await submit([])).toBe('plan-has-no-lines');
    expect(await submit([{ ...line, ruleId: null }])).toBe('line-without-rules');
    expect(await submit([{ ...line, laboratories: [] }])).toBe('line-without-laboratory');
    expect(await submit([{ ...line, quotas: [{ regionCode: '450100', targets: 1 }] }])).toBe('quota-outside-plan');
    expect(await submit([line])).toBe('ok');
  });

  test('of a city stays in the city, and repeats nothing that the province checks within half a year', async () => {
    const line = await lineOf();
    expect(code(await createPlan(cityOfficer, 'demo', planOf({ authorityId: province, lines: [line] })))).toBe(
      'outside-your-region',
    );
    await approvedPlan(officer, approver, planOf({ authorityId: province, lines: [line] }));
    const months = { startsOn: '2026-12-01', endsOn: '2027-01-31' };
    const repeated = unwrap(
      await createPlan(cityOfficer, 'demo', planOf({ authorityId: city, lines: [line], ...months })),
    );
    expect(await act(cityOfficer, repeated, 'submit')).toMatchObject({
      refusal: { code: 'covered-by-higher-plan', citation: { source: 'product-quality-law', clause: '15' } },
    });
    const urgent = unwrap(
      await createPlan(cityOfficer, 'demo', planOf({ authorityId: city, lines: [line], kind: 'urgent', ...months })),
    );
    const submitted = unwrap(await act(cityOfficer, urgent, 'submit'));
    const elsewhere = await testCall(services, { permissions: approving, region: '440700' });
    expect(code(await act(elsewhere, submitted, 'approve'))).toBe('not-found');
    expect(unwrap(await act(cityApprover, submitted, 'approve'))).toMatchObject({ level: 'municipal' });
  });

  test('once approved is seen everywhere, a draft only where it belongs', async () => {
    const other = await testCall(services, { permissions: planning, region: '440700' });
    const line = await lineOf();
    const draft = unwrap(await createPlan(cityOfficer, 'demo', planOf({ authorityId: city, lines: [line] })));
    expect(code(await getPlan(other, draft.id))).toBe('not-found');
    expect(code(await getPlan(officer, draft.id))).toBe('ok');
    unwrap(await act(cityApprover, unwrap(await act(cityOfficer, draft, 'submit')), 'approve'));
    expect(code(await getPlan(other, draft.id))).toBe('ok');
    const nobody = await testCall(services, { permissions: ['spot-checks.read'] });
    expect(code(await getPlan(nobody, draft.id))).toBe('forbidden');
    const { rows, counts } = unwrap(await listPlans(other, { dataset: 'demo', limit: 200 }));
    expect(rows.every(({ state }) => state === 'approved')).toBe(true);
    expect(counts.draft).toBe(0);
  });

  test('is changed by an amendment with its reason, decided by another person, none while a draw is under way', async () => {
    const line = await lineOf();
    const plan = await approvedPlan(officer, approver, planOf({ authorityId: province, lines: [line] }));
    const changes = { endsOn: '2026-11-30', lines: [{ ...line, quotas: [{ regionCode: '440700', targets: 5 }] }] };
    const proposed = unwrap(
      await proposeAmendment(officer, plan.id, { version: plan.version, changes, reason: '企业停产较多' }),
    );
    expect(code(await proposeAmendment(officer, plan.id, { version: proposed.version, changes, reason: '再改' }))).toBe(
      'amendment-open',
    );
    const decide = (call: Call, version: number) => decideAmendment(call, plan.id, { version, decision: 'approved' });
    const both = await testCall(services, { permissions: [...planning, 'spot-checks.approve'] });
    expect(code(await decide(both, plan.version))).toBe('conflict');
    await made.asOwner((tx) =>
      tx.query(
        `insert into spot_checks.draw (dataset, plan_id, plan_revision, commitment, entropy_source, entropy_due_at, algorithm, committed_at)
         values ('demo', $1, 0, 'x', '虚构指数', now(), 'x', now())`,
        [plan.id],
      ),
    );
    expect(code(await decide(approver, proposed.version))).toBe('draw-under-way');
    await made.asOwner((tx) => tx.query(`update spot_checks.draw set state = 'void' where plan_id = $1`, [plan.id]));
    const amended = unwrap(await decide(approver, proposed.version));
    expect(amended).toMatchObject({
      revision: 1,
      endsOn: '2026-11-30',
      targets: 5,
      amendments: [{ state: 'approved', revision: 1, reason: '企业停产较多' }],
    });
    expect(amended.lines[0]?.id).toBe(plan.lines[0]?.id);
  });

  test('says which laboratory may not test what, while it is drafted, and is not submitted, approved or amended with it', async () => {
    const line = await lineOf();
    const [laboratory = 0] = line.laboratories;
    const scope = (item: string, validTo: string | null = null) => ({ category: '', item, method: '', validFrom: '2020-01-01', validTo }); // prettier-ignore
    const recorder = await testCall(services, { permissions: ['laboratories.record'], name: '登记丙' });
    const enter = async (...lines: Parameters<typeof recordScope>[2]) => unwrap(await recordScope(recorder, laboratory, lines)); // prettier-ignore
    await enter(scope('虚构强度'), scope('虚构含量', '2026-08-31'), scope('标志'));
    const draft = unwrap(await createPlan(officer, 'demo', planOf({ authorityId: province, lines: [line] })));
    expect(draft.scopeGaps.toSorted((a, b) => Number(b.entered) - Number(a.entered))).toMatchObject([
      { entered: true, items: ['虚构含量'] },
      { entered: false, items: [] },
    ]);
    const refused = await act(officer, draft, 'submit');
    expect(refused).toMatchObject({ refusal: { code: 'laboratory-outside-scope' } });
    expect(refused.ok ? '' : refused.refusal.text.zh).toMatch(
      /“虚构检验所.*”登记的检验能力范围在2026-09-01不含.*“虚构含量”/,
    );
    await enter(scope('虚构强度'), scope('虚构含量'), scope('标志'));
    const submitted = unwrap(await act(officer, draft, 'submit'));
    await enter(scope('标志'));
    expect(code(await act(approver, submitted, 'approve'))).toBe('laboratory-outside-scope');
    await enter(scope('虚构强度'), scope('虚构含量'), scope('标志'));
    const plan = unwrap(await act(approver, submitted, 'approve'));
    await enter(scope('标志'));
    const changes = { lines: [{ ...line, quotas: [{ regionCode: '440600', targets: 9 }] }] };
    const proposal = { version: plan.version, changes, reason: '扩大抽查' };
    expect(code(await proposeAmendment(officer, plan.id, proposal))).toBe('laboratory-outside-scope');
    const other = { lines: [{ ...line, laboratories: [await made.laboratory()] }] };
    expect(code(await proposeAmendment(officer, plan.id, { ...proposal, changes: other }))).toBe('ok');
  });

  test('amended so that a category or a division falls away keeps what has begun and stops what has not', async () => {
    const [kept, lost, unused] = [await lineOf(), await lineOf(), await lineOf()];
    const two = { ...kept, quotas: [...kept.quotas, { regionCode: '440700', targets: 2 }] };
    const plan = await approvedPlan(officer, approver, planOf({ authorityId: province, lines: [two, lost, unused] }));
    const lineIdOf = (categoryId: number) => plan.lines.find(({ category }) => category.id === categoryId)?.id;
    const visit = async (categoryId: number, cityCode: string, state: string): Promise<number> => {
      const enterprise = await made.enterprise();
      const [row] = await made.asOwner((tx) =>
        tx.query<{ id: number }>(
          `insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, province_code, city_code, state, due_on)
           values ('demo', $1, $2, $3, $4, '440000', $5, $6, '2026-10-01') returning id`,
          [plan.id, lineIdOf(categoryId), enterprise, categoryId, cityCode, state],
        ),
      );
      return row?.id ?? 0;
    };
    const stays = await visit(kept.categoryId, '440600', 'assigned');
    const ofDivision = await visit(kept.categoryId, '440700', 'assigned');
    const begun = await visit(lost.categoryId, '440600', 'started');
    const ofCategory = await visit(lost.categoryId, '440600', 'assigned');
    const proposed = unwrap(
      await proposeAmendment(officer, plan.id, {
        version: plan.version,
        changes: { lines: [kept] },
        reason: '经费调减',
      }),
    );
    const amended = unwrap(
      await decideAmendment(approver, plan.id, { version: proposed.version, decision: 'approved' }),
    );
    expect(amended).toMatchObject({ targets: 3, categories: 1 });
    const left = new Map(amended.lines.map(({ category, quotas, laboratories }) => [category.id, [quotas.length, laboratories.length]])); // prettier-ignore
    expect(left.get(kept.categoryId)).toEqual([1, 1]);
    expect(left.get(lost.categoryId)).toEqual([0, 1]);
    expect(left.has(unused.categoryId)).toBe(false);
    const states = await made.asOwner((tx) =>
      tx.query<{ id: number; state: string; reason: string | null }>(
        'select id, state, reason from spot_checks.visit where plan_id = $1',
        [plan.id],
      ),
    );
    expect(new Map(states.map(({ id, state, reason }) => [id, [state, reason]]))).toEqual(
      new Map([
        [stays, ['assigned', null]],
        [ofDivision, ['cancelled', '经费调减']],
        [begun, ['started', null]],
        [ofCategory, ['cancelled', '经费调减']],
      ]),
    );
    const copy = unwrap(await copyPlan(officer, plan.id));
    expect(copy.lines.map(({ category }) => category.id)).toEqual([kept.categoryId]);
  });

  test('is copied for the year after, with the rules then in force', async () => {
    const line = await lineOf();
    const plan = await approvedPlan(officer, approver, planOf({ authorityId: province, lines: [line] }));
    const next = unwrap(await reviseRule(officer, line.ruleId));
    const submitted = unwrap(await actOnRule(officer, next.id, 'submit', { version: next.version }));
    unwrap(await actOnRule(approver, next.id, 'enforce', { version: submitted.version }));
    expect(unwrap(await getRule(officer, line.ruleId)).state).toBe('withdrawn');
    const copy = unwrap(await copyPlan(officer, plan.id));
    expect(copy).toMatchObject({
      state: 'draft',
      year: 2027,
      title: '2027年虚构产品监督抽查',
      copiedFrom: plan.id,
      targets: 3,
    });
    expect(copy.lines[0]?.rule).toMatchObject({ id: next.id, revision: 2 });
  });

  test('is closed only when nothing is left to do; of two who act at once one is told who was faster', async () => {
    const plan = await approvedPlan(officer, approver, planOf({ authorityId: province, lines: [await lineOf()] }));
    const enterprise = await made.enterprise();
    await made.asOwner((tx) =>
      tx.query(
        `insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, due_on) values ('demo', $1, $2, $3, $4, '2026-10-01')`,
        [plan.id, plan.lines[0]?.id, enterprise, plan.lines[0]?.category.id],
      ),
    );
    expect(await act(officer, plan, 'close')).toMatchObject({ refusal: { code: 'plan-not-finished' } });
    await made.asOwner((tx) =>
      tx.query(`update spot_checks.visit set state = 'not-found' where plan_id = $1`, [plan.id]),
    );
    const second = await testCall(services, { permissions: planning, name: '承办己' });
    const both = await Promise.all([act(officer, plan, 'close'), act(second, plan, 'close')]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(code(both.find(({ ok }) => !ok) ?? both[0])).toBe('state-not-allowed');
  });
});

describe('inspection rules', () => {
  test('have one draft at a time and say which limits the engine can’t read', async () => {
    const categoryId = await made.category();
    const id = await rulesInForce(officer, approver, categoryId);
    const rule = unwrap(await getRule(officer, id));
    expect(rule.items.map(({ item, readable }) => [item, readable])).toEqual([
      ['虚构强度', true],
      ['虚构含量', true],
      ['标志', true],
    ]);
    unwrap(await reviseRule(officer, id));
    expect(code(await reviseRule(officer, id))).toBe('already-exists');
    const { title, basis, verdictRule, sampleQuantity, reserveQuantity, leastLot, items } = rule;
    const input = { title, basis, verdictRule, sampleQuantity, reserveQuantity, leastLot, items };
    expect(code(await createRule(cityOfficer, { dataset: 'demo', categoryId, rule: input }))).toBe(
      'outside-your-region',
    );
  });
});

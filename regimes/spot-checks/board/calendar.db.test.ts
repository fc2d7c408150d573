import { expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Call } from '#platform/operation/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices } from '../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { createPlan } from '../plans/operations.ts';
import { actOnPlan } from '../plans/operations.ts';
import { proposeAmendment } from '../plans/operations-amendments.ts';
import { readCalendar, readCalendarDay } from './operations-calendar.ts';
import { boardQueues } from './operations-work.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const planner = ['spot-checks.plans', 'spot-checks.plan'];
const officer = await testCall(services, { permissions: planner });
const approver = await testCall(services, { permissions: ['spot-checks.plans', 'spot-checks.approve'] });
const laboratories = [await made.laboratory(), await made.laboratory()];
const firms = [
  await made.enterprise('虚构厂甲', { city: '440600' }),
  await made.enterprise('虚构厂乙', { city: '440100' }),
];
const categoryId = await made.category();
const ruleId = await rulesInForce(officer, approver, categoryId);
const input = planOf({
  authorityId: await made.authorityOf('440000'),
  lines: [{ categoryId, ruleId, quotas: [{ regionCode: '440600', targets: 3 }], laboratories, retestLaboratories: [] }],
});
const plan = await approvedPlan(officer, approver, input);

/** In each of two cities a visit due on 10 September, a report due on the 15th, a notice whose objection clock ends on the 20th. */
await withTransaction(database, 'system', async (tx) => {
  for (const [index, firm] of firms.entries()) {
    const city = index === 0 ? '440600' : '440100';
    const [visit] = await tx.query<{ id: number }>(
      `insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, province_code, city_code, laboratory_id, due_on)
       values ('demo', $1, $2, $3, $4, '440000', $5, $6, '2026-09-10') returning id`,
      [plan.id, plan.lines[0]?.id, firm, categoryId, city, laboratories[index]],
    );
    const [sample] = await tx.query<{ id: number }>(
      `insert into spot_checks.sample (dataset, visit_id, plan_id, line_id, number, sheet, category_id, producer_id, producer_name, province_code,
                                       city_code, laboratory_id, product_name, quantity, sampled_on, state)
       values ('demo', $1, $2, $3, '虚构样品' || $5::bigint, '{}', $4, $5, '虚构厂', '440000', $6, $7, '虚构水壶', '3件', '2026-09-01', 'noticed') returning id`,
      [visit?.id, plan.id, plan.lines[0]?.id, categoryId, firm, city, laboratories[index]],
    );
    const [report] = await tx.query<{ id: number }>(
      `insert into spot_checks.report (dataset, sample_id, laboratory_id, purpose, due_on) values ('demo', $1, $2, 'first', '2026-09-15') returning id`,
      [sample?.id, laboratories[index]],
    );
    await tx.query(
      `insert into spot_checks.notice (dataset, sample_id, report_id, party, enterprise_id, addressee, province_code, city_code, state, served_on,
                                       effective_on, objection_until)
       values ('demo', $1, $2, 'producer', $3, '虚构厂', '440000', $4, 'served', '2026-09-05', '2026-09-05', '2026-09-20')`,
      [sample?.id, report?.id, firm, city],
    );
  }
});

const monthOf = async (call: Call, month = '2026-09') => unwrap(await readCalendar(call, { dataset: 'demo', month }));
/** What stands in a month, as `10 visit 2`. */
const standing = async (call: Call, month?: string): Promise<string[]> =>
  (await monthOf(call, month)).days.flatMap(({ day, due }) =>
    due.map(({ kind, count }) => `${Number(day.slice(8))} ${kind} ${count}`),
  );

test('each sees his own: the province all, a city its part, a laboratory its reports, a firm its clock, others nothing', async () => {
  const official = ['spot-checks.see-visits'];
  const at = (region: string, permissions: readonly string[]) => testCall(services, { region, permissions });
  expect(await standing(await at('440000', official))).toEqual(['10 visit 2', '15 test 2', '20 clock 2']);
  const city = await at('440600', official);
  expect(await standing(city)).toEqual(['10 visit 1', '15 test 1', '20 clock 1']);
  expect(await standing(await at('445200', official))).toEqual([]);
  const laboratory = await at(`laboratory/${laboratories[0]}`, ['spot-checks.laboratory']);
  expect(await standing(laboratory)).toEqual(['15 report 1']);
  const firm = await at(`enterprise/${firms[0]}`, ['spot-checks.answer']);
  expect(await standing(firm)).toEqual(['20 clock 1']);
  expect(await standing(await at('440000', ['enterprises.read']))).toEqual([]);

  const listed = async (call: Call, day: string) => unwrap(await readCalendarDay(call, day, { dataset: 'demo' }));
  expect(await listed(city, '2026-09-10')).toMatchObject({ total: 1, items: [{ kind: 'visit', title: '虚构厂甲' }] });
  expect((await listed(city, '2026-09-15')).items).toMatchObject([
    {
      kind: 'test',
      title: '虚构水壶',
      detail: expect.stringMatching(/虚构样品.+ 虚构检验所/),
      link: expect.stringMatching(/^\/samples\/\d+$/),
    },
  ]);
  expect((await listed(firm, '2026-09-20')).items[0]?.link).toMatch(/^\/my-enterprise\/notices\/\d+$/);
  expect((await listed(firm, '2026-09-10')).items).toEqual([]);
  expect((await listed(laboratory, '2026-09-15')).items[0]?.link).toMatch(/^\/reports\/\d+$/);
});

test('plans begin and end for whoever may see plans; holidays and make-up days stand as ordered', async () => {
  expect(await standing(officer)).toEqual(['1 plan-start 1']);
  expect(await standing(officer, '2026-10')).toEqual(['31 plan-end 1']);
  const october = await monthOf(officer, '2026-10');
  expect(october.days[0]).toMatchObject({ weekday: 4, work: 'holiday', holiday: { en: 'National Day' } });
  expect((await monthOf(officer, '2031-01')).days[0]).toMatchObject({ work: 'unpublished', holiday: null });
});

test('what is open after its day is late; the end of a firm’s clock is late for nobody', async () => {
  const call = await testCall(services, { permissions: ['spot-checks.see-visits'] });
  const later = { ...call, today: localDate('2026-10-05') };
  const september = await monthOf(later);
  expect(september.days.flatMap(({ due }) => due.map(({ kind, late }) => [kind, late]))).toEqual([
    ['visit', true],
    ['test', true],
    ['clock', false],
  ]);
  expect((await monthOf(later, '2026-10')).lateBefore).toBe(4);
  expect((await monthOf(call, '2026-09')).lateBefore).toBe(0);
});

const pile = async (call: Call, key: string): Promise<unknown> => {
  const queue = boardQueues.find((each) => each.key === `spot-checks.${key}.demo`);
  if (!queue) throw new Error(`no queue ${key}`);
  return withTransaction(database, { account: call.actor.accountId ?? '' }, (tx) => queue.count(tx, call.actor, call));
};

test('a plan that was submitted waits for another person of its region, an amendment likewise', async () => {
  const both = await testCall(services, { permissions: [...planner, 'spot-checks.approve'] });
  const elsewhere = await testCall(services, { permissions: ['spot-checks.approve'], region: '440600' });
  const draft = unwrap(await createPlan(both, 'demo', { ...input, title: '虚构专项抽查', kind: 'special' }));
  unwrap(await actOnPlan(both, draft.id, 'submit', { version: draft.version }));
  expect(await Promise.all([approver, both, elsewhere].map((call) => pile(call, 'plans-submitted')))).toEqual([
    1, 0, 0,
  ]);
  unwrap(
    await proposeAmendment(both, plan.id, { version: plan.version, changes: { budgetFen: 1 }, reason: '虚构理由' }),
  );
  expect(await Promise.all([approver, both, elsewhere].map((call) => pile(call, 'plans-amendment')))).toEqual([
    1, 0, 0,
  ]);
});

test('a draw waits to be frozen, then drawn; over, its proof waits to be published', async () => {
  const drawn = async (state: string) =>
    withTransaction(database, 'system', async (tx) => {
      await tx.query('delete from spot_checks.draw where plan_id = $1', [plan.id]);
      await tx.query(
        `insert into spot_checks.draw (dataset, plan_id, plan_revision, state, commitment, entropy_source, entropy_due_at, algorithm, committed_at)
         values ('demo', $1, 0, $2, 'x', '虚构指数', '2026-09-03T18:00:00Z', 'zhijian-draw/1', '2026-09-01T00:00:00Z')`,
        [plan.id, state],
      );
    });
  const piles = (call: Call) =>
    Promise.all(['plans-freeze', 'plans-draw', 'plans-publish'].map((key) => pile(call, key)));
  const city = await testCall(services, { permissions: planner, region: '440600' });
  await drawn('committed');
  expect(await piles(officer)).toEqual([1, 0, 0]);
  expect(await piles(city)).toEqual([0, 0, 0]);
  const freeze = boardQueues.find(({ key }) => key === 'spot-checks.plans-freeze.demo');
  const due = await withTransaction(
    database,
    { account: officer.actor.accountId ?? '' },
    async (tx) => await freeze?.oldestDue?.(tx, officer.actor),
  );
  // Two in the morning of the day after, in China.
  expect(due).toBe('2026-09-04');
  await drawn('frozen');
  expect(await piles(officer)).toEqual([0, 1, 0]);
  await drawn('drawn');
  expect(await piles(officer)).toEqual([0, 0, 1]);
  expect(await standing(officer)).toEqual(['1 plan-start 1']);
});

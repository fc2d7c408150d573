import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';
import { testDatabase } from '../../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../../tests/services.ts';
import { approvedPlan, loopRegisters, planOf, portsOfNobody, rulesInForce } from '../common/testing/loop.ts';
import { spotChecks } from '../index.ts';
import { exportBoard, getPlanBoard, listBoard } from './operations-read.ts';
import { recountBoard } from './operations-recount.ts';
import { type BoardActs, boardActs, countEverything, readBoard } from './testing/board-acts.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: [spotChecks(portsOfNobody)] });
const made = await loopRegisters(database);
const officer = await testCall(services, { permissions: ['spot-checks.plans', 'spot-checks.plan'] });
const approver = await testCall(services, { permissions: ['spot-checks.plans', 'spot-checks.approve'] });
const laboratories = [await made.laboratory('虚构检验所甲'), await made.laboratory('虚构检验所乙')];
const seed = 20_000_328;

const newPlan = async (targets = 3) => {
  const categoryId = await made.category();
  const ruleId = await rulesInForce(officer, approver, categoryId);
  const quotas = [
    { regionCode: '440600', targets },
    { regionCode: '440103', targets: 2 },
  ];
  return approvedPlan(
    officer,
    approver,
    planOf({
      authorityId: await made.authorityOf('440000'),
      lines: [{ categoryId, ruleId, quotas, laboratories, retestLaboratories: [] }],
    }),
  );
};
const asEngine = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => withTransaction(database, 'system', work);
const firm = await made.enterprise('虚构厂');

const actsOn = (plan: Awaited<ReturnType<typeof newPlan>>): BoardActs =>
  boardActs({ planId: plan.id, lineId: plan.lines[0]?.id ?? 0, enterpriseId: firm, laboratories });

test(`the numbers are those of a full count, after random acts in sets, some given up, some moved (seed ${seed})`, async () => {
  const plans = [await newPlan(), await newPlan()];
  const acts = plans.map(actsOn);
  const names = Object.keys(acts[0] ?? {}) as (keyof BoardActs)[];
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          plan: fc.constantFrom(0, 1),
          act: fc.constantFrom(...names),
          salt: fc.nat(1_000_000),
          givenUp: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
        }),
        { minLength: 5, maxLength: 30 },
      ),
      async (steps) => {
        for (const { plan, act, salt, givenUp } of steps) {
          const attempt = asEngine(async (tx) => {
            await acts[plan]?.[act](tx, salt);
            if (givenUp) throw new Error('given up');
          });
          await (givenUp ? expect(attempt).rejects.toThrow('given up') : attempt);
        }
        expect(await asEngine(readBoard)).toEqual(await asEngine(countEverything));
      },
    ),
    { seed, numRuns: 40 },
  );
  const before = await asEngine(readBoard);
  expect(Object.keys(before).length).toBeGreaterThan(20);
  const rows = await asEngine((tx) =>
    tx.query<{ n: number }>('select count(*)::int as n from spot_checks.board_count'),
  );
  await recountBoard(testSystemCall(services));
  expect(await asEngine(readBoard)).toEqual(before);
  const fewer = await asEngine((tx) =>
    tx.query<{ n: number }>('select count(*)::int as n from spot_checks.board_count'),
  );
  expect(fewer[0]?.n).toBeLessThan(rows[0]?.n ?? 0);
});

test('two people at once: nobody waits, nothing is lost; a recount meanwhile counts what is not committed later', async () => {
  const plan = await newPlan();
  const acts = actsOn(plan);
  const held = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const slow = asEngine(async (tx) => {
    await acts.open(tx, 1);
    begun.resolve();
    await held.promise;
  });
  await begun.promise;
  await asEngine((tx) => acts.open(tx, 2));
  await recountBoard(testSystemCall(services));
  held.resolve();
  await slow;
  expect(await asEngine(readBoard)).toEqual(await asEngine(countEverything));
  expect(unwrap(await getPlanBoard(officer, plan.id)).total.counts.drawn).toBe(10);
});

const visitIn = (plan: Awaited<ReturnType<typeof newPlan>>, city: string, dueOn: string, state = 'assigned') =>
  asEngine((tx) =>
    tx.query(
      `insert into spot_checks.visit (dataset, plan_id, line_id, enterprise_id, category_id, province_code, city_code, laboratory_id, due_on, state)
       values ('demo', $1, $2, $3, 1, '440000', $4, $5, $6, $7)`,
      [plan.id, plan.lines[0]?.id, firm, city, laboratories[0], dueOn, state],
    ),
  );

test('a plan by city and laboratory, targets of counties at their city; overdue is what lies before today', async () => {
  const plan = await newPlan(7);
  await visitIn(plan, '440600', '2026-09-10');
  await visitIn(plan, '440600', '2026-09-20', 'started');
  await visitIn(plan, '440100', '2026-09-10', 'stopped');
  const on = async (day: string) => {
    const board = unwrap(await getPlanBoard({ ...officer, today: day as typeof officer.today }, plan.id));
    return board;
  };
  const early = await on('2026-09-10');
  expect(early.total).toMatchObject({ targets: 9, counts: { drawn: 3, visited: 2, pending: 2, unsampled: 1 } });
  expect(early.byCity.map(({ code, targets, counts }) => [code, targets, counts.drawn])).toEqual([
    ['440100', 2, 1],
    ['440600', 7, 2],
  ]);
  expect(early.byLaboratory.map(({ name, counts }) => [name, counts.drawn])).toEqual([['虚构检验所甲', 3]]);
  expect(early.total.overdue.visit).toBe(0);
  expect((await on('2026-09-11')).total.overdue.visit).toBe(1);
  const late = await on('2026-09-21');
  expect(late.total.overdue).toEqual({ visit: 2, report: 0, notice: 0, objection: 0, retest: 0 });
  expect(late.byCity.map(({ overdue }) => overdue.visit)).toEqual([0, 2]);
});

test('the list: one city’s and one laboratory’s part, overdue ones alone, words, pages', async () => {
  const [one, two] = [await newPlan(4), await newPlan(5)];
  await visitIn(one, '440600', '2026-09-10');
  await visitIn(two, '440100', '2026-09-30');
  const today = '2026-09-15' as typeof officer.today;
  const list = async (filter: object) =>
    unwrap(await listBoard({ ...officer, today }, { dataset: 'demo', limit: 50, ...filter }));
  const ids = (board: Awaited<ReturnType<typeof list>>) => board.rows.map(({ id }) => id);
  const all = await list({});
  expect(ids(all).slice(0, 2)).toEqual([two.id, one.id]);
  expect(all.total.plans).toBe(all.rows.length);
  expect(all.total.counts.drawn).toBe(all.rows.reduce((sum, { counts }) => sum + counts.drawn, 0));
  expect(ids(await list({ overdue: 'true' }))).toContain(one.id);
  expect(ids(await list({ overdue: 'true' }))).not.toContain(two.id);
  const foshan = await list({ city: '440600', q: one.number });
  expect(foshan.rows).toMatchObject([{ id: one.id, targets: 4, counts: { drawn: 1 }, overdue: { visit: 1 } }]);
  const guangzhou = await list({ city: '440100', q: one.number });
  expect(guangzhou.rows).toMatchObject([{ id: one.id, targets: 2, counts: { drawn: 0 }, overdue: { visit: 0 } }]);
  expect((await list({ laboratoryId: laboratories[0], q: two.number })).rows).toMatchObject([
    { id: two.id, targets: null, counts: { drawn: 1 } },
  ]);
  expect((await list({ laboratoryId: laboratories[1], q: two.number })).rows).toEqual([]);
  const first = await list({ limit: 1 });
  expect([ids(first), first.next]).toEqual([[two.id], String(two.id)]);
  expect(ids(await list({ limit: 1, cursor: first.next }))).toEqual([one.id]);
  expect(await listBoard(officer, { dataset: 'demo', limit: 1, cursor: 'x' })).toMatchObject({ ok: false });
});

test('the board of all that matches is exported as a table, one city’s part where it is asked for', async () => {
  const plan = await newPlan(4);
  await visitIn(plan, '440600', '2026-09-10');
  const file = await exportBoard(officer, { dataset: 'demo', q: plan.number ?? '', city: '440600', format: 'csv' });
  if (!file.ok) throw new Error(file.refusal.code);
  const [header, line, ...more] = (await text(file.stream)).trim().split('\r\n');
  expect(more).toEqual([]);
  const cells = Object.fromEntries((header ?? '').split(',').map((name, at) => [name, line?.split(',')[at]]));
  expect(cells).toMatchObject({ '应抽（家）': '4', '抽取（家）': '1', '到企（家）': '0', '逾期：抽样': '0' });
  expect(file.fileName).toMatch(/^抽查进度-2026-09-01\.csv$/);
  const outsider = await testCall(services, { permissions: ['enterprises.read'] });
  expect(await exportBoard(outsider, { dataset: 'demo', format: 'xlsx' })).toMatchObject({ ok: false });
});

test('a draft is on no board', async () => {
  const plan = await newPlan();
  await made.asOwner((tx) => tx.query(`update spot_checks.plan set state = 'draft' where id = $1`, [plan.id]));
  expect(await getPlanBoard(officer, plan.id)).toMatchObject({ refusal: { code: 'not-found' } });
});

test('whoever may see plans sees the same numbers, anywhere, and no name; nobody else sees a number', async () => {
  const plan = await newPlan();
  await visitIn(plan, '440600', '2026-09-10');
  const inspector = await testCall(services, { permissions: ['spot-checks.plans'], region: '445200' });
  const board = unwrap(await getPlanBoard(inspector, plan.id));
  expect(board).toEqual(unwrap(await getPlanBoard(officer, plan.id)));
  expect(JSON.stringify(board)).not.toContain('虚构厂');
  const laboratory = await testCall(services, {
    permissions: ['spot-checks.laboratory'],
    region: `laboratory/${laboratories[0]}`,
  });
  expect(await getPlanBoard(laboratory, plan.id)).toMatchObject({ refusal: { code: 'forbidden' } });
  for (const account of [laboratory.actor.accountId ?? '', '', randomUUID()])
    for (const query of ['select 1 from spot_checks.board_count', 'select 1 from spot_checks.board_due'])
      // prettier-ignore
      expect(await withTransaction(database, { account }, (tx) => tx.query(query))).toEqual([]);
  const seen = { account: officer.actor.accountId ?? '' };
  expect((await withTransaction(database, seen, (tx) => tx.query('select 1 from spot_checks.board_count'))).length).toBeGreaterThan(0); // prettier-ignore
  await expect(
    withTransaction(database, seen, (tx) => tx.query('delete from spot_checks.board_count')),
  ).rejects.toThrow(/permission/);
  await expect(
    withTransaction(database, 'portal', (tx) => tx.query('select 1 from spot_checks.board_count')),
  ).rejects.toThrow(/permission/);
});

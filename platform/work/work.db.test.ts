import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { covers } from '#foundation/reach.ts';
import { localDate } from '#foundation/local-date.ts';
import { ok, unwrap } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import type { Manifest } from '#platform/manifest.ts';
import { type Call, perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { closeWork, openWork, type WorkItem } from './index.ts';
import { myWork, workbench } from './workbench.ts';

const { database } = await testDatabase();
const queue = {
  key: 'test.pile',
  title: pair('待审提案', 'Proposals to review'),
  permission: 'test.issue',
  count: async () => 15_000,
  oldestDue: async () => localDate('2026-09-09'),
  link: '/cards?state=proposed',
};
const change = (day: string) => ({
  at: `${day}T00:00:00Z`,
  title: pair('虚构变动', 'A made-up change'),
  link: '/cards/1',
  dataset: 'demo' as const,
});
const rooms: Manifest[] = [
  {
    name: 'test',
    queues: [queue, { ...queue, key: 'test.empty', count: async () => 0 }],
    changes: { permission: 'test.issue', list: async () => [change('2026-08-30'), change('2026-08-31')] },
  },
];
const services = testServices(database, { manifests: rooms });

const item = (subject: string, more: Partial<WorkItem> = {}): WorkItem => ({
  kind: 'test.issue',
  subject,
  title: pair(`签发 ${subject}`, `Issue ${subject}`),
  link: `/cards/${subject}`,
  permission: 'test.issue',
  region: '440604',
  ...more,
});
const asSystem = <T>(work: Parameters<typeof perform<T>>[2]) =>
  perform(testSystemCall(services), { permission: null }, work);
const open = (...items: WorkItem[]) =>
  asSystem(async (act) => {
    await openWork(act, items);
    return ok(undefined);
  });
const close = (...subjects: string[]) =>
  asSystem(async (act) =>
    ok(
      await closeWork(
        act,
        subjects.map((subject) => ({ kind: 'test.issue', subject })),
      ),
    ),
  );
const seen = async (call: Call, filter = {}): Promise<string[]> =>
  unwrap(await myWork(call, { limit: 200, ...filter })).items.map((line) => line.subject);

let province: Call;
beforeAll(async () => {
  province = await testCall(services, { permissions: ['test.issue', 'test.review'] });
});

describe('items', () => {
  test('are listed by due date, urgency and age, in pages, with counts', async () => {
    await open(
      item('card/1'),
      item('card/2', { priority: 2 }),
      item('card/3', { dueOn: localDate('2026-09-20') }),
      item('card/4', { dueOn: localDate('2026-08-31') }),
      item('card/5', { dueOn: localDate('2026-09-08'), title: pair('复核 100% 样品', 'Review') }),
    );
    expect(await seen(province)).toEqual(['card/4', 'card/5', 'card/3', 'card/2', 'card/1']);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const page = unwrap(await myWork(province, { limit: 2, cursor }));
      expect(page.counts).toEqual({ open: 5, overdue: 1, dueSoon: 1 });
      paged.push(...page.items.map((line) => line.subject));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(paged).toEqual(await seen(province));
    expect(await seen(province, { due: 'overdue' })).toEqual(['card/4']);
    expect(await seen(province, { due: 'soon' })).toEqual(['card/5']);
    expect(await seen(province, { text: '0%' })).toEqual(['card/5']);
    expect(await seen(province, { text: 'card/3' })).toEqual(['card/3']);
    expect(await seen(province, { region: '440100' })).toEqual([]);
    expect(await seen(province, { region: '440600', kind: 'test.issue', due: 'overdue' })).toEqual(['card/4']);
    expect(await myWork(province, { limit: 2, cursor: 'nonsense' })).toMatchObject({
      refusal: { code: 'validation-failed' },
    });
  });

  test('are one per thing: opened again they are brought up to date, closed they are gone', async () => {
    await open(item('card/1', { dueOn: localDate('2026-08-01') }), item('card/1', { dueOn: localDate('2026-08-02') }));
    const { items } = unwrap(await myWork(province, { limit: 1 }));
    expect(items[0]).toMatchObject({ subject: 'card/1', dueOn: '2026-08-02' });
    expect(unwrap(await close('card/1', 'card/2', 'card/99'))).toBe(2);
    expect(await seen(province)).toEqual(['card/4', 'card/5', 'card/3']);
    await open(item('card/1'));
    expect(await seen(province)).toContain('card/1');
  });

  test('are hidden from whoever took the step before', async () => {
    await open(item('card/6', { notBy: province.actor.accountId }));
    expect(await seen(province)).not.toContain('card/6');
    expect(await seen(await testCall(services, { permissions: ['test.issue'] }))).toContain('card/6');
  });

  test('user × region × permission: exactly the holders see them', async () => {
    const places = ['440604', '440606', '440106', '440000', '350100', null];
    const permissions = ['test.issue', 'test.review'];
    const subjects = places.flatMap((region) =>
      permissions.map((permission) => ({ region, permission, subject: `rls/${permission}/${region ?? 'unknown'}` })),
    );
    await open(...subjects.map(({ subject, ...rest }) => item(subject, { kind: 'test.rls', ...rest })));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('440604', '440600', '440100', '440000', '350000', '100000'),
        fc.subarray(permissions),
        async (region, held) => {
          const call = await testCall(services, { permissions: held, region });
          const expected = subjects.filter(
            (thing) =>
              held.includes(thing.permission) &&
              (thing.region === null ? region.endsWith('0000') : covers(region, thing.region)),
          );
          expect((await seen(call, { kind: 'test.rls' })).sort()).toEqual(
            expected.map((thing) => thing.subject).sort(),
          );
        },
      ),
      { seed: 2828, numRuns: 24 },
    );
  });
});

test('the workbench says what waits, what is due and what changed', async () => {
  await perform(province, { permission: 'test.issue' }, async (act) => {
    act.journal({ act: 'test.issue', subject: 'card/3', payload: {} });
    return ok(undefined);
  });
  services.setNow('2026-09-01T03:00:00Z');
  await close('card/3');
  const bench = unwrap(await workbench(province));
  expect(bench.counts.overdue).toBe(1);
  expect(bench.items[0]).toMatchObject({ subject: 'card/4' });
  expect(bench.queues).toEqual([
    {
      key: 'test.pile',
      title: queue.title,
      count: 15_000,
      oldestDue: '2026-09-09',
      oldest: null,
      elsewhere: 0,
      unplaced: 0,
      link: '/cards?state=proposed',
    },
  ]);
  expect(bench.changed.map(({ at }) => at)).toEqual(['2026-08-31T00:00:00Z', '2026-08-30T00:00:00Z']);
  expect(bench.acts).toMatchObject([{ act: 'test.issue', subject: 'card/3' }]);
  const stranger = unwrap(await workbench(await testCall(services)));
  expect(stranger).toEqual({
    counts: { open: 0, overdue: 0, dueSoon: 0 },
    items: [],
    queues: [],
    changed: [],
    acts: [],
  });
});

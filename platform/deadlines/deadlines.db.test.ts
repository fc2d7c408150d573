import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { localDate } from '#foundation/local-date.ts';
import { ok, type Result, unwrap } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { withTransaction } from '#platform/database/index.ts';
import { type Act, type Call, perform } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { myWork } from '#platform/work/workbench.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { closeDeadlines, followDeadlines, manifest, moveDeadlines, type NewDeadline, openDeadlines, pauseDeadlines, resumeDeadlines } from './index.ts'; // prettier-ignore
import { runDeadlines } from './run.ts';
import { room } from './testing/room.ts';

const { database, url } = await testDatabase();
const kind = 'test/answer';
const warned: number[] = [];
const poison = new Set<number>();
const [answer] = room.deadlines ?? [];
const services = testServices(database, {
  manifests: [
    manifest,
    {
      ...room,
      deadlines: [
        {
          ...answer!,
          onWarn: async (_act, soon) => void warned.push(...soon.map(({ id }) => id)),
          onDue: async (act, due) => {
            await answer!.onDue(act, due);
            const [bad] = due.filter(({ id }) => poison.has(id));
            if (bad) throw new Error(`no end for ${bad.subject}`);
          },
        },
        { name: 'test/clock', title: pair('时钟', 'A clock'), onDue: async (act, due) => void (await closeDeadlines(act, 'test/clock', due.map(({ id }) => id))) }, // prettier-ignore
      ],
    },
  ],
});
const query = <Row = Record<string, unknown>>(sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withTransaction(database, 'migrator', (tx) => tx.query<Row>(sql, values));
beforeAll(async () => {
  await query('create schema test');
  await query('create table test.ended (id bigint, due_on date)');
  await query(`grant usage on schema test to "${database.roles.engine}"`);
  await query(`grant select, insert on test.ended to "${database.roles.engine}"`);
});
afterEach(async () => {
  await query('truncate test.ended');
  await query(`delete from work.item`);
  await query('truncate deadlines.change, deadlines.deadline');
  poison.clear();
  warned.length = 0;
});

const on = (day: string): void => services.setNow(`${day}T02:00:00Z`);
const acting = async <T>(work: (act: Act) => Promise<Result<T>>, call: Call = testSystemCall(services)): Promise<T> =>
  unwrap(
    await perform(call, { permission: null, act: 'deadlines.fire' }, async (act) => {
      await act.asEngine();
      return work(act);
    }),
  );
const firm = (id: number, dueOn: string, rest: Partial<NewDeadline> = {}): NewDeadline => ({
  subject: `thing/${id}`,
  id,
  dataset: 'demo',
  dueOn: localDate(dueOn),
  permission: 'test.act',
  place: '440604',
  link: `/things/${id}`,
  ...rest,
});
const open = (...items: NewDeadline[]) => acting(async (act) => ok(await openDeadlines(act, kind, items)));
const run = () => runDeadlines(testSystemCall(services));
const ended = () => query<{ id: number; due_on: string }>('select id, due_on from test.ended order by id');
const standing = () =>
  query(
    `select subject_id as id, state, due_on as "dueOn", days_left as left from deadlines.published_deadline order by id`,
  );
const seenBy = async (call: Call) =>
  unwrap(await myWork({ ...call, today: dayAt(services.now()) }, { limit: 100 })).items.map(
    ({ subject, kind: what, priority, dueOn }) => [what, subject, priority, dueOn],
  );

describe('the end of a deadline', () => {
  test('comes on the day after the last one, once, with the true day however late the server is back', async () => {
    on('2026-09-01');
    await open(firm(1, '2026-09-10'), firm(2, '2026-09-11'), firm(3, '2026-09-20'));
    on('2026-09-10');
    await run();
    expect(await ended()).toEqual([]);
    // Down over both days.
    on('2026-09-15');
    await run();
    await run();
    expect(await ended()).toEqual([
      { id: 1, due_on: '2026-09-10' },
      { id: 2, due_on: '2026-09-11' },
    ]);
    const changes = await query(
      'select subject_id as id, verb, due_on, at from deadlines.published_change order by id',
    );
    expect(changes[0]).toEqual({ id: 1, verb: 'fire', due_on: '2026-09-10', at: '2026-09-15T02:00:00Z' });
    const entries = await query<{ subject: string }>(
      `select subject from journal.entry where act = 'deadlines.fire' and dataset = 'demo'`,
    );
    expect(entries).toEqual([{ subject: 'deadlines/2' }]);
  });

  test('that fails leaves nothing half-done and does not hold up the others; it is tried again the next day', async () => {
    on('2026-09-01');
    await open(...Array.from({ length: 40 }, (_, at) => firm(at + 1, '2026-09-10')));
    poison.add(7).add(23);
    on('2026-09-11');
    await expect(run()).rejects.toThrow('2 deadlines could not be ended');
    expect((await ended()).map(({ id }) => id)).toEqual(
      Array.from({ length: 40 }, (_, at) => at + 1).filter((id) => !poison.has(id)),
    );
    expect(
      await query(`select subject_id as id, failure from deadlines.deadline where failure is not null order by 1`),
    ).toEqual([
      { id: 7, failure: 'no end for thing/7' },
      { id: 23, failure: 'no end for thing/23' },
    ]);
    poison.clear();
    await run();
    expect(await ended()).toHaveLength(38);
    on('2026-09-12');
    await run();
    expect((await ended()).filter(({ id }) => id === 7 || id === 23)).toEqual([
      { id: 7, due_on: '2026-09-10' },
      { id: 23, due_on: '2026-09-10' },
    ]);
    expect(await query('select from deadlines.deadline where failure is not null')).toEqual([]);
  });

  test('of a clock on which nobody has to act closes it where the room says so', async () => {
    on('2026-09-01');
    await acting(async (act) =>
      ok(await openDeadlines(act, 'test/clock', [firm(1, '2026-09-10', { permission: null })])),
    );
    expect(await query('select from work.item')).toEqual([]);
    on('2026-09-11');
    await run();
    expect(await standing()).toMatchObject([{ state: 'closed' }]);
  });
});

describe('several servers', () => {
  const child = (
    now: string,
  ): { process: ChildProcess; said: (line: string) => Promise<unknown>; gone: Promise<unknown> } => {
    const process = spawn(
      globalThis.process.execPath,
      [fileURLToPath(new URL('testing/run-child.ts', import.meta.url)), url, now],
      { stdio: ['pipe', 'pipe', 'inherit'] },
    );
    const lines = new Map<string, () => void>();
    const heard = new Set<string>();
    createInterface({ input: process.stdout! }).on('line', (line) => {
      heard.add(line);
      lines.get(line)?.();
    });
    return {
      process,
      said: (line) => new Promise<void>((resolve) => (heard.has(line) ? resolve() : lines.set(line, resolve))),
      gone: once(process, 'exit'),
    };
  };

  test('end each deadline exactly once between them, and what one that is killed had begun', async () => {
    on('2026-09-01');
    const count = 12_000;
    await open(...Array.from({ length: count }, (_, at) => firm(at + 1, at % 10 === 0 ? '2026-12-01' : '2026-09-10')));
    const servers = [child('2026-09-11T00:00:00Z'), child('2026-09-11T00:00:00Z'), child('2026-09-11T00:00:00Z')];
    await Promise.all(servers.map(({ said }) => said('ready')));
    // The third dies in the midst of a batch: when it waits for a table that is held against it.
    const doomed = servers[2]!;
    await withTransaction(database, 'migrator', async (tx) => {
      await tx.query('lock table test.ended in access exclusive mode');
      doomed.process.stdin!.write('go\n');
      const held = () => query(`select from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'ended' and not l.granted`); // prettier-ignore
      while ((await held()).length === 0);
      doomed.process.kill('SIGKILL');
      await doomed.gone;
    });
    for (const { process } of servers.slice(0, 2)) process.stdin!.write('go\n');
    await Promise.all(servers.slice(0, 2).map(async ({ said, gone }) => (await said('done'), gone)));
    // What the killed one held may have been passed over while the database had not noticed: the next run finds it.
    on('2026-09-11');
    await run();
    const [tally] = await query<{ n: number; once: number }>(
      'select count(*)::int as n, count(distinct id)::int as once from test.ended',
    );
    expect(tally).toEqual({ n: count * 0.9, once: count * 0.9 });
    expect(
      await query(`select state, count(*)::int as n from deadlines.deadline group by state order by state`),
    ).toEqual([
      { state: 'open', n: count * 0.1 },
      { state: 'overdue', n: count * 0.9 },
    ]);
  });
});

describe('whoever must act', () => {
  test('sees it with its last day, is warned once before, and no longer when it is done', async () => {
    on('2026-09-01');
    const officer = await testCall(services, { permissions: ['test.act'], region: '440604' });
    await open(firm(1, '2026-09-10', { notBy: null }), firm(2, '2026-09-30'));
    expect(await seenBy(officer)).toEqual([
      ['test.answer', 'thing/1', 0, '2026-09-10'],
      ['test.answer', 'thing/2', 0, '2026-09-30'],
    ]);
    on('2026-09-07');
    await run();
    await run();
    expect(warned).toEqual([1]);
    expect((await seenBy(officer))[0]).toEqual(['test.answer', 'thing/1', 1, '2026-09-10']);
    on('2026-09-11');
    await run();
    expect((await seenBy(officer))[0]).toEqual(['test.answer', 'thing/1', 2, '2026-09-10']);
    expect(await acting(async (act) => ok(await closeDeadlines(act, kind, [1, 99])))).toEqual([1]);
    expect(await seenBy(officer)).toEqual([['test.answer', 'thing/2', 0, '2026-09-30']]);
  });

  test('fails, and the next authorities hear in turn; all is over with the deadline', async () => {
    on('2026-09-01');
    await open(
      firm(1, '2026-09-10', {
        place: 'enterprise/33',
        authority: { permission: 'test.see', place: '440604' },
      }),
    );
    const [county, city, province] = await Promise.all(
      ['440604', '440600', '440000'].map((region) => testCall(services, { permissions: ['test.see'], region })),
    );
    const told = async () => Promise.all([county!, city!, province!].map(async (call) => (await seenBy(call)).length));
    on('2026-09-11');
    await run();
    expect(await told()).toEqual([0, 0, 0]);
    const days = ['2026-09-16', '2026-09-21', '2026-09-26', '2026-10-09'];
    const heard = [];
    for (const day of days) {
      on(day);
      await run();
      heard.push(await told());
    }
    expect(heard).toEqual([
      [1, 1, 1],
      [1, 2, 2],
      [1, 2, 3],
      [1, 2, 3],
    ]);
    expect(await query('select from deadlines.deadline where escalate_on is not null')).toEqual([]);
    await acting(async (act) => ok(await closeDeadlines(act, kind, [1])));
    expect(await told()).toEqual([0, 0, 0]);
  });
});

describe('another last day', () => {
  test('by an extension, also of one that is overdue', async () => {
    on('2026-09-01');
    const officer = await testCall(services, { permissions: ['test.act'], region: '440604' });
    await open(firm(1, '2026-09-10'));
    on('2026-09-16');
    await run();
    on('2026-09-21');
    await run();
    expect(await seenBy(await testCall(services, { permissions: ['test.act'], region: '440600' }))).toHaveLength(2);
    const move = { id: 1, dueOn: localDate('2026-09-25'), reason: '设备到货延迟' };
    await acting(async (act) => ok(await moveDeadlines(act, kind, [move])), {
      ...officer,
      today: localDate('2026-09-21'),
    });
    expect(await seenBy(officer)).toEqual([['test.answer', 'thing/1', 0, '2026-09-25']]);
    expect(
      await query(`select verb, due_on, reason, account_id from deadlines.published_change order by id desc limit 1`),
    ).toEqual([{ verb: 'move', due_on: '2026-09-25', reason: '设备到货延迟', account_id: officer.actor.accountId }]);
    on('2026-09-26');
    await run();
    expect(await ended()).toEqual([
      { id: 1, due_on: '2026-09-10' },
      { id: 1, due_on: '2026-09-25' },
    ]);
  });

  test('after a pause: the days left run on, natural ones over a holiday, working ones as such; nothing ends meanwhile', async () => {
    on('2026-09-01');
    const officer = await testCall(services, { permissions: ['test.act'], region: '440604' });
    await open(
      firm(1, '2026-09-10'),
      firm(2, '2026-09-10', { count: 'working' }),
      firm(3, '2026-09-03'),
      firm(4, '2026-09-06'),
    );
    on('2026-09-04');
    await run();
    on('2026-09-07');
    // The fourth is over, though nobody has come to it yet: it can't be stopped any more.
    expect(await acting((act) => pauseDeadlines(act, kind, [1, 2, 3, 4], '停产'))).toEqual([1, 2, 3]);
    expect(await standing()).toEqual([
      { id: 1, state: 'paused', dueOn: '2026-09-10', left: 3 },
      { id: 2, state: 'paused', dueOn: '2026-09-10', left: 3 },
      { id: 3, state: 'paused', dueOn: '2026-09-03', left: null },
      { id: 4, state: 'open', dueOn: '2026-09-06', left: null },
    ]);
    expect((await seenBy(officer)).map(([, subject]) => subject)).toEqual(['thing/4']);
    on('2026-09-28');
    await run();
    expect((await ended()).map(({ id }) => id)).toEqual([3, 4]);
    // 1 to 7 October is a holiday.
    expect(await acting((act) => resumeDeadlines(act, kind, [1, 2, 3, 4], '恢复生产'))).toEqual([
      { id: 1, dueOn: '2026-10-08' },
      { id: 2, dueOn: '2026-10-08' },
      { id: 3, dueOn: '2026-09-03' },
    ]);
    expect((await standing()).map(({ state }) => state)).toEqual(['open', 'open', 'overdue', 'overdue']);
    on('2026-10-09');
    await run();
    expect((await ended()).map(({ id }) => id)).toEqual([1, 2, 3, 4]);
  });
});

test('opening one that stands brings it up to date: a firm that moved is another authority’s business', async () => {
  on('2026-09-01');
  const [before, after] = await Promise.all(
    ['440604', '441900'].map((region) => testCall(services, { permissions: ['test.act'], region })),
  );
  await open(firm(1, '2026-09-10'));
  await open(firm(1, '2026-09-10', { place: '441900' }));
  expect(await seenBy(before!)).toEqual([]);
  expect(await seenBy(after!)).toHaveLength(1);
  await expect(
    acting(async (act) => ok(await openDeadlines(act, 'test/unknown', [firm(1, '2026-09-10')]))),
  ).rejects.toThrow('no room declares the deadline');
});

test('the terms of a firm that was merged into another hold the work of the one that remains, warnings too', async () => {
  on('2026-09-01');
  await open(firm(1, '2026-09-10', { place: 'enterprise/33' }));
  await acting(async (act) => ok(await followDeadlines(act, 'enterprise/33', 'enterprise/41')));
  on('2026-09-09');
  await run();
  expect(warned).toEqual([1]);
  expect(await query('select region_code as place, priority from work.item')).toEqual([
    { place: 'enterprise/41', priority: 1 },
  ]);
});

test('whoever reads for a person sees nobody’s terms and no reason of an extension', async () => {
  const { actor } = await testCall(services, { permissions: ['test.act'] });
  for (const view of ['published_deadline', 'published_change'])
    await expect(
      withTransaction(database, { account: actor.accountId ?? '' }, (tx) =>
        tx.query(`select * from deadlines.${view}`),
      ),
    ).rejects.toThrow('permission denied');
});

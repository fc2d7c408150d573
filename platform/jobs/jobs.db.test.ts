import { describe, expect, test } from 'vitest';
import { ok, refuse, unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testServices, testSystemCall } from '../../tests/services.ts';
import { enqueue, jobsState, startJobs } from './index.ts';
import { Worker } from './worker.ts';

const { database } = await testDatabase();
const ran: string[] = [];
let gate: Promise<void> = Promise.resolve();
let arrived: (what: string) => void = () => undefined;
const room: Manifest = {
  name: 'test',
  jobs: [
    { name: 'test.minutely', schedule: '* * * * *', run: async () => void ran.push('minutely') },
    { name: 'test.nightly', schedule: '20 3 * * *', run: () => Promise.reject(new Error('no moon')) },
    {
      name: 'test.task',
      run: async (call, payload) => {
        const who = await withTransaction(call.services.database, 'system', (tx) =>
          tx.query<{ who: string }>('select current_user as who'),
        );
        await gate;
        ran.push(`task ${JSON.stringify(payload)} as ${who[0]?.who === database.roles.engine ? 'engine' : 'another'}`);
        arrived(ran.at(-1) ?? '');
      },
    },
    { name: 'test.failing', run: () => Promise.reject(new Error('always')) },
  ],
};
const services = testServices(database, { manifests: [room], now: '2026-09-01T02:00:30.000Z' });
const failures: string[] = [];
const worker = () => new Worker(services, ({ error }) => failures.push((error as Error).message));
const state = () => withTransaction(database, 'system', jobsState);
const put = (job: string, payload?: unknown, key?: string, commit = true) =>
  perform(testSystemCall(services), { permission: null }, async (act) => {
    const id = await enqueue(act, job, payload, { key });
    return commit ? ok(id) : refuse('conflict');
  });

describe('repeated jobs', () => {
  test('run when they are due, on one of several servers', async () => {
    const servers = [worker(), worker(), worker()];
    for (const server of servers) await server.prepare();
    expect(await servers[0]?.runDue()).toEqual([]);
    services.setNow('2026-09-01T02:01:00.000Z');
    await Promise.all(servers.map((server) => server.runDue()));
    await Promise.all(servers.map((server) => server.runDue()));
    expect(ran).toEqual(['minutely']);
    services.setNow('2026-09-01T19:20:00.000Z');
    await Promise.all(servers.map((server) => server.runDue()));
    expect(ran).toEqual(['minutely', 'minutely']);
    expect(failures).toEqual(['no moon']);
    const { schedules } = await state();
    expect(schedules).toMatchObject([
      { job: 'test.minutely', nextAt: '2026-09-01T19:21:00Z', failure: null },
      { job: 'test.nightly', nextAt: '2026-09-02T19:20:00Z', failure: 'no moon', finishedAt: null },
    ]);
  });
});

describe('queued tasks', () => {
  test('exist when their act commits, wait once a key, and run as engine', async () => {
    ran.length = 0;
    await put('test.task', { lost: true }, undefined, false);
    expect(unwrap(await put('test.task', { n: 1 }, 'same'))).toBeTypeOf('string');
    expect(unwrap(await put('test.task', { n: 2 }, 'same'))).toBeUndefined();
    await expect(put('test.unknown')).rejects.toThrow('no room declares');
    const [a, b] = await Promise.all([worker().runNext(), worker().runNext()]);
    expect([a, b].filter(Boolean)).toHaveLength(1);
    expect(ran).toEqual(['task {"n":1} as engine']);
    expect(await worker().runNext()).toBe(false);
    expect(unwrap(await put('test.task', { n: 3 }, 'same'))).toBeTypeOf('string');
    expect(await worker().runNext()).toBe(true);
  });

  test('are tried again, later and later, and given up after the fifth time', async () => {
    failures.length = 0;
    await put('test.failing');
    const start = services.now().getTime();
    const tries: number[] = [];
    for (let second = 0; second <= 320; second += 10) {
      services.setNow(new Date(start + second * 1000).toISOString());
      if (await worker().runNext()) tries.push(second);
    }
    expect(tries).toEqual([0, 10, 50, 140, 300]);
    expect(failures).toHaveLength(5);
    expect((await state()).tasks).toContainEqual({ job: 'test.failing', state: 'failed', count: 1 });
  });

  test('are taken over when their server falls silent, and the silent one changes nothing any more', async () => {
    ran.length = 0;
    await put('test.task', { n: 4 });
    let open = (): void => undefined;
    gate = new Promise((resolve) => {
      open = resolve;
    });
    const silent = worker().runNext();
    const { tasks } = await state();
    expect(tasks.filter((task) => task.state === 'running').length).toBeLessThanOrEqual(1);
    while (!(await state()).tasks.some((task) => task.state === 'running'));
    services.setNow(new Date(services.now().getTime() + 121_000).toISOString());
    const second = worker().runNext();
    while (
      (
        await withTransaction(database, 'system', (tx) =>
          tx.query(`select 1 from jobs.task where state = 'running' and attempts = 2`),
        )
      ).length === 0
    );
    open();
    await Promise.all([silent, second]);
    expect(ran).toHaveLength(2);
    expect((await state()).tasks.some((task) => task.state === 'running')).toBe(false);
  });

  test('a started server works through what comes and stops when it is told', async () => {
    ran.length = 0;
    gate = Promise.resolve();
    const seen = new Promise((resolve) => {
      arrived = resolve;
    });
    const running = await startJobs(services, { onFailure: ({ error }) => failures.push(String(error)), everyMs: 5 });
    await put('test.task', { n: 5 });
    expect(await seen).toBe('task {"n":5} as engine');
    await running.stop();
    await put('test.task', { n: 6 });
    expect((await state()).tasks).toContainEqual({ job: 'test.task', state: 'queued', count: 1 });
  });
});

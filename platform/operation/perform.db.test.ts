import { z } from 'zod';
import { beforeAll, describe, expect, test } from 'vitest';
import { ok, refuse } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { testDatabase } from '../../tests/database.ts';
import { testAnonymousCall, testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { observe, observeStream, perform } from './index.ts';

const { database } = await testDatabase();
const { app, engine } = database.roles;
const heard: string[] = [];
const rung = z.object({ bell: z.string() });

/** Two rooms that listen: one answers with a fact of its own, one may fail. */
const manifests: Manifest[] = [
  {
    name: 'bells',
    facts: { 'bells/rung@1': rung, 'bells/echoed@1': rung, 'bells/endless@1': rung },
    reactions: [
      {
        on: 'bells/rung@1',
        room: 'first',
        react: async (act, facts) => {
          heard.push(`first ${facts.length}`);
          await act.tx.query(`insert into bells.bell values ('heard', '440600')`);
          act.emit({ type: 'bells/echoed@1', payload: { bell: 'echo' } });
        },
      },
      {
        on: 'bells/echoed@1',
        room: 'second',
        react: async (_act, facts) => {
          heard.push(`second ${facts.length}`);
          if (facts.some((fact) => rung.parse(fact.payload).bell === 'broken')) throw new Error('a broken bell');
        },
      },
      {
        on: 'bells/endless@1',
        room: 'third',
        react: async (act, facts) => act.emit({ type: 'bells/endless@1', payload: rung.parse(facts[0]?.payload) }),
      },
    ],
  },
];

const services = testServices(database, { manifests });
const count = async (sql: string): Promise<number> => {
  const [row] = await withTransaction(database, 'system', (tx) =>
    tx.query<{ n: number }>(`select count(*) as n from ${sql}`),
  );
  return row?.n ?? -1;
};

beforeAll(() =>
  withTransaction(database, 'migrator', async (tx) => {
    await tx.query('create schema bells');
    await tx.query(`grant usage on schema bells to ${app}, ${engine}`);
    await tx.query('create table bells.bell (name text not null, region text not null)');
    await tx.query('alter table bells.bell enable row level security');
    await tx.query(
      `create policy mine on bells.bell to ${app} using (array[region] && (select identity.scope('bells.ring')))`,
    );
    await tx.query(`create policy decide on bells.bell to ${engine} using (true)`);
    await tx.query(`grant select on bells.bell to ${app}, ${engine}`);
    await tx.query(`grant insert on bells.bell to ${engine}`);
  }),
);

describe('perform', () => {
  test('stores, lets the rooms react in one transaction, and writes the journal', async () => {
    const call = await testCall(services, { permissions: ['bells.ring'], region: '440600' });
    heard.length = 0;
    const result = await perform(call, { permission: 'bells.ring', region: '440604' }, async (act) => {
      await act.asEngine();
      await act.tx.query(`insert into bells.bell values ('big', '440600')`);
      act.emit({ type: 'bells/rung@1', payload: { bell: 'big' } });
      act.emit({ type: 'bells/rung@1', payload: { bell: 'small' } });
      act.journal({ act: 'bells.ring', subject: 'bell/big', payload: { strokes: 2 } });
      return ok('rung');
    });
    expect(result).toEqual({ ok: true, value: 'rung' });
    expect(heard).toEqual(['first 2', 'second 1']);
    expect(await count(`bells.bell`)).toBe(2);
    expect(await count(`facts.fact where request_id = '${call.requestId}'`)).toBe(3);
    expect(
      await count(`facts.handled h join facts.fact f on f.id = h.fact_id where request_id = '${call.requestId}'`),
    ).toBe(3);
    expect(await count(`journal.entry where request_id = '${call.requestId}' and act = 'bells.ring'`)).toBe(1);
  });

  test('rolls everything back on a refusal and on a failing reaction', async () => {
    const call = await testCall(services, { permissions: ['bells.ring'] });
    const before = await count('bells.bell');
    const refused = await perform(call, { permission: 'bells.ring' }, async (act) => {
      await act.asEngine();
      await act.tx.query(`insert into bells.bell values ('lost', '440600')`);
      act.journal({ act: 'bells.ring', subject: 'bell/lost', payload: {} });
      return refuse('conflict');
    });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'conflict' } });
    const failing = perform(call, { permission: 'bells.ring' }, async (act) => {
      await act.asEngine();
      await act.tx.query(`insert into bells.bell values ('lost', '440600')`);
      act.emit({ type: 'bells/echoed@1', payload: { bell: 'broken' } });
      return ok(undefined);
    });
    await expect(failing).rejects.toThrow('a broken bell');
    expect(await count('bells.bell')).toBe(before);
    expect(await count(`journal.entry where request_id = '${call.requestId}'`)).toBe(0);
  });

  test('refuses whoever lacks the permission, and whoever holds it elsewhere', async () => {
    const work = async () => ok('done');
    const none = await testCall(services);
    const elsewhere = await testCall(services, { permissions: ['bells.ring'], region: '440100' });
    expect(await perform(none, { permission: 'bells.ring' }, work)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await perform(elsewhere, { permission: 'bells.ring', region: '440604' }, work)).toMatchObject({
      refusal: { code: 'outside-your-region' },
    });
    expect(await perform(testAnonymousCall(services), { permission: null }, work)).toMatchObject({
      refusal: { code: 'not-signed-in' },
    });
    const later = await perform(
      elsewhere,
      { permission: 'bells.ring' },
      async (act) => (await act.authorise('440604')) ?? ok(1),
    );
    expect(later).toMatchObject({ refusal: { code: 'outside-your-region' } });
    const unknown = await perform(
      elsewhere,
      { permission: 'bells.ring' },
      async (act) => (await act.authorise(null)) ?? ok(1),
    );
    expect(unknown).toMatchObject({ refusal: { code: 'outside-your-region' } });
  });

  test('asks the database too: a session that still believes in a permission is refused', async () => {
    const call = await testCall(services, { permissions: ['bells.ring'] });
    await withTransaction(database, 'system', (tx) =>
      tx.query('update identity.role_grant set ended_at = now() where account_id = $1', [call.actor.accountId]),
    );
    expect(await perform(call, { permission: 'bells.ring' }, async () => ok('done'))).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });

  test('notes an act that wrote no entry of its own, and lets the program itself act without identity', async () => {
    const call = await testCall(services, { permissions: ['bells.ring'] });
    await perform(call, { permission: 'bells.ring', act: 'bells.tune' }, async () => ok(undefined));
    expect(await count(`journal.entry where request_id = '${call.requestId}' and act = 'bells.tune'`)).toBe(1);
    const own = testSystemCall(services);
    const role = await perform(own, { permission: 'bells.ring', region: '440604' }, async (act) =>
      ok((await act.tx.query<{ role: string }>('select current_user as role'))[0]?.role),
    );
    expect(role).toEqual({ ok: true, value: engine });
    expect(await count(`journal.entry where request_id = '${own.requestId}'`)).toBe(0);
  });

  test('handles a fact once by its id', async () => {
    const call = testSystemCall(services);
    const ring = () =>
      perform(call, { permission: 'bells.ring' }, async (act) => {
        act.emit({ id: '6b0d9b1e-61a9-4f6e-9f2a-8f8f35d3a001', type: 'bells/rung@1', payload: { bell: 'same' } });
        return ok(undefined);
      });
    heard.length = 0;
    await ring();
    await ring();
    expect(heard).toEqual(['first 1', 'second 1']);
  });

  test('lets one act say as much as 15,000 papers have to be told of', async () => {
    const call = testSystemCall(services);
    heard.length = 0;
    const done = await perform(call, { permission: 'bells.ring' }, async (act) => {
      for (let bell = 0; bell < 15_000; bell += 1) act.emit({ type: 'bells/echoed@1', payload: { bell: `${bell}` } });
      return ok(undefined);
    });
    expect(done.ok).toBe(true);
    expect(heard).toEqual(['second 15000']);
    expect(await count(`facts.fact where request_id = '${call.requestId}'`)).toBe(15_000);
  });

  test('stops a cascade that does not end, an undeclared fact and a payload of another shape', async () => {
    const emit = (type: string, payload: unknown) =>
      perform(testSystemCall(services), { permission: 'bells.ring' }, async (act) => {
        act.emit({ type, payload });
        return ok(undefined);
      });
    await expect(emit('bells/endless@1', { bell: 'x' })).rejects.toThrow('does not end');
    // An act that emits many facts is no cascade: a thing each is issued in bulk.
    const many = perform(testSystemCall(services), { permission: null }, async (act) => {
      for (let n = 0; n <= 10_000; n += 1) act.emit({ type: 'bells/echoed@1', payload: { bell: 'one of many' } });
      return ok(undefined);
    });
    expect((await many).ok).toBe(true);
    await expect(emit('bells/melted@1', {})).rejects.toThrow('no room declares');
    await expect(emit('bells/rung@1', { bell: 7 })).rejects.toThrow('not as declared');
  });
});

describe('observe', () => {
  test('reads under row-level security and cannot write', async () => {
    const mine = await testCall(services, { permissions: ['bells.ring'], region: '440600' });
    const other = await testCall(services, { permissions: ['bells.ring'], region: '440100' });
    const rows = (call: typeof mine) =>
      observe(call, { permission: 'bells.ring' }, async ({ tx }) =>
        ok((await tx.query('select 1 from bells.bell')).length),
      );
    expect(await rows(mine)).toEqual({ ok: true, value: await count('bells.bell') });
    expect(await rows(other)).toEqual({ ok: true, value: 0 });
    expect(await rows(await testCall(services))).toMatchObject({ refusal: { code: 'forbidden' } });
    await expect(
      observe(testSystemCall(services), { permission: 'bells.ring' }, async ({ tx }) =>
        ok(await tx.query(`insert into bells.bell values ('no', '440600')`)),
      ),
    ).rejects.toThrow('read-only');
  });

  test('streams, and ends its transaction when the reader gives up', async () => {
    const call = await testCall(services, { permissions: ['bells.ring'] });
    async function* lines() {
      for (let line = 0; line < 10_000; line += 1) yield `line ${line}\n`;
    }
    const whole = await observeStream(call, { permission: 'bells.ring' }, lines);
    if (!whole.ok) throw new Error('refused');
    let text = '';
    for await (const chunk of whole.value) text += String(chunk);
    expect(text.split('\n')).toHaveLength(10_001);
    for (let round = 0; round < 12; round += 1) {
      const half = await observeStream(call, { permission: 'bells.ring' }, lines);
      if (half.ok) for await (const _chunk of half.value) break;
    }
    expect(await observeStream(await testCall(services), { permission: 'bells.ring' }, lines)).toMatchObject({
      refusal: { code: 'forbidden' },
    });
  });
});

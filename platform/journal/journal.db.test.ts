import { describe, expect, test } from 'vitest';
import { ok } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { perform } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall, testServices, testSystemCall } from '../../tests/services.ts';
import { proveInclusion } from './proof.ts';
import { sealJournal } from './seal.ts';
import { sealAll } from './testing.ts';
import { latestSeal } from './storage.ts';
import { rootByPath } from './tree.ts';
import { verifyJournal } from './verify.ts';

const { database } = await testDatabase();
const services = testServices(database);

const write = (subjects: readonly string[], region?: string) =>
  perform(testSystemCall(services), { permission: null }, async (act) => {
    for (const subject of subjects) act.journal({ act: 'test.write', subject, region, payload: { 意见: '同意' } });
    return ok(undefined);
  });
const entryIds = async (subject: string): Promise<string[]> => {
  const rows = await withTransaction(database, 'system', (tx) =>
    tx.query<{ id: string }>('select id from journal.entry where subject = $1', [subject]),
  );
  return rows.map((row) => row.id);
};

describe('sealing', () => {
  test('waits for transactions that still run, and numbers in the order of transactions', async () => {
    await write(['early']);
    await sealAll(services);
    let finish = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const begun = Promise.withResolvers<void>();
    const slow = perform(testSystemCall(services), { permission: null }, async (act) => {
      await act.tx.query('select pg_current_xact_id()');
      begun.resolve();
      await held;
      act.journal({ act: 'test.write', subject: 'slow', payload: {} });
      return ok(undefined);
    });
    await begun.promise;
    await write(['quick']);
    await sealJournal(services);
    expect(await verifyJournal(services)).toMatchObject({ sound: true, sealed: 1, unsealed: 1, seals: 1 });
    finish();
    await slow;
    await sealAll(services);
    expect(await verifyJournal(services)).toMatchObject({ sound: true, sealed: 3, unsealed: 0 });
    const order = await withTransaction(database, 'system', (tx) =>
      tx.query<{ subject: string }>(
        'select subject from journal.leaf l join journal.entry e on e.id = l.entry_id order by seq',
      ),
    );
    expect(order.map((row) => row.subject)).toEqual(['early', 'slow', 'quick']);
  });

  test('several sealers at once make one chain', async () => {
    for (let act = 0; act < 20; act += 1) await write([`a/${act}`, `b/${act}`]);
    await Promise.all([1, 2, 3, 4].map(() => sealJournal(services)));
    await sealAll(services);
    const report = await verifyJournal(services);
    expect(report).toMatchObject({ sound: true, unsealed: 0, faults: [] });
    const seal = await withTransaction(database, 'portal', latestSeal);
    expect(seal).toMatchObject({ size: report.sealed });
    expect(seal?.root.toString('hex')).toBe(report.root);
    expect(await verifyJournal(services, { size: report.sealed, root: report.root })).toMatchObject({ sound: true });
    expect(await verifyJournal(services, { size: report.sealed + 1, root: report.root })).toMatchObject({
      sound: false,
    });
  });

  test('every entry proves its inclusion to the public', async () => {
    await sealAll(services);
    for (const subject of ['early', 'quick', 'a/0', 'b/19', 'a/11']) {
      const [id = ''] = await entryIds(subject);
      const proof = await withTransaction(database, 'portal', (tx) => proveInclusion(tx, id));
      if (!proof) throw new Error(`no proof for ${subject}`);
      expect(rootByPath(proof.leaf, proof.path).equals(proof.seal.root)).toBe(true);
    }
  });
});

describe('append-only', () => {
  test.each(['entry', 'leaf', 'node', 'seal'])('journal.%s takes no change, not even from its owner', async (table) => {
    const column = table === 'entry' || table === 'leaf' ? 'leaf' : table === 'seal' ? 'root' : 'hash';
    for (const statement of [
      `update journal.${table} set ${column} = ${column}`,
      `delete from journal.${table}`,
      `truncate journal.${table} cascade`,
    ]) {
      await expect(withTransaction(database, 'migrator', (tx) => tx.query(statement))).rejects.toThrow('append-only');
      await expect(withTransaction(database, 'system', (tx) => tx.query(statement))).rejects.toThrow(
        /permission denied/,
      );
      await expect(withTransaction(database, { account: '' }, (tx) => tx.query(statement))).rejects.toThrow(
        /permission denied/,
      );
    }
  });
});

describe('who reads it', () => {
  const seen = async (caller: Awaited<ReturnType<typeof testCall>>): Promise<string[]> => {
    const rows = await withTransaction(database, { account: caller.actor.accountId ?? '' }, (tx) =>
      tx.query<{ subject: string }>(`select subject from journal.entry where subject like 'rls/%' order by subject`),
    );
    return rows.map((row) => row.subject);
  };

  test('holders for their region, holders for the province, everybody their own acts', async () => {
    await write(['rls/foshan'], '440604');
    await write(['rls/guangzhou'], '440106');
    await write(['rls/nowhere']);
    await perform(testSystemCall(services), { permission: null }, async (act) => {
      act.journal({ act: 'test.write', subject: 'rls/secret', region: '440604', confidential: true, payload: {} });
      return ok(undefined);
    });
    const clerk = await testCall(services, { permissions: ['test.write'] });
    await perform(clerk, { permission: 'test.write' }, async (act) => {
      act.journal({ act: 'test.write', subject: 'rls/own', payload: {} });
      return ok(undefined);
    });
    expect(await seen(clerk)).toEqual(['rls/own']);
    expect(await seen(await testCall(services))).toEqual([]);
    expect(await seen(await testCall(services, { permissions: ['journal.read'], region: '440600' }))).toEqual([
      'rls/foshan',
    ]);
    expect(await seen(await testCall(services, { permissions: ['journal.read'] }))).toEqual([
      'rls/foshan',
      'rls/guangzhou',
      'rls/nowhere',
      'rls/own',
      'rls/secret',
    ]);
    await expect(withTransaction(database, 'portal', (tx) => tx.query('select 1 from journal.entry'))).rejects.toThrow(
      'denied',
    );
  });
});

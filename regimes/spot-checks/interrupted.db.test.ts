import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { spotCheckPorts } from '#regimes/index.ts';
import { testCall, testSystemCall } from '../../tests/services.ts';
import { importFiles, resumeImports } from './import/import-files.ts';
import { cancelImport } from './operations-imports.ts';
import { takeTurn } from './storage/locks.ts';
import { emptyStore, type MadeUpRow, tableOf } from './testing/tables.ts';

const store = await emptyStore();
const system = testSystemCall(store.services);
const rows = (count: number, from = 0): MadeUpRow[] =>
  Array.from({ length: count }, (_, at) => ({
    producer: `虚构第${(from + at) % 500}厂`,
    lot: `批号${from + at}`,
    verdict: (from + at) % 7 === 0 ? '不合格' : '合格',
    items: (from + at) % 7 === 0 ? '虚构甲项' : '',
  }));

/** Everything but the record of the import itself. */
const traces = async (): Promise<number> => {
  const [row] = await store.query<{ n: number }>(
    `select ((select count(*) from spot_checks.result) + (select count(*) from spot_checks.result_source) + (select count(*) from spot_checks.rollup)
       + (select count(*) from spot_checks.spot_check) + (select count(*) from enterprises.enterprise) + (select count(*) from products.category)
       + (select count(*) from warning_cards.card) + (select count(*) from spot_checks.rejected_row) + (select count(*) from spot_checks.role_case))::int as n`,
  );
  return row!.n;
};

const states = async (): Promise<string[]> =>
  (await store.query<{ state: string }>('select state from spot_checks.import order by started_at')).map(
    ({ state }) => state,
  );

afterEach(() => store.clear());

describe('an import', () => {
  test('is done in the same moment as its report is whole: nobody sees one without the proposals', async () => {
    await withTransaction(store.services.database, 'migrator', (tx) =>
      tx.query(`
        create table spot_checks.seen_by_test (transaction xid8, state text, proposals jsonb);
        create function spot_checks.see_for_test() returns trigger language plpgsql security definer as $$
          begin
            insert into spot_checks.seen_by_test values (pg_current_xact_id(), new.state, new.report -> 'proposals');
            return null;
          end $$;
        create trigger see_for_test after update on spot_checks.import for each row execute function spot_checks.see_for_test()`),
    );
    const path = await store.write('小表.csv', tableOf(rows(40)));
    const { report } = unwrap(
      await importFiles(system, { dataset: 'historical', paths: [path], ports: spotCheckPorts }),
    );
    expect(report.proposals.yellow).toBeGreaterThan(0);
    const seen = await store.query<{ transactions: number; last: object }>(
      `select count(distinct transaction)::int as transactions, (array_agg(proposals order by proposals ->> 'yellow' desc))[1] as last
         from spot_checks.seen_by_test where state = 'done'`,
    );
    expect(seen).toEqual([{ transactions: 1, last: report.proposals }]);
    await withTransaction(store.services.database, 'migrator', (tx) =>
      tx.query(
        'drop trigger see_for_test on spot_checks.import; drop function spot_checks.see_for_test(); drop table spot_checks.seen_by_test',
      ),
    );
  });

  test('that is cancelled while it reads leaves no trace but its own record', async () => {
    const path = await store.write('大表.csv', tableOf(rows(60_000)));
    const officer = await testCall(store.services, { permissions: ['spot-checks.import', 'spot-checks.read'] });
    let asked: Promise<unknown> | undefined;
    const result = await importFiles(system, {
      dataset: 'historical',
      paths: [path],
      ports: spotCheckPorts,
      watch: ({ stage }) => {
        if (stage === 'reading')
          asked ??= store
            .query<{ id: string }>('select id from spot_checks.import')
            .then(async ([record]) => unwrap(await cancelImport(officer, record!.id)));
      },
    });
    await asked;
    expect(result).toMatchObject({ ok: false, refusal: { code: 'import-cancelled' } });
    expect(await states()).toEqual(['cancelled']);
    expect(await traces()).toBe(0);
  });

  test.for(['reading', 'storing', 'deciding'])(
    'whose program is killed while %s leaves nothing half-done and is taken up again',
    async (stage) => {
      const path = await store.write('大表.csv', tableOf(rows(30_000)));
      const script = fileURLToPath(new URL('testing/import-child.ts', import.meta.url));
      const child = spawn(process.execPath, [script, store.url, store.services.dataDirectory, path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = once(child, 'exit');
      for await (const line of createInterface({ input: child.stdout })) if (line === stage) child.kill('SIGKILL');
      await ended;
      expect(child.signalCode).toBe('SIGKILL');
      // The server may still be at the statement of the connection that is gone: when the turn is free, it has noticed.
      await withTransaction(store.services.database, 'system', (tx) => takeTurn(tx));
      expect(await states()).toEqual(['running']);
      expect(await traces()).toBe(0);
      expect(await resumeImports(system, { ports: spotCheckPorts })).toBe(0);

      await store.query(`update spot_checks.import set heartbeat_at = now() - interval '1 minute'`);
      expect(await resumeImports(system, { ports: spotCheckPorts })).toBe(1);
      expect(await states()).toEqual(['done']);
      const [counted] = await store.query('select count(*)::int as n from spot_checks.result');
      expect(counted).toEqual({ n: 30_000 });
    },
  );

  test('that waits for its turn keeps no connection from anybody else', async () => {
    const { database } = store.services;
    const held = Promise.withResolvers<void>();
    const holding = withTransaction(database, 'migrator', async (tx) => {
      await takeTurn(tx);
      await held.promise;
    });
    const imports = Array.from({ length: 8 }, (_, at) => store.importTables(rows(10, 100 * at)));
    await expect.poll(async () => (await states()).filter((state) => state === 'running').length).toBe(8);
    const seen = await withTransaction(database, 'system', (tx) => tx.query('select 1 as one'));
    held.resolve();
    await holding;
    expect(seen).toEqual([{ one: 1 }]);
    expect((await Promise.all(imports)).map(({ report }) => report.accepted)).toEqual(
      Array.from({ length: 8 }, () => 10),
    );
  }, 14_000);

  test('that meets another waits for its turn, and both are done', async () => {
    const [first, second] = await Promise.all([
      store.importTables(rows(3000)),
      store.importTables([...rows(1000, 2500), ...rows(1000, 9000)]),
    ]);
    const duplicates = first.report.duplicates + second.report.duplicates;
    expect(duplicates).toBe(500);
    expect(await states()).toEqual(['done', 'done']);
    const [counted] = await store.query('select count(*)::int as n from spot_checks.result');
    expect(counted).toEqual({ n: 4500 });
  });
});

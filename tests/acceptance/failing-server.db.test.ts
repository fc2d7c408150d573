import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { unwrap } from '#foundation/refusal.ts';
import { connect, migrate, withTransaction } from '#platform/database/index.ts';
import { importFiles, prepareStart, resumeImports } from '#regimes/spot-checks/import/import-files.ts';
import { runImport } from '#regimes/spot-checks/import/run-import.ts';
import { withdrawImport } from '#regimes/spot-checks/operations-imports.ts';
import { spotCheckPorts } from '#regimes/index.ts';
import { type MadeUpRow, tableOf, writeTable } from '#regimes/spot-checks/testing/tables.ts';
import { seedRegisters } from '#registers/index.ts';
import { migrationFolders } from '../migration-folders.ts';
import { testCall, testServices, testSystemCall } from '../services.ts';
import { wholeServer } from '../whole-server.ts';

/** `prlimit` of util-linux sets how large a file a process may write: no root, no mount, and it can be taken back. */
const present = ((): boolean => {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();
const note = present ? 'real server' : 'real server (skipped: this machine has no prlimit)';

const root = await mkdtemp(join(tmpdir(), 'zhijian-full-'));
await chmod(root, 0o755);
const database = await connect({
  dataDirectory: join(root, 'data'),
  purpose: 'command',
  // Few connections that must be opened anew, small segments of the log: the limit is to meet the tables first.
  serverSettings: { fsync: 'off', shared_buffers: '32MB', temp_buffers: '1MB' },
});
afterAll(async () => {
  await database.close();
  await rm(root, { recursive: true, force: true });
});
await migrate(database, migrationFolders());
await seedRegisters(database, '440000');
const services = testServices(database, { manifests: rooms, dataDirectory: join(root, 'data') });
const system = testSystemCall(services);

const query = <Row>(sql: string): Promise<Row[]> => withTransaction(database, 'migrator', (tx) => tx.query<Row>(sql));

/** Rows that an import has left. */
const traces = async (): Promise<number> => {
  const [row] = await query<{ n: number }>(
    `select ((select count(*) from spot_checks.result) + (select count(*) from spot_checks.spot_check) + (select count(*) from enterprises.enterprise)
       + (select count(*) from products.category) + (select count(*) from warning_cards.card) + (select count(*) from spot_checks.rollup))::int as n`,
  );
  return row!.n;
};
const limitFiles = (pid: number, bytes: string, as: { readonly uid?: number; readonly gid?: number } = {}): void => {
  execFileSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], { stdio: 'ignore', ...as });
};

const rows: MadeUpRow[] = Array.from({ length: 25_000 }, (_, at) => ({
  producer: `虚构第${at % 500}厂`,
  lot: `批号${at}`,
  remark: '虚构备注'.repeat(100),
  verdict: at % 7 === 0 ? '不合格' : '合格',
  items: at % 7 === 0 ? '虚构甲项' : '',
}));

describe('a server that dies', () => {
  test('in the middle of an import: the program says so, brings it back, and the import is taken up again', async () => {
    const path = await writeTable('大表.csv', tableOf(rows.slice(0, 10_000)));
    const before = await traces();
    let killed = false;
    const refused = await importFiles(system, {
      dataset: 'historical',
      paths: [path],
      ports: spotCheckPorts,
      watch: ({ stage }) => {
        if (stage !== 'storing' || killed) return;
        killed = true;
        process.kill(database.embedded?.pid() ?? 0, 'SIGKILL');
      },
    });
    expect(killed).toBe(true);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'database-unavailable' } });
    const state = () => query<{ state: string }>('select state from spot_checks.import').catch(() => undefined);
    await expect.poll(state, { timeout: 30_000 }).toEqual([{ state: 'running' }]);
    expect(await traces()).toBe(before);
    await query(`update spot_checks.import set heartbeat_at = now() - interval '1 minute'`);
    expect(await resumeImports(system, { ports: spotCheckPorts })).toBe(1);
    expect(await state()).toEqual([{ state: 'done' }]);
    expect(await query('select count(*)::int as n from spot_checks.result')).toEqual([{ n: 10_000 }]);
    const [{ id }] = (await query<{ id: string }>('select id from spot_checks.import')) as [{ id: string }];
    unwrap(
      await withdrawImport(
        await testCall(services, { permissions: ['spot-checks.withdraw', 'spot-checks.read'] }),
        id,
        '试验',
      ),
    );
  });
});

describe.skipIf(!present)(`no room to write: ${note}`, () => {
  /** Sets the limit for the server and for all it has started. */
  const limit = async (bytes: string): Promise<void> => {
    // As the server's own account: root may lack the right over others' limits.
    const { uid, gid } = await stat(database.embedded?.clusterDirectory ?? '');
    const backends = await query<{ pid: number }>('select pid from pg_stat_activity where pid is not null');
    limitFiles(database.embedded?.pid() ?? 0, bytes, { uid, gid });
    for (const { pid } of backends)
      try {
        limitFiles(pid, bytes, { uid, gid });
      } catch (error) {
        // A worker of the server may have ended meanwhile; what is started from here on inherits the limit.
        if (existsSync(`/proc/${pid}`)) throw error;
      }
  };
  /** No file may grow beyond the largest there is: pages that exist can always be written back, only new ones find no room. */
  const noGrowth = async (): Promise<string> => {
    const [largest] = await query<{ bytes: number }>(
      `select greatest(max(pg_relation_size(oid)), 16 * 1024 * 1024)::int as bytes from pg_class where relkind in ('r', 'i', 't', 'S')`,
    );
    return String(largest!.bytes + 4096);
  };
  test('an import that finds no room says so, leaves nothing, and can be run again', async () => {
    const path = await writeTable('大表.csv', tableOf(rows));
    const before = await traces();
    await limit(await noGrowth());
    const refused = await importFiles(system, { dataset: 'historical', paths: [path], ports: spotCheckPorts });
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'disk-full' } });
    const [stored] = await query<{ id: string }>(
      `select id, state, refusal from spot_checks.import where state <> 'withdrawn'`,
    );
    expect(await traces()).toBe(before);
    expect(stored).toMatchObject({
      state: 'failed',
      refusal: {
        text: {
          zh: expect.stringContaining('磁盘空间不足') as string,
          en: expect.stringContaining('disk is full') as string,
        },
      },
    });
    await limit('unlimited');
    unwrap(await prepareStart(system, stored!.id, {}));
    const report = unwrap(await runImport(system, stored!.id, { ports: spotCheckPorts }));
    expect(report).toMatchObject({ rows: 25_000, accepted: 25_000 });
  });

  test('a file that finds no room is refused to whoever sends it, and none of it is kept', async () => {
    const form = new FormData();
    form.append('file', new Blob([tableOf(rows.slice(0, 200))]), '表.csv');
    const server = await wholeServer(services);
    const cookie = await server.signIn();
    const before = await readdir(join(root, 'data/files/imports'));
    limitFiles(process.pid, '4096');
    const answer = await fetch(`${server.origin}/api/v1/imports?dataset=historical`, {
      method: 'POST',
      headers: { cookie },
      body: form,
    }).finally(() => limitFiles(process.pid, 'unlimited'));
    expect(answer.status).toBe(507);
    expect(((await answer.json()) as { detail: string }).detail).toContain('磁盘空间不足');
    expect(await readdir(join(root, 'data/files/imports'))).toEqual(before);
  });
});

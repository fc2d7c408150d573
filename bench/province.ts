import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rooms } from '#apps/rooms.ts';
import { openServices, type OpenServices } from '#apps/server/index.ts';
import { type Tx, withTransaction } from '#platform/database/index.ts';

/** Opens an embedded server on a data directory, with the settings a deployment has, and no generated province. */
export const openEmpty = async (dataDirectory: string): Promise<OpenServices> => {
  const opened = await openServices({
    config: { host: '127.0.0.1', port: 0, dataDirectory, mode: 'evaluation', logLevel: 'silent' },
    manifests: rooms,
    purpose: 'command',
  });
  if (!opened.ok) throw new Error(opened.refusal.text.en);
  return opened.value;
};

let open: Promise<{ readonly directory: string; readonly services: OpenServices }> | undefined;

/** The empty server that all benchmarks of a run share, in a directory that goes afterwards. */
export const sharedServices = async (): Promise<OpenServices> => {
  open ??= (async () => {
    const directory = await mkdtemp(join(tmpdir(), 'zhijian-bench-'));
    await chmod(directory, 0o755);
    return { directory, services: await openEmpty(directory) };
  })();
  return (await open).services;
};

/** Closes the shared server and removes its files. */
export const closeShared = async (): Promise<void> => {
  if (open === undefined) return;
  const { directory, services } = await open;
  await services.close();
  await rm(directory, { recursive: true, force: true });
};

/** Runs `work` as app, for an account that reads the whole province under row-level security. */
export const asReader = async <T>(services: OpenServices, work: (tx: Tx) => Promise<T>): Promise<T> => {
  const account = randomUUID();
  await withTransaction(services.database, 'migrator', async (tx) => {
    await tx.query(
      `insert into identity.account (id, login_name, display_name, password_hash) values ($1, $2, '测量', 'none')`,
      [account, `bench-${account}`],
    );
    await tx.query(`insert into identity.role_permission (role, permission) select $1, unnest($2::text[])`, [
      `bench-${account}`,
      ['spot-checks.read', 'enterprises.read', 'spot-checks.plans', 'spot-checks.see-visits'],
    ]);
    await tx.query(
      `insert into identity.role_grant (account_id, role, region_code, valid_from) values ($1, $2, '440000', '2000-01-01')`,
      [account, `bench-${account}`],
    );
  });
  return withTransaction(services.database, { account }, work, { readOnly: true });
};

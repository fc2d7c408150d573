import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { type Database, withTransaction } from '#platform/database/index.ts';
import type { Manifest } from '#platform/manifest.ts';
import { type Call, type Services, systemCall } from '#platform/operation/index.ts';
import { dayAt } from '#platform/operation/system.ts';
import { composeTest } from './composition.ts';

export interface TestServicesOptions extends Partial<Omit<Services, 'database' | 'composition' | 'now'>> {
  /** Rooms of this test; none by default. The facts of all others are known to it. */
  readonly manifests?: readonly Manifest[];
  /** The fixed time; 1 September 2026, 10:00 in China, by default. */
  readonly now?: string;
}

export interface TestServices extends Services {
  /** Moves the clock. */
  readonly setNow: (instant: string) => void;
}

/** Services on a test database, with a fixed clock and a data directory of their own. */
export const testServices = (database: Database, options: TestServicesOptions = {}): TestServices => {
  const { manifests = [], now = '2026-09-01T02:00:00.000Z', ...rest } = options;
  let instant = new Date(now);
  const dataDirectory = rest.dataDirectory ?? mkdtempSync(join(tmpdir(), 'zhijian-data-'));
  if (rest.dataDirectory === undefined) afterAll(() => rm(dataDirectory, { recursive: true, force: true }));
  return {
    mode: 'evaluation',
    province: '440000',
    lawProfile: 'notice',
    ...rest,
    database,
    composition: composeTest(manifests),
    dataDirectory,
    now: () => instant,
    setNow: (later) => {
      instant = new Date(later);
    },
  };
};

export interface TestCaller {
  readonly permissions?: readonly string[];
  /** Where the permissions hold; the whole of 440000 by default. */
  readonly region?: string;
  readonly name?: string;
}

/** A call of an account made for it, which holds the permissions in code and in the database. */
export const testCall = async (services: Services, caller: TestCaller = {}): Promise<Call> => {
  const { permissions = [], region = '440000', name = '测试人员' } = caller;
  const accountId = randomUUID();
  await withTransaction(services.database, 'migrator', async (tx) => {
    const role = `test-${accountId}`;
    await tx.query(
      `insert into identity.account (id, login_name, display_name, password_hash) values ($1, $2, $3, 'none')`,
      [accountId, role, name],
    );
    await tx.query('insert into identity.role_permission (role, permission) select $1, unnest($2::text[])', [
      role,
      permissions,
    ]);
    await tx.query(
      `insert into identity.role_grant (account_id, role, region_code, valid_from) values ($1, $2, $3, '2000-01-01')`,
      [accountId, role, region],
    );
  });
  return {
    services,
    actor: {
      accountId,
      kind: 'account',
      name,
      language: 'zh',
      permissions: new Map(permissions.map((permission) => [permission, [region]])),
    },
    requestId: randomUUID(),
    today: dayAt(services.now()),
  };
};

/** A call of the program itself. */
export const testSystemCall = (services: Services): Call => systemCall(services);

/** A call of somebody who is not signed in. */
export const testAnonymousCall = (services: Services): Call => ({
  ...systemCall(services),
  actor: { accountId: null, kind: 'anonymous', name: '公众 public', language: 'zh', permissions: new Map() },
});

import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { connect, type Database } from '#platform/database/index.ts';

export interface TestDatabase {
  readonly database: Database;
  /** Connection string of the owner. */
  readonly url: string;
}

const withAdmin = async (work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const client = new pg.Client({ connectionString: inject('testServer').url.replace('{database}', 'postgres') });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

/**
 * A database of this file's own, with every migration applied; gone when the file is through. `empty` gives one with
 * no room in it. Call it at the top of a `*.db.test.ts`: `const { database } = await testDatabase();`
 */
export const testDatabase = async (options: { readonly empty?: boolean } = {}): Promise<TestDatabase> => {
  const { url: pattern, template } = inject('testServer');
  const name = `zhijian_case_${randomBytes(6).toString('hex')}`;
  await withAdmin((client) =>
    client.query(`create database ${name} template ${options.empty ? `template0 encoding 'UTF8'` : template}`),
  );
  const url = pattern.replace('{database}', name);
  const database = await connect({
    dataDirectory: '',
    databaseUrl: url,
    purpose: 'command',
    poolSize: 6,
    portalPoolSize: 2,
  });
  // Rights on a database are not copied from its template.
  await withAdmin((client) =>
    client.query(`grant create on database ${name} to ${pg.escapeIdentifier(database.roles.migrator)}`),
  );
  afterAll(async () => {
    await database.close();
    await withAdmin((client) => client.query(`drop database if exists ${name} with (force)`));
  });
  return { database, url };
};

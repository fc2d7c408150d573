import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { connect, migrate } from '#platform/database/index.ts';
import { openEmbedded } from '#platform/database/embedded/open.ts';
import type { Login } from '#platform/database/pool.ts';
import { startExternalPostgres } from './external-postgres.ts';
import { migrationFolders } from './migration-folders.ts';

/** What the test files are told about the server of this run. */
export interface TestServer {
  /** Connection string with `{database}` in the place of the database's name. */
  readonly url: string;
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly testServer: TestServer;
  }
}

const urlOf = ({ user, password = '', host, port }: Login): string =>
  `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/{database}?host=${encodeURIComponent(host)}`;

// Nothing here has to outlive a crash, so the server may forget to wait for the disk.
const careless = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  max_connections: '200',
};

/** The embedded server, or, to test on another version, the PostgreSQL whose programs lie in TEST_POSTGRES_BIN. */
const openServer = async (): Promise<{ url: string; close: () => Promise<void> }> => {
  const bin = process.env.TEST_POSTGRES_BIN;
  if (bin) {
    const { url, stop } = await startExternalPostgres(bin);
    return { url, close: stop };
  }
  const dataDirectory = await mkdtemp(join(tmpdir(), 'zhijian-test-'));
  // The server runs as another account when root starts it, and has to walk here.
  await chmod(dataDirectory, 0o755);
  const { login, leave } = await openEmbedded({ dataDirectory, purpose: 'command', serverSettings: careless });
  return {
    url: urlOf(login),
    close: async () => {
      await leave();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
};

const admin = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url.replace('{database}', 'postgres') });
  await client.connect();
  await client.query(statement);
  await client.end();
};

const makeTemplate = async (url: string, template: string): Promise<void> => {
  await admin(url, `create database ${template} template template0 encoding 'UTF8'`);
  const databaseUrl = url.replace('{database}', template);
  const database = await connect({ dataDirectory: '', databaseUrl, purpose: 'command' });
  try {
    await migrate(database, migrationFolders());
  } finally {
    await database.close();
  }
};

/** Starts one server for the run and migrates the template that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, close } = await openServer();
  try {
    const template = `zhijian_test_${process.pid}`;
    await makeTemplate(url, template);
    project.provide('testServer', { url, template });
    return close;
  } catch (error) {
    await close();
    throw error;
  }
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect, migrate } from '#platform/database/index.ts';
import { openEmbedded } from '#platform/database/embedded/open.ts';
import { type Login, withClient } from '#platform/database/pool.ts';
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

/** TEST_DATABASE_URL runs the tests on another PostgreSQL; its user must be allowed to make databases and roles. */
const openServer = async (): Promise<{ url: string; close: () => Promise<void> }> => {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    const url = new URL(given);
    url.pathname = '/{database}';
    return { url: url.href.replace('%7Bdatabase%7D', '{database}'), close: async () => undefined };
  }
  const dataDirectory = await mkdtemp(join(tmpdir(), 'zhijian-test-'));
  const { login, leave } = await openEmbedded({ dataDirectory, purpose: 'command', serverSettings: careless });
  return {
    url: urlOf(login),
    close: async () => {
      await leave();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
};

const admin = (url: string, statement: string): Promise<unknown> => {
  const parsed = new URL(url.replace('{database}', 'postgres'));
  return withClient(
    {
      host: parsed.searchParams.get('host') ?? parsed.hostname,
      port: Number(parsed.port) || 5432,
      user: decodeURIComponent(parsed.username),
      password: decodeURIComponent(parsed.password),
      database: 'postgres',
    },
    (client) => client.query(statement),
  );
};

/** Starts one server for the run and migrates the template that every test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, close } = await openServer();
  const template = `zhijian_test_${process.pid}`;
  await admin(url, `drop database if exists ${template}`);
  await admin(url, `create database ${template} template template0 encoding 'UTF8'`);
  const database = await connect({
    dataDirectory: '',
    databaseUrl: url.replace('{database}', template),
    purpose: 'command',
  });
  await migrate(database, migrationFolders());
  await database.close();
  project.provide('testServer', { url, template });
  return async () => {
    await admin(url, `drop database if exists ${template} with (force)`);
    await close();
  };
}

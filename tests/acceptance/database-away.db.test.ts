import { once } from 'node:events';
import { type AddressInfo, connect as dial, createServer, type Socket } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { rooms } from '#apps/rooms.ts';
import { connect } from '#platform/database/index.ts';
import { testDatabase } from '../database.ts';
import { testServices } from '../services.ts';
import { wholeServer } from '../whole-server.ts';

const { url } = await testDatabase();

/** A line to the database that can be cut and laid again, as when its server or the network is gone. */
const cuttable = async (to: URL) => {
  const open = new Set<Socket>();
  const target = to.searchParams.get('host') ?? to.hostname;
  const port = Number(to.port);
  const line = createServer((near) => {
    const far = target.startsWith('/') ? dial(`${target}/.s.PGSQL.${port}`) : dial(port, target);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far).pipe(near);
  });
  const listen = async (at: number): Promise<void> => {
    line.listen(at, '127.0.0.1');
    await once(line, 'listening');
  };
  await listen(0);
  const { port: own } = line.address() as AddressInfo;
  return {
    url: `postgres://${to.username}:${to.password}@127.0.0.1:${own}${to.pathname}`,
    cut: async (): Promise<void> => {
      const closed = once(line, 'close');
      line.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
    lay: () => listen(own),
  };
};

const line = await cuttable(new URL(url));
const database = await connect({ dataDirectory: '', databaseUrl: line.url, purpose: 'command', poolSize: 6 });
afterAll(() => database.close());
const services = testServices(database, { manifests: rooms });
const server = await wholeServer(services);
const cookie = await server.signIn();
const ask = async (path: string, headers: Readonly<Record<string, string>> = {}) => {
  const answer = await fetch(server.origin + path, { headers });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() };
};
const browser = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

test('with the database away everybody is told so in words of his own, and it comes back without a restart', async () => {
  expect((await ask('/api/v1/imports', { cookie })).status).toBe(200);
  expect((await ask('/exposures', browser)).status).toBe(200);
  await line.cut();

  const office = await ask('/api/v1/imports', { cookie });
  expect(office).toMatchObject({ status: 503, type: expect.stringContaining('problem+json') as string });
  expect(office.text).toContain('数据库暂时无法连接');
  for (const path of [
    '/bulletins',
    '/search?q=虚构',
    '/enterprise/1',
    '/statistics',
    '/feed.xml',
    '/data/results.csv',
    '/data/results.json',
  ]) {
    const page = await ask(path, browser);
    expect([path, page.status, page.type]).toEqual([path, 503, 'text/html; charset=utf-8']);
    expect(page.text).toContain('数据库暂时无法连接');
  }
  expect((await ask('/bulletins?lang=en', browser)).text).toContain('cannot be reached');
  expect((await ask('/data/results.csv')).type).toContain('problem+json');
  expect((await ask('/healthz')).status).toBe(200);
  expect((await ask('/readyz')).status).toBe(503);

  await line.lay();
  expect((await ask('/api/v1/imports', { cookie })).status).toBe(200);
  expect((await ask('/bulletins', browser)).status).toBe(200);
  expect((await ask('/readyz')).status).toBe(200);
});

import { createServer, type Socket } from 'node:net';
import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { systemCall } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall } from '../../tests/services.ts';
import * as manage from './operations-manage.ts';
import { listOfDispatches, stateOfDelivery } from './operations-read.ts';
import { sendDue } from './send.ts';
import { type ReceivedPost, testHookServer } from './testing/hook-server.ts';
import { deliveryServices, messageTo, send } from './testing/province.ts';

const { database } = await testDatabase();
const services = deliveryServices(database, { privateWebhooks: true });
/** The same house with little patience, so that a test need not wait ten seconds for an answer that is held back. */
const impatient = deliveryServices(database, { privateWebhooks: true, webhookTimeoutMs: 150 });
const start = Date.parse('2026-09-01T02:00:00.000Z');
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  at(0);
  await Promise.all(closing.splice(0).map((close) => close()));
  await withTransaction(database, 'migrator', (tx) =>
    tx.query('truncate delivery.message, delivery.reading, delivery.mailing, delivery.post, delivery.endpoint cascade'),
  );
});
const [firm] = await withTransaction(database, 'system', (tx) =>
  tx.query<{ id: number }>(
    `insert into laboratories.laboratory (dataset, name, name_key) values ('demo', '虚构收信所', '虚构收信所') returning id`,
  ),
);
const party = `laboratory/${firm?.id ?? 0}` as const;
const administrator = await testCall(services, { permissions: ['delivery.manage'] });
const run = (house = services) => sendDue(systemCall(house));
const at = (minutes: number): void => {
  const now = new Date(start + minutes * 60_000).toISOString();
  services.setNow(now);
  impatient.setNow(now);
};
const posts = async () => unwrap(await listOfDispatches(administrator, { channel: 'webhook', limit: 50 })).rows;
const endpoint = async () => unwrap(await stateOfDelivery(administrator)).endpoints[0];
const open = async (url: string): Promise<void> =>
  void unwrap(await manage.createEndpoint(administrator, { inbox: party, url }));

/**
 * A receiver as docs/operations.md asks for it: it keeps the keys that it has taken, and acts on each once. `answer` decides what it says,
 * and when.
 */
const receiver = async (answer: (response: ServerResponse, nth: number) => void) => {
  const taken = new Map<string, ReceivedPost>();
  const effects: string[] = [];
  const server = await testHookServer((post, response) => {
    const key = String(post.headers['idempotency-key']);
    if (!taken.has(key)) effects.push((JSON.parse(post.body) as { key: string }).key);
    taken.set(key, post);
    answer(response, server.posts.length);
  });
  closing.push(server.close);
  await open(`${server.url}/in`);
  return { posts: server.posts, effects };
};

describe('a receiver that has taken a message and is sent it again', () => {
  test('its answer is lost: the same bytes come again under the same key, and take effect once', async () => {
    const held: ServerResponse[] = [];
    const { posts: received, effects } = await receiver((response, nth) => {
      if (nth === 1) held.push(response);
      else response.writeHead(204).end();
    });
    const message = messageTo({ party });
    await send(services, message);
    await run(impatient);
    expect((await posts())[0]).toMatchObject({ state: 'waiting', attempts: 1, fault: { code: 'timeout' } });
    at(1);
    await run(impatient);
    expect(received).toHaveLength(2);
    expect(received[1]?.body).toBe(received[0]?.body);
    expect(received[1]?.headers['idempotency-key']).toBe(received[0]?.headers['idempotency-key']);
    // Each request is signed for its own minute, so that a receiver which refuses old ones takes the second.
    expect(Number(received[1]?.headers['zhijian-timestamp'])).toBe(start / 1000 + 60);
    expect(effects).toEqual([message.key]);
    // The answer to the first comes after all: nobody listens, and nothing changes.
    held[0]?.writeHead(500).end();
    at(600);
    await run(impatient);
    expect(received).toHaveLength(2);
    expect(await posts()).toMatchObject([{ state: 'sent', attempts: 2, fault: null }]);
    expect(await endpoint()).toMatchObject({ state: 'active', waiting: 0, fault: null });
  });

  test.each([
    ['500', 500],
    ['422', 422],
    ['200', 200],
  ])(
    'two servers hold it one after the other: a late %s to the first changes nothing after success',
    async (_name, late) => {
      const held: ServerResponse[] = [];
      const { posts: received, effects } = await receiver((response, nth) => {
        if (nth === 1) held.push(response);
        else response.writeHead(200).end();
      });
      const message = messageTo({ party });
      await send(services, message);
      const first = run();
      await expect.poll(() => held.length).toBe(1);
      // The first server hangs for longer than it may hold the message; another takes it over and is answered.
      at(3);
      await run();
      const [delivered] = await posts();
      expect(delivered).toMatchObject({ state: 'sent', attempts: 2 });
      at(9);
      held[0]?.writeHead(late).end();
      await first;
      expect(await posts()).toEqual([delivered]);
      expect(await endpoint()).toMatchObject({ state: 'active', waiting: 0, failingSince: null, fault: null });
      expect(await withTransaction(database, 'system', (tx) => tx.query(`select from work.item where kind = 'delivery.stopped' and state = 'open'`))).toEqual([]); // prettier-ignore
      at(600);
      await run();
      expect(received).toHaveLength(2);
      expect(effects).toEqual([message.key]);
    },
  );
});

describe('a line on which more than one answer comes', () => {
  const raw = async (...answers: readonly string[]) => {
    let requests = 0;
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      let seen = '';
      socket.on('data', (part) => {
        seen += part.toString('utf8');
        const [head = '', body] = seen.split('\r\n\r\n');
        const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
        if (body === undefined || Buffer.byteLength(body) < length) return;
        seen = '';
        requests += 1;
        socket.write(answers.join(''));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    await open(`http://127.0.0.1:${(server.address() as { port: number }).port}/in`);
    await send(services, messageTo({ party }));
    return { requests: () => requests };
  };
  const say = (status: string): string => `HTTP/1.1 ${status}\r\ncontent-length: 0\r\n\r\n`;

  test('the first counts: taken, whatever is said after it', async () => {
    const { requests } = await raw(say('200 OK'), say('500 Oh'), 'nonsense');
    await run();
    at(600);
    await run();
    expect(requests()).toBe(1);
    expect(await posts()).toMatchObject([{ state: 'sent', attempts: 1, fault: null }]);
  });

  test('the first counts: a failure is tried again, though a success follows it', async () => {
    const { requests } = await raw(say('500 Oh'), say('200 OK'));
    await run();
    expect(await posts()).toMatchObject([{ state: 'waiting', attempts: 1, fault: { code: 'failed' } }]);
    at(1);
    await run();
    expect(requests()).toBe(2);
  });

  test('what is said on the way, before the answer, is none', async () => {
    await raw('HTTP/1.1 102 Processing\r\n\r\n', say('204 No Content'));
    await run();
    expect(await posts()).toMatchObject([{ state: 'sent', attempts: 1 }]);
  });
});

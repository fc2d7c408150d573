import type { ServerResponse } from 'node:http';
import { afterEach, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { withTransaction } from '#platform/database/index.ts';
import { systemCall } from '#platform/operation/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { testCall } from '../../tests/services.ts';
import { mostAttempts } from './backoff.ts';
import * as manage from './operations-manage.ts';
import { listOfDispatches, stateOfDelivery } from './operations-read.ts';
import { sendDue } from './send.ts';
import { verifies } from './signature.ts';
import { testHookServer } from './testing/hook-server.ts';
import { deliveryServices, messageTo, send } from './testing/province.ts';
import { mayPostTo, post } from './webhook.ts';

const { database } = await testDatabase();
const services = deliveryServices(database, { privateWebhooks: true });
const start = Date.parse('2026-09-01T02:00:00.000Z');
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  services.setNow(new Date(start).toISOString());
  await Promise.all(closing.splice(0).map((close) => close()));
  await withTransaction(database, 'migrator', (tx) =>
    tx.query('truncate delivery.message, delivery.reading, delivery.mailing, delivery.post, delivery.endpoint cascade'),
  );
});
const [firm] = await withTransaction(database, 'system', (tx) =>
  tx.query<{ id: number }>(
    `insert into laboratories.laboratory (dataset, name, name_key) values ('demo', '虚构检验所', '虚构检验所') returning id`,
  ),
);
const party = `laboratory/${firm?.id ?? 0}` as const;
const administrator = await testCall(services, { permissions: ['delivery.manage'] });
const run = () => sendDue(systemCall(services));
const at = (minutes: number): void => services.setNow(new Date(start + minutes * 60_000).toISOString());

const hook = async (answer: (response: ServerResponse) => void) => {
  const server = await testHookServer((_post, response) => answer(response));
  closing.push(server.close);
  const { id, secret } = unwrap(await manage.createEndpoint(administrator, { inbox: party, url: `${server.url}/in` }));
  return { ...server, id, secret: Buffer.from(secret.replace('whsec_', ''), 'base64url') };
};
const endpoint = async () => unwrap(await stateOfDelivery(administrator)).endpoints[0];
const posts = async () => unwrap(await listOfDispatches(administrator, { channel: 'webhook', limit: 50 })).rows;
const work = (subject: string) =>
  withTransaction(database, 'system', (tx) =>
    tx.query<{ state: string; title: string }>(
      `select state, title_zh as title from work.item where kind = 'delivery.stopped' and subject = $1 order by id`,
      [subject],
    ),
  );

test('an endpoint is told of each message once, signed', async () => {
  const { posts: received, secret } = await hook((response) => response.writeHead(204).end());
  const message = messageTo({ party });
  await send(services, message);
  await Promise.all([run(), run(), run()]);
  await run();
  expect(received).toHaveLength(1);
  const [one] = received;
  if (!one) throw new Error('nothing was received');
  const { headers, body } = one;
  const timestamp = Number(headers['zhijian-timestamp']);
  expect(timestamp).toBe(start / 1000);
  expect(verifies(secret, timestamp, body, String(headers['zhijian-signature']))).toBe(true);
  expect(verifies(secret, timestamp + 1, body, String(headers['zhijian-signature']))).toBe(false);
  expect(verifies(secret, timestamp, `${body} `, String(headers['zhijian-signature']))).toBe(false);
  expect(headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  expect(JSON.parse(body)).toMatchObject({
    version: 1,
    key: message.key,
    inbox: party,
    title: message.title,
    asks: null,
  });
});

test('an endpoint that answers 500 is tried later and later, each time the same under the same key, then stops for a person', async () => {
  let broken = true;
  const { posts: received, id } = await hook((response) => response.writeHead(broken ? 500 : 200).end());
  await send(services, messageTo({ party }), messageTo({ party }), messageTo({ party }));
  let minute = 0;
  for (let attempt = 0; attempt < mostAttempts + 3; attempt += 1) {
    await run();
    await run();
    minute += 361;
    at(minute);
  }
  expect(received).toHaveLength(mostAttempts);
  expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  expect(await endpoint()).toMatchObject({
    state: 'stopped',
    waiting: 3,
    fault: { code: 'failed', detail: 'HTTP 500' },
  });
  expect(await work(`endpoint/${id}`)).toMatchObject([{ state: 'open' }]);
  broken = false;
  unwrap(await manage.actOnEndpoint(administrator, id, 'start'));
  await run();
  expect(received).toHaveLength(mostAttempts + 3);
  expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(3);
  expect(await endpoint()).toMatchObject({ state: 'active', waiting: 0, failingSince: null, fault: null });
  expect(await work(`endpoint/${id}`)).toMatchObject([{ state: 'closed' }]);
});

test('a redirect is not followed, and what an endpoint refuses is given up until a person sends it again', async () => {
  const elsewhere = await testHookServer((_post, response) => response.writeHead(200).end());
  closing.push(elsewhere.close);
  let answer = 307;
  const { posts: received, id } = await hook((response) =>
    response.writeHead(answer, { location: `${elsewhere.url}/` }).end(),
  );
  await send(services, messageTo({ party }));
  await run();
  answer = 422;
  await send(services, messageTo({ party }));
  await run();
  at(600);
  await run();
  expect(elsewhere.posts).toEqual([]);
  expect(received).toHaveLength(2);
  const dead = await posts();
  expect(dead.map(({ state, fault }) => [state, fault?.code, fault?.detail])).toEqual([
    ['dead', 'refused', 'HTTP 422'],
    ['dead', 'redirect', 'HTTP 307'],
  ]);
  expect(await work(`endpoint/${id}`)).toMatchObject([{ state: 'open' }]);
  answer = 200;
  unwrap(await manage.sendAgain(administrator, 'webhook', dead[1]?.id ?? ''));
  await run();
  expect(received.map(({ headers }) => headers['idempotency-key'])[2]).toBe(received[0]?.headers['idempotency-key']);
  expect((await posts()).map(({ state }) => state)).toEqual(['dead', 'sent']);
});

test('an endpoint that breaks off, or is not there, is tried again', async () => {
  let broken = true;
  const { posts: received } = await hook((response) => {
    if (broken) response.destroy();
    else response.writeHead(200).end('x'.repeat(1_000_000));
  });
  await send(services, messageTo({ party }));
  await run();
  expect((await posts())[0]).toMatchObject({ state: 'waiting', attempts: 1, fault: { code: 'unreachable' } });
  broken = false;
  at(1);
  await run();
  expect(received).toHaveLength(2);
  expect((await posts())[0]).toMatchObject({ state: 'sent', attempts: 2, fault: null });
});

test('one endpoint that fails holds up no other', async () => {
  await hook((response) => response.writeHead(503).end());
  const { posts: received } = await hook((response) => response.writeHead(200).end());
  await send(services, messageTo({ party }), messageTo({ party }));
  await run();
  expect(received).toHaveLength(2);
});

test('private addresses and open lines are refused, when an endpoint is entered and when it is called', async () => {
  for (const url of [
    'http://example.org/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.0.0.1/',
    'https://localhost/',
    'https://169.254.169.254/latest',
    'https://name:word@example.org/',
    'https://2130706433/',
    'ftp://example.org/',
    'nothing',
  ])
    expect([url, mayPostTo(url, false)]).toEqual([url, false]);
  expect(mayPostTo('https://example.org/in', false)).toBe(true);
  expect(mayPostTo('http://127.0.0.1:8000/', true)).toBe(true);
  const strict = { ...administrator, services: deliveryServices(database, {}) };
  expect(await manage.createEndpoint(strict, { inbox: party, url: 'https://127.0.0.1/in' })).toMatchObject({
    refusal: { code: 'endpoint-not-allowed' },
  });
  // A name that leads to this machine: refused when it is resolved, before anything is sent.
  const posting = {
    url: 'https://localhost.localdomain:1/',
    secret: new Uint8Array(32),
    key: 'k',
    body: '{}',
    timestamp: 1,
  };
  const outcome = await post(posting, { allowPrivate: false, timeoutMs: 5000 });
  expect(outcome.kind).toBe('channel-down');
  expect(['private', 'name']).toContain(outcome.kind === 'taken' ? '' : outcome.fault);
});

test('a closed endpoint is sent nothing any more, and takes no further act', async () => {
  const { posts: received, id } = await hook((response) => response.writeHead(200).end());
  await send(services, messageTo({ party }));
  unwrap(await manage.actOnEndpoint(administrator, id, 'close'));
  await send(services, messageTo({ party }));
  await run();
  expect(received).toEqual([]);
  expect((await posts()).map(({ state }) => state)).toEqual(['dead']);
  expect(await manage.actOnEndpoint(administrator, id, 'start')).toMatchObject({
    refusal: { code: 'state-not-allowed' },
  });
});

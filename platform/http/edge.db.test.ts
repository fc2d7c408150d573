import { connect as dial } from 'node:net';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { route } from '#foundation/contract.ts';
import { ok, refuse } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { bind, type Manifest } from '#platform/manifest.ts';
import { testDatabase } from '../../tests/database.ts';
import { testServer } from '../../tests/server.ts';
import { testServices } from '../../tests/services.ts';
import { attachment } from './answer.ts';
import { limits } from './limits.ts';

const { database } = await testDatabase();

const shared = { access: 'public', summary: { zh: '试验', en: 'Trial' } } as const;
const person = z.object({ name: z.string().min(2).max(20), age: z.int().min(0), kind: z.enum(['a', 'b']).optional() });
const readThing = route({
  ...shared,
  method: 'GET',
  path: '/api/v1/trial/:id',
  citation: 'notice 4.3.1',
  params: z.object({ id: z.coerce.number().int() }),
  query: z.object({ tags: z.array(z.string()).or(z.string()).optional(), page: z.coerce.number().default(1) }),
  response: z.object({ id: z.number(), page: z.number(), nested: z.object({ shown: z.string() }) }),
});
const writeThing = route({ ...shared, method: 'POST', path: '/api/v1/trial', body: person, response: person });
const failThing = route({
  ...shared,
  method: 'GET',
  path: '/api/v1/trial-failure/:how',
  params: z.object({ how: z.string() }),
  response: z.object({ ok: z.boolean() }),
});
const sendFiles = route({
  ...shared,
  method: 'POST',
  path: '/api/v1/trial-files',
  transfer: 'upload',
  body: z.object({ level: z.string() }),
  response: z.object({ level: z.string(), files: z.array(z.object({ name: z.string(), bytes: z.number() })) }),
});
const takeFile = route({
  ...shared,
  method: 'GET',
  path: '/api/v1/trial-file',
  transfer: 'stream',
  response: z.unknown(),
});
const closed = route({
  ...shared,
  access: 'trial.read',
  method: 'POST',
  path: '/api/v1/trial-closed',
  body: person,
  response: person,
});

let streamEnded = Promise.withResolvers<void>();

const room: Manifest = {
  name: 'trial',
  permissions: { 'trial.read': { zh: '试验', en: 'Trial' } },
  routes: [
    bind(readThing, async (_call, { params, query }) => {
      const nested = { shown: 'yes', secret: 'no' };
      return ok({ id: params.id, page: query.page, nested, secret: 'no' });
    }),
    bind(writeThing, async (_call, { body }) => ok(body)),
    bind(closed, async (_call, { body }) => ok(body)),
    bind(failThing, async (_call, { params }) => {
      if (params.how === 'refusal') return refuse('not-found', { thing: pair('企业', 'The enterprise') });
      if (params.how === 'shape') return ok({ ok: 'secret value' as unknown as boolean });
      throw new Error('select password from secrets');
    }),
    bind(sendFiles, async (_call, { body }, uploads) => {
      const files: { name: string; bytes: number }[] = [];
      for await (const { fileName, stream } of uploads) {
        let bytes = 0;
        for await (const chunk of stream) bytes += (chunk as Buffer).length;
        files.push({ name: fileName, bytes });
      }
      return ok({ level: body.level, files });
    }),
    bind(takeFile, async () => {
      async function* lines() {
        try {
          for (let line = 0; ; line += 1) yield `${line},`.padEnd(1000, 'x');
        } finally {
          streamEnded.resolve();
        }
      }
      return {
        ok: true,
        stream: Readable.from(lines()),
        fileName: '结果 2026.csv',
        mediaType: 'text/csv; charset=utf-8',
      };
    }),
  ],
};

const services = testServices(database, { manifests: [room] });
const client = await testServer(services, { fileLimit: 200_000, metricsToken: 'collector' });

describe('input', () => {
  test('is told field by field, in Chinese and in English', async () => {
    const bad = { name: 'x', kind: 'c' };
    const zh = await client.send('POST', '/api/v1/trial', bad);
    expect(zh.status).toBe(400);
    expect(zh.headers.get('content-type')).toContain('application/problem+json');
    expect(zh.body).toMatchObject({ code: 'validation-failed', status: 400, title: '请求内容有误' });
    expect(zh.body.fields).toEqual({ name: '至少 2 个字符', age: '请填写此项', kind: '请从以下各项中选择：a、b' });
    const en = await client.send('POST', '/api/v1/trial', bad, { 'accept-language': 'fr, en-GB;q=0.8, zh;q=0.2' });
    expect(en.body.fields).toEqual({
      name: 'At least 2 characters',
      age: 'This must be filled in',
      kind: 'Choose one of: a, b',
    });
    const chosen = await client.send('POST', '/api/v1/trial', bad, { cookie: 'lang=en' });
    expect(chosen.body.title).toBe('The request is not right');
  });

  test.each([
    ['the bell', '虚构\u0007厂'],
    ['an override of the direction of writing', '虚构\u202E厂牌\u202C'],
    ['an isolate', '虚构\u2067厂'],
    ['a control of the second set', '虚构\u0085厂'],
  ])('with %s is refused, since nobody sees it', async (_what, name) => {
    const answer = await client.send('POST', '/api/v1/trial', { name, age: 3, kind: 'a' });
    expect([answer.status, answer.body.fields]).toEqual([400, { name: expect.stringContaining('看不见的控制字符') }]);
    const lines = await client.send('POST', '/api/v1/trial', { name: '一\t二\r\n三', age: 3, kind: 'a' });
    expect(lines.status, lines.text).toBe(200);
  });

  test('in an address is coerced, defaulted, and empty where nothing was chosen', async () => {
    const answer = await client.send('GET', '/api/v1/trial/7?page=&tags=a&tags=b');
    expect(answer.body).toMatchObject({ id: 7, page: 1 });
    expect((await client.send('GET', '/api/v1/trial/x')).body.fields).toHaveProperty('id');
  });

  test.each([
    ['malformed JSON', '{"name":', 'application/json', 400, 'malformed-body'],
    ['an empty body', '', 'application/json', 400, 'malformed-body'],
    [
      'a body that reaches for the prototype',
      '{"__proto__":{"admin":true},"name":"ab","age":1}',
      'application/json',
      400,
      'malformed-body',
    ],
    ['a list', '[]', 'application/json', 400, 'validation-failed'],
    ['plain text, which any site can send', 'name=ab', 'text/plain', 415, 'media-type-unknown'],
    ['a form', 'name=ab', 'application/x-www-form-urlencoded', 415, 'media-type-unknown'],
    ['an oversized body', `{"name":"${'x'.repeat(3_000_000)}"}`, 'application/json', 413, 'body-too-large'],
  ])('%s is refused in words', async (_what, body, type, status, code) => {
    const answer = await client.send('POST', '/api/v1/trial', body, { 'content-type': type });
    expect(answer.status).toBe(status);
    expect(answer.body.code).toBe(code);
    expect(answer.body.traceId).toBe(answer.headers.get('x-request-id'));
  });

  test('of somebody without the permission is not even read', async () => {
    const answer = await client.send('POST', '/api/v1/trial-closed', '{"name":', {
      'content-type': 'application/json',
    });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });
});

describe('an answer', () => {
  test('holds what its contract declares and nothing else', async () => {
    const { text } = await client.send('GET', '/api/v1/trial/7');
    expect(JSON.parse(text)).toEqual({ id: 7, page: 1, nested: { shown: 'yes' } });
  });

  test('that breaks its contract is an error, and its values stay inside', async () => {
    const answer = await client.send('GET', '/api/v1/trial-failure/shape');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('secret');
  });

  test('to a refusal carries its code, its words and a number to quote', async () => {
    const { status, body } = await client.send('GET', '/api/v1/trial-failure/refusal', undefined, {
      'accept-language': 'en',
    });
    expect(status).toBe(404);
    expect(body).toMatchObject({
      type: '/api#not-found',
      code: 'not-found',
      detail: 'The enterprise was not found',
      title: 'Not found',
    });
  });

  test('to the unexpected tells nothing of the inside, and the log tells all of it under the same number', async () => {
    const answer = await client.send('GET', '/api/v1/trial-failure/throw');
    expect(answer.status).toBe(500);
    expect(answer.text).not.toContain('password');
    expect(answer.body.detail).toContain(answer.body.traceId);
    const line = client
      .log()
      .find((each) => each.includes(answer.body.traceId) && each.includes('select password from secrets'));
    expect(line).toBeDefined();
  });

  test('for an unknown address is a problem to programs and a page to people; other methods are named', async () => {
    expect((await client.send('GET', '/api/v1/nothing')).body.code).toBe('no-such-page');
    const page = await client.send('GET', '/nothing', undefined, { accept: 'text/html' });
    expect(page.status).toBe(404);
    expect(page.text).toContain('没有这个页面');
    const wrong = await client.send('DELETE', '/api/v1/trial/7');
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get('allow')).toBe('GET, HEAD');
    expect((await client.send('GET', '/%E0%A4%A')).status).toBe(400);
  });

  test('carries strict headers', async () => {
    const { headers } = await client.send('GET', '/api/v1/trial/7');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('content-security-policy')).not.toContain('unsafe');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}-[0-9a-z]+$/);
    const head = await client.send('HEAD', '/api/v1/trial/7');
    expect(head.text).toBe('');
    const ofThisRequest = ['date', 'x-request-id', 'connection', 'keep-alive'];
    expect([...head.headers].filter(([name]) => !ofThisRequest.includes(name))).toEqual(
      [...headers].filter(([name]) => !ofThisRequest.includes(name)),
    );
    for (const path of ['/nothing', '/%E0%A4%A', '/api/v1/session']) {
      const refused = await client.send('GET', path);
      expect(refused.status).toBeGreaterThanOrEqual(400);
      expect(refused.headers.get('x-content-type-options')).toBe('nosniff');
      expect(refused.headers.get('x-request-id')).toMatch(/^[0-9a-f]{16}-[0-9a-z]+$/);
    }
  });
});

describe('files', () => {
  const form = (bytes: number): FormData => {
    const data = new FormData();
    data.set('level', 'provincial');
    data.append('file', new Blob(['x'.repeat(bytes)]), '抽查结果.csv');
    data.append('file', new Blob(['small']), 'b.csv');
    return data;
  };

  test('come in one after another, after the fields', async () => {
    const { status, body } = await client.send('POST', '/api/v1/trial-files', form(150_000));
    expect(status).toBe(200);
    expect(body).toEqual({
      level: 'provincial',
      files: [
        { name: '抽查结果.csv', bytes: 150_000 },
        { name: 'b.csv', bytes: 5 },
      ],
    });
  });

  test('that are too large are refused, never cut short', async () => {
    const { status, body } = await client.send('POST', '/api/v1/trial-files', form(200_001));
    expect(status).toBe(413);
    expect(body.code).toBe('file-too-large');
  });

  test('are asked for in the right format', async () => {
    expect((await client.send('POST', '/api/v1/trial-files', { level: 'x' })).status).toBe(415);
  });

  test('that end early leave nothing hanging', async () => {
    const boundary = '--b';
    const body = `--${boundary}\r\ncontent-disposition: form-data; name="level"\r\n\r\nx\r\n--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc`;
    const answer = await client.send('POST', '/api/v1/trial-files', body, {
      'content-type': `multipart/form-data; boundary=${boundary}`,
    });
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe('malformed-body');
  });

  test('go out as a stream that stops when the reader leaves', async () => {
    streamEnded = Promise.withResolvers<void>();
    const leave = new AbortController();
    const answer = await fetch(`${client.origin}/api/v1/trial-file`, { signal: leave.signal });
    expect(answer.headers.get('content-disposition')).toBe(
      `attachment; filename="___2026.csv"; filename*=UTF-8''${encodeURIComponent('结果 2026.csv')}`,
    );
    await answer.body?.getReader().read();
    leave.abort();
    await streamEnded.promise;
  });
});

test.each(['a"\r\nset-cookie: x=1', "结果'();*.csv", '\uD800.csv', '../../x', ''])(
  'the download %j opens no header',
  (name) => {
    expect(attachment(name)).toMatch(/^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.%!~-]*$/);
  },
);

test('a dozen requests that never end keep nobody else waiting, and their time is limited', async () => {
  const { hostname, port } = new URL(client.origin);
  const slow = Array.from({ length: 12 }, () => dial(Number(port), hostname));
  await Promise.all(slow.map((socket) => once(socket, 'connect')));
  for (const [at, socket] of slow.entries())
    socket.write(
      at % 2 === 0
        ? 'GET /api/v1/trial/7 HTTP/1.1\r\nhost: x\r\nx-slow:'
        : 'POST /api/v1/trial HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{"na',
    );
  expect((await client.send('GET', '/api/v1/trial/7')).status).toBe(200);
  for (const socket of slow) socket.destroy();
  expect(limits.headersTime).toBeLessThanOrEqual(20_000);
  expect(limits.requestTime).toBeLessThanOrEqual(15 * 60_000);
});

describe('what the parser cannot read', () => {
  /** The answer to bytes as they are, and nothing after it. */
  const sent = async (bytes: string | Uint8Array) => {
    const { hostname, port } = new URL(client.origin);
    const socket = dial(Number(port), hostname);
    socket.end(bytes);
    const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
    return { status: Number(head.split(' ')[1]), head, problem: JSON.parse(body), body };
  };
  const get = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nhost: x\r\n${more}\r\n`;

  test.each([
    [
      'characters that are not encoded',
      get('/api/v1/trial/7?tags=家用燃气灶'),
      400,
      'malformed-address',
      /百分号编码.*percent-encoded/,
    ],
    ['a blank in the address', get('/api/v1/trial/7?tags=a b'), 400, 'malformed-address', /空格.*blanks/],
    [
      'an address that has no end',
      get(`/api/v1/trial/7?tags=${'x'.repeat(20_000)}`),
      431,
      'headers-too-long',
      /16 kB.*16 kB/,
    ],
    [
      'headers that have no end',
      get('/api/v1/trial/7', `cookie: ${'x'.repeat(20_000)}\r\n`),
      431,
      'headers-too-long',
      /16 kB/,
    ],
    [
      'a header that is none',
      get('/api/v1/trial/7', 'geheim wort: 1\r\n'),
      400,
      'malformed-request',
      /请求头.*headers/,
    ],
    ['a greeting of TLS', Uint8Array.of(22, 3, 1, 2, 0), 400, 'malformed-request', /HTTP/],
  ])('is refused as everything else: %s', async (_what, bytes, status, code, words) => {
    const answer = await sent(bytes);
    expect([answer.status, answer.problem.status, answer.problem.code]).toEqual([status, status, code]);
    expect(answer.problem.detail).toMatch(words);
    expect(answer.problem.title).toMatch(/^[\u4E00-\u9FFF]+ \/ [A-Z]/);
    expect(answer.problem.type).toBe(`/api#${code}`);
    expect(answer.head).toContain('content-type: application/problem+json; charset=utf-8');
    expect(answer.head).toContain('x-content-type-options: nosniff');
    expect(answer.head).toContain(`x-request-id: ${answer.problem.traceId}`);
    expect(answer.body).not.toMatch(/家用|geheim|HPE_|xxx/);
    const line = client.log().find((each) => each.includes(answer.problem.traceId));
    expect(line).toContain('not read');
    expect(line).not.toMatch(/家用|geheim|xxx|127\.0\.0\.1/);
  });

  test('an address that decodes to nothing is refused in the same words, in the language asked for', async () => {
    const { status, body } = await client.send('GET', '/api/v1/%E0%A4%A', undefined, { 'accept-language': 'en' });
    expect([status, body.code]).toEqual([400, 'malformed-address']);
    expect(body.detail).toMatch(/^The address .*percent-encoded/);
  });
});

describe('a request that changes something', () => {
  const body = { name: '张三', age: 3 };
  test.each([
    ['a page of another site, by Origin', { origin: 'https://elsewhere.example' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['a page of another site, by Sec-Fetch-Site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['a page of a sister site', { 'sec-fetch-site': 'same-site', origin: client.origin }, 403],
    ['a page of this site', { 'sec-fetch-site': 'same-origin', origin: client.origin }, 200],
    ['a page of this site in an old browser', { origin: client.origin }, 200],
    ['a program', {}, 200],
  ])('from %s', async (_who, headers, status) => {
    const answer = await client.send('POST', '/api/v1/trial', body, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body.code).toBe('foreign-origin');
  });

  test('reading is free', async () => {
    expect(
      (await client.send('GET', '/api/v1/trial/1', undefined, { origin: 'https://elsewhere.example' })).status,
    ).toBe(200);
  });
});

describe('documentation and health', () => {
  test('the OpenAPI document is made of the contracts', async () => {
    const { body } = await client.send('GET', '/api/openapi.json');
    expect(body.openapi).toBe('3.1.0');
    const operation = body.paths['/api/v1/trial/{id}'].get;
    expect(operation).toMatchObject({
      summary: '试验',
      description: 'Trial',
      'x-citation': 'notice 4.3.1',
      tags: ['trial'],
    });
    expect(operation.parameters.map((each: { name: string; in: string }) => `${each.in} ${each.name}`)).toEqual([
      'path id',
      'query tags',
      'query page',
    ]);
    expect(body.paths['/api/v1/trial-files'].post.requestBody.content).toHaveProperty('multipart/form-data');
    expect(body.paths['/api/v1/session'].post).toBeDefined();
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((path) =>
      Object.values(path).map((each) => each.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('the reference is readable in both languages', async () => {
    const zh = await client.send('GET', '/api');
    expect(zh.text).toContain('数据接口');
    expect(zh.text).toContain('/api/v1/trial/:id');
    expect((await client.send('GET', '/api?lang=en')).text).toContain('application interface');
    expect((await client.send('GET', '/api/reference.css')).headers.get('content-type')).toContain('text/css');
  });

  test('healthz, readyz and metrics answer', async () => {
    expect((await client.send('GET', '/healthz')).body).toEqual({ status: 'ok' });
    expect((await client.send('GET', '/readyz')).body).toEqual({ status: 'ok', database: 'ok', migrations: 'ok' });
    const { text } = await client.send('GET', '/metrics');
    expect(text).toContain('zhijian_http_requests_total{method="GET",route="/api/v1/trial/:id",status="200"}');
    expect(text).toContain('zhijian_database_connections{pool="app",state="idle"}');
  });

  test('metrics are for this machine, or for who holds the token', async () => {
    const proxied = { 'x-forwarded-for': '203.0.113.7' };
    expect((await client.send('GET', '/metrics', undefined, proxied)).status).toBe(403);
    expect(
      (await client.send('GET', '/metrics', undefined, { ...proxied, authorization: 'Bearer wrong' })).status,
    ).toBe(403);
    expect(
      (await client.send('GET', '/metrics', undefined, { ...proxied, authorization: 'Bearer collector' })).status,
    ).toBe(200);
  });

  test('the log holds routes and no addresses', async () => {
    await client.send('GET', '/api/v1/trial/1?tags=%E5%BC%A0%E4%B8%89');
    const log = client
      .log()
      .filter((line) => line.includes('answered'))
      .join('');
    expect(log).toContain('"route":"/api/v1/trial/:id"');
    expect(log).not.toContain('%E5%BC%A0');
    expect(log).not.toContain('127.0.0.1');
  });
});

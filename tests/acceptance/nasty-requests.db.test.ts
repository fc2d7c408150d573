import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rooms } from '#apps/rooms.ts';
import { sessionContracts } from '#platform/http/session-routes.ts';
import { testDatabase } from '../database.ts';
import { testServices } from '../services.ts';
import { wholeServer } from '../whole-server.ts';

const { database } = await testDatabase();
const services = testServices(database, { manifests: rooms });
const server = await wholeServer(services);
const cookie = await server.signIn();

/** What people, programs and attackers send where a word or a number is expected. */
const nasty = [
  '\u0000',
  '甲\u0000乙',
  '\uD800',
  "' or 1=1; drop table spot_checks.result; --",
  '%_\\',
  '<script>alert(1)</script>',
  '../../../../etc/passwd',
  '\r\nset-cookie: a=b',
  '-1',
  '1e999',
  '99999999999999999999',
  '9007199254740991',
  '0000-00-00',
  '9999-12-31',
  '999999.999999999',
  '9999-99-99 99:99:99+00.00000000-0000-0000-0000-000000000000',
  '長'.repeat(400),
];

const encoded = (value: string): string =>
  // A lone surrogate has no UTF-8; it comes as the bytes that would stand for it.
  value === '\uD800' ? '%ED%A0%80' : encodeURIComponent(value);

const keysOf = (schema: z.ZodType | undefined): string[] =>
  schema instanceof z.ZodObject ? Object.keys(schema.shape as object) : [];

interface Json {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Json[];
  readonly format?: string;
  readonly items?: Json;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly additionalProperties?: Json;
}

/** A body that has the shape that the schema asks for, with `text` wherever a text stands and `number` wherever a number does. */
const bodyOf = (schema: Json, text: string, number: number): unknown => {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return bodyOf(schema.anyOf[0]!, text, number);
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, each]) => [name, bodyOf(each, text, number)]),
      );
    case 'array':
      return [bodyOf(schema.items ?? {}, text, number)];
    case 'integer':
    case 'number':
      return number;
    case 'boolean':
      return true;
    default:
      if (schema.format === 'date') return '9999-12-31';
      return schema.format === 'uuid' ? '00000000-0000-4000-8000-000000000000' : text;
  }
};

const contracts = [...services.composition.routes.map(({ contract }) => contract), ...sessionContracts];
type Asked = readonly [method: 'GET' | 'POST' | 'PUT' | 'DELETE', url: string, payload?: string];

const ask = async ([method, url, payload]: Asked): Promise<string[]> => {
  const headers = { cookie, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) };
  const answer = await server.app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) });
  return answer.statusCode < 500
    ? []
    : [`${answer.statusCode} ${method} ${url.slice(0, 120)} ${payload?.slice(0, 200) ?? ''}`];
};

/** Asks for all of them, some at a time; gives those that the program could not answer. */
const failures = async (asked: readonly Asked[]): Promise<string[]> => {
  const failed: string[] = [];
  for (let at = 0; at < asked.length; at += 40)
    failed.push(...(await Promise.all(asked.slice(at, at + 40).map(ask))).flat());
  return failed;
};

const fill = (path: string, value: string): string => path.replaceAll(/:\w+/g, value);
const someImport = '00000000-0000-4000-8000-000000000000';

describe('nothing that is sent makes the program stumble', () => {
  test('in an address', async () => {
    const asked: string[] = [];
    for (const { method, path, params, query, transfer } of contracts) {
      if (method !== 'GET') continue;
      const place = fill(path, path.includes(':importId') ? someImport : '1');
      const streams = transfer === 'stream' ? '&format=csv' : '';
      for (const value of nasty) {
        if (params) asked.push(fill(path, encoded(value)));
        for (const key of keysOf(query)) asked.push(`${place}?${key}=${encoded(value)}${streams}`);
      }
      for (const key of keysOf(query)) asked.push(`${place}?${key}=x&${key}=y&${key}[a]=z${streams}`);
    }
    expect(asked.length).toBeGreaterThan(1000);
    expect(await failures(asked.map((url) => ['GET', url]))).toEqual([]);
  });

  test('in a body', async () => {
    const asked: Asked[] = [];
    for (const { method, path, body } of contracts) {
      if (method === 'GET' || body === undefined) continue;
      const schema = z.toJSONSchema(body, { io: 'input', unrepresentable: 'any' }) as Json;
      const url = fill(path, path.includes(':importId') ? someImport : '1');
      for (const text of [...nasty, '440000'])
        asked.push([method, url, JSON.stringify(bodyOf(schema, text, text === '-1' ? -1 : 2_147_483_647))]);
      for (const broken of ['null', '[]', '{}', '{"__proto__":1}', '1'.repeat(400), '['.repeat(100_000)])
        asked.push([method, url, broken]);
    }
    expect(asked.length).toBeGreaterThan(500);
    expect(await failures(asked)).toEqual([]);
  });

  test('what cannot be stored is said, field by field', async () => {
    const answer = await server.app.inject({
      method: 'POST',
      url: '/api/v1/session',
      remoteAddress: '192.0.2.7',
      payload: { loginName: '甲\u0000乙', password: '\uD800' },
    });
    expect(answer.json()).toMatchObject({
      status: 400,
      code: 'validation-failed',
      fields: { loginName: expect.stringContaining('无法保存') as string, password: expect.any(String) as string },
    });
  });

  test('a page of the public record waits for no second connection while it holds one', async () => {
    const many = Array.from({ length: 12 }, (_, at) => server.app.inject(`/journal?x=${at}`));
    expect(new Set((await Promise.all(many)).map(({ statusCode }) => statusCode))).toEqual(new Set([200]));
  }, 10_000);

  test('on the pages of the public record', async () => {
    const pages = [
      '/',
      '/search',
      '/exposures',
      '/bulletins',
      '/announcements',
      '/statistics',
      '/data',
      '/journal',
      '/data/results.json',
      '/data/results.csv',
      '/feed.xml',
    ];
    const asked: string[] = [];
    for (const value of nasty) {
      for (const page of pages)
        for (const key of ['q', 'dataset', 'kind']) asked.push(`${page}?${key}=${encoded(value)}`);
      for (const page of ['/enterprise', '/exposures', '/announcements', '/bulletins', '/data'])
        asked.push(`${page}/${encoded(value)}`);
    }
    expect(await failures(asked.map((url) => ['GET', url]))).toEqual([]);
    const found = await server.app.inject(`/search?q=${encodeURIComponent('<script>alert(1)</script>')}`);
    expect(found.body).not.toContain('<script>alert');
  });

  test('in a cookie', async () => {
    const cookies = [
      'zhijian=%E0%A4%A', 'zhijian=; lang=%', ';;;=;=x;zhijian', 'zhijian="quoted; broken', `zhijian=${'a'.repeat(8000)}`, 'zhijian=甲',
      '__proto__=1; constructor=2; zhijian=\u0000',
    ]; // prettier-ignore
    for (const text of cookies)
      for (const url of ['/api/v1/session', '/']) {
        const answer = await server.app.inject({ url, headers: { cookie: Buffer.from(text).toString('latin1') } });
        expect([text, answer.statusCode]).toEqual([text, url === '/' ? 200 : 401]);
      }
  });
});

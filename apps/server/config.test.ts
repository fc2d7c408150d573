import { isAbsolute } from 'node:path';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('with nothing said, the embedded database, port 8200 and this machine alone', () => {
  const result = readConfig({});
  if (!result.ok) throw new Error(result.refusal.code);
  expect(result.value).toMatchObject({
    host: '127.0.0.1',
    port: 8200,
    databaseUrl: undefined,
    mode: undefined,
  });
  expect(isAbsolute(result.value.dataDirectory)).toBe(true);
  expect(result.value.dataDirectory).toMatch(/[/\\]data$/);
});

test('a flag goes before the environment, and an empty variable says nothing', () => {
  const environment = { PORT: '9000', DATABASE_URL: '', ZHIJIAN_DATA: '/srv/one', ZHIJIAN_MODE: 'live' };
  expect(readConfig(environment, { port: '9100', data: '/srv/two' })).toMatchObject({
    value: { port: 9100, databaseUrl: undefined, dataDirectory: '/srv/two', mode: 'live' },
  });
});

test('what is wrong is named, all at once', () => {
  const result = readConfig({
    PORT: 'eighty',
    DATABASE_URL: 'mysql://x',
    ZHIJIAN_MODE: 'test',
    ZHIJIAN_PROVINCE: '440600',
  });
  expect(!result.ok && Object.keys(result.refusal.fields ?? {})).toEqual([
    'PORT',
    'DATABASE_URL',
    'ZHIJIAN_MODE',
    'ZHIJIAN_PROVINCE',
  ]);
});

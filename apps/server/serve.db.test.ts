import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer as createNetServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { platformManifests } from '#platform/index.ts';
import { registers } from '#registers/index.ts';
import { testDatabase } from '../../tests/database.ts';
import { readConfig } from './config.ts';
import { serve, type ServeOptions } from './serve.ts';

const { url } = await testDatabase({ empty: true });
const dataDirectory = mkdtempSync(join(tmpdir(), 'zhijian-serve-'));
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));
const manifests = [...platformManifests, ...registers];

const start = (environment: Readonly<Record<string, string>> = {}, more: Partial<ServeOptions> = {}) => {
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: url,
    ZHIJIAN_DATA: dataDirectory,
    ZHIJIAN_LOG: 'silent',
    ...environment,
  });
  if (!config.ok) throw new Error(config.refusal.code);
  return serve({ config: config.value, manifests, ...more });
};

test('a first start prepares the database once, answers, and stops cleanly; what it was set up for holds', async () => {
  let prepared = 0;
  const said: string[] = [];
  const options = {
    progress: (text: { readonly en: string }) => void said.push(text.en),
    firstStart: async () => void (prepared += 1),
  };
  for (const _round of [1, 2]) {
    const serving = await start({}, options);
    if (!serving.ok) throw new Error(serving.refusal.code);
    const { address, services, close } = serving.value;
    expect(services).toMatchObject({ mode: 'evaluation', province: '440000', lawProfile: 'notice' });
    const ready = await fetch(`${address}/readyz`);
    expect(await ready.json()).toEqual({ status: 'ok', database: 'ok', migrations: 'ok' });
    expect((await fetch(`${address}/favicon.svg`)).headers.get('content-type')).toBe('image/svg+xml');
    expect((await fetch(`${address}/api/v1/session`)).status).toBe(401);
    await close();
    await expect(fetch(`${address}/healthz`)).rejects.toThrow('fetch failed');
  }
  expect(prepared).toBe(1);
  expect(said.some((line) => line.includes('identity/0001'))).toBe(true);
  const live = await start({ ZHIJIAN_MODE: 'live' });
  expect(live).toMatchObject({ ok: false, refusal: { code: 'deployment-differs' } });
});

test('a first start that fails is made again', async () => {
  const { url: other } = await testDatabase({ empty: true });
  let attempts = 0;
  const firstStart = async (): Promise<void> => {
    attempts += 1;
    if (attempts === 1) throw new Error('the disk was pulled out');
  };
  await expect(start({ DATABASE_URL: other }, { firstStart })).rejects.toThrow('pulled out');
  const serving = await start({ DATABASE_URL: other }, { firstStart });
  expect(attempts).toBe(2);
  if (serving.ok) await serving.value.close();
});

test('a taken port is said in words', async () => {
  const holder = createNetServer();
  await new Promise<void>((resolve) => {
    holder.listen(0, '127.0.0.1', resolve);
  });
  const { port } = holder.address() as AddressInfo;
  expect(await start({ PORT: String(port) })).toMatchObject({ ok: false, refusal: { code: 'port-in-use' } });
  holder.close();
});

test.each(['192.0.2.1', 'no-such-host.invalid'])(
  '%s, which is no address of this machine, is said in words',
  async (host) => {
    expect(await start({ HOST: host })).toMatchObject({ ok: false, refusal: { code: 'address-unusable' } });
  },
);

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { fastify } from 'fastify';
import { afterAll, expect, test } from 'vitest';
import { registerStaticFiles } from './static-files.ts';

const root = await mkdtemp(join(tmpdir(), 'zhijian-static-'));
await mkdir(join(root, 'built/assets'), { recursive: true });
const script = 'console.log("质监");'.repeat(200);
await writeFile(join(root, 'built/index.html'), '<!doctype html><title>office</title>');
await writeFile(join(root, 'built/assets/main-abc123.js'), script);
await writeFile(join(root, 'built/assets/font-abc123.woff2'), Buffer.alloc(5000, 7));
await writeFile(join(root, 'secret.txt'), 'secret');

const app = fastify();
await registerStaticFiles(app, {
  directory: join(root, 'built'),
  prefix: '/office/',
  policy: "default-src 'self'",
  missing: 'not built',
});
await registerStaticFiles(app, {
  directory: join(root, 'none'),
  prefix: '/none/',
  policy: "default-src 'self'",
  missing: 'not built',
});
await registerStaticFiles(app, {
  directory: join(root, 'built/assets'),
  prefix: '/fonts/',
  policy: "default-src 'self'",
  keep: 'public, max-age=604800',
});
afterAll(async () => {
  await app.close();
  await rm(root, { recursive: true });
});

test('hashed assets are kept for ever and sent compressed as the browser likes', async () => {
  const url = '/office/assets/main-abc123.js';
  const plain = await app.inject(url);
  expect(plain.headers['cache-control']).toContain('immutable');
  expect(plain.headers['content-type']).toContain('text/javascript');
  expect(plain.body).toBe(script);
  const br = await app.inject({ url, headers: { 'accept-encoding': 'gzip, br' } });
  expect(br.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe(script);
  const gzip = await app.inject({ url, headers: { 'accept-encoding': 'gzip' } });
  expect(gunzipSync(gzip.rawPayload).toString()).toBe(script);
  const again = await app.inject({ url, headers: { 'if-none-match': String(plain.headers.etag) } });
  expect(again.statusCode).toBe(304);
  expect((await app.inject('/office/assets/font-abc123.woff2')).rawPayload).toHaveLength(5000);
});

test('every address of the office is its page, and the page is asked for anew', async () => {
  for (const url of ['/office/', '/office/cards/17?state=open', '/office/index.html']) {
    const page = await app.inject(url);
    expect(page.body).toContain('office');
    expect(page.headers['cache-control']).toBe('no-cache');
    expect(page.headers['content-security-policy']).toBe("default-src 'self'");
  }
  expect((await app.inject('/office')).headers.location).toBe('/office/');
});

test.each([
  '/office/../secret.txt',
  '/office/%2e%2e/secret.txt',
  '/office/..%2fsecret.txt',
  '/office/assets/none.js',
  '/office//etc/passwd.txt',
])('%s leads nowhere', async (url) => {
  const answer = await app.inject(url);
  expect(answer.statusCode).toBe(404);
  expect(answer.body).not.toContain('secret"');
});

test('what is not built is said in words', async () => {
  const answer = await app.inject('/none/cards');
  expect(answer.statusCode).toBe(503);
  expect(answer.body).toBe('not built');
});

test('a folder of files without a page keeps to its files', async () => {
  const font = await app.inject('/fonts/font-abc123.woff2');
  expect(font.headers['cache-control']).toBe('public, max-age=604800');
  expect(font.headers['content-type']).toBe('font/woff2');
  for (const url of ['/fonts/', '/fonts/cards']) expect((await app.inject(url)).statusCode).toBe(404);
});

import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from 'vitest';
import { unwrap } from '#foundation/refusal.ts';
import { locateFile, openFile, removeFile, saveStream } from './index.ts';
import { clearIncoming } from './stored.ts';

const dataDirectory = mkdtempSync(join(tmpdir(), 'zhijian-files-'));
const store = { dataDirectory };
const limit = { maxBytes: 1_000_000 };
afterAll(() => rm(dataDirectory, { recursive: true, force: true }));

const incoming = (): string[] => readdirSync(join(dataDirectory, 'files', 'incoming'));
const stored = (): number =>
  readdirSync(join(dataDirectory, 'files'), { recursive: true }).filter((name) => /[/\\].{36}$/.test(String(name)))
    .length;

describe('saving', () => {
  test('keeps the bytes and tells their digest', async () => {
    const pieces = Array.from({ length: 200 }, (_, index) => Buffer.from(`第 ${index} 行\n`));
    const file = unwrap(await saveStream(store, Readable.from(pieces), limit));
    const whole = Buffer.concat(pieces);
    expect(file).toMatchObject({ bytes: whole.byteLength, sha256: createHash('sha256').update(whole).digest('hex') });
    expect(await text(unwrap(await openFile(store, file.id)))).toBe(whole.toString('utf8'));
    expect(statSync(unwrap(await locateFile(store, file.id))).mode & 0o777).toBe(0o600);
    expect(incoming()).toEqual([]);
    await removeFile(store, file.id);
    expect(await openFile(store, file.id)).toMatchObject({ refusal: { code: 'not-found' } });
  });

  test('refuses what is too large, empty, or finds no room, and leaves nothing', async () => {
    const before = stored();
    const endless = async function* () {
      for (;;) yield Buffer.alloc(64_000);
    };
    expect(await saveStream(store, endless(), limit)).toMatchObject({ refusal: { code: 'file-too-large' } });
    expect(await saveStream(store, Readable.from([]), limit)).toMatchObject({ refusal: { code: 'file-empty' } });
    const full = async function* () {
      yield 'begun';
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    };
    expect(await saveStream(store, full(), limit)).toMatchObject({ refusal: { code: 'disk-full' } });
    const broken = async function* () {
      yield 'begun';
      throw new Error('the client went away');
    };
    await expect(saveStream(store, broken(), limit)).rejects.toThrow('went away');
    expect(incoming()).toEqual([]);
    expect(stored()).toBe(before);
  });
});

test('nothing but a number of the store leads to a file', async () => {
  for (const id of [
    '',
    '../../etc/passwd',
    '..',
    'incoming',
    '00000000-0000-0000-0000-000000000000/../x',
    '00000000-0000-0000-0000-000000000000',
  ])
    for (const found of [await openFile(store, id), await locateFile(store, id)])
      expect(found).toMatchObject({ refusal: { code: 'not-found' } });
});

test('what a killed program left half-received is removed after a day', async () => {
  const now = new Date('2026-09-01T00:00:00Z');
  for (const [name, hours] of [
    ['old', 25],
    ['young', 23],
  ] as const) {
    const path = join(dataDirectory, 'files', 'incoming', name);
    writeFileSync(path, 'x');
    const time = new Date(now.getTime() - hours * 3_600_000);
    utimesSync(path, time, time);
  }
  expect(await clearIncoming(store, now)).toBe(1);
  expect(incoming()).toEqual(['young']);
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, expect, test } from 'vitest';
import { contentTypeOf, handedInTypeOf } from './index.ts';

const directory = mkdtempSync(join(tmpdir(), 'zhijian-type-'));
afterAll(() => rm(directory, { recursive: true, force: true }));

const typeOf = (bytes: Uint8Array) => {
  const path = join(directory, 'file');
  writeFileSync(path, bytes);
  return handedInTypeOf(path);
};
const packed = (...names: string[]) => zipSync(Object.fromEntries(names.map((name) => [name, Buffer.from('<x/>')])));

test('a file is known by its content', () => {
  expect(contentTypeOf(Buffer.from('ffd8ffe0', 'hex'))).toBe('image/jpeg');
  expect(contentTypeOf(Buffer.from('89504e470d0a1a0a', 'hex'))).toBe('image/png');
  expect(contentTypeOf(Buffer.from('RIFF....WEBP'))).toBe('image/webp');
  expect(contentTypeOf(Buffer.from('%PDF-1.7'))).toBe('application/pdf');
  expect(contentTypeOf(Buffer.from('<svg onload="alert(1)">'))).toBeUndefined();
  expect(contentTypeOf(Buffer.from('MZ\u0090'))).toBeUndefined();
  expect(contentTypeOf(Buffer.alloc(0))).toBeUndefined();
});

test('of packed files only documents and tables without macros or hidden files are taken', async () => {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  expect(await typeOf(packed('[Content_Types].xml', 'word/document.xml'))).toBe(word);
  expect(await typeOf(packed('[Content_Types].xml', 'xl/workbook.xml'))).toContain('spreadsheetml');
  expect(await typeOf(packed('[Content_Types].xml', 'word/document.xml', 'word/vbaProject.bin'))).toBeUndefined();
  expect(await typeOf(packed('[Content_Types].xml', 'word/document.xml', 'word/embeddings/a.exe'))).toBeUndefined();
  expect(await typeOf(packed('a.exe'))).toBeUndefined();
  expect(await typeOf(packed('[Content_Types].xml', 'word/document.xml').slice(0, 60))).toBeUndefined();
});

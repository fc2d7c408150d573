import { expect, test } from 'vitest';
import { printBytes } from './print-bytes.ts';

test.each([
  [1, '1 kB'],
  [200 * 1024, '200 kB'],
  [3_355_443, '3.2 MB'],
  [512 * 1024 * 1024, '512 MB'],
])('%i bytes are read as %s', (bytes, printed) => {
  expect(printBytes(bytes)).toBe(printed);
});

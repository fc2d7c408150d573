import { globSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { LawTable } from '#foundation/law.ts';
import { faultsOf } from './resolve.ts';

/* Every table of the house, found as the folders stand: a room that composition forgot is looked at nevertheless. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const files = globSync('{registers,regimes}/*/law.ts', { cwd: root }).toSorted();

test('there are tables to look at', () => expect(files.length).toBeGreaterThan(0));

describe.each(files)('%s', async (file) => {
  const { law } = (await import(`${root}${file}`)) as { readonly law: LawTable };
  const room = file.split('/')[1] ?? '';

  test('is exported as law, and its keys carry the name of the room', () => {
    expect(Object.keys(law).length).toBeGreaterThan(0);
    for (const key of Object.keys(law)) expect(key.startsWith(`${room}.`)).toBe(true);
  });

  test('has no overlap and no gap', () => {
    expect(Object.entries(law).flatMap(([key, parameter]) => faultsOf(key, parameter))).toEqual([]);
  });

  test('says where each value comes from, in both languages', () => {
    for (const parameter of Object.values(law))
      for (const words of [parameter.title, ...parameter.values.map((value) => value.source)]) {
        expect(words.zh).toMatch(/\p{Script=Han}/u);
        expect(words.en).toMatch(/[a-z]/i);
      }
  });
});

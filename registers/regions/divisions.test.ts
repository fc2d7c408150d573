import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../../tests/shared-data.ts';
import { divisions } from './divisions.ts';
import { shortNameOf } from './rules.ts';
import { tiles } from './tiles.ts';

const all = divisions();
const byCode = new Map(all.map((region) => [region.code, region]));

test('every division has a name and lies in one that exists', () => {
  expect(byCode.size).toBe(all.length);
  for (const region of all) {
    expect(region.name).not.toBe('');
    expect(region.parentCode === null || byCode.has(region.parentCode)).toBe(true);
    expect(region.successorCode === null || byCode.has(region.successorCode)).toBe(true);
    expect(region.cityCode === null || byCode.has(region.cityCode)).toBe(true);
  }
});

test('what ended has a successor, and the line of successors ends in a division in use', () => {
  for (const region of all.filter(({ validTo }) => validTo !== null)) {
    let at = region;
    for (let steps = 0; at.validTo !== null && steps < 5; steps += 1) at = byCode.get(at.successorCode ?? '') ?? at;
    expect([region.name, at.validTo]).toEqual([region.name, null]);
  }
  expect(byCode.get('440681')).toMatchObject({ name: '顺德市', validTo: '2002-12-07', successorCode: '440606' });
  expect(byCode.get('440606')).toMatchObject({ name: '顺德区', validFrom: '2002-12-08', validTo: null });
});

test('the 21 cities of Guangdong have a tile of their own each', () => {
  const cities = all.filter(({ level, provinceCode }) => level === 'city' && provinceCode === '440000');
  expect(cities).toHaveLength(21);
  expect(new Set(cities.map(({ tile }) => JSON.stringify(tile))).size).toBe(21);
  expect(tiles.size).toBe(21);
});

test.each([
  ['佛山市', '佛山'],
  ['梅县', '梅县'],
  ['乳源瑶族自治县', '乳源'],
  ['连山壮族瑶族自治县', '连山'],
  ['恩施土家族苗族自治州', '恩施'],
  ['蒙城县', '蒙城'],
])('%s is %s for short', (name, short) => expect(shortNameOf(name)).toBe(short));

test.skipIf(!sharedDataPresent)(`Guangdong at the end of 1999 as the code book has it: ${sharedDataNote}`, () => {
  const day = '1999-12-31';
  const codes = readFileSync(sharedPath('data/reference/guangdong-divisions-1999-12.tsv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.trim().split('\t')[2] ?? '');
  const stood = all.filter(
    ({ provinceCode, validFrom, validTo }) =>
      provinceCode === '440000' && (validFrom ?? day) <= day && (validTo ?? day) >= day,
  );
  expect(stood.map(({ code }) => code).toSorted()).toEqual(codes.toSorted());
});

import { beforeAll, expect, test } from 'vitest';
import { isValidUscc } from '#foundation/identifiers.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import { catalogue } from './catalogue.ts';
import { evaluationPlaces } from './places.ts';
import { type EvaluationProvince, evaluationSeed, inventProvince } from './province.ts';
import { resultTables } from './tables.ts';

const { inside, outside } = evaluationPlaces('440000');
const reference: LocalDate = localDate('2026-10-01');
const make = (seed = evaluationSeed): EvaluationProvince => inventProvince(seed, inside, outside, reference);

let province: EvaluationProvince;
beforeAll(() => {
  province = make();
});

const rate = (results: EvaluationProvince['results']): number => {
  const passed = results.filter(({ verdict }) => verdict === 'pass').length;
  return passed / (passed + results.filter(({ verdict }) => verdict === 'fail').length);
};

test('3,000 enterprises with different names and valid credit codes, in all 21 cities', () => {
  const { enterprises, outsiders } = province;
  expect(enterprises).toHaveLength(3000);
  const all = [...enterprises, ...outsiders];
  expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  expect(new Set(all.map(({ creditCode }) => creditCode)).size).toBe(all.length);
  expect(all.filter(({ creditCode }) => !isValidUscc(creditCode))).toEqual([]);
  expect(new Set(enterprises.map(({ place }) => place.cityCode)).size).toBe(21);
  expect(outsiders.every(({ place }) => place.provinceCode !== '440000')).toBe(true);
});

test('about 25,000 results of three years, none after the reference day', () => {
  const { results } = province;
  expect(results.length).toBeGreaterThan(20_000);
  expect(results.length).toBeLessThan(30_000);
  for (const { producedOn, sampledOn, check } of results) {
    expect(producedOn < sampledOn && sampledOn < check.publishedOn && check.publishedOn < reference).toBe(true);
    expect(check.publishedOn >= '2023-10-01').toBe(true);
  }
});

test('about 85 of 100 samples pass, more or fewer by category and by year', () => {
  const { results } = province;
  expect(rate(results)).toBeGreaterThan(0.83);
  expect(rate(results)).toBeLessThan(0.87);
  const regular = results.filter(({ check }) => check.kind === 'regular');
  const rates = catalogue.map((entry) => rate(regular.filter(({ category }) => category === entry)));
  expect(Math.min(...rates)).toBeLessThan(0.75);
  expect(Math.max(...rates)).toBeGreaterThan(0.95);
  const years = [0, 1, 2].map((year) => rate(regular.filter(({ check }) => check.year === year)));
  expect(new Set(years.map((value) => value.toFixed(3))).size).toBe(3);
  const refusals = results.filter(({ verdict }) => verdict === 'refused').length;
  expect(refusals).toBeGreaterThan(5);
  expect(refusals).toBeLessThan(60);
});

test('what fails names its items, what passes names none', () => {
  for (const { verdict, failingItems } of province.results) expect(failingItems.length > 0).toBe(verdict === 'fail');
});

test('failures stay with those who work carelessly', () => {
  const failures = new Map<string, number>();
  for (const { verdict, producer } of province.results)
    if (verdict === 'fail') failures.set(producer.name, (failures.get(producer.name) ?? 0) + 1);
  expect([...failures.values()].filter((count) => count > 2).length).toBeGreaterThan(100);
});

test('the same seed gives the same bytes, another seed another province', () => {
  const bytes = (from: EvaluationProvince): string =>
    resultTables(from.results)
      .map(({ text }) => text)
      .join('');
  const first = bytes(province);
  expect(bytes(make())).toBe(first);
  expect(bytes(make(evaluationSeed + 1))).not.toBe(first);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { FieldVisit } from '../contract-field.ts';
import { sheetInput } from '../sheet-input.ts';
import { beginDraft, draftOf, faultsOf, sheetForm, sheetOf } from './sheet-form.ts';

const visit: FieldVisit = {
  id: 1,
  state: 'started',
  version: 2,
  dueOn: '2026-09-30',
  site: 'factory',
  planTitle: '虚构抽查',
  planNumber: null,
  noticeNumber: null,
  planKind: 'regular',
  category: { id: 1, name: '虚构水壶' },
  enterprise: { id: 1, name: '虚构水壶厂', address: '虚构路1号', creditCode: null },
  laboratory: { id: 1, name: '虚构检验所' },
  inspectors: [],
  rule: { title: '细则', basis: '', sampleQuantity: '3件', reserveQuantity: '3件', leastLot: 10, items: [] },
};
const complete = {
  ...beginDraft(visit, '2026-09-01'),
  seals: 'XG0000001 XG0000002',
  'reserve.seals': 'XG0000003',
  'product.lotSize': '200',
  'product.priceFen': '12.5',
  'product.exported': 'yes',
  signedBy: '虚构厂方代表',
};

test('a sheet begins with what is known and lacks what only the visit tells', () => {
  expect(Object.keys(faultsOf(beginDraft(visit, '2026-09-01'))).toSorted()).toEqual([
    'reserve.seals',
    'seals',
    'signedBy',
  ]);
  expect(faultsOf(complete)).toEqual({});
  expect(sheetOf(complete)).toMatchObject({
    producer: { name: '虚构水壶厂' },
    product: { lotSize: 200, priceFen: 1250, exported: true, certificate: 'none' },
    seals: ['XG0000001', 'XG0000002'],
    sampledOn: '2026-09-01',
  });
  expect(sheetInput.parse(sheetOf(complete))).toEqual(sheetOf(complete));
});

test('every field of the sheet is on the form', () => {
  const paths = (value: unknown, path = ''): string[] =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).flatMap(([key, each]) => paths(each, path === '' ? key : `${path}.${key}`))
      : [path];
  const onForm = sheetForm.flatMap(({ fields }) => fields.map(({ path }) => path));
  expect(paths(sheetInput.parse(sheetOf(complete))).toSorted()).toEqual(onForm.toSorted());
});

test('what the phone finds without fault, the server takes', () => {
  const odd = fc.constantFrom('', ' ', '0', '12', '1.5', '-3', '2026-02-30', '2026-08-31', 'XG1', 'XG0000001', 'XG0000009 XG0000009', '字'.repeat(130), 'none', 'enterprise', 'yes'); // prettier-ignore
  const names = sheetForm.flatMap(({ fields }) => fields.map(({ path }) => path));
  let good = 0;
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...names), odd, { maxKeys: 3 }), (typed) => {
      const draft = { ...complete, ...typed };
      if (Object.keys(faultsOf(draft)).length > 0) return;
      good += 1;
      expect(sheetInput.safeParse(sheetOf(draft)).error).toBeUndefined();
    }),
    { numRuns: 2000, seed: 20_000_328 },
  );
  expect(good).toBeGreaterThan(200);
});

test('a correction begins with what the sheet says: the draft of a sheet makes the same sheet', () => {
  expect(sheetOf(draftOf(sheetOf(complete)))).toEqual(sheetOf(complete));
  for (const fen of [0, 1, 10, 100, 1250, 100_000, 9_999_999_999]) {
    const sheet = sheetOf(complete);
    const priced = { ...sheet, product: { ...sheet.product, priceFen: fen } };
    expect(sheetOf(draftOf(priced))).toEqual(priced);
    expect(faultsOf(draftOf(priced))).toEqual({});
  }
});

import { expect, test } from 'vitest';
import type { ResolvedParameter } from '#foundation/law.ts';
import { localDate } from '#foundation/local-date.ts';
import { decideGate, type GateAnswer, type GateCase, type GateEntry, type GateLicence } from './gate.ts';
import { yearsLater } from './rules.ts';

const parameter = <T>(key: string, value: T): ResolvedParameter<T> => ({
  key,
  title: { zh: key, en: key },
  value,
  from: localDate('2000-03-28'),
  source: { zh: '测试', en: 'test' },
  confirmed: true,
  overridden: false,
});
const law = {
  kinds: parameter('licences.gate-kinds', ['production-licence', 'certification'] as const),
  barredYears: parameter('licences.barred-years', 3),
};
const on = localDate('2026-09-01');
const entry: GateEntry = {
  kind: 'production-licence',
  category: '虚构水泥',
  from: localDate('2005-09-01'),
  until: null,
  source: '虚构目录',
  confirmed: false,
};
const licence: GateLicence = {
  id: 1,
  number: '虚构XK-1',
  kind: 'production-licence',
  scope: [10],
  holds: [],
  validFrom: localDate('2024-01-01'),
  validUntil: localDate('2028-12-31'),
  surrenderedOn: null,
  revokedOn: null,
};
const usual: GateCase = {
  on,
  today: on,
  enterprise: { id: 5, name: '虚构厂' },
  category: { id: 10, name: '虚构水泥' },
  path: [10, 1],
  keptFrom: localDate('2005-09-01'),
  entries: [entry],
  licences: [licence],
};
const held = (categoryId: number | null, endedOn: string | null = null): GateLicence => ({
  ...licence,
  holds: [
    {
      ground: 'card',
      cardId: 3,
      categoryId,
      from: localDate('2026-08-01'),
      endedOn: endedOn === null ? null : localDate(endedOn),
    },
  ],
});

test.each<[string, Partial<GateCase>, GateAnswer]>([
  ['a valid licence for the product', {}, 'production-may-be-added'],
  ['a licence for the wider category', { licences: [{ ...licence, scope: [1] }] }, 'production-may-be-added'],
  ['no licence', { licences: [] }, 'preparation-only'],
  ['only a certificate where a licence is asked', { licences: [{ ...licence, kind: 'certification' }] }, 'preparation-only'],
  ['an expired licence', { licences: [{ ...licence, validUntil: localDate('2026-08-31') }] }, 'preparation-only'],
  ['the last day of validity', { licences: [{ ...licence, validUntil: on }] }, 'production-may-be-added'],
  ['a licence not in force yet', { licences: [{ ...licence, validFrom: localDate('2026-09-02') }] }, 'preparation-only'],
  ['a surrendered licence', { licences: [{ ...licence, surrenderedOn: on }] }, 'preparation-only'],
  ['a revoked licence', { licences: [{ ...licence, revokedOn: localDate('2026-08-01') }] }, 'preparation-only'],
  ['suspended for the product', { licences: [held(10)] }, 'suspended'],
  ['suspended for the wider category', { licences: [held(1)] }, 'suspended'],
  ['suspended as a whole', { licences: [held(null)] }, 'suspended'],
  ['suspended for another product', { licences: [held(11)] }, 'production-may-be-added'],
  ['a hold that ended today', { licences: [held(10, '2026-09-01')] }, 'production-may-be-added'],
  ['another licence for it is valid', { licences: [held(10), { ...licence, id: 2 }] }, 'production-may-be-added'],
  ['a valid licence for other products', { licences: [{ ...licence, scope: [11] }] }, 'scope-does-not-match'],
  ['both kinds demanded, one there', { entries: [entry, { ...entry, kind: 'certification' }] }, 'preparation-only'],
  ['both kinds demanded, both there', { entries: [entry, { ...entry, kind: 'certification' }], licences: [licence, { ...licence, id: 2, kind: 'certification' }] }, 'production-may-be-added'],
  ['out of the catalogue since', { entries: [{ ...entry, until: localDate('2026-08-31') }], licences: [] }, 'not-in-catalogue'],
  ['not in the catalogue', { entries: [], licences: [] }, 'not-in-catalogue'],
  ['no catalogue kept', { keptFrom: null, entries: [] }, 'unknown'],
  ['a day before the catalogue', { on: localDate('2001-01-01') }, 'unknown'],
  ['a day to come', { on: localDate('2026-09-02') }, 'unknown'],
  ['an unknown enterprise', { enterprise: null, licences: [] }, 'unknown'],
  ['an unknown product', { category: null, path: [], entries: [] }, 'unknown'],
])('the gate: %s', (_, change, answer) => {
  const decided = decideGate({ ...usual, ...change }, law);
  expect(decided.answer).toBe(answer);
  expect(decided.grounds.citations.map(({ clause }) => clause)).toEqual(['3.1.1']);
  expect(decided.grounds.parameters.map(({ key }) => key)).toEqual(['licences.gate-kinds', 'licences.barred-years']);
  expect(decided.grounds.explanation.zh).toContain('粤府办〔2000〕18号 三（一）1');
  expect(decided.grounds.facts.length).toBeGreaterThan(0);
}); // prettier-ignore

test('a revoked licence tells until when nobody may apply again', () => {
  const decided = decideGate({ ...usual, licences: [{ ...licence, revokedOn: localDate('2024-02-29') }] }, law);
  expect(decided.grounds.explanation.zh).toContain('至2027年3月1日为止');
  const later = decideGate({ ...usual, licences: [{ ...licence, revokedOn: localDate('2023-08-31') }] }, law);
  expect(later.grounds.explanation.zh).not.toContain('不得再次申请');
});

test('a certificate that was withdrawn bars nobody from a new application: the years are those of production licences', () => {
  const certificate = { ...licence, kind: 'certification' as const, revokedOn: localDate('2026-08-01') };
  const decided = decideGate(
    { ...usual, entries: [{ ...entry, kind: 'certification' }], licences: [certificate] },
    law,
  );
  expect(decided.answer).toBe('preparation-only');
  expect(decided.grounds.explanation.zh).not.toContain('不得再次申请');
});

test('years run to the same day', () => {
  expect(yearsLater(localDate('2024-02-29'), 3)).toBe('2027-03-01');
  expect(yearsLater(localDate('2024-02-29'), 4)).toBe('2028-02-29');
  expect(yearsLater(localDate('2026-09-01'), 3)).toBe('2029-09-01');
});

import { expect, test } from 'vitest';
import { divisionAbove, toldAs } from './told.ts';

test('one level up: county, city, province, and nobody above', () => {
  expect(['440604', '440600', '440000', '429004', 'enterprise/33'].map(divisionAbove)).toEqual([
    '440600',
    '440000',
    null,
    '420000',
    null,
  ]);
});

test('an office’s superior hears first; of a firm, the authority in charge of it', () => {
  const office = { permission: 'test.act', place: '440604', authorityPermission: null, authorityPlace: null };
  expect([1, 2, 3].map((level) => toldAs(level, office)?.place ?? null)).toEqual(['440600', '440000', null]);
  const firm = {
    permission: 'test.answer',
    place: 'enterprise/33',
    authorityPermission: 'test.see',
    authorityPlace: '440604',
  };
  expect([1, 2, 3, 4].map((level) => toldAs(level, firm))).toEqual([
    { permission: 'test.see', place: '440604' },
    { permission: 'test.see', place: '440600' },
    { permission: 'test.see', place: '440000' },
    null,
  ]);
  expect(toldAs(1, { ...firm, authorityPlace: null })).toEqual({ permission: 'test.see', place: null });
  expect(toldAs(1, { ...office, permission: null })).toBeNull();
});

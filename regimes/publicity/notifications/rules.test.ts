import fc from 'fast-check';
import { expect, test } from 'vitest';
import { otherAuthorityKinds } from '#foundation/authority-kind.ts';
import type { PlaceCounts } from './notification.ts';
import { asksFor, letterText, planLetters } from './rules.ts';

const counts = { results: 3, failed: 1, refused: 0 };
const plan = (places: readonly PlaceCounts[]) =>
  planLetters(places, ['commerce', 'economy'], '440000').map(({ department, place }) => `${department} ${place}`);

test('governments of city and county, departments of province and city, one government of another province', () => {
  expect(
    plan([
      { ...counts, place: '440000', level: 'province' },
      { ...counts, place: '440600', level: 'city' },
      { ...counts, place: '440605', level: 'county' },
      { ...counts, place: '330000', level: 'province' },
    ]),
  ).toEqual([
    'commerce 440000',
    'economy 440000',
    'government 440600',
    'commerce 440600',
    'economy 440600',
    'government 440605',
    'government 330000',
  ]);
});

test('never two letters to one recipient, whatever the parameter lists', () => {
  const place = fc.record({
    place: fc.constantFrom('440000', '440600', '440605', '330000'),
    level: fc.constantFrom('province' as const, 'city' as const, 'county' as const),
    results: fc.nat(),
    failed: fc.nat(),
    refused: fc.nat(),
  });
  fc.assert(
    fc.property(
      fc.uniqueArray(place, { selector: (one) => one.place }),
      fc.array(fc.constantFrom(...otherAuthorityKinds)),
      (places, kinds) => {
        const letters = planLetters(places, kinds, '440000').map(({ department, place: to }) => `${department} ${to}`);
        expect(new Set(letters).size).toBe(letters.length);
      },
    ),
  );
});

test('an answer is asked for where something failed or was refused; a failed result says what it is', () => {
  expect(asksFor({ failed: 0, refused: 0 })).toBe('receipt');
  expect(asksFor({ failed: 0, refused: 1 })).toBe('answer');
  const about = { title: '2026年第3批抽查', authority: '虚构省质量技术监督局', round: 2 };
  expect(letterText(about, counts)).toMatchObject({
    title: { zh: '关于2026年第3批抽查结果的通报（第 2 批）' },
    body: {
      zh: '虚构省质量技术监督局组织的2026年第3批抽查，你地（部门）涉及 3 批次，其中不合格 1 批次，拒检 0 起。产品名单和不合格项目见本系统所附清单。请签收，督促有关企业整改，并反馈处理情况。',
    },
  });
});

import { expect, test } from 'vitest';
import { scopeLine, scopeOn } from './scope.ts';

const line = (more: object) => scopeLine.parse({ validFrom: '2020-01-01', ...more });
const tested = { category: '虚构水壶', item: '虚构强度', method: '虚构方法 1' };

test('no scope entered is told apart from a scope that covers nothing', () => {
  expect(scopeOn([], '2026-09-01')).toBeUndefined();
  expect(scopeOn([line({ item: '别的项目' })], '2026-09-01')?.(tested)).toBe(false);
});

test.each([
  [{ category: '虚构水壶' }, true],
  [{ item: '虚构强度' }, true],
  [{ method: '虚构方法1' }, true],
  [{ method: 'ＸＹ１' }, false],
  [{ category: '虚构水壶', item: '虚构强度' }, true],
  [{ category: '虚构水壶', item: '虚构含量' }, false],
  [{ category: '别的种类', item: '虚构强度' }, false],
  [{ item: '虚构强度', validTo: '2026-08-31' }, false],
  [{ item: '虚构强度', validTo: '2026-09-01' }, true],
  [{ item: '虚构强度', validFrom: '2026-09-02' }, false],
])('%j covers the item: %s', (more, covered) => {
  expect(scopeOn([line(more)], '2026-09-01')?.(tested)).toBe(covered);
});

test('a line must name something, and not end before it begins', () => {
  expect(scopeLine.safeParse({ validFrom: '2020-01-01' }).success).toBe(false);
  expect(scopeLine.safeParse({ item: '甲', validFrom: '2020-01-02', validTo: '2020-01-01' }).success).toBe(false);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { usccCheckCharacter } from '#foundation/identifiers.ts';
import {
  coreOfName,
  type Identity,
  keepsOf,
  keysOfName,
  matchKeyOf,
  placeProblem,
  tooGeneral,
  uncertainMatch,
  usableCreditCode,
} from './rules.ts';

const code = `91440600XN0000001${usccCheckCharacter('91440600XN0000001')}`;
const other = `91440600XN0000002${usccCheckCharacter('91440600XN0000002')}`;

const identity = (name: string, provinceCode: string | null, creditCode: string | null = null): Identity => ({
  ...keysOfName(name),
  provinceCode,
  creditCode,
});

test('one enterprise without asking: the same valid credit code, or the same province and normalised name', () => {
  const { nameKey } = keysOfName('佛山市演示（甲）灯饰有限公司');
  expect(nameKey).toBe(keysOfName('佛山市演示(甲) 灯饰有限公司').nameKey);
  expect(matchKeyOf(nameKey, '440000', code)).toBe(code);
  expect(matchKeyOf(nameKey, '440000', null)).not.toBe(matchKeyOf(nameKey, null, null));
});

test('a code that fails its check identifies nobody; width and case do not matter', () => {
  expect(usableCreditCode(`${code.slice(0, 17)}${code.endsWith('A') ? 'B' : 'A'}`)).toBeNull();
  expect(usableCreditCode(` ${code.toLowerCase()} `)).toBe(code);
  expect(usableCreditCode('')).toBeNull();
  expect(usableCreditCode(undefined)).toBeNull();
});

const name = '佛山市演示甲灯饰有限公司';
test.each([
  [identity(name, '440000', code), identity(name, '440000', other), 'same-name-other-code'],
  [identity(name, '440000', code), identity(name, '440000'), 'same-name-one-code'],
  [identity(name, '440000'), identity(name, '330000'), 'same-name-other-province'],
  [identity(name, '440000'), identity(name, null), 'same-name-unknown-province'],
  [identity(name, '440000'), identity('佛山市演示甲灯饰股份有限公司', '440000'), 'same-core'],
  [identity(name, '440000'), identity('佛山市演示甲灯饰股份有限公司', '330000'), undefined],
  [identity(name, '440000', code), identity('佛山市演示甲灯饰股份有限公司', '440000', other), undefined],
  [identity(name, '440000'), identity('佛山市演示乙灯饰有限公司', '440000'), undefined],
])('%o and %o: %s', (left, right, reason) => {
  expect(uncertainMatch(left, right)).toBe(reason);
  expect(uncertainMatch(right, left)).toBe(reason);
});

test('too short a core says nothing', () => {
  expect(coreOfName('甲公司')).toBe('');
  expect(coreOfName(name)).toBe('佛山市演示甲灯饰');
});

test('words of a legal form are too general to search by', () => {
  for (const words of ['有限', '公司', '有限公司', '灯']) expect(tooGeneral(words)).toBe(true);
  for (const words of ['灯饰', '演示', '饰有限公司']) expect(tooGeneral(words)).toBe(false);
});

test('of two entries the better known stays, whichever stands left', () => {
  const side = fc.record({ creditCode: fc.constantFrom(null, code), cityCode: fc.constantFrom(null, '440600') });
  fc.assert(
    fc.property(side, side, (left, right) => {
      const weight = ({ creditCode, cityCode }: typeof left): number => (creditCode ? 2 : 0) + (cityCode ? 1 : 0);
      const kept = keepsOf(left, right) === 'left' ? left : right;
      return weight(kept) === Math.max(weight(left), weight(right));
    }),
    { seed: 18 },
  );
});

test('a chosen place is a city, and a county lies in it', () => {
  const city = { code: '440600', level: 'city', cityCode: '440600' };
  const county = { code: '440605', level: 'county', cityCode: '440600' };
  expect(placeProblem(city, null)).toBeUndefined();
  expect(placeProblem(city, county)).toBeUndefined();
  expect(placeProblem(county, null)?.zh).toBe('不是地级市');
  expect(placeProblem(undefined, null)).toBeDefined();
  expect(placeProblem(city, undefined)?.zh).toBe('不是县级行政区');
  expect(placeProblem(city, { ...county, cityCode: '440100' })?.zh).toBe('不在所选的市内');
});

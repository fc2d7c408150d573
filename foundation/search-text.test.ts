import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullPinyin, pinyinInitials, soundOf } from './pinyin.ts';
import { bigrams, nameCore, normaliseName, searchable } from './search-text.ts';

test.each([
  ['佛山市甲乙灯饰有限公司', '佛山市甲乙灯饰有限公司'],
  ['甲乙（东莞）电子有限公司', '甲乙(东莞)电子有限公司'],
  ['甲乙〔东莞〕电子 有限公司', '甲乙(东莞)电子有限公司'],
  ['ＡＢＣ·电器', 'abc电器'],
  ['“甲乙”牌', '甲乙牌'],
  ['Foshan  Lamp\u200b  Co.，Ltd', 'foshan lamp co.,ltd'],
  ['甲\u3000乙（东莞)电子\n有限公司', '甲乙(东莞)电子有限公司'],
])('%s is written %s', (name, normal) => expect(normaliseName(name)).toBe(normal));

test('normalising twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => normaliseName(normaliseName(name)) === normaliseName(name)),
    { seed: 18, verbose: 1 },
  );
});

test.each([
  ['甲乙（东莞）电子有限公司', '甲乙电子'],
  ['甲乙集团股份有限公司', '甲乙集团'],
  ['甲乙有限责任公司', '甲乙'],
  ['甲乙有限公司东莞分公司', '甲乙有限公司东莞分公司'],
  ['甲乙(东莞(石龙))厂', '甲乙厂'],
  ['甲乙(东莞电子厂', '甲乙(东莞电子厂'],
  ['（甲）有限公司', '(甲)有限公司'],
  ['甲乙电器厂', '甲乙电器厂'],
])('the core of %s is %s', (name, core) => expect(nameCore(name)).toBe(core));

test('only letters, digits and characters are searched', () => {
  expect(searchable('甲乙（东莞）A-3 电器')).toBe('甲乙东莞a3电器');
  expect(bigrams('甲')).toEqual(['甲']);
  expect(bigrams('，。')).toEqual([]);
  expect(bigrams('甲乙甲乙')).toEqual(['甲乙', '乙甲']);
  expect(bigrams('𠮷野家')).toEqual(['𠮷野', '野家']);
});

test('bigrams of a part are among those of the whole', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), fc.nat(), fc.nat(), (text, from, length) => {
      const start = from % (text.length - 1);
      const part = text.slice(start, start + 2 + (length % (text.length - start)));
      const whole = new Set(bigrams(text));
      return searchable(part).length < 2 || bigrams(part).every((pair) => whole.has(pair));
    }),
    { seed: 18 },
  );
});

test('initials', () => {
  expect(pinyinInitials('佛山市灯饰（集团）有限公司')).toBe('fssdsjtyxgs');
  for (const name of ['重庆长安', '东莞厦门', '番禺银行', '中山市甲乙照明电器有限公司', '乐山绿豆芽厂', '𠮷野家食品'])
    expect([name, pinyinInitials(name)]).toEqual([name, soundOf(name).initials]);
  expect(pinyinInitials('重庆长安')).toBe('cqca');
  expect(fullPinyin('东莞厦门')).toBe('dongguanxiamen');
  expect(pinyinInitials('TCL 电器')).toBe('tcldq');
});

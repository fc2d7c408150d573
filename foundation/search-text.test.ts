import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bigrams, normaliseName, pinyinInitials } from './search-text.ts';

test.each([
  ['佛山市甲乙灯饰有限公司', '佛山市甲乙灯饰有限公司'],
  ['甲乙（东莞）电子有限公司', '甲乙(东莞)电子有限公司'],
  ['甲乙〔东莞〕电子 有限公司', '甲乙(东莞)电子有限公司'],
  ['ＡＢＣ·电器', 'abc电器'],
  ['“甲乙”牌', '甲乙牌'],
])('%s is written %s', (name, normal) => expect(normaliseName(name)).toBe(normal));

test('normalising twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => normaliseName(normaliseName(name)) === normaliseName(name)),
    { seed: 18, verbose: 1 },
  );
});

test('bigrams of a part are among those of the whole', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 4 }), fc.nat(), fc.nat(), (text, from, length) => {
      const start = from % (text.length - 1);
      const part = text.slice(start, start + 2 + (length % (text.length - start)));
      const whole = new Set(bigrams(text));
      return part.length < 2 || bigrams(part).every((pair) => whole.has(pair));
    }),
    { seed: 18 },
  );
});

test('initials', () => {
  expect(pinyinInitials('佛山市灯饰（集团）有限公司')).toBe('fssdsjtyxgs');
  expect(pinyinInitials('TCL 电器')).toBe('tcldq');
});

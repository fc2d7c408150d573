import { expect, test } from 'vitest';
import { valueInWords } from './value-in-words.ts';

const words = {
  national: { zh: '国家级', en: 'National' },
  yellow: { zh: '黄牌', en: 'Yellow card' },
  false: { zh: '不公开', en: 'Not public' },
};
const zh = (value: unknown) => valueInWords(value, words, (text) => text.zh);

test('values of parameters are shown in words', () => {
  expect(zh(['national', 'national'])).toBe('国家级、国家级');
  expect(zh([])).toBe('无');
  expect(zh({ yellow: '粤质黄' })).toBe('黄牌：粤质黄');
  expect(zh(false)).toBe('不公开');
  expect(zh(30)).toBe('30');
  expect(zh('粤质通报')).toBe('粤质通报');
});

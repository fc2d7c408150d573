import { describe, expect, it } from 'vitest';
import { datasetLabel, datasetSchema } from './dataset.ts';
import { fill, joinPairs, pair, textPairSchema } from './text-pair.ts';

describe('text pairs', () => {
  it('fills each language with its own parameter and leaves unknown places', () => {
    expect(fill(pair('{a}与{b}', '{a} and {b}'), { a: pair('甲', 'A') })).toEqual({ zh: '甲与{b}', en: 'A and {b}' });
  });

  it('fills places wherever they stand, and no place that a parameter brings along', () => {
    const text = '{a}{a} { {a} {{a}} }{ {none} {a';
    expect(fill(pair(text, text), { a: pair('甲', '{b}'), b: 'B', none: '' })).toEqual({
      zh: '甲甲 { 甲 {甲} }{  {a',
      en: '{b}{b} { {b} {{b}} }{  {a',
    });
    expect(fill(pair('', 'constructor: {constructor}'), {})).toEqual({ zh: '', en: 'constructor: {constructor}' });
  });

  it('joins with the marks of each language', () => {
    expect(joinPairs([pair('甲', 'A'), pair('乙', 'B')])).toEqual({ zh: '甲、乙', en: 'A, B' });
  });

  it('has a schema', () => {
    expect(textPairSchema.safeParse({ zh: '甲' }).success).toBe(false);
  });

  it('labels every dataset', () => {
    expect(datasetSchema.options.map((d) => datasetLabel[d].zh)).toEqual(['演示数据', '历史公开数据', '正式数据']);
  });
});

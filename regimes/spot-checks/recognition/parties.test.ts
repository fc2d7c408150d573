import { describe, expect, it } from 'vitest';
import { citySuggester } from './city-suggestion.ts';
import { splitParties } from './parties.ts';
import { isRetailer } from './retailers.ts';

const short = (cell: string) => {
  const { parties, settled } = splitParties(cell);
  return `${settled ? '' : '? '}${parties.map(({ role, name }) => `${role}=${name}`).join(' ')}`;
};

describe('firms of a producer cell', () => {
  it.each([
    ['虚构（中国）有限公司', 'factory=虚构（中国）有限公司'],
    ['制造商：甲有限公司 生产厂：乙（东莞）有限公司', 'principal=甲有限公司 factory=乙（东莞）有限公司'],
    ['制造商：甲有限公司生产厂；乙有限公司', 'principal=甲有限公司 factory=乙有限公司'],
    ['制造商:甲有限公司 生产厂：甲有限公司', 'factory=甲有限公司'],
    ['乙（中山）有限公司（制造商：甲（中国）有限公司）', 'factory=乙（中山）有限公司 principal=甲（中国）有限公司'],
    ['乙有限公司(制造商：甲有限公司）', 'factory=乙有限公司 principal=甲有限公司'],
    ['乙有限公司（运营商：甲有限公司）', 'factory=乙有限公司 principal=甲有限公司'],
    ['经销商：丙商场 生产厂：乙电器厂（标称）', 'distributor=丙商场 factory=乙电器厂'],
    ['经销商：丙有限公司 制造商：乙有限公司', 'distributor=丙有限公司 factory=乙有限公司'],
    ['委托方：甲有限公司 受托方：乙厂', 'principal=甲有限公司 factory=乙厂'],
    ['委托方：甲有限公司 制造商：乙研究所', 'principal=甲有限公司 factory=乙研究所'],
    ['总经销：丙有限公司 生产厂：乙厂', 'distributor=丙有限公司 factory=乙厂'],
    ['进口商：丁有限公司 生产商：Kite & Co., Ltd.', 'importer=丁有限公司 factory=Kite & Co., Ltd.'],
    ['监制商：甲有限公司 生产厂：乙厂', 'principal=甲有限公司 factory=乙厂'],
    ['制造商：甲有限公司', 'factory=甲有限公司'],
    ['标称：甲（嘉兴）有限公司', 'factory=甲（嘉兴）有限公司'],
    ['甲有限公司（第一分公司）', 'factory=甲有限公司（第一分公司）'],
    ['生产单位：乙有限公司 受检单位：丙有限公司', 'factory=乙有限公司 unknown=丙有限公司'],
    ['出品：甲有限公司 监制：乙有限公司', '? principal=甲有限公司 principal=乙有限公司'],
    ['授权商：甲有限公司', '? principal=甲有限公司'],
    ['标称：甲有限公司（监制）', '? principal=甲有限公司'],
    ['中国总代理：丙有限公司', '? distributor=丙有限公司'],
    ['甲有限公司/乙有限公司', '? unknown=甲有限公司 unknown=乙有限公司'],
    ['标称：甲有限公司,乙有限公司', '? unknown=甲有限公司 unknown=乙有限公司'],
    ['甲乙丙有限公司（丁戊己有限公司）', '? unknown=甲乙丙有限公司 unknown=丁戊己有限公司'],
    ['生产厂：甲厂 生产厂：乙厂', '? factory=甲厂 factory=乙厂'],
    ['股东：甲有限公司', '? unknown=股东：甲有限公司'],
    ['', '? '],
    ['——', '? '],
  ])('settles %j', (cell, parties) => expect(short(cell)).toBe(parties));

  it('keeps a former name', () => {
    expect(splitParties('甲机械有限公司（原名称：乙农具厂）')).toMatchObject({
      settled: true,
      parties: [{ role: 'factory', name: '甲机械有限公司' }],
      formerNames: ['乙农具厂'],
    });
    expect(splitParties('甲开关有限公司（原乙开关厂）')).toMatchObject({
      parties: [{ name: '甲开关有限公司' }],
      formerNames: ['乙开关厂'],
    });
  });
});

it.each([
  ['虚构市加油站', '', true],
  ['虚构百货有限公司', '', true],
  ['虚构日用百货厂', '', false],
  ['江门市虚构电器有限公司', '', false],
  ['虚构眼镜店（万达店）', '', true],
  ['虚构农机站', '车用汽油', true],
  ['虚构农机站', '柴油机', false],
  ['虚构石化有限公司', '柴油', false],
])('%s %s sells rather than makes: %s', (name, category, retailer) =>
  expect(isRetailer(name, category)).toBe(retailer),
);

it('suggests a city from the location, else from the name', () => {
  const suggest = citySuggester([
    { name: '广州市', cityCode: '440100' },
    { name: '佛山市', cityCode: '440600' },
    { name: '南海区', cityCode: '440600' },
    { name: '博罗县', cityCode: '441300' },
    { name: '城区', cityCode: '441500' },
  ]);
  expect(suggest('虚构南海电器厂')).toBe('440600');
  expect(suggest('广州虚构厂', '博罗县园洲镇')).toBe('441300');
  expect(suggest('虚构城区厂')).toBeUndefined();
});

import { expect, it } from 'vitest';
import { readTitle } from './title.ts';

it.each([
  ['2016年度风筝产品质量市级监督抽查结果', { category: '风筝', level: 'municipal', check: 'regular', year: 2016 }],
  ['2015年风筝专项监督抽查部分指标比较结果汇总表', { category: '风筝', check: 'special' }],
  ['风筝产品质量国家监督专项抽查产品及其生产企业名单', { category: '风筝', level: 'national', check: 'special' }],
  ['肥料产品质量联动监督抽查产品及其企业名单', { category: '肥料', level: 'national', check: 'special' }],
  ['2016年风筝、陀螺、毽子、铁环等产品质量省级监督抽查结果', { category: '', level: 'provincial' }],
  ['2017年风筝等产品质量跟踪抽查结果', { category: '', check: 'follow-up' }],
  ['2018年第2季度食品相关产品质量监督抽查结果', { category: '食品相关产品' }],
  ['2015年风筝产品风险监测结果汇总表', { category: '风筝', riskMonitoring: true }],
])('reads %s', (text, facts) => expect(readTitle([text], 'Sheet1', 'x.xls')).toMatchObject({ text, ...facts }));

it('takes the day of publication from the name that the publishing system gave', () => {
  expect(readTitle([], '', '201409111008088527546974.xls').publishedOn).toBe('2014-09-11');
  expect(readTitle([], '', '20149911100808852754.xls').publishedOn).toBeUndefined();
  expect(readTitle([], '', 'a/P020180501123456789012_风筝产品质量国家监督抽查名单.xls')).toMatchObject({
    batch: '20180501',
    authority: '市场监管总局',
  });
});

import { localDate } from '#foundation/local-date.ts';
import { describe, expect, it } from 'vitest';
import { recognise } from './recognise.ts';
import { sheetOf } from './testing.ts';
import { toRow } from './to-row.ts';

const header = [
  '年份',
  '批次',
  '产品种类',
  '序号',
  '生产企业名称',
  '所在地',
  '省份',
  '产品名称',
  '生产日期或批号',
  '抽查结果',
  '结果归一',
  '不合格项目',
  '抽样日期',
  '价格',
];
const good = [
  '2015',
  '20150130',
  '风筝',
  '1',
  ' 虚构厂\t',
  '广东省',
  '',
  '大风筝',
  '2014-05-06/A1',
  '不合格',
  '不合格',
  '标志、尺寸',
  '2014年6月7日',
  '9',
];
const recognition = recognise(sheetOf([header, good], [], { exactWidth: true }));
const rowWith = (changes: Readonly<Record<string, string>>) => good.map((cell, at) => changes[header[at]!] ?? cell);
const read = (changes: Readonly<Record<string, string>>) =>
  toRow(recognition, rowWith(changes), localDate('2016-01-01'));

describe('rows of a table', () => {
  it('keeps cells verbatim and reads what is certain', () => {
    const reading = toRow(recognition, good);
    expect(reading).toMatchObject({
      ok: true,
      row: {
        fields: { producer: '虚构厂', productionBatch: '2014-05-06/A1', sampledOn: '2014年6月7日' },
        verdict: 'fail', failingItems: ['标志', '尺寸'], year: 2015, batch: '20150130', category: '风筝', publishedOn: '2015-01-30',
        sampledOn: '2014-06-07', producedOn: '2014-05-06', province: '广东', extra: { 价格: '9' }, items: [],
      },
    }); // prettier-ignore
  });

  it.each([
    ['合格', 'pass'], ['合格品', 'pass'], ['合 格', 'pass'], ['未发现不合格', 'pass'], ['一般不合格', 'fail'], ['拒检', 'refused'], ['', 'none'], ['/', 'none'], ['——', 'none'],
  ])('reads the verdict %j as %s', (verdict, read_) => {
    expect(read({ 抽查结果: verdict, 结果归一: '' })).toMatchObject({ ok: true, row: { verdict: read_ } });
  }); // prettier-ignore

  it.each([
    ['a verdict nobody uses', { 抽查结果: '尚可', 结果归一: '' }, 'verdict-unreadable', '抽查结果'],
    ['符合, which judges against a statement', { 抽查结果: '符合', 结果归一: '' }, 'verdict-unreadable', '抽查结果'],
    ['verdicts that contradict each other', { 抽查结果: '合格' }, 'verdicts-differ', '结果归一'],
    ['a sampling date that is none', { 抽样日期: '2014-02-30' }, 'date-unreadable', '抽样日期'],
    ['a sampling date in the future', { 抽样日期: '2016-01-02' }, 'date-in-future', '抽样日期'],
    ['a year that is none', { 年份: '15' }, 'year-unreadable', '年份'],
    ['neither producer nor product', { 生产企业名称: '', 产品名称: ' ' }, 'no-subject', '生产企业名称'],
  ])('rejects %s', (_name, changes, code, column) => {
    expect(read(changes as Record<string, string>)).toMatchObject({ ok: false, problems: [{ code, column }] });
  });

  it('rejects rows that are longer or shorter than the header', () => {
    expect(toRow(recognition, [...good, '多'])).toMatchObject({ problems: [{ code: 'too-many-cells' }] });
    expect(toRow(recognition, good.slice(0, -2))).toMatchObject({ problems: [{ code: 'too-few-cells' }] });
    expect(toRow(recognition, [...good, ' '])).toMatchObject({ ok: true });
  });

  it.each([
    ['2014年5月6日', '2014-05-06'], ['2014.5.6', '2014-05-06'], ['2014/05/06', '2014-05-06'], ['2014-05-06（甲组）', '2014-05-06'], ['20140506', undefined],
    ['2014-05', undefined], ['限用日期：2017-05-06', undefined], ['2014-05-06/2014-06-07', undefined], ['2014-13-06', undefined], ['A1', undefined], ['2015-01-31', undefined], ['2014-05-06（限用日期）', undefined], ['2014-05/1405', undefined],
  ])('reads the production day of %s as %s', (cell, day) => {
    const reading = read({ 生产日期或批号: cell });
    expect(reading.ok && reading.row.producedOn).toBe(day);
  }); // prettier-ignore

  it.each([
    [{ 省份: '广西' }, '广西'], [{ 所在地: '广西壮族自治区' }, '广西'], [{ 所在地: '江苏南京' }, '江苏'], [{ 所在地: '内蒙古自治区包头市' }, '内蒙古'],
    [{ 所在地: '张家港市' }, ''], [{ 所在地: '' }, ''],
  ])('reads the province of %j as %s', (changes, province) => {
    const reading = read(changes as Record<string, string>);
    expect(reading.ok && reading.row.province).toBe(province);
  }); // prettier-ignore

  it.each([
    ['', ''], ['/', ''], ['12345678-8', '123456788'], ['９１３５０１００Ｍ０００１００Ｙ４３', '91350100M000100Y43'], ['91350100M000100Y44', 'bad-credit-code'], ['无证', 'bad-credit-code'],
  ])('reads the credit code %j as %s', (cell, code) => {
    const withCode = recognise(sheetOf([[...header, '统一社会信用代码'], [...good, cell]]));
    const reading = toRow(withCode, [...good, cell]);
    expect(reading.ok ? reading.row.creditCode : reading.problems[0]!.code).toBe(code);
  }); // prettier-ignore
});

import { describe, expect, it } from 'vitest';
import { recognise } from './recognise.ts';
import { TableReader } from './table-reader.ts';
import { placed, sheetOf } from './testing.ts';

const readAll = (rows: readonly (readonly string[])[], merges: readonly string[] = []) => {
  const reader = new TableReader(recognise(sheetOf(rows, merges)));
  return [...placed(rows).map(({ place, texts }) => reader.take(place, texts)), reader.finish()].filter(
    (outcome) => outcome !== undefined,
  );
};
const header = ['序号', '产品名称', '生产企业名称', '检验结论', '不合格项目'];
const data = (number: string) => [number, '风筝', `虚构${number}厂`, '合格', ''];

describe('rows below a header', () => {
  it('reports footnotes, totals, repeated headers and bare numbers; drops nothing but empty rows', () => {
    const outcomes = readAll([
      ['2015年风筝抽查结果'],
      header,
      data('1'),
      [],
      header,
      data('2'),
      ['合计', '', '', '2', ''],
      ['3'],
      ['', '注：按行政区域排序。'],
      ['', '甲', '', '尚可'],
    ]);
    expect(outcomes.map((outcome) => [outcome.place, outcome.type === 'note' ? outcome.note : outcome.type])).toEqual([
      [3, 'row'], [5, 'repeated-header'], [6, 'row'], [7, 'total'], [8, 'number-only'], [9, 'footnote'], [10, 'rejected'],
    ]); // prettier-ignore
  });

  it('takes a row without a number for data', () => {
    expect(readAll([header, data('1'), data('')])).toMatchObject([{ type: 'row' }, { type: 'row' }]);
  });

  it('gives every row under a merged cell its text, but counts a sample whose number is merged once', () => {
    const outcomes = readAll(
      [header, data('1'), ['2', '风筝', '', '不合格', '标志'], data('3'), ['', '', '', '合格', '残']],
      ['C2:C3', 'A4:A5'],
    );
    expect(outcomes).toMatchObject([
      { row: { fields: { producer: '虚构1厂' } } },
      { row: { fields: { producer: '虚构1厂', sequence: '2' } } },
      { row: { fields: { producer: '虚构3厂' } } },
      { type: 'rejected', problems: [{ code: 'part-of-row-above' }] },
    ]);
  });

  it('gathers the items of a sample that have rows of their own', () => {
    const outcomes = readAll([
      ['序号', '产品名称', '生产单位', '检测项目', '单位', '标准要求', '检测结果', '单项判定'],
      ['1', '风筝', '虚构厂', '铝', 'mg/kg', '≤7', '3', '合格'],
      ['', '', '', '铜', 'mg/kg', '≤8', '<1', '合格'],
      ['2', '陀螺', '虚构厂', '铝', 'mg/kg', '≤7', '9', '不合格'],
      ['', '注：以上为部分指标'],
    ]);
    expect(outcomes.filter((outcome) => outcome.type === 'row')).toMatchObject([
      {
        place: 2,
        row: {
          verdict: 'none',
          items: [
            { item: '铝', limit: '≤7', measured: '3' },
            { item: '铜', unit: 'mg/kg', measured: '<1' },
          ],
        },
      },
      { place: 4, row: { items: [{ item: '铝', measured: '9', singleVerdict: '不合格' }] } },
    ]);
    expect(outcomes.filter((outcome) => outcome.type === 'note')).toMatchObject([{ place: 5, note: 'footnote' }]);
  });

  it('gives the items that were tested, with their limits', () => {
    const outcomes = readAll([
      ['序号', '产品名称', '生产单位', '检验结果', '甲醛', '', 'pH值', ''],
      ['', '', '', '', '标准值', '实测值', '标准值', '实测值'],
      ['1', '风筝', '虚构厂', '合格', '≤75', '未检出', '——', '——'],
    ]);
    expect(outcomes).toMatchObject([{ row: { items: [{ item: '甲醛', limit: '≤75', measured: '未检出' }] } }]);
  });
});

import { expect, test } from 'vitest';
import { closeReport } from './import-report.ts';
import { pair } from './text-pair.ts';

const at = (file: string, sheet: string, row: number, column = '编号') => ({
  file,
  sheet,
  row,
  column,
  reason: pair('有误', 'wrong'),
});

test('a row with two faults is one rejected row, and the list stands in the order of the files', () => {
  const { report, counts } = closeReport(5, { added: 1, changed: 1, unchanged: 1 }, [
    at('b.xlsx', '表1', 2),
    at('a.xlsx', '表2', 7),
    at('a.xlsx', '表1', 10),
    at('a.xlsx', '表1', 9, '企业'),
    at('b.xlsx', '表1', 2, '企业'),
  ]);
  expect(counts).toEqual({ rows: 5, added: 1, changed: 1, unchanged: 1, rejected: 4 });
  expect(report.rejections.map(({ file, sheet, row }) => `${file} ${sheet} ${row}`)).toEqual([
    'a.xlsx 表1 9',
    'a.xlsx 表1 10',
    'a.xlsx 表2 7',
    'b.xlsx 表1 2',
    'b.xlsx 表1 2',
  ]);
});

test('the report lists the first five thousand and counts all', () => {
  const rejections = Array.from({ length: 6000 }, (_, index) => at('a.csv', '', 6000 - index));
  const { report } = closeReport(6000, { added: 0, changed: 0, unchanged: 0 }, rejections);
  expect(report.rejected).toBe(6000);
  expect(report.rejections).toHaveLength(5000);
  expect(report.rejections[0]?.row).toBe(1);
});

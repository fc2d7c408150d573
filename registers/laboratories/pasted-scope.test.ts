import { expect, test } from 'vitest';
import { readPastedScope } from './pasted-scope.ts';

test('columns pasted from a spreadsheet are read; a header is passed over, a wrong line is named', () => {
  const pasted = [
    '产品种类\t检验项目\t方法标准\t起\t止',
    '虚构水壶\t\t\t2020/1/5\t',
    '\t虚构强度\t虚构方法1\t2020-01-01\t2027年12月31日',
    '',
    '\t\t\t2020-01-01\t',
    '\t虚构含量\t\t昨天\t',
  ].join('\r\n');
  expect(readPastedScope(pasted)).toEqual({
    lines: [
      { category: '虚构水壶', item: '', method: '', validFrom: '2020-01-05', validTo: null },
      { category: '', item: '虚构强度', method: '虚构方法1', validFrom: '2020-01-01', validTo: '2027-12-31' },
    ],
    wrong: [5, 6],
  });
});

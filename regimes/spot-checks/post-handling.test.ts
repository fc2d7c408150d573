import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../../tests/shared-data.ts';
import { rectificationStates } from '../warning-cards/rectification/rectification.ts';
import { publishedStates, readFollowUp, readPenalty, readRemark, remarkKinds } from './post-handling.ts';

const of = (rectification: string, recheck = '', remark = '') => readFollowUp({ rectification, recheck, remark });

test('published states are states of a rectification', () => {
  expect(publishedStates.filter((state) => !(rectificationStates as readonly string[]).includes(state))).toEqual([]);
});

test.each([
  ['完成整改', '复查合格', '', 'lifted'],
  ['完成整改', '经现场核查，符合要求', '标识不合格', 'lifted'],
  ['完成整改', '复查不合格', '建议吊销许可证', 'failed'],
  ['完成整改', '复查检验过程中', '', 'rechecking'],
  ['完成整改', '', '', 'to-recheck'],
  ['完成整改', '', '停产', 'paused'],
  ['无法整改', '', '季节性停产', 'paused'],
  ['无法整改', '', '', 'ended'],
  ['无法整改', '无法复查', '企业注销', 'ended'],
  ['完成整改', '无法复查', '', 'ended'],
  ['未完成', '', '关闭', 'ended'],
  ['未整改', '', '', 'overdue'],
  ['拒绝整改', '', '', 'refused'],
  ['企业尚未提出整改申请', '', '', 'rectifying'],
  ['不生产建筑钢化玻璃，申请注销强制认证', '/', '', 'ended'],
  ['无法整改', '', '停产倒闭，营业执照过期', 'ended'],
])('%s, %s, %s is %s', (rectification, recheck, remark, state) => {
  expect(of(rectification, recheck, remark)).toBe(state);
});

test('what says nothing known stays verbatim', () => {
  expect(of('', '', '')).toBeUndefined();
  expect(of('另行通知', '', '')).toBeUndefined();
  expect(of('完成整改', '另行通知', '')).toBeUndefined();
});

test.each([
  ['移交稽查，处理中', 'handed', null],
  ['无', 'none', null],
  ['罚款', 'fined', null],
  ['处罚金额:0.1万元', 'fined', 1000],
  ['处罚金额13075.5元', 'fined', 13075.5],
  ['罚款26000 元，没收违法所得1300元', 'both', 27300],
  ['罚款1500元 没收96.6元 ，罚没合计1596.6元', 'both', 1596.6],
  ['已处罚，罚款9.996万元', 'fined', 99960],
  ['已下达处罚决定书，处罚3000元', 'fined', 3000],
  ['1、处违法生产产品货值金额0.5倍罚款；2、并处没收违法所得2498.5元。', 'both', 2498.5],
  ['没收不合格纸箱69只，罚款160.2元', 'both', 160.2],
  ['已完成行政处罚', 'done', null],
] as const)('%s', (cell, kind, amount) => {
  expect(readPenalty(cell)).toEqual({ kind, amount });
});

test('a penalty that is not understood stays verbatim', () => expect(readPenalty('另案处理')).toBeUndefined());

test.each([
  ['建议吊销许可证', 'revocation-proposed'],
  ['3年内2次不合格，建议吊证', 'revocation-proposed'],
  ['建议撤销3C证书', 'revocation-proposed'],
  ['移交相关部门处理', 'handed'],
  ['季节性停产', 'paused'],
  ['企业注销', 'ended'],
  ['异议处理中', undefined],
  ['', undefined],
  [null, undefined],
] as const)('remark %s', (cell, kind) => expect(readRemark(cell)).toBe(kind));

/** Rows of a CSV without quoted line ends, as the shared file has them. */
const rowsOf = (text: string): Record<string, string>[] => {
  const cells = (line: string): string[] =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map((cell) => (cell[1] ?? cell[2] ?? '').replaceAll('""', '"'));
  const [head = '', ...lines] = text.replace(/^\uFEFF/, '').trimEnd().split(/\r?\n/);
  const names = cells(head);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, at) => [names[at] ?? '', cell])));
}; // prettier-ignore

describe.skipIf(!sharedDataPresent)(sharedDataNote, () => {
  const rows = sharedDataPresent ? rowsOf(readFileSync(sharedPath('data/published/post-handling.csv'), 'utf8')) : [];

  test('every value of 整改情况 and of 复查检验结果 leads to a state; only empty rows have none', () => {
    expect(rows.length).toBe(1698);
    const alone = (column: string) => [...new Set(rows.map((row) => row[column] ?? ''))].filter((value) => !/^[/]?$/.test(value)); // prettier-ignore
    expect(alone('整改情况').filter((value) => of(value) === undefined)).toEqual([]);
    expect(alone('复查检验结果').filter((value) => of('', value) === undefined)).toEqual([]);
    const states = rows.map((row) => of(row['整改情况'] ?? '', row['复查检验结果'] ?? '', row['备注'] ?? ''));
    const counted = Object.fromEntries(publishedStates.map((state) => [state, states.filter((one) => one === state).length])); // prettier-ignore
    const open = rows.filter((_, at) => states[at] === undefined);
    expect(new Set(open.map((row) => row['备注']))).toEqual(
      new Set(['3年内2次不合格，建议吊证', '拟吊证，正在处理中']),
    );
    expect(Object.values(counted).reduce((sum, n) => sum + n, 0)).toBe(1695);
    expect(counted).toMatchObject({ lifted: 1278, failed: 41, rechecking: 68, refused: 9 });
  });

  test('every penalty is read by its kind; amounts where the sentence names one', () => {
    const read = rows.map((row) => readPenalty(row['行政处罚情况'] ?? ''));
    expect(rows.filter((_, at) => read[at] === undefined).map((row) => row['行政处罚情况'])).toEqual([]);
    const named = rows.filter((row) => /\d(\.\d+)?\s*万?元/.test(row['行政处罚情况'] ?? ''));
    const amounts = read.filter((one) => one?.amount !== null && one?.amount !== undefined);
    expect(amounts.length).toBe(named.length);
    expect(read.filter((one) => one?.kind === 'handed').length).toBe(309);
  });

  test('every remark is read by its kind or stays verbatim, and these are counted', () => {
    const remarks = rows.map((row) => row['备注'] ?? '').filter((one) => one !== '');
    const counted = Object.fromEntries(remarkKinds.map((kind) => [kind, remarks.filter((one) => readRemark(one) === kind).length])); // prettier-ignore
    expect([remarks.length, counted]).toEqual([319, { paused: 181, ended: 117, handed: 2, 'revocation-proposed': 12 }]);
    const verbatim = remarks.filter((one) => readRemark(one) === undefined);
    expect(verbatim).toHaveLength(7);
    expect(new Set(verbatim)).toEqual(new Set(['异议处理中', '同一企业合并处罚', '省抽拒检', '标识不合格']));
  });
});

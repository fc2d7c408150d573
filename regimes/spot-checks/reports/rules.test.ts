import { describe, expect, test } from 'vitest';
import { expectSoundProcess } from '#foundation/process.testing.ts';
import { reportProcess, type TestedItem } from './report.ts';
import { decideComplete, differs, findingsOf, judgeItem, readMeasured, readStated, verdictOf } from './rules.ts';

test('every state of a report is reached and left', () => {
  expectSoundProcess(reportProcess, 'open', ['void']);
});

/** An upper and a lower end, an open end, a range, a deviation, nothing at all, words, a bare number, no limit. */
const limits = ['≤0.10', '≥10.0', '<0.5', '5.0~7.0', '100±5', '不得检出', '应清晰', '0.5', '/'];

/** What the engine finds for a written value against each of the limits: p pass, f fail, u unreadable. */
const table: readonly (readonly [string, string])[] = [
  ['0.05', 'pfpfffuuu'],
  ['0.10', 'pfpfffuuu'],
  ['10.0', 'fpffffuuu'],
  ['6.0', 'fffpffuuu'],
  ['102', 'fpffpfuuu'],
  ['0', 'pfpffuuuu'],
  ['0.05mg/kg', 'pfpfffuuu'],
  ['＜0.01', 'pfpffuuuu'],
  ['<0.5', 'ufpffuuuu'],
  ['≤0.5', 'ufuffuuuu'],
  ['>12', 'fpffufuuu'],
  ['≥10.0', 'fpffufuuu'],
  ['未检出', 'uuuuupuuu'],
  ['ND', 'uuuuupuuu'],
  ['未检出(检出限0.01)', 'pfpffpuuu'],
  ['检出', 'uuuuufuuu'],
  ['符合', 'uuuuuupuu'],
  ['不符合', 'uuuuuufuu'],
  ['√', 'uuuuuupuu'],
  ['清晰', 'uuuuuuuuu'],
  ['0.05±0.01', 'uuuuuuuuu'],
  ['0.05、0.06', 'uuuuuuuuu'],
  ['1.2×103', 'uuuuuuuuu'],
  ['九点五', 'uuuuuuuuu'],
  [`1${'0'.repeat(150)}`, 'uuuuuuuuu'],
  [`0.${'0'.repeat(150)}1`, 'uuuuuuuuu'],
];

describe('every measured form against every kind of limit', () => {
  test.each(table)('%s', (written, found) => {
    expect(limits.map((limit) => judgeItem(written, { limit, comparison: 'full' }).verdict?.[0]).join('')).toBe(found);
  });

  test('the comparison of the item decides', () => {
    expect(judgeItem('9.96', { limit: '≥10.0', comparison: 'full' }).verdict).toBe('fail');
    expect(judgeItem('9.96', { limit: '≥10.0', comparison: 'rounded' }).verdict).toBe('pass');
  });

  test('nothing measured is no verdict; blanks around a value go, digits stay', () => {
    expect(judgeItem(null, { limit: '≤1', comparison: 'full' })).toEqual({ verdict: null, reason: null });
    expect(readMeasured(' ')).toBeNull();
    expect(readMeasured(' 0.0500 ')).toBe('0.0500');
  });
});

const item = (more: Partial<TestedItem>): TestedItem => ({
  item: '虚构项目',
  limit: '≤1',
  class: 'A',
  comparison: 'full',
  measured: '0.5',
  verdict: 'pass',
  stated: null,
  ...more,
});
const fails = (of: TestedItem['class']) => item({ class: of, verdict: 'fail' });
const unreadable = item({ verdict: 'unreadable', measured: '＜2' });

describe('the verdict on the batch', () => {
  test.each([
    [[item({})], 'pass', 'pass'],
    [[fails('C'), item({})], 'fail', 'pass'],
    [[fails('B'), item({})], 'fail', 'pass'],
    [[fails('B'), fails('B')], 'fail', 'fail'],
    [[fails('A'), unreadable], 'fail', 'fail'],
    [[item({}), unreadable], 'open', 'open'],
    [[item({}), { ...unreadable, stated: 'pass' as const }], 'pass', 'pass'],
    [[item({}), { ...unreadable, stated: 'fail' as const }], 'fail', 'fail'],
  ])('%#', (items, any, twoB) => {
    expect(verdictOf(items, 'any-item')).toBe(any);
    expect(verdictOf(items, 'class-a-or-two-b')).toBe(twoB);
  });

  test('is serious when an item of class A fails and the laboratory concludes that the batch does', () => {
    expect(findingsOf([fails('A')], 'any-item', 'fail')).toEqual({ engineVerdict: 'fail', failingItems: ['虚构项目'], serious: true }); // prettier-ignore
    expect(findingsOf([fails('B')], 'any-item', 'fail').serious).toBe(false);
    expect(findingsOf([fails('A')], 'any-item', 'pass').serious).toBe(false);
  });

  test('differs on the batch, or on an item that the engine can read', () => {
    expect(differs([item({})], 'any-item', 'pass')).toBe(false);
    expect(differs([item({})], 'any-item', 'fail')).toBe(true);
    expect(differs([unreadable], 'any-item', 'pass')).toBe(true);
    expect(differs([fails('A'), item({ stated: 'fail' })], 'any-item', 'fail')).toBe(true);
    expect(differs([{ ...unreadable, stated: 'fail' }], 'any-item', 'fail')).toBe(false);
  });

  test('waits until every item is measured, and stated where it can’t be read', () => {
    const code = (items: TestedItem[]) => {
      const decided = decideComplete(items);
      return decided.ok ? 'ok' : decided.refusal.code;
    };
    expect(code([])).toBe('report-has-no-items');
    expect(code([item({ measured: null, verdict: null })])).toBe('items-not-measured');
    expect(code([unreadable])).toBe('items-not-stated');
    expect(code([{ ...unreadable, stated: 'pass' }])).toBe('ok');
  });
});

test.each([
  ['', null],
  ['/', null],
  ['合格', 'pass'],
  ['符合', 'pass'],
  [' 不合格 ', 'fail'],
  ['×', 'fail'],
  ['大概', undefined],
])('the verdict “%s” of a table is %s', (written, read) => {
  expect(readStated(written)).toBe(read);
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedDataNote, sharedDataPresent, sharedPath } from '../../tests/shared-data.ts';
import { type Verdict, judge } from './judge.ts';

const cases: readonly (readonly [measured: string, limit: string, verdict: Verdict])[] = [
  ['＜0.01', '≤0.1', 'pass'],
  ['＜0.5', '≤0.1', 'unreadable'],
  ['<0.5', '≤0.5', 'pass'],
  ['≤0.5', '<0.5', 'unreadable'],
  ['<5', '≥5', 'fail'],
  ['<5', '≥3', 'unreadable'],
  ['>200', '≤100', 'fail'],
  ['>200', '≥100', 'pass'],
  ['>50', '≤100', 'unreadable'],
  ['未检出', '≤0.1', 'unreadable'],
  ['未检出（检出限0.01mg/kg）', '≤0.1', 'pass'],
  ['未检出（检出限0.5）', '≤0.1', 'unreadable'],
  ['未检出', '不得检出', 'pass'],
  ['ND', '不得检出', 'pass'],
  ['检出', '不得检出', 'fail'],
  ['0.05', '不得检出', 'fail'],
  ['0', '不得检出', 'unreadable'],
  ['<0.01', '不得检出', 'unreadable'],
  ['符合', '不得检出', 'unreadable'],
  ['0.5(检出限)', '≤1', 'unreadable'],
  ['1.2/1.3', '≤2', 'unreadable'],
  ['1.2～1.3', '≤2', 'unreadable'],
  ['1.2±0.1', '≤2', 'unreadable'],
  ['12 345', '≤5', 'unreadable'],
  ['1×103', '≤2000', 'unreadable'],
  ['1.0×10³', '≤1000', 'pass'],
  ['符合', '≤2', 'unreadable'],
  ['符合', '应符合甲类要求', 'pass'],
  ['不合格', '应符合甲类要求', 'fail'],
  ['3', '应符合甲类要求', 'unreadable'],
  ['无异味', '无异味', 'pass'],
  ['有异味', '无异味', 'unreadable'],
  ['/', '合格', 'unreadable'],
  ['/', '≤5', 'unreadable'],
  ['', '≤5', 'unreadable'],
  ['5', '—', 'unreadable'],
  ['5mm', '≤5', 'pass'],
  ['5㎎/㎏', '≤5mg/kg', 'pass'],
  ['5mg/kg', '≤5g/kg', 'unreadable'],
  ['5%', '≤5', 'unreadable'],
  ['5％', '≤5%', 'pass'],
  ['15.5(-)', '≤15.5', 'pass'],
  ['15.5', '<15.5', 'fail'],
  ['15.5(+)', '≤15.5', 'fail'],
  ['-15.5(-)', '≥-15.5', 'pass'],
  ['3-4级', '≥3级', 'pass'],
  ['3级', '≥3-4级', 'fail'],
  ['+3', '±5', 'pass'],
  ['−6', '±5', 'fail'],
  ['５．０', '≤５', 'pass'],
  ['abc', '≤5', 'unreadable'],
  ['5', '5', 'unreadable'],
  ['0.549', '≤0.5', 'fail'],
];

describe('judge by the full value', () => {
  it.each(cases)('%j against %j is %s', (measured, limit, verdict) => {
    const judged = judge(measured, limit);
    expect(judged.verdict).toBe(verdict);
    expect(judged.reason.zh).toMatch(/\p{Script=Han}/u);
    expect(judged.reason.en).not.toBe('');
  });
});

describe('judge by the rounded value', () => {
  it.each([
    ['0.549', '≤0.5', 'pass'],
    ['0.551', '≤0.5', 'fail'],
    ['1351', '≥14×100', 'pass'],
    ['1349', '≥14×100', 'fail'],
    ['9.94', '10.0±0.1(不含0.1)', 'fail'],
    ['0.55(-)', '≤0.5', 'pass'],
    ['0.55(+)', '≤0.5', 'fail'],
    ['<0.54', '≤0.5', 'pass'],
    ['<0.54', '<0.5', 'unreadable'],
    ['>0.54', '<0.5', 'fail'],
  ] as const)('%j against %j is %s', (measured, limit, verdict) =>
    expect(judge(measured, limit, 'rounded').verdict).toBe(verdict),
  );

  it('says what was compared', () => {
    expect(judge('0.549', '≤0.5', 'rounded')).toEqual({
      verdict: 'pass',
      method: 'rounded',
      compared: '0.5',
      reason: {
        zh: '实测值修约后 0.5，标准值 ≤0.5，符合（修约值比较）',
        en: 'Measured after rounding 0.5, limit ≤0.5: it conforms (rounded value)',
      },
    });
  });
});

interface LimitVector {
  limit: string;
  measured: string;
  full_value_conforms: boolean;
  rounded_value_conforms: boolean;
}

describe.skipIf(!sharedDataPresent)(`against ${sharedDataNote}`, () => {
  it('meets every comparison of GB/T 8170', () => {
    const { limit_comparison: vectors } = JSON.parse(readFileSync(sharedPath('data/vectors/gbt8170.json'), 'utf8')) as {
      limit_comparison: LimitVector[];
    };
    for (const { limit, measured, full_value_conforms: full, rounded_value_conforms: rounded } of vectors)
      expect([limit, measured, judge(measured, limit).verdict, judge(measured, limit, 'rounded').verdict]).toEqual([
        limit,
        measured,
        full ? 'pass' : 'fail',
        rounded ? 'pass' : 'fail',
      ]);
    expect(vectors.length).toBe(32);
  });

  it('agrees on every published item', () => {
    const [header = '', ...lines] = readFileSync(sharedPath('data/vectors/measured-vs-limit.csv'), 'utf8')
      .trim()
      .split(/\r?\n/);
    expect(header.split(',').slice(5, 8)).toEqual(['实测值', '标准值', '全数值比较(算出)']);
    const wrong = lines.filter((line) => {
      const [, , , , , measured = '', limit = '', outcome] = line.split(',');
      return judge(measured, limit).verdict !== (outcome === '符合' ? 'pass' : 'fail');
    });
    expect(wrong).toEqual([]);
    expect(lines.length).toBe(2618);
  });
});

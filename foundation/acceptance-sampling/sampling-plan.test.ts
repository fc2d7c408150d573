import { describe, expect, it } from 'vitest';
import { refusalCodeOf } from './testing.ts';
import { unwrap } from '../refusal.ts';
import { planWords } from './plan-words.ts';
import { readAql, readLevel, readLot, samplingPlan } from './sampling-plan.ts';

const plan = (lot: string, level: string, aql: string, severity = 'normal') =>
  unwrap(samplingPlan({ lot, level, aql, severity }));
const short = (...asked: Parameters<typeof plan>) => {
  const { code, n, ac, re, arrow } = plan(...asked);
  return `${code}${arrow} ${n} ${ac}/${re}`;
};

describe('samplingPlan', () => {
  it.each([
    [['500', 'II', '1.5'], 'H 50 2/3'],
    [['500', 'II', '1.5', 'tightened'], 'H 50 1/2'],
    [['5000', 'II', '1.5'], 'L 200 7/8'],
    [['5000', 'II', '1.5', 'tightened'], 'L 200 5/6'],
    [['150', 'II', '1.5'], 'Fdown 32 1/2'],
    [['1000', 'III', '0.4'], 'K 125 1/2'],
    [['100', 'II', '1.0'], 'Fup 13 0/1'],
    [['100', 'S-2', '4.0'], 'B 3 0/1'],
    [['500001', 'III', '0.010'], 'Rup 1250 0/1'],
    [['500001', 'III', '0.015'], 'Rup 800 0/1'],
    [['500001', 'III', '0.025', 'tightened'], 'Rdown 3150 1/2'],
    [['500001', 'III', '0.015', 'tightened'], 'Rup 1250 0/1'],
    [['5', 'I', '10', 'tightened'], 'Adown 8 1/2'],
    [['100', 'II', '400'], 'Fup 8 44/45'],
  ] as readonly (readonly [Parameters<typeof plan>, string])[])('%j is %s', (asked, expected) =>
    expect(short(...asked)).toBe(expected),
  );

  it('takes two code letters less for reduced inspection, without a gap, and says that it is unconfirmed', () => {
    expect(short('1000', 'II', '1.0', 'reduced')).toBe('J 32 1/2');
    expect(plan('1000', 'II', '1.0', 'reduced').confirmed).toBe(false);
    expect(plan('1000', 'II', '1.0').confirmed).toBe(true);
  });

  it('inspects every item where the sample is the lot or more', () => {
    expect(plan('13', 'II', '1.0')).toMatchObject({ n: 13, all: true, inspected: 13 });
    expect(plan('10', 'II', '1.0')).toMatchObject({ n: 13, all: true, inspected: 10 });
    expect(plan('14', 'II', '1.0')).toMatchObject({ n: 13, all: false, inspected: 13 });
  });

  it.each([
    ['invalid-lot-size', { lot: '1' }],
    ['invalid-lot-size', { lot: '1e9' }],
    ['invalid-lot-size', { lot: '-5' }],
    ['invalid-lot-size', { lot: '1000000001' }],
    ['unknown-inspection-level', { level: 'IV' }],
    ['unknown-aql', { aql: '1.2' }],
    ['unknown-aql', { aql: '' }],
    ['unknown-severity', { severity: 'discontinued' }],
  ])('refuses with %s: %j', (code, wrong) => {
    expect(refusalCodeOf(samplingPlan({ lot: '100', level: 'II', aql: '1.0', severity: 'normal', ...wrong }))).toBe(
      code,
    );
  });

  it('reads what people write', () => {
    expect([readAql('1'), readAql('1.00'), readAql('０.４'), readAql('.4'), readAql('0.40 ')]).toEqual([
      '1.0',
      '1.0',
      '0.40',
      undefined,
      '0.40',
    ]);
    expect([readLevel('Ⅱ'), readLevel('2'), readLevel('s2'), readLevel('S-4'), readLevel('S5')]).toEqual([
      'II',
      'II',
      'S-2',
      'S-4',
      undefined,
    ]);
    expect([readLot('1,200'), readLot('１２０'), readLot('1,20'), readLot('')]).toEqual([
      1200,
      120,
      undefined,
      undefined,
    ]);
  });
});

describe('planWords', () => {
  it('says what to do, in both languages', () => {
    expect(planWords(plan('500', 'II', '1.5')).map(({ zh }) => zh)).toEqual([
      '批量 500，一般检验水平 II，接收质量限（AQL）1.5，正常检验：样本量字码 H。',
      '从批中随机抽取 50 件检验；不合格品数不超过 2 的接收，达到 3 的不接收。',
    ]);
    expect(planWords(plan('10', 'II', '1.5'))[1]?.en).toBe(
      'Inspect 8 items drawn at random from the lot; accept with up to 0 nonconforming items, do not accept with 1 or more.',
    );
    expect(planWords(plan('8', 'II', '1.5'))[1]?.zh).toContain('8 件全数检验');
  });

  it('names the arrow, and what is not confirmed', () => {
    const words = planWords(plan('100', 'II', '25', 'reduced'))
      .map(({ zh }) => zh)
      .join('');
    expect(words).toContain('不合格数');
    expect(words).toContain('未能与标准印本逐项核对');
    expect(planWords(plan('100', 'II', '1.0'))[2]?.zh).toContain('向上箭头');
  });
});

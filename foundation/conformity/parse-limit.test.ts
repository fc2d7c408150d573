import { describe, expect, it } from 'vitest';
import type { Limit } from './limit.ts';
import { parseLimit } from './parse-limit.ts';

/** [4 | 0.1, 8.5 | 0.1) mg: ends with the step of their last digit, and the unit. */
const show = (limit: Limit): string => {
  if (limit.kind !== 'numeric') return limit.kind === 'unreadable' ? limit.why : limit.kind;
  const { lower, upper, unit } = limit;
  const low = lower ? `${lower.inclusive ? '[' : '('}${lower.value.toFixed()} | ${lower.interval.toFixed()}` : '(';
  const high = upper ? `${upper.value.toFixed()} | ${upper.interval.toFixed()}${upper.inclusive ? ']' : ')'}` : ')';
  return `${low}, ${high}${unit === undefined ? '' : ` ${unit}`}`;
};

describe('parseLimit', () => {
  it.each([
    ['应不大于 5mm', '(, 5 | 1] mm'],
    ['应不低于95%', '[95 | 1, ) %'],
    ['不超过1×10^3', '(, 1000 | 1000]'],
    ['≤1×10³', '(, 1000 | 1000]'],
    ['≤10³CFU/g', '(, 1000 | 1000] CFU/g'],
    ['≤1.5E+03', '(, 1500 | 100]'],
    ['≥14×100', '[1400 | 100, )'],
    ['1,000～2,000', '[1000 | 1, 2000 | 1]'],
    ['不小于 1 000', '[1000 | 1, )'],
    ['1 000以下', '(, 1000 | 1]'],
    ['5max', '(, 5 | 1]'],
    ['pH值4.0～7.5', '[4 | 0.1, 7.5 | 0.1]'],
    ['4.0-7.5之间', '[4 | 0.1, 7.5 | 0.1]'],
    ['5%～10%', '[5 | 1, 10 | 1] %'],
    ['(5～10)mm', '[5 | 1, 10 | 1] mm'],
    ['-5-5', '[-5 | 1, 5 | 1]'],
    ['0-5', '[0 | 1, 5 | 1]'],
    ['0.5≤x≤1.0', '[0.5 | 0.1, 1 | 0.1]'],
    ['>5且<10', '(5 | 1, 10 | 1)'],
    ['大于5小于10', '(5 | 1, 10 | 1)'],
    ['应≤0.1，且≥0.01', '[0.01 | 0.01, 0.1 | 0.1]'],
    ['10.0±0.1', '[9.9 | 0.1, 10.1 | 0.1]'],
    ['10.0±0.1(不含+0.1)', '[9.9 | 0.1, 10.1 | 0.1)'],
    ['4.0～8.5（不含8.5）', '[4 | 0.1, 8.5 | 0.1)'],
    ['50%±5%', '[45 | 1, 55 | 1] %'],
    ['(50±5)%', '[45 | 1, 55 | 1] %'],
    ['100mm±5%', '[95 | 1, 105 | 1] mm'],
    ['±5%', '[-5 | 1, 5 | 1] %'],
    ['10+0.5-0.3', '[9.7 | 0.1, 10.5 | 0.1]'],
    ['+0.5/-0.3', '[-0.3 | 0.1, 0.5 | 0.1]'],
    ['0/-0.3', '[-0.3 | 0.1, 0 | 1]'],
    ['-3～+5', '[-3 | 1, 5 | 1]'],
    ['≥4级', '[4 | 1, ) 级'],
    ['≥3-4级', '[3.5 | 0.5, ) 级'],
    ['≥1000小时', '[1000 | 1, ) h'],
    ['≤0.05g/100g', '(, 0.05 | 0.01] g/100g'],
    ['≤0.5(mg/kg)', '(, 0.5 | 0.1] mg/kg'],
    ['不得检出', 'absent'],
    ['不得检出/25g', 'absent'],
    ['N.D.', 'absent'],
    ['应符合甲类要求', 'text'],
    ['应无裂纹', 'text'],
    ['合格', 'text'],
    ['/', 'none'],
    ['——', 'none'],
    ['', 'none'],
    ['无', 'none'],
    ['5', 'direction-missing'],
    ['+0.50', 'direction-missing'],
    ['8～5', 'ends-reversed'],
    ['≥10，≤5', 'ends-reversed'],
    ['5mm～10cm', 'units-differ'],
    ['10±5%', 'relative-or-absolute'],
    ['≤1×103', 'exponent-lost'],
    ['≤3.0×10-2', 'exponent-lost'],
    ['3-4级', 'grade-or-range'],
    ['A类≤20', 'not-understood'],
    ['≤5 ≤6', 'not-understood'],
    ['≤5±1', 'not-understood'],
    ['4.0～8.5(不含9)', 'not-understood'],
    ['《某某产品标准》', 'not-understood'],
    ['≤5'.repeat(300), 'not-understood'],
  ])('%j reads %s', (written, expected) => expect(show(parseLimit(written))).toBe(expected));
});

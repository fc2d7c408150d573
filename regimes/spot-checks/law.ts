import type { LawTable } from '#foundation/law.ts';
import { span } from '#foundation/law-parameters.ts';
import { pair } from '#foundation/text-pair.ts';
import { smallNumberKey } from './figures.ts';
import { loopLaw } from './law-loop.ts';

/** Legal and statistical parameters of spot checks. */
export const law = {
  ...loopLaw,
  [smallNumberKey]: span(
    pair('小样本界限', 'Threshold of small numbers'),
    'decision',
    30,
    pair(
      '统计惯例：不足 30 批次的比率只作参考，并给出 95% 区间',
      'Statistical custom: rates of fewer than 30 batches carry their 95% interval',
    ),
    { unit: pair('批次', ' batches') },
  ),
} as const satisfies LawTable;

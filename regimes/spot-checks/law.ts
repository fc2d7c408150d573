import { localDate } from '#foundation/local-date.ts';
import type { LawTable } from '#foundation/law.ts';
import { smallNumberKey } from './figures.ts';
import { loopLaw } from './law-loop.ts';

/** Legal and statistical parameters of spot checks. */
export const law = {
  ...loopLaw,
  [smallNumberKey]: {
    title: { zh: '小样本界限', en: 'Threshold of small numbers' },
    unit: { zh: '批次', en: ' batches' },
    selectedBy: 'decision',
    values: [
      {
        from: localDate('2000-03-28'),
        value: 30,
        source: {
          zh: '统计惯例：不足 30 批次的比率只作参考，并给出 95% 区间',
          en: 'Statistical custom: rates of fewer than 30 batches carry their 95% interval',
        },
        confirmed: false,
      },
    ],
  },
} as const satisfies LawTable;

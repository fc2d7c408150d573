import { datasetLabel, datasets } from '#foundation/dataset.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import type { WorkQueue } from '#platform/manifest.ts';
import { countOpen, type Waiting } from './storage/queue-counts.ts';

/** One pile a dataset: no figure mixes two. */
const queue = (what: Waiting, title: TextPair): WorkQueue[] =>
  datasets.map((dataset) => ({
    key: `spot-checks.${what}.${dataset}`,
    title: fill(pair(`${title.zh}（{of}）`, `${title.en} ({of})`), { of: datasetLabel[dataset] }),
    permission: 'spot-checks.settle',
    count: (tx) => countOpen(tx, what, dataset),
    link: `/queues?queue=${what}&dataset=${dataset}`,
  }));

/** What waits for a person in this room, for the workbench. */
export const workQueues: readonly WorkQueue[] = [
  ...queue('roles', pair('企业身份待认定', 'Who produced: to be settled')),
  ...queue('near', pair('近似记录待认定', 'Nearly equal rows: one sample or two')),
  ...queue('refusals', pair('拒检记录的产品种类待认定', 'Refusals without a category')),
  ...queue('category', pair('产品种类空白的结果', 'Results without a category')),
  ...queue('disagreements', pair('判定与公布结论不一致', 'Verdicts that the measured values contradict')),
];

import { pair, type TextPair } from '#foundation/text-pair.ts';
import type { WorkQueue } from '#platform/manifest.ts';
import { countOpen, type Waiting } from './storage/queue-counts.ts';

const queue = (what: Waiting, title: TextPair): WorkQueue => ({
  key: `spot-checks.${what}`,
  title,
  permission: 'spot-checks.settle',
  count: (tx) => countOpen(tx, what),
  link: `/queues?queue=${what}`,
});

/** What waits for a person in this room, for the workbench. */
export const workQueues: readonly WorkQueue[] = [
  queue('roles', pair('企业身份待认定', 'Who produced: to be settled')),
  queue('near', pair('近似记录待认定', 'Nearly equal rows: one sample or two')),
  queue('refusals', pair('拒检记录的产品种类待认定', 'Refusals without a category')),
  queue('category', pair('产品种类空白的结果', 'Results without a category')),
  queue('disagreements', pair('判定与公布结论不一致', 'Verdicts that the measured values contradict')),
];

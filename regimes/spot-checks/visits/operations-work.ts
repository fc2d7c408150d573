import { datasetLabel, datasets } from '#foundation/dataset.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import type { WorkQueue } from '#platform/manifest.ts';
import { countWaiting, type WaitingVisits } from './storage-reading.ts';

const queue = (what: WaitingVisits, permission: string, address: string, title: TextPair): WorkQueue[] =>
  datasets.map((dataset) => ({
    key: `spot-checks.visits-${what}.${dataset}`,
    title: fill(pair(`${title.zh}（{of}）`, `${title.en} ({of})`), { of: datasetLabel[dataset] }),
    permission,
    count: async (tx, actor) => (await countWaiting(tx, what, dataset, actor.accountId)).n,
    oldestDue: async (tx, actor) => (await countWaiting(tx, what, dataset, actor.accountId)).due,
    link: `${address}dataset=${dataset}`,
  }));
const dispatch = 'spot-checks.dispatch';

/** What waits for inspectors and dispatchers, for the workbench. */
export const visitQueues: readonly WorkQueue[] = [
  ...queue('mine', 'spot-checks.sample', '/my-visits?', pair('我的抽样任务', 'My visits')),
  ...queue(
    'reassignments',
    dispatch,
    '/visits?waiting=reassignment&',
    pair('人员更换待审定', 'Changes of inspectors to decide'),
  ),
  ...queue(
    'namings',
    'spot-checks.approve',
    '/visits?waiting=naming&',
    pair('指定对象待审定', 'Named targets to confirm'),
  ),
  ...queue(
    'conflicts',
    dispatch,
    '/visits?waiting=message&',
    pair('现场消息待处理', 'Messages from the field to decide'),
  ),
  ...queue('ordered', dispatch, '/visits?state=ordered&', pair('拒检责令改正中', 'Ordered to admit the inspectors')),
  ...queue(
    'repeated',
    dispatch,
    '/visits?state=refused-by-right&',
    pair('企业依法拒绝，待重新抽样', 'Refused by right: visits to repeat'),
  ),
  ...queue('rejected', dispatch, '/samples?state=rejected&', pair('退样待处理', 'Rejected samples')),
];

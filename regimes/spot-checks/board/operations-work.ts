import { type Dataset, datasetLabel, datasets } from '#foundation/dataset.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import type { WorkQueue } from '#platform/manifest.ts';
import type { Tx } from '#platform/database/index.ts';
import { type WaitingFor, waitingLabels } from './board.ts';
import { countSubmittedPlans, countSubmittedRules, countWaitingPlans, type Pile } from './storage-work.ts';

type Count = (tx: Tx, dataset: Dataset, account: string | null) => Promise<Pile>;

const queue = (key: string, permission: string, address: string, title: TextPair, count: Count): WorkQueue[] =>
  datasets.map((dataset) => ({
    key: `spot-checks.${key}.${dataset}`,
    title: fill(pair(`${title.zh}（{of}）`, `${title.en} ({of})`), { of: datasetLabel[dataset] }),
    permission,
    count: async (tx, { accountId }) => (await count(tx, dataset, accountId)).n,
    oldestDue: async (tx, { accountId }) => (await count(tx, dataset, accountId)).due,
    link: `${address}&dataset=${dataset}`,
  }));

const plans = (what: WaitingFor, permission: string): WorkQueue[] =>
  queue(
    `plans-${what}`,
    permission,
    `/board?waiting=${what}`,
    pair(`计划：${waitingLabels[what].zh}`, `Plans: ${waitingLabels[what].en.toLowerCase()}`),
    (tx, dataset, account) => countWaitingPlans(tx, what, dataset, account),
  );

/** What waits in plans, rules and draws, for the workbench. */
export const boardQueues: readonly WorkQueue[] = [
  ...queue(
    'plans-submitted',
    'spot-checks.approve',
    '/plans?state=submitted',
    pair('抽查计划待批准', 'Plans to approve'),
    countSubmittedPlans,
  ),
  ...queue(
    'rules-submitted',
    'spot-checks.approve',
    '/rules?state=submitted',
    pair('检验细则待审定', 'Inspection rules to put in force'),
    countSubmittedRules,
  ),
  ...plans('amendment', 'spot-checks.approve'),
  ...plans('freeze', 'spot-checks.plan'),
  ...plans('draw', 'spot-checks.plan'),
  ...plans('publish', 'spot-checks.plan'),
];

import { datasetLabel, datasets } from '#foundation/dataset.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import type { WorkQueue } from '#platform/manifest.ts';
import type { ReportState } from './report.ts';
import { countWaiting } from './storage-reading.ts';

/** One pile a dataset: no figure mixes two. What an account signed already does not wait for it. */
const queue = (state: ReportState, permission: string, title: TextPair): WorkQueue[] =>
  datasets.map((dataset) => ({
    key: `spot-checks.reports-${state}.${dataset}`,
    title: fill(pair(`${title.zh}（{of}）`, `${title.en} ({of})`), { of: datasetLabel[dataset] }),
    permission,
    count: async (tx, actor) => (await countWaiting(tx, dataset, [state], permission, actor.accountId)).n,
    oldestDue: async (tx, actor) => (await countWaiting(tx, dataset, [state], permission, actor.accountId)).due,
    link: `/laboratory?state=${state}&dataset=${dataset}`,
  }));

/** What waits for the people of a laboratory, for the workbench. */
export const reportQueues: readonly WorkQueue[] = [
  ...queue('open', 'spot-checks.test', pair('待检验、待录入', 'To test and enter')),
  ...queue('tested', 'spot-checks.verify', pair('检验报告待审核', 'Reports to review')),
  ...queue('reviewed', 'spot-checks.certify', pair('检验报告待批准', 'Reports to approve')),
  ...queue(
    'queried',
    'spot-checks.certify',
    pair('结论与系统判定不一致，待确认或更正', 'Conclusions to confirm or correct'),
  ),
];

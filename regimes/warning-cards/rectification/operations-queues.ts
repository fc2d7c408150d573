import { datasetLabel, type Dataset } from '#foundation/dataset.ts';
import { fill, pair } from '#foundation/text-pair.ts';
import type { WorkQueue } from '#platform/manifest.ts';
import { countInStates } from './storage-reading.ts';

const running: readonly Dataset[] = ['demo', 'live'];

/** Orders that wait for service, one pile a dataset: a batch of cards makes thousands at once. */
export const rectificationQueues: readonly WorkQueue[] = running.map((dataset) => {
  const title = pair('待送达的责令整改通知书', 'Orders to rectify to be served');
  return {
    key: `warning-cards.to-serve.${dataset}`,
    title:
      dataset === 'live'
        ? title
        : fill(pair(`${title.zh}（{of}）`, `${title.en} ({of})`), { of: datasetLabel[dataset] }),
    permission: 'warning-cards.follow',
    count: (tx) => countInStates(tx, dataset, ['to-serve']),
    link: `/rectifications?dataset=${dataset}&state=to-serve`,
  };
});

import { datasetLabel, type Dataset } from '#foundation/dataset.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import type { WorkQueue } from '#platform/manifest.ts';
import { countInStates } from './storage-reading.ts';
import { countSellerOrdersIn } from './storage-sellers-reading.ts';

const running: readonly Dataset[] = ['demo', 'live'];

/** One pile a dataset: a batch of cards makes thousands at once. */
const pilesOf = (
  name: string,
  title: TextPair,
  page: string,
  count: (tx: Tx, dataset: Dataset) => Promise<number>,
): WorkQueue[] =>
  running.map((dataset) => ({
    key: `warning-cards.${name}.${dataset}`,
    title:
      dataset === 'live'
        ? title
        : fill(pair(`${title.zh}（{of}）`, `${title.en} ({of})`), { of: datasetLabel[dataset] }),
    permission: 'warning-cards.follow',
    count: (tx) => count(tx, dataset),
    link: page.replace('?', `?dataset=${dataset}&`),
  }));

/** Orders that wait for service, and reports of sellers that wait to be verified. */
export const rectificationQueues: readonly WorkQueue[] = [
  ...pilesOf(
    'to-serve',
    pair('待送达的责令整改通知书', 'Orders to rectify to be served'),
    '/rectifications?state=to-serve',
    (tx, dataset) => countInStates(tx, dataset, ['to-serve']),
  ),
  ...pilesOf(
    'sellers-to-serve',
    pair('待送达的对销售者的责令', 'Orders to sellers to be served'),
    '/seller-orders?state=to-serve',
    (tx, dataset) => countSellerOrdersIn(tx, dataset, 'to-serve'),
  ),
  ...pilesOf(
    'sellers-reported',
    pair('待核实的销售者报告', 'Reports of sellers to be verified'),
    '/seller-orders?state=reported',
    (tx, dataset) => countSellerOrdersIn(tx, dataset, 'reported'),
  ),
];

import { datasetLabel, type Dataset } from '#foundation/dataset.ts';
import { fill, pair, type TextPair } from '#foundation/text-pair.ts';
import type { WorkQueue } from '#platform/manifest.ts';
import { countWaiting } from './storage-reading.ts';

const running: readonly Dataset[] = ['demo', 'live'];

/** One pile a dataset: a batch of cards makes thousands at once. */
const pilesOf = (
  name: string,
  title: TextPair,
  page: string,
  of: Parameters<typeof countWaiting>[1],
  state: string,
): WorkQueue[] =>
  running.map((dataset) => ({
    key: `warning-cards.${name}.${dataset}`,
    title:
      dataset === 'live'
        ? title
        : fill(pair(`${title.zh}（{of}）`, `${title.en} ({of})`), { of: datasetLabel[dataset] }),
    permission: 'warning-cards.follow',
    count: (tx, _actor, { services }) => countWaiting(tx, of, { dataset, state, province: services.province }),
    link: `${page}?dataset=${dataset}&state=${state}`,
  }));

/** Orders that wait for service, and reports of sellers that wait to be verified. */
export const rectificationQueues: readonly WorkQueue[] = [
  ...pilesOf(
    'to-serve',
    pair('待送达的责令整改通知书', 'Orders to rectify to be served'),
    '/rectifications',
    'rectification',
    'to-serve',
  ),
  ...pilesOf(
    'sellers-to-serve',
    pair('待送达的对销售者的责令', 'Orders to sellers to be served'),
    '/seller-orders',
    'seller_order',
    'to-serve',
  ),
  ...pilesOf(
    'sellers-reported',
    pair('待核实的销售者报告', 'Reports of sellers to be verified'),
    '/seller-orders',
    'seller_order',
    'reported',
  ),
];

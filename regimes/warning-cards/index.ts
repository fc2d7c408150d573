import { datasetLabel, datasets, type Dataset } from '#foundation/dataset.ts';
import { fill, pair } from '#foundation/text-pair.ts';
import type { Tx } from '#platform/database/index.ts';
import { bind, type Manifest, type WorkQueue } from '#platform/manifest.ts';
import { listCardChanges } from './changes-storage.ts';
import * as contract from './contract.ts';
import { cardFacts } from './facts.ts';
import { cardPapers } from './documents.ts';
import { withUploads } from '#platform/tables/index.ts';
import { law } from './law.ts';
import { actOnCards } from './operations.ts';
import { importPaperCards } from './operations-paper-era.ts';
import { cardsOfEnterprise, exportCards, getCard, listCards } from './operations-read.ts';
import { reactions } from './reactions.ts';
import { announcementJournal } from './rectification/announcement.ts';
import { rectificationPapers } from './rectification/documents.ts';
import { handOverJournal, handOverProcess } from './rectification/hand-over.ts';
import { announcementDeadline, giveAnnouncementTerms } from './rectification/operations-announcements.ts';
import { rectificationDeadlines } from './rectification/operations-open.ts';
import { sellerDeadline } from './rectification/operations-seller-work.ts';
import { giveTerms, taskDeadline } from './rectification/operations-tasks.ts';
import { rectificationQueues } from './rectification/operations-queues.ts';
import { rectificationJournal } from './rectification/rectification.ts';
import { pageOfHandOver, pageOfSellerOrder } from './rectification/storage-reading.ts';
import { rectificationRoutes } from './rectification/routes.ts';
import { sellerOrderJournal, sellerOrderProcess } from './rectification/seller-order.ts';
import { countInState } from './storage.ts';
import { type CardAct, type CardState, verbLabels } from './warning-card.ts';

export { actOnCards } from './operations.ts';
export { importPaperCards } from './operations-paper-era.ts';
export { cardsOfEnterprise, exportCards, getCard, listCards, type CardDetail } from './operations-read.ts';
export { countStanding, listStandingCards } from './storage.ts';

/** Cards held back until the producer is verified. */
export const countHeld = (tx: Tx, dataset: Dataset): Promise<number> => countInState(tx, dataset, 'held');

/** The verbs of cards as the journal says them. */
const verbsInJournal = Object.fromEntries(
  Object.entries(verbLabels).map(([verb, words]) => [
    `warning-cards.${verb}`,
    fill(pair('黄牌和移送函：{words}', 'Cards and letters: {words}'), { words }),
  ]),
);

/** One pile a dataset: no figure mixes two. */
const queues = (state: CardState, permission: string, zh: string, en: string): WorkQueue[] =>
  datasets.map((dataset) => ({
    key: `warning-cards.${state}.${dataset}`,
    title:
      dataset === 'live' ? pair(zh, en) : fill(pair(`${zh}（{of}）`, `${en} ({of})`), { of: datasetLabel[dataset] }),
    permission,
    count: (tx) => countInState(tx, dataset, state),
    link: `/cards?dataset=${dataset}&state=${state}`,
  }));

const act = (route: typeof contract.submitCards, verb: Exclude<CardAct, 'keep' | 'revoke'>) =>
  bind(route, (call, { body }) => actOnCards(call, verb, body.selection, body.reason));

export const manifest: Manifest = {
  name: 'warning-cards',
  changes: { permission: 'warning-cards.read', list: listCardChanges },
  migrations: new URL('migrations/', import.meta.url),
  law,
  permissions: {
    'warning-cards.read': pair('查看黄牌和移送函', 'See warning cards'),
    'warning-cards.submit': pair('核实、报审黄牌和移送函', 'Verify and submit warning cards'),
    'warning-cards.issue': pair('发出、退回或不予发出黄牌和移送函', 'Issue, return or dismiss warning cards'),
    'warning-cards.review': pair('复核黄牌和移送函', 'Decide reviews of warning cards'),
    'warning-cards.follow': pair('跟进整改、复查，移交稽查', 'Follow rectifications and re-checks, hand over'),
    'warning-cards.answer': pair('企业报告整改、申请复查', 'Report and apply for the re-check, for an enterprise'),
  },
  journal: {
    acts: {
      ...verbsInJournal,
      ...rectificationJournal.acts,
      ...announcementJournal.acts,
      ...sellerOrderJournal.acts,
      ...handOverJournal.acts,
      'warning-cards.import-paper-cards': pair('补录纸质黄牌', 'Took cards over that were issued on paper'),
      'warning-cards.answer-task': pair('登记部门办理情况', 'Recorded what a department answered'),
      'warning-cards.recompute': pair('程序重新提出黄牌和移送函建议', 'The program proposed cards and letters anew'),
      'warning-cards.move': pair(
        '黄牌和移送函随企业所在地变更',
        'Cards and letters followed the place of an enterprise',
      ),
    },
    subjects: {
      card: { name: pair('黄牌或移送函', 'Card or letter'), link: '/cards/$id' },
      ...rectificationJournal.subjects,
      ...announcementJournal.subjects,
      'seller-order': { name: sellerOrderProcess.name, pageOf: pageOfSellerOrder },
      'hand-over': { name: handOverProcess.name, pageOf: pageOfHandOver },
      rectifications: { name: pair('多件整改', 'Several rectifications'), link: '/rectifications' },
      'seller-orders': { name: pair('多件对销售者的责令', 'Several orders to sellers'), link: '/seller-orders' },
      cards: { name: pair('多件黄牌和移送函', 'Several cards and letters'), link: '/cards' },
    },
  },
  facts: cardFacts,
  papers: [...cardPapers, ...rectificationPapers],
  jobs: [
    { name: 'warning-cards.task-terms', schedule: '40 3 * * *', run: giveTerms },
    { name: 'warning-cards.announcement-terms', schedule: '45 3 * * *', run: giveAnnouncementTerms },
  ],
  deadlines: [...rectificationDeadlines, sellerDeadline, taskDeadline, announcementDeadline],
  reactions,
  queues: [
    ...queues('proposed', 'warning-cards.submit', '待报审的黄牌和移送函', 'Cards to check and submit'),
    ...queues('held', 'warning-cards.submit', '待核实生产者的黄牌', 'Cards whose producer is to be verified'),
    ...queues('submitted', 'warning-cards.issue', '待审核发出的黄牌和移送函', 'Cards to examine and issue'),
    ...rectificationQueues,
  ],
  routes: [
    ...rectificationRoutes,
    bind(contract.listCards, (call, { query }) => listCards(call, query)),
    bind(contract.exportCards, (call, { query }) => exportCards(call, query)),
    bind(contract.importPaperCards, (call, { query }, uploads) =>
      withUploads(call, uploads, (files) => importPaperCards(call, query.dataset, files)),
    ),
    bind(contract.getCard, (call, { params }) => getCard(call, params.cardId)),
    bind(contract.enterpriseCards, (call, { params }) => cardsOfEnterprise(call, params.enterpriseId)),
    act(contract.submitCards, 'submit'),
    act(contract.returnCards, 'return'),
    act(contract.issueCards, 'issue'),
    act(contract.dismissCards, 'dismiss'),
    act(contract.admitCards, 'admit'),
    act(contract.declineCards, 'decline'),
    bind(contract.reviewCard, async (call, { params, body }) => {
      const selection = { cards: [{ id: params.cardId, version: body.version }] };
      const done = await actOnCards(call, body.decision, selection, body.reason);
      return done.ok ? getCard(call, params.cardId) : done;
    }),
  ],
};

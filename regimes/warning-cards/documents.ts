import { pair } from '#foundation/text-pair.ts';
import { paperKind } from '#platform/documents/index.ts';
import { cardPaperFields, composeCard, composeTransfer, transferFields } from './card-papers.ts';

export const yellowCardPaper = paperKind({
  key: 'warning-cards.yellow-card',
  title: pair('黄牌警告通知书', 'Yellow card'),
  word: '黄',
  layout: 'letter',
  fields: cardPaperFields,
  compose: composeCard,
  follows: true,
});

export const transferPaper = paperKind({
  key: 'warning-cards.transfer',
  title: pair('移送函', 'Transfer letter'),
  word: '移',
  layout: 'letter',
  fields: transferFields,
  compose: composeTransfer,
  follows: true,
  served: true,
});

/** The official papers that a card is. */
export const cardPapers = [yellowCardPaper, transferPaper];

import { pair } from '#foundation/text-pair.ts';
import { paperKind } from '#platform/documents/index.ts';
import { announcementFields, composeAnnouncement, composeHandOver, composeLift, composeOrder, composeRevocationLetter, composeSellerOrder, composeStopOrder, handOverFields, liftFields, orderFields, revocationLetterFields, sellerOrderFields, stopOrderFields } from './order-papers.ts'; // prettier-ignore

export const orderPaper = paperKind({
  key: 'warning-cards.order',
  title: pair('责令整改通知书', 'Order to rectify'),
  word: '改',
  layout: 'letter',
  fields: orderFields,
  compose: composeOrder,
  follows: true,
});

export const sellerOrderPaper = paperKind({
  key: 'warning-cards.seller-order',
  title: pair('责令停止销售、改正通知书', 'Order to the seller'),
  word: '停销',
  layout: 'letter',
  fields: sellerOrderFields,
  compose: composeSellerOrder,
  follows: true,
});

export const stopOrderPaper = paperKind({
  key: 'warning-cards.stop-order',
  title: pair('红牌、停产（停业）整顿文书', 'Red card, stop-production order'),
  word: '红',
  layout: 'letter',
  fields: stopOrderFields,
  compose: composeStopOrder,
  follows: true,
});

export const announcementPaper = paperKind({
  key: 'warning-cards.announcement',
  title: pair('逾期不改正公告', 'Announcement by the province'),
  word: '公',
  layout: 'letter',
  fields: announcementFields,
  compose: composeAnnouncement,
  follows: true,
});

export const revocationLetterPaper = paperKind({
  key: 'warning-cards.revocation-letter',
  title: pair('建议吊销营业执照函', 'Letter proposing the revocation of a business licence'),
  word: '吊建',
  layout: 'letter',
  fields: revocationLetterFields,
  compose: composeRevocationLetter,
  follows: true,
});

export const liftPaper = paperKind({
  key: 'warning-cards.lift',
  title: pair('解除黄牌警告通知书', 'Lifting of a card'),
  word: '解',
  layout: 'letter',
  fields: liftFields,
  compose: composeLift,
  served: true,
});

export const handOverPaper = paperKind({
  key: 'warning-cards.hand-over',
  title: pair('移交稽查处理函', 'Hand-over to enforcement'),
  word: '稽移',
  layout: 'letter',
  fields: handOverFields,
  compose: composeHandOver,
});

/** The official papers of what follows a card. */
export const rectificationPapers = [orderPaper, sellerOrderPaper, announcementPaper, stopOrderPaper, revocationLetterPaper, liftPaper, handOverPaper]; // prettier-ignore

import type { Result } from '#foundation/refusal.ts';
import { bind, type BoundRoute } from '#platform/manifest.ts';
import * as contract from './contract.ts';
import * as sellers from './contract-sellers.ts';
import { takeAnnouncementDown } from './operations-announcements.ts';
import { handOver, receiveHandOver, recordTaskAnswer, returnOutcome } from './operations-hand-over.ts';
import { listRectifications, readBoard, readMyRectifications, readRectification, readRectificationOfCard } from './operations-read.ts'; // prettier-ignore
import { actOnSellerOrder } from './operations-sellers.ts';
import { listSellerOrders, readSellerOrder } from './operations-sellers-read.ts';
import { actOnRectification, type RectificationInput } from './operations.ts';
import { rectificationVerbs } from './rectification.ts';
import { sellerVerbs } from './seller-order.ts';

/** The page reads the thing anew: who acted may no longer see it (a firm that moved). */
const said = async (acting: Promise<Result<undefined>>) => {
  const done = await acting;
  return done.ok ? ({ ok: true, value: { done: true } } as const) : done;
};

export const rectificationRoutes: readonly BoundRoute[] = [
  bind(contract.listRectifications, (call, { query }) => listRectifications(call, query)),
  bind(contract.rectificationBoard, (call, { query }) => readBoard(call, query.dataset)),
  bind(contract.getRectification, (call, { params }) =>
    readRectification(call, params.rectificationId, 'warning-cards.read'),
  ),
  bind(contract.rectificationOfCard, (call, { params }) => readRectificationOfCard(call, params.cardId)),
  bind(contract.myRectifications, (call) => readMyRectifications(call)),
  bind(contract.myRectification, (call, { params }) =>
    readRectification(call, params.rectificationId, 'warning-cards.answer'),
  ),
  ...rectificationVerbs.map((verb) =>
    bind(contract.rectificationActs[verb], (call, { params, body }) =>
      said(actOnRectification(call, params.rectificationId, verb, body as RectificationInput)),
    ),
  ),
  bind(sellers.listSellerOrders, (call, { query }) => listSellerOrders(call, query)),
  bind(sellers.getSellerOrder, (call, { params }) => readSellerOrder(call, params.orderId, 'warning-cards.read')),
  bind(sellers.mySellerOrder, (call, { params }) => readSellerOrder(call, params.orderId, 'warning-cards.answer')),
  ...sellerVerbs.map((verb) =>
    bind(contract.sellerActs[verb], (call, { params, body }) =>
      said(actOnSellerOrder(call, params.orderId, verb, body)),
    ),
  ),
  bind(contract.takeAnnouncementDown, (call, { params, body }) =>
    said(takeAnnouncementDown(call, params.rectificationId, body)),
  ),
  bind(contract.answerTask, (call, { params, body }) =>
    said(recordTaskAnswer(call, params.rectificationId, params.taskId, body.answer)),
  ),
  bind(contract.handOver, (call, { params, body }) => handOver(call, params.rectificationId, body)),
  bind(contract.receiveHandOver, (call, { params, body }) => said(receiveHandOver(call, params.handOverId, body))),
  bind(contract.returnOutcome, (call, { params, body }) => said(returnOutcome(call, params.handOverId, body))),
];

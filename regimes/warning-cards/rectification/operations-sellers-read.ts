import { daysLeft } from '#foundation/deadline.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import { byDay, countStates, inPages, type PageQuery } from '#foundation/paging.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { type Call, holds, observe } from '#platform/operation/index.ts';
import { eventsIn, offerAll, wordEvents } from '#platform/process/index.ts';
import type { SellerOrderDetail, SellerOrderFilter, SellerOrderLine } from './contract-sellers.ts';
import { sellerPlace } from './operations-sellers.ts';
import { nextOfSeller, sellerEventWords, sellerOrderProcess, sellerRules, sellerStates } from './seller-order.ts';
import {
  countSellerOrders,
  findSellerOrder,
  pageOfSellerOrders,
  type SellerOrderRow,
} from './storage-sellers-reading.ts';

const { eventsOf } = eventsIn('warning-cards');

const withDays =
  (today: LocalDate) =>
  (row: SellerOrderRow): SellerOrderLine => ({
    ...row,
    daysLeft:
      row.dueOn === null || (row.state !== 'running' && row.state !== 'overdue')
        ? null
        : daysLeft(localDate(row.dueOn), today),
  });

const nearestFirst = byDay<SellerOrderLine>(({ dueOn }) => dueOn, 'infinity');

/** A page of orders to sellers within the reader’s place, the nearest deadline first, with counts per state. */
export const listSellerOrders = (call: Call, { cursor, limit, ...filter }: SellerOrderFilter & PageQuery) =>
  inPages(nearestFirst, { cursor, limit }, ({ after, most, cut }) =>
    observe(call, { permission: 'warning-cards.read' }, async ({ tx }) => {
      const [rows, groups] = await Promise.all([
        pageOfSellerOrders(tx, filter, after, most),
        countSellerOrders(tx, filter),
      ]);
      return ok({ ...cut(rows.map(withDays(call.today))), ...countStates(sellerStates, groups, filter.state) });
    }),
  );

/** One order to a seller, for officials of its place or for the seller itself. */
export const readSellerOrder = (
  call: Call,
  id: number,
  permission: 'warning-cards.read' | 'warning-cards.answer',
): Promise<Result<SellerOrderDetail>> =>
  observe(call, { permission }, async ({ tx }) => {
    const found = await findSellerOrder(tx, id);
    if (!found) return refuse('not-found', { thing: sellerOrderProcess.name });
    const { provinceCode, cityCode, countyCode, ...kept } = found;
    const { actor, services, today } = call;
    const at = { enterpriseId: kept.firm.id, provinceCode, cityCode, countyCode };
    const acts = offerAll(actor, sellerRules, kept, (act) => sellerPlace(at, act, services.province)).filter((offer) =>
      holds(actor, offer.permission),
    );
    const step = nextOfSeller(kept.state);
    return ok({
      ...withDays(today)(kept),
      ...kept,
      next: step === null ? null : { ...step, due: kept.dueOn },
      acts,
      events: wordEvents(await eventsOf(tx, 'seller-order', id), sellerEventWords),
    });
  });

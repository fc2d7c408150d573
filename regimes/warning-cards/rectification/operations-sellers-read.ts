import { daysLeft } from '#foundation/deadline.ts';
import { type LocalDate, localDate } from '#foundation/local-date.ts';
import { offerActs } from '#foundation/process.ts';
import { ok, refuse, refuseFields, type Result } from '#foundation/refusal.ts';
import { pair } from '#foundation/text-pair.ts';
import { type Call, holds, observe } from '#platform/operation/index.ts';
import { eventsIn, wordEvents } from '#platform/process/index.ts';
import type { SellerOrderDetail, SellerOrderFilter, SellerOrderLine } from './contract-sellers.ts';
import { sellerPlace } from './operations-sellers.ts';
import { placeInList } from './place-in-list.ts';
import { nextOfSeller, sellerEventWords, sellerOrderProcess, type SellerState, sellerStates } from './seller-order.ts';
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

/** A page of orders to sellers within the reader’s place, the nearest deadline first, with counts per state. */
export const listSellerOrders = async (
  call: Call,
  { cursor, limit, ...filter }: SellerOrderFilter & { readonly cursor?: string | undefined; readonly limit: number },
) => {
  const after = cursor === undefined ? undefined : placeInList(cursor);
  if (cursor !== undefined && after === undefined)
    return refuseFields({
      cursor: pair('翻页位置无效，请从第一页重新查看', 'This place in the list is not valid; start at the first page'),
    });
  return observe(call, { permission: 'warning-cards.read' }, async ({ tx }) => {
    const [rows, groups] = await Promise.all([
      pageOfSellerOrders(tx, filter, after, limit + 1),
      countSellerOrders(tx, filter),
    ]);
    const counts = Object.fromEntries(
      sellerStates.map((state) => [state, groups.find((group) => group.state === state)?.n ?? 0]),
    ) as Record<SellerState, number>;
    const total = filter.state === undefined ? groups.reduce((sum, { n }) => sum + n, 0) : counts[filter.state];
    const page = rows.slice(0, limit).map(withDays(call.today));
    const last = page.at(-1);
    const next = rows.length > limit && last ? `${last.dueOn ?? 'infinity'}.${last.id}` : null;
    return ok({ rows: page, next, total, counts });
  });
};

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
    const acts = offerActs(sellerOrderProcess, kept.state, actor.accountId, () => true)
      .filter((offer) => holds(actor, offer.permission))
      .map((offer) =>
        holds(actor, offer.permission, sellerPlace(at, offer.act, services.province))
          ? offer
          : { ...offer, refusal: refuse('outside-your-region').refusal },
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

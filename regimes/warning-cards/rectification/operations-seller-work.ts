import type { LocalDate } from '#foundation/local-date.ts';
import { pair } from '#foundation/text-pair.ts';
import {
  closeDeadlines,
  type DeadlineKind,
  type NewDeadline,
  openDeadlines,
  redirectDeadlines,
} from '#platform/deadlines/index.ts';
import type { Act } from '#platform/operation/index.ts';
import { eventsIn } from '#platform/process/index.ts';
import { placeOf } from './operations-work.ts';
import { expireSellerOrders, type LockedSellerOrder, lockSellerOrders } from './storage-sellers.ts';

const clock = 'warning-cards/seller-order';
const { recordEvents } = eventsIn('warning-cards');

const item = (thing: LockedSellerOrder, province: string): Omit<NewDeadline, 'dueOn'> => ({
  subject: `seller-order/${thing.id}`,
  id: thing.id,
  dataset: thing.dataset,
  permission: 'warning-cards.answer',
  place: `enterprise/${thing.enterpriseId}`,
  authority: { permission: 'warning-cards.follow', place: placeOf(thing, province) },
  title: pair(`${thing.firm}：停止销售、改正并报告`, `${thing.firm}: stop selling, correct and report`),
  // The seller and the authority of its place open the same page.
  link: `/seller-orders/${thing.id}`,
});

/** The seller has until then to report. */
export const openSellerClock = (act: Act, thing: LockedSellerOrder, dueOn: LocalDate): Promise<void> =>
  openDeadlines(act, clock, [{ ...item(thing, act.call.services.province), dueOn }]);

/** The clocks of orders that stand go to the seller and the authority that they are about now. */
export const redirectSellerClocks = async (act: Act, ids: readonly number[]): Promise<void> => {
  const things = await lockSellerOrders(act.tx, ids);
  await redirectDeadlines(act, clock, things.map((thing) => item(thing, act.call.services.province))); // prettier-ignore
};

export const closeSellerClocks = (act: Act, ids: readonly number[]): Promise<unknown> =>
  closeDeadlines(act, clock, ids);

export const sellerDeadline: DeadlineKind = {
  name: clock,
  title: pair('停止销售、改正并报告', 'Stop selling, correct and report'),
  warnDays: 5,
  escalate: { afterDays: 10, to: 'superior' },
  onDue: async (act, due) => {
    const expired = await expireSellerOrders(
      act.tx,
      due.map(({ id }) => id),
    );
    const at = act.call.services.now();
    await recordEvents(
      act.tx,
      expired.map(({ id }) => ({ kind: 'seller-order', id, verb: 'expire', state: 'overdue', account: null, at })),
    );
    for (const [dataset, group] of Map.groupBy(expired, (one) => one.dataset))
      act.journal({
        act: 'warning-cards.expire-seller-order',
        subject: 'seller-orders',
        dataset,
        payload: { orders: group.map(({ id }) => id) },
      });
  },
};

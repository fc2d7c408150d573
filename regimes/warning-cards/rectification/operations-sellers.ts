import { deadline } from '#foundation/deadline.ts';
import { localDate, printDate } from '#foundation/local-date.ts';
import type { ActInput } from '#foundation/process.ts';
import { ok, refuse, type Result } from '#foundation/refusal.ts';
import { effectiveDay, type ServiceInput } from '#foundation/service.ts';
import type { Call } from '#platform/operation/index.ts';
import { type Keeping, takeAct } from '#platform/process/index.ts';
import { shareWithFirm } from './operations-papers.ts';
import { closeSellerClocks, openSellerClock } from './operations-seller-work.ts';
import { tellOfSellerOrders } from './operations-told.ts';
import { placeOf } from './operations-work.ts';
import { sellerOrderProcess, type SellerReport, type SellerState, type SellerVerb } from './seller-order.ts';
import { type LockedSellerOrder, lockSellerOrder, sellerOrderIsVisible, storeSellerReport, storeSellerService, storeSellerState } from './storage-sellers.ts'; // prettier-ignore

/** Where the permission of an act on a seller's order must hold. */
export const sellerPlace = (
  thing: Pick<LockedSellerOrder, 'enterpriseId' | 'provinceCode' | 'cityCode' | 'countyCode'>,
  verb: SellerVerb,
  province: string,
): string | null => (verb === 'report' ? `enterprise/${thing.enterpriseId}` : placeOf(thing, province));

const keeping = (call: Call): Keeping<SellerState, SellerVerb, LockedSellerOrder> => ({
  flow: sellerOrderProcess,
  isVisible: sellerOrderIsVisible,
  lock: lockSellerOrder,
  placeOf: (thing, verb) => sellerPlace(thing, verb, call.services.province),
  storeState: storeSellerState,
});

/** Takes an act on the order to a seller. */
export const actOnSellerOrder = (
  call: Call,
  id: number,
  verb: SellerVerb,
  { service, report, ...input }: ActInput & { readonly service?: ServiceInput; readonly report?: SellerReport },
): Promise<Result<undefined>> =>
  takeAct(call, keeping(call), id, verb, input, async ({ act, thing, reason }) => {
    const after = () => tellOfSellerOrders(act, verb, [thing], reason);
    const { today } = call;
    const days = (key: string) => act.law.get<number>(`warning-cards.${key}`, today).value;
    if (verb === 'serve' && service) {
      const day = localDate(service.day);
      if (day > today) return refuse('date-in-future', { value: day, today });
      if (day < thing.orderedOn)
        return refuse('served-before-order', { day: printDate(day), order: printDate(thing.orderedOn) });
      const effectiveOn = effectiveDay(service.manner, day, { publicNoticeDays: days('public-notice-days') });
      const term = deadline(effectiveOn, { days: days('seller-days'), count: 'natural' }, act.law.calendar);
      if (!term.ok) return term;
      await storeSellerService(act.tx, id, service, { effectiveOn, dueOn: term.value.due });
      await shareWithFirm(act, 'seller-order', thing);
      await openSellerClock(act, thing, term.value.due);
      return ok({ value: undefined, payload: { service, dueOn: term.value.due } });
    }
    if ((verb === 'report' || verb === 'register-report') && report) {
      await storeSellerReport(act.tx, id, report, today);
      await closeSellerClocks(act, [id]);
      return ok({ value: undefined, payload: { report } });
    }
    if (verb === 'return' && thing.dueOn !== null) {
      if (thing.dueOn < today) return ok({ value: undefined, next: 'overdue', after });
      await openSellerClock(act, thing, thing.dueOn);
    }
    return ok({ value: undefined, after });
  });
